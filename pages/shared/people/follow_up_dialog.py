"""What opens over the page: a follow-up or promise, new or to change."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import FollowUp, FollowUpKind
from pages.shared.editing import save_or_delete
from pages.shared.emphasis import first_action
from pages.shared.labels import words_of
from pages.shared.writing import write

_DAYS_AHEAD = 7


@st.dialog("Follow-up or promise")
def new_follow_up(entries: Entries) -> None:
    """Ask what to do by when.

    Args:
        entries: The person's entries, to say whom and what it belongs to.
    """
    with st.form("new_follow_up", border=False):
        fields = _ask("new_follow_up", entries, None)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(
        lambda transaction: transaction.follow_ups.add(FollowUp.model_validate(fields)), "Saved"
    ):
        st.rerun()


@st.dialog("Follow-up or promise")
def open_follow_up(entries: Entries, kept: Kept[FollowUp]) -> None:
    """Change or delete one, as it was when it was opened.

    Args:
        entries: The person's entries.
        kept: Which.
    """
    prefix = f"follow_up_{kept.id}_{kept.version}"
    with st.form(prefix, border=False):
        fields = _ask(prefix, entries, kept.record)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    read = partial(FollowUp.model_validate, fields) if is_sent else None
    save_or_delete(kept, lambda transaction: transaction.follow_ups, read)


def _ask(prefix: str, entries: Entries, record: FollowUp | None) -> dict[str, object]:
    """Ask for the fields; not validated yet."""
    what = st.text_input(
        "What",
        value=record.what if record else "",
        max_chars=200,
        placeholder="Ask when they decide",
        key=f"{prefix}_what",
    )
    left, right = st.columns(2)
    due_on = left.date_input(
        "Due",
        value=record.due_on if record else date.today() + timedelta(days=_DAYS_AHEAD),
        format="YYYY-MM-DD",
        required=True,
        key=f"{prefix}_due",
    )
    kinds = list(FollowUpKind)
    kind = right.selectbox(
        "Kind",
        kinds,
        index=kinds.index(record.kind) if record else 0,
        format_func=lambda kind: words_of(kind).replace("Follow up", "Follow-up"),
        help="A promise is what you gave your word on.",
        key=f"{prefix}_kind",
    )
    contacts = {kept.id: kept.record.name for kept in entries.contacts}
    processes = {
        process.key: ", ".join(filter(None, (process.company, process.title)))
        for process in entries.processes
    }
    return {
        **(record.model_dump() if record else {}),
        "what": what,
        "due_on": due_on,
        "kind": kind,
        "contact_id": _ask_parent(
            "With whom", contacts, record.contact_id if record else None, f"{prefix}_contact"
        ),
        "process_key": _ask_parent(
            "For which process", processes, record.process_key if record else None, f"{prefix}_of"
        ),
    }


def _ask_parent(label: str, names: dict[str, str], value: str | None, key: str) -> str | None:
    keys = list(names)
    return st.selectbox(
        label,
        keys,
        index=keys.index(value) if value in names else None,
        format_func=names.__getitem__,
        placeholder="None",
        key=key,
    )
