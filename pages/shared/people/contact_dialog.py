"""What opens over the page: somebody new, and one person with all times in touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from greener.figures.words import day_text
from greener.journal.kept import Kept, Logged
from greener.journal.people import Contact, Touch, Warmth
from greener.journal.store.errors import JournalError
from pages.shared.editing import save_or_delete
from pages.shared.emphasis import first_action
from pages.shared.people.touching import log_touch
from pages.shared.person import journal
from pages.shared.words import plain
from pages.shared.writing import write

WARMTH_WORDS = {Warmth.COLD: "Barely know", Warmth.WARM: "Know", Warmth.CLOSE: "Know well"}
"""Warmth as a reader sees it."""

_OPENED = "contact_opened"
_REFER_WORDS = {None: "Not known", True: "Yes", False: "No"}


@st.dialog("Somebody you know", width="medium")
def new_contact() -> None:
    """Ask for somebody new."""
    with st.form("new_contact", border=False):
        fields = _ask("new_contact", None)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(
        lambda transaction: transaction.contacts.add(Contact.model_validate(fields)), "Saved"
    ):
        st.rerun()


def open_anew(contact_id: str) -> None:
    """Open somebody as they are now."""
    st.session_state.pop(_OPENED, None)
    _open(contact_id)


@st.dialog("Somebody you know", width="medium")
def _open(contact_id: str) -> None:
    """Show one person; what is known stays as it was opened, so that a change elsewhere is noticed.

    Args:
        contact_id: Who.
    """
    try:
        with journal().read() as transaction:
            touches = transaction.touches.entries(contact_id)
            kept = transaction.contacts.get(contact_id)
    except JournalError as error:
        st.error(plain(str(error)))
        return
    kept = st.session_state.setdefault(_OPENED, kept)
    st.subheader(plain(kept.record.name), anchor=False)
    if kept.record.note:
        st.text(kept.record.note)
    touched, log, edit = st.tabs(["In touch", "Log", "Edit"])
    with touched:
        _log(kept)
    with log:
        _show_log(touches)
    with edit:
        _edit(kept)


def _log(kept: Kept[Contact]) -> None:
    with st.form(f"touch_{kept.id}", border=False):
        left, right = st.columns(2)
        day = left.date_input(
            "Day",
            value=date.today(),
            max_value=date.today(),
            format="YYYY-MM-DD",
            required=True,
            key=f"touch_day_{kept.id}",
        )
        how = right.text_input(
            "How", placeholder="Call, coffee, message", max_chars=200, key=f"touch_how_{kept.id}"
        )
        note = st.text_area("Note", height=80, key=f"touch_note_{kept.id}")
        is_sent = st.form_submit_button("Log it", type=first_action())
    if is_sent and write(
        lambda transaction: log_touch(
            transaction, kept.id, Touch(touched_on=day, how=how.strip() or None, note=note)
        ),
        "Logged",
    ):
        st.rerun()


def _show_log(touches: Sequence[Logged[Touch]]) -> None:
    if not touches:
        st.caption("Nothing logged yet.")
    for touch in reversed(touches):
        said = " · ".join(text for text in (touch.record.how, touch.record.note) if text)
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"{day_text(touch.record.touched_on)}{': ' if said else ''}{said}"
            st.markdown(plain(words), width="stretch")
            if st.button("Take back", type="tertiary", key=f"retract_{touch.id}"):
                _take_back(touch)


def _take_back(touch: Logged[Touch]) -> None:
    if write(lambda transaction: transaction.touches.retract(touch.id), "Taken back"):
        st.rerun()


def _edit(kept: Kept[Contact]) -> None:
    prefix = f"contact_{kept.id}_{kept.version}"
    with st.form(prefix, border=False):
        fields = _ask(prefix, kept.record)
        is_sent = st.form_submit_button("Save", type=first_action())
    save_or_delete(
        kept,
        lambda transaction: transaction.contacts,
        partial(Contact.model_validate, fields) if is_sent else None,
        goes_too="The times you were in touch go with it.",
    )


def _ask(prefix: str, contact: Contact | None) -> dict[str, object]:
    """Ask what is known of somebody; not validated yet."""
    left, right = st.columns(2)
    with left:
        texts = {
            "name": _ask_text("Name", prefix, "name", contact),
            "role": _ask_text("Role", prefix, "role", contact),
        }
        warmths = list(Warmth)
        known = contact.warmth if contact else None
        warmth = st.selectbox(
            "How well you know them",
            warmths,
            index=warmths.index(known) if known else None,
            format_func=WARMTH_WORDS.__getitem__,
            placeholder="Not given",
            key=f"{prefix}_warmth",
        )
        referring = _ask_referring(prefix, contact)
    with right:
        texts |= {
            "company": _ask_text("Company", prefix, "company", contact),
            "relation": _ask_text("How you know them", prefix, "relation", contact),
        }
        next_touch_on = st.date_input(
            "Be in touch again on",
            value=contact.next_touch_on if contact else None,
            format="YYYY-MM-DD",
            key=f"{prefix}_next",
        )
        texts["email"] = _ask_text("Email", prefix, "email", contact)
    return {
        **(contact.model_dump() if contact else {}),
        **{name: text.strip() or None for name, text in texts.items()},
        **referring,
        "name": texts["name"],
        "warmth": warmth,
        "next_touch_on": next_touch_on,
        "note": st.text_area(
            "Note", value=contact.note if contact else "", height=80, key=f"{prefix}_note"
        ),
    }


def _ask_text(label: str, prefix: str, name: str, contact: Contact | None) -> str:
    value = getattr(contact, name) if contact else None
    return st.text_input(label, value=value or "", max_chars=200, key=f"{prefix}_{name}")


def _ask_referring(prefix: str, contact: Contact | None) -> dict[str, object]:
    answers = list(_REFER_WORDS)
    return {
        "can_refer": st.selectbox(
            "Can refer you",
            answers,
            index=answers.index(contact.can_refer if contact else None),
            format_func=_REFER_WORDS.__getitem__,
            key=f"{prefix}_can_refer",
        ),
        "has_referred": st.checkbox(
            "Has referred you",
            value=contact.has_referred if contact else False,
            key=f"{prefix}_has_referred",
        ),
    }
