"""What opens over the page: a new process, and one process with all that was logged."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from greener.figures.words import day_text
from greener.journal.analysis.honesty import bridges_at_risk
from greener.journal.entries import Entries
from greener.journal.kept import Kept, Logged
from greener.journal.quickadd.proposal import Proposal
from greener.journal.records import (
    Disclosure,
    Process,
    ProcessHead,
    Stage,
    StageEvent,
)
from greener.journal.store.errors import JournalError
from greener.journal.store.transaction import Transaction
from pages.shared.editing import save_or_delete
from pages.shared.emphasis import first_action
from pages.shared.guard import calm
from pages.shared.interviews.fields import (
    ask_head,
    ask_impressions,
    ask_stage,
    ask_told,
    read_event,
)
from pages.shared.interviews.log import forget_correction, log_lines, show_log
from pages.shared.labels import words_of
from pages.shared.pay_fields import ask_figure
from pages.shared.person import journal
from pages.shared.words import plain
from pages.shared.writing import write

_OPENED = "process_opened"


@st.dialog("A new process", width="medium")
@calm()
def new_process(currency: str, proposal: Proposal | None = None) -> None:
    """Ask for a process with its first stage, and a figure when one was named.

    Args:
        currency: Currency that figures are named in unless they say so.
        proposal: What a line was read as, to start from.
    """
    start = proposal or Proposal("", None, Stage.RECRUITER_SCREEN, date.today())
    named = proposal.pay_observations()[:1] if proposal and proposal.company else ()
    with st.form("new_process", border=False):
        head = ask_head("new", ProcessHead.model_construct(**_head_of(start)))
        stage = ask_stage("new", start.stage, start.occurred_on)
        told = st.checkbox(
            "I told them that I am only exploring", value=start.told is True, key="new_told"
        )
        with st.expander("A figure was named", expanded=bool(named)):
            figure = ask_figure("new", currency, *named)
        stage["note"] = st.text_area("Note", value=start.note, height=80, key="new_note")
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if not is_sent:
        return

    def add(transaction: Transaction) -> None:
        known = ProcessHead.model_validate(head)
        event = read_event(stage)
        transaction.add_process(
            known,
            [event],
            [figure.read(known.company, known.title)] if figure.text.strip() else [],
            Disclosure(said_on=event.occurred_on) if told else None,
        )

    if write(add, "Saved"):
        st.rerun()


def _head_of(proposal: Proposal) -> dict[str, Any]:
    names = ("company", "title", "channel", "purpose")
    return {name: getattr(proposal, name) for name in names}


@st.dialog("Process", width="medium")
@calm()
def open_process(process: Process, currency: str) -> None:
    """Show one process: what to log next, and all that was logged.

    Its facts stay as they were when it was opened, so that a change elsewhere is noticed.
    """
    try:
        with journal().read() as transaction:
            lines = log_lines(transaction, process.key)
            kept = transaction.processes.get(process.key)
    except JournalError as error:
        st.error(plain(str(error)))
        return
    kept = st.session_state.setdefault(_OPENED, kept)
    head = kept.record
    st.subheader(plain(head.company), anchor=False)
    if head.title:
        st.caption(plain(head.title))
    for bridge in bridges_at_risk([process]):
        st.info(plain(f"They do not know that you explore. One way to say it: {bridge.words}"))
    stage, figure, told, log, edit = st.tabs(["Stage", "Figure", "Told them", "Log", "Edit"])
    with stage:
        _log_stage(process)
    with figure:
        _log_figure(process, currency)
    with told:
        _log_told(process)
    with log:
        show_log(lines, currency)
    with edit:
        _edit_head(kept)


def open_anew(process: Process, currency: str) -> None:
    """Open a process as it is now."""
    st.session_state.pop(_OPENED, None)
    forget_correction()
    open_process(process, currency)


def move(process: Process, stage: Stage) -> None:
    """Log today that a process reached a stage, and offer to undo it."""
    logged: list[Logged[StageEvent]] = []

    def add(transaction: Transaction) -> None:
        event = StageEvent(stage=stage, occurred_on=date.today())
        logged.append(transaction.events.add(event, process.key))

    if write(add, f"{process.company}: {words_of(stage).lower()}"):
        st.session_state["undo_move"] = (logged[0].id, f"{process.company}: {words_of(stage)}")
        st.rerun()


def show_undo() -> None:
    """Offer to take the last move back."""
    if "undo_move" not in st.session_state:
        return
    event_id, words = st.session_state["undo_move"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(f"Logged today. {words}"), width="content")
        undo = st.button("Undo", type="tertiary", icon=":material/undo:", key="undo")
        keep = st.button("Keep", type="tertiary", icon=":material/check:", key="keep")
    if undo:
        write(lambda transaction: transaction.events.retract(event_id), "Taken back")
    if undo or keep:
        del st.session_state["undo_move"]
        st.rerun()


def _log_stage(process: Process) -> None:
    with st.form(f"stage_{process.key}", border=False):
        fields = ask_stage(f"stage_{process.key}")
        fields |= ask_impressions(f"stage_{process.key}")
        is_sent = st.form_submit_button("Log it", type=first_action())
    if is_sent and write(
        lambda transaction: transaction.events.add(read_event(fields), process.key), "Logged"
    ):
        st.rerun()


def _log_figure(process: Process, currency: str) -> None:
    with st.form(f"figure_{process.key}", border=False):
        figure = ask_figure(f"figure_{process.key}", currency)
        is_sent = st.form_submit_button("Log it", type=first_action())
    if is_sent and write(
        lambda transaction: transaction.pay.add(
            figure.read(process.company, process.title), process.key
        ),
        "Logged",
    ):
        st.rerun()


def _log_told(process: Process) -> None:
    if process.told_on:
        st.caption(f"They know since {day_text(process.told_on)}.")
    with st.form(f"told_{process.key}", border=False):
        said = ask_told(f"told_{process.key}")
        is_sent = st.form_submit_button("Log it", type=first_action())
    if is_sent and write(
        lambda transaction: transaction.disclosures.add(said.read(), process.key), "Logged"
    ):
        st.rerun()


def _edit_head(kept: Kept[ProcessHead]) -> None:
    prefix = f"edit_{kept.id}_{kept.version}"
    with st.form(prefix, border=False):
        fields = ask_head(prefix, kept.record)
        fields["reapply_on"] = st.date_input(
            "Try again from",
            value=kept.record.reapply_on,
            format="YYYY-MM-DD",
            key=f"{prefix}_reapply",
            help="After a rejection: “not now” is not “no”.",
        )
        fields["posting_url"] = st.text_input(
            "Address of the posting", value=kept.record.posting_url, key=f"{prefix}_url"
        )
        fields["note"] = st.text_area("Note", value=kept.record.note, key=f"{prefix}_note")
        is_sent = st.form_submit_button("Save", type=first_action())
    save_or_delete(
        kept,
        lambda transaction: transaction.processes,
        partial(ProcessHead.model_validate, fields) if is_sent else None,
        what="this process",
        goes_too="Its whole log goes with it.",
    )


def home_currency(entries: Entries) -> str:
    """Return the currency that figures are most likely named in: that of the present job."""
    return entries.present_job.record.currency if entries.present_job else "USD"
