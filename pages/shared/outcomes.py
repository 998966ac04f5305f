"""The person's interview outcomes, as cards."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from greener.journal.analysis.board import ProcessRow, table
from greener.journal.analysis.people import pay_said
from greener.journal.entries import Entries
from greener.journal.records import PayComponent, PayKind, PayObservation, Stage
from pages.shared.labels import KIND_WORDS, ago_text, figure_text, words_of
from pages.shared.words import plain

_SHOWN = 6
_GOOD = frozenset({Stage.OFFER, Stage.ACCEPTED})


def show_outcomes(entries: Entries, today: date) -> None:
    """Show the open processes, then those that got farthest, each with its surest figure."""
    rows = sorted(table(entries.processes, today), key=_by_weight)
    if not rows:
        st.markdown(
            "No interviews yet. One conversation tells you more about your worth than any "
            "public figure: log the first, even a recruiter's call."
        )
        st.page_link("pages/you/interviews.py", label="Log one", icon=":material/add:")
        return
    grid = st.grid("auto", min_column_width=210, gap="small", border=True)
    for row in rows[:_SHOWN]:
        with grid.cell():
            _show_outcome(row, entries, today)
    more = len(rows) - _SHOWN
    label = f"All interviews ({more} more)" if more > 0 else "All interviews"
    st.page_link("pages/you/interviews.py", label=label, icon=":material/arrow_forward:")


def surest_figure(figures: tuple[PayObservation, ...]) -> PayObservation | None:
    """Return the figure that a company stands behind most; the newest of equals."""
    named = [
        figure
        for figure in figures
        if figure.component is PayComponent.BASE and figure.kind is not PayKind.ASKED
    ]
    return max(named, key=lambda figure: figure.sureness, default=None)


def _by_weight(row: ProcessRow) -> tuple[bool, bool]:
    """Return the order of outcomes: open ones, then offers, then the rest, newest first in each."""
    return not row.is_open, row.farthest is not Stage.OFFER


def _show_outcome(row: ProcessRow, entries: Entries, today: date) -> None:
    process = row.process
    with st.container(gap="xxsmall"):
        st.markdown(f"**{plain(process.company)}**")
        if process.title:
            st.caption(plain(process.title))
        colour: Literal["green", "blue", "gray"] = (
            "green" if row.stage in _GOOD else "blue" if row.is_open else "gray"
        )
        st.badge(words_of(row.stage), color=colour)
        figure = surest_figure(pay_said(entries, process))
        if figure:
            st.markdown(f"{KIND_WORDS[figure.kind]}: **{plain(figure_text(figure))}**")
        when = ago_text(row.last_event_on, today) if row.last_event_on else "no entry yet"
        told = "told them you explore" if process.told_exploring else "not told that you explore"
        st.caption(f"{when} · {told}")
