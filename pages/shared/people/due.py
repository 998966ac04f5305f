"""What is due: follow-ups and promises, whom to be in touch with, where to try again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

import streamlit as st

from greener.figures.words import day_text
from greener.journal.analysis.next_steps import StepKind
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import FollowUp, FollowUpKind
from greener.journal.records import Process
from greener.journal.store.transaction import Transaction
from pages.shared.emphasis import first_action
from pages.shared.labels import ago_text
from pages.shared.next_steps import of_interviews, show_steps_of_interviews
from pages.shared.people.finishing import set_done, show_done_button
from pages.shared.people.follow_up_dialog import new_follow_up, open_follow_up
from pages.shared.people.touching import show_touch_button
from pages.shared.words import plain
from pages.shared.writing import write

_SHOWN = 30
_DONE_SHOWN = 10


def show_due(entries: Entries, today: date, *, is_example: bool) -> None:
    """Show what is due, each with one click to be done with it."""
    if not is_example and st.button(
        "Add a follow-up or promise", type=first_action(), icon=":material/add:"
    ):
        new_follow_up(entries)
    open_ones = sorted(
        (kept for kept in entries.follow_ups if kept.record.done_on is None),
        key=lambda kept: kept.record.due_on,
    )
    touches = [
        (day, kept) for kept in entries.contacts if (day := kept.record.next_touch_on) is not None
    ]
    again = [
        (day, process) for process in entries.processes if (day := process.reapply_on) is not None
    ]
    owed = of_interviews(entries, today)
    is_owed = any(step.kind is not StepKind.UNTESTED for step in owed)
    if not (open_ones or touches or again or is_owed):
        st.markdown("Nothing is due.")
    if open_ones:
        _show_follow_ups(open_ones, entries, today, is_example=is_example)
    if touches:
        st.subheader("Be in touch", anchor=False)
    for day, kept in sorted(touches, key=_first)[:_SHOWN]:
        with _row(kept.record.name, [], day, today):
            if not is_example:
                show_touch_button(kept, "due")
    if again:
        _show_again(again, today, is_example=is_example)
    if owed:
        st.subheader("In your interviews", anchor=False)
        show_steps_of_interviews(owed, entries, today, is_example=is_example)
    if not is_example:
        _show_done(entries)


def _show_follow_ups(
    kept_ones: Sequence[Kept[FollowUp]], entries: Entries, today: date, *, is_example: bool
) -> None:
    st.subheader("Follow-ups and promises", anchor=False)
    contacts = {kept.id: kept.record.name for kept in entries.contacts}
    companies = {process.key: process.company for process in entries.processes}
    for kept in kept_ones[:_SHOWN]:
        record = kept.record
        about = [
            "Promise" if record.kind is FollowUpKind.PROMISE else None,
            contacts.get(record.contact_id or ""),
            companies.get(record.process_key or ""),
        ]
        with _row(record.what, about, record.due_on, today):
            if not is_example:
                _show_follow_up_actions(kept, entries, today)
    if len(kept_ones) > _SHOWN:
        st.caption(f"{len(kept_ones) - _SHOWN} more after these.")


def _show_follow_up_actions(kept: Kept[FollowUp], entries: Entries, today: date) -> None:
    show_done_button(kept, "due")
    if st.button("Change", type="tertiary", key=f"change_{kept.id}"):
        open_follow_up(entries, kept)


def _show_again(
    processes: Sequence[tuple[date, Process]], today: date, *, is_example: bool
) -> None:
    st.subheader("Try again", anchor=False)
    st.caption("“Not now” is not “no”.")
    for reapply_on, process in sorted(processes, key=_first)[:_SHOWN]:
        with _row(process.company, [process.title], reapply_on, today):
            if is_example:
                continue
            if st.button("Tried again", icon=":material/check:", key=f"tried_{process.key}"):
                _set_reapply(process, None, "Off the list; log the new process when they answer")
            with st.popover("Move", type="tertiary", key=f"move_reapply_{process.key}"):
                day = st.date_input(
                    "Try again from",
                    value=reapply_on,
                    format="YYYY-MM-DD",
                    required=True,
                    key=f"reapply_{process.key}",
                )
                if st.button("Save", key=f"save_reapply_{process.key}"):
                    _set_reapply(process, day, "Saved")


def _first(dated: tuple[date, object]) -> date:
    return dated[0]


def _show_done(entries: Entries) -> None:
    done = [(day, kept) for kept in entries.follow_ups if (day := kept.record.done_on) is not None]
    done.sort(key=_first, reverse=True)
    if not done:
        return
    with st.expander(f"Done: {len(done)}"):
        for day, kept in done[:_DONE_SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                words = f"{day_text(day)}: {kept.record.what}"
                st.markdown(plain(words), width="stretch")
                if st.button("Open again", type="tertiary", key=f"undo_done_{kept.id}"):
                    set_done(kept, None, "Open again")


def _row(
    what: str, about: Sequence[str | None], due_on: date, today: date
) -> AbstractContextManager[object]:
    """Show one thing that is due, and return the place for its actions."""
    row = st.container(border=True, horizontal=True, vertical_alignment="center", gap="small")
    with row.container(gap=None, width="stretch"):
        st.markdown(f"**{plain(what)}**")
        when = "today" if due_on == today else f"{day_text(due_on)}, {ago_text(due_on, today)}"
        due = f":material/schedule: **{when}**" if due_on < today else when
        st.caption(" · ".join([*(plain(text) for text in about if text), due]))
    return row.container(horizontal=True, width="content", gap="xsmall")


def _set_reapply(process: Process, day: date | None, said: str) -> None:
    def change(transaction: Transaction) -> None:
        kept = transaction.processes.get(process.key)
        record = kept.record.model_copy(update={"reapply_on": day})
        transaction.processes.edit(kept.id, kept.version, record)

    if write(change, said):
        st.rerun()
