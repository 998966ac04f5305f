"""Quick add: one line, read into an entry that is confirmed before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from greener.journal.analysis.course import current_stage
from greener.journal.quickadd import process_meant, read_line
from greener.journal.quickadd.proposal import Proposal
from greener.journal.records import PayComponent, PayObservation, Process, Stage
from greener.journal.store.transaction import Transaction
from pages.shared.emphasis import first_action
from pages.shared.interviews.dialogs import new_process, open_anew
from pages.shared.labels import figure_text, words_of
from pages.shared.words import plain
from pages.shared.writing import write

_LINE = "quick_line"


def show_quick_add(processes: Sequence[Process], currency: str) -> None:
    """Show the line, and what it was read as until that is saved or dropped."""
    with st.form("quick_add", clear_on_submit=True, border=False):
        left, right = st.columns([5, 1], vertical_alignment="bottom")
        line = left.text_input(
            "What happened?",
            placeholder="Acme, staff engineer, recruiter quoted 180-200k, told them I'm exploring",
            max_chars=2000,
            key="quick_text",
        )
        is_sent = right.form_submit_button("Read it", type=first_action(), width="stretch")
    if is_sent and line.strip():
        st.session_state[_LINE] = line
    if _LINE in st.session_state:
        proposal = read_line(st.session_state[_LINE], date.today(), currency)
        _show_proposal(proposal, process_meant(proposal, processes), currency)
    elif st.button("Use the form instead", type="tertiary", icon=":material/edit_note:"):
        new_process(currency)


def summary(proposal: Proposal) -> list[str]:
    """Return what a line was read as, a phrase each."""
    figures = proposal.pay_observations()
    parts = [proposal.company or "No company", proposal.title, words_of(proposal.stage)]
    parts += [f"{words_of(pay.kind)}: {figure_text(pay)}{_for(pay)}" for pay in figures]
    if proposal.told is not None:
        parts.append("told them you explore" if proposal.told else "not told that you explore")
    parts += [words_of(each) for each in (proposal.channel, proposal.purpose) if each]
    if proposal.occurred_on != date.today():
        parts.append(f"{proposal.occurred_on:%a} {proposal.occurred_on.isoformat()}")
    if proposal.note:
        parts.append(f"note: {proposal.note}")
    return [part for part in parts if part]


def save_proposal(
    transaction: Transaction, proposal: Proposal, goes_on_with: Process | None
) -> None:
    """Keep what a line was read as, as a new process or in the log of one that goes on.

    Raises:
        ValidationError: A part of it cannot be true; the company may be missing.
    """
    said = proposal.disclosure()
    if goes_on_with is None:
        transaction.add_process(
            proposal.head(), [proposal.event()], proposal.pay_observations(), said
        )
        return
    if proposal.stage is Stage.FOUND:
        # The line names no stage: what it says happened in the stage that was reached before.
        proposal = replace(proposal, stage=current_stage(goes_on_with))
    transaction.events.add(proposal.event(), goes_on_with.key)
    for figure in proposal.pay_observations():
        transaction.pay.add(figure, goes_on_with.key)
    if said:
        transaction.disclosures.add(said, goes_on_with.key)


def _for(pay: PayObservation) -> str:
    return "" if pay.component is PayComponent.BASE else f" {words_of(pay.component).lower()}"


def _show_proposal(proposal: Proposal, meant: Process | None, currency: str) -> None:
    with st.container(border=True):
        st.markdown(f"**Read as** {plain(' · '.join(summary(proposal)))}")
        if proposal.guessed:
            st.caption(plain(f"Worth a look, because guessed: {', '.join(proposal.guessed)}."))
        goes_on = False
        if meant is not None:
            stage = words_of(current_stage(meant)).lower()
            goes_on = st.toggle(
                plain(f"Goes on with {meant.company} ({stage})"), value=True, key="quick_goes_on"
            )
        with st.container(horizontal=True):
            save = st.button("Save", type=first_action(), icon=":material/check:", key="quick_save")
            edit = st.button("Change it first", icon=":material/edit:", key="quick_edit")
            drop = st.button("Drop it", type="tertiary", key="quick_drop")
    target = meant if goes_on else None
    if save and not write(
        lambda transaction: save_proposal(transaction, proposal, target), "Saved"
    ):
        return
    if save or drop or edit:
        del st.session_state[_LINE]
    if edit and target:
        open_anew(target, currency)
    elif edit:
        new_process(currency, proposal)
    elif save or drop:
        st.rerun()
