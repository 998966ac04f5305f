"""The log of one process: what was entered, corrected and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from greener.figures.words import day_text
from greener.journal.fields import Record
from greener.journal.kept import Logged
from greener.journal.records import Disclosure, PayObservation, Reaction, StageEvent
from greener.journal.store.transaction import Transaction
from pages.shared.emphasis import first_action
from pages.shared.interviews.fields import (
    ask_impressions,
    ask_stage,
    ask_told,
    read_event,
)
from pages.shared.labels import figure_text, words_of
from pages.shared.pay_fields import ask_figure
from pages.shared.words import plain
from pages.shared.writing import write

_CORRECTING = "log_correcting"
_Read = Callable[[], Record]


@dataclass(frozen=True)
class LogLine:
    """One entry of the log with all its versions, oldest first.

    Attributes:
        log: Log of the transaction that it belongs to.
        versions: As entered, and each correction; a version that is retracted comes last.
    """

    log: str
    versions: tuple[Logged[Any], ...]

    @property
    def current(self) -> Logged[Any]:
        """The version that counts."""
        return self.versions[-1]

    @property
    def day(self) -> date:
        """Day of what was logged."""
        return day_of(self.current.record)


def log_lines(transaction: Transaction, key: str) -> list[LogLine]:
    """Return the log of a process, newest first, what was taken back too."""
    logs: dict[str, Sequence[tuple[Logged[Any], ...]]] = {
        "events": transaction.events.histories(key),
        "pay": transaction.pay.histories(key),
        "disclosures": transaction.disclosures.histories(key),
    }
    lines = [LogLine(log, versions) for log, entries in logs.items() for versions in entries]
    return sorted(lines, key=lambda line: (line.day, line.current.entry_id), reverse=True)


def show_log(lines: Sequence[LogLine], currency: str) -> None:
    """Show the log; each entry can be corrected or taken back, and keeps what it said before."""
    st.caption("Nothing is overwritten: a correction takes the place of what it corrects.")
    shown = [line for line in lines if not line.current.retracted]
    for line in shown:
        _show_line(line)
        _correct(line.current.entry_id, currency=currency)
    # Taken back elsewhere while its form is open: what was typed is not lost without a word.
    _correct(*(line.current.entry_id for line in lines if line not in shown), currency=currency)
    gone = [line for line in lines if line.current.retracted]
    if gone:
        with st.expander(f"Taken back: {len(gone)}"):
            for line in gone:
                st.caption(_dated(line.current.record))


def forget_correction() -> None:
    """Close the form of a correction that was not sent."""
    st.session_state.pop(_CORRECTING, None)


def day_of(record: Record) -> date:
    """Return the day of what was logged."""
    match record:
        case StageEvent():
            return record.occurred_on
        case PayObservation():
            return record.observed_on
        case Disclosure():
            return record.said_on
    raise TypeError(type(record).__name__)


def words_of_entry(record: Record) -> str:
    """Return what was logged, in words."""
    parts: tuple[str, ...]
    match record:
        case StageEvent():
            rating = f"rated {record.self_rating} of 5" if record.self_rating else ""
            parts = (words_of(record.stage), rating, record.people_met, record.note)
        case PayObservation():
            named = f"{words_of(record.kind)}: {figure_text(record)} ({record.component})"
            parts = (named, record.note)
        case Disclosure():
            told = "told that you explore" if record.told else "not told that you explore"
            parts = (told, reaction_words(record.reaction), record.note)
        case _:
            raise TypeError(type(record).__name__)
    return " · ".join(part for part in parts if part)


def reaction_words(reaction: Reaction) -> str:
    """Return how they took it; nothing where that is not known."""
    match reaction:
        case Reaction.FINE:
            return "they were fine with it"
        case Reaction.WITHDREW:
            return "they withdrew"
        case Reaction.UNKNOWN:
            return ""


def _dated(record: Record) -> str:
    return f"{day_text(day_of(record))}: {plain(words_of_entry(record))}"


def _show_line(line: LogLine) -> None:
    entry = line.current
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_dated(entry.record), width="stretch")
            with st.container(horizontal=True, width="content", gap="small"):
                if st.button("Correct", type="tertiary", key=f"correct_{entry.id}"):
                    st.session_state[_CORRECTING] = line
                if st.button("Take back", type="tertiary", key=f"retract_{entry.id}") and write(
                    lambda transaction: getattr(transaction, line.log).retract(entry.id),
                    "Taken back",
                ):
                    st.rerun()
        for before in reversed(line.versions[:-1]):
            st.caption(f"said before: {_dated(before.record)}")


def _correct(*entry_ids: str, currency: str) -> None:
    """Show the form of the correction that was begun, when it is of one of these entries.

    The entry stays as it was when the form was opened, so that a change elsewhere is noticed.
    """
    line: LogLine | None = st.session_state.get(_CORRECTING)
    if line is None or line.current.entry_id not in entry_ids:
        return
    entry = line.current
    prefix = f"correction_{entry.id}"
    with st.form(prefix):
        read = _ask(prefix, entry.record, currency)
        is_sent = st.form_submit_button("Save the correction", type=first_action())
    if is_sent and write(
        lambda transaction: getattr(transaction, line.log).correct(entry.id, read()), "Corrected"
    ):
        forget_correction()
        st.rerun()


def _ask(prefix: str, record: Record, currency: str) -> _Read:
    """Ask for the fields of an entry as it is; what comes back reads them."""
    match record:
        case StageEvent():
            fields = ask_stage(prefix, record.stage, record.occurred_on)
            fields |= ask_impressions(prefix, record)
            return lambda: read_event(fields)
        case PayObservation():
            figure = ask_figure(prefix, currency, record)
            note = st.text_input("Note", value=record.note, key=f"{prefix}_note")
            return lambda: figure.read(record.company, record.title, note)
        case Disclosure():
            return ask_told(prefix, record).read
    raise TypeError(type(record).__name__)
