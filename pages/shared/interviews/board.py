"""Processes as a board: a column for each part of the way, one click to move on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from greener.journal.analysis.board import ProcessRow
from greener.journal.analysis.course import ENDINGS, PROGRESS
from greener.journal.analysis.people import pay_said
from greener.journal.entries import Entries
from greener.journal.records import Process, Stage
from pages.shared.interviews.dialogs import move, open_anew
from pages.shared.labels import figure_text, words_of
from pages.shared.outcomes import surest_figure
from pages.shared.words import plain

COLUMNS: dict[str, tuple[Stage, ...]] = {
    "To come": (Stage.FOUND, Stage.APPLIED),
    "Talking": (Stage.RECRUITER_SCREEN, Stage.HIRING_MANAGER),
    "Interviewing": (Stage.TECHNICAL, Stage.TAKE_HOME, Stage.PANEL, Stage.FINAL),
    "Offer": (Stage.OFFER,),
}
"""Column → the stages in it; together all that lead to an offer."""

_SHOWN = 12


def show_board(
    rows: Sequence[ProcessRow], entries: Entries, currency: str, *, is_example: bool
) -> None:
    """Show the open processes in columns by stage, and below them those that are over."""
    for column, (name, stages) in zip(st.columns(len(COLUMNS)), COLUMNS.items(), strict=True):
        members = [row for row in rows if row.stage in stages]
        with column:
            st.markdown(f"**{name}** :gray[{len(members)}]")
            for row in members[:_SHOWN]:
                _show_card(row, entries, currency, is_example=is_example)
            if len(members) > _SHOWN:
                st.caption(f"{len(members) - _SHOWN} more in the table")
    over = [row for row in rows if row.stage in ENDINGS]
    if not over:
        return
    with st.expander(f"Over: {len(over)}", expanded=len(over) <= _SHOWN):
        grid = st.grid("auto", min_column_width=220, gap="small")
        for row in over[:_SHOWN]:
            with grid.cell():
                _show_card(row, entries, currency, is_example=is_example)
        if len(over) > _SHOWN:
            st.caption(f"{len(over) - _SHOWN} more in the table")


def next_stage(process: Process, stage: Stage) -> Stage | None:
    """Return the stage that usually comes next; None where that is not for a click to say."""
    if stage in ENDINGS or stage is Stage.OFFER:
        return None
    return PROGRESS[PROGRESS.index(stage) + 1]


def _show_card(row: ProcessRow, entries: Entries, currency: str, *, is_example: bool) -> None:
    process = row.process
    with st.container(border=True, gap="xsmall"):
        if is_example:
            st.markdown(f"**{plain(process.company)}**")
        elif st.button(
            f"**{plain(process.company)}**",
            type="tertiary",
            key=f"open_{process.key}",
            help="Log something, or see the log",
        ):
            open_anew(process, currency)
        if process.title:
            st.caption(plain(process.title))
        figure = surest_figure(pay_said(entries, process))
        if figure:
            st.markdown(f"{words_of(figure.kind)}: **{plain(figure_text(figure))}**")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.badge(words_of(row.stage), color="blue" if row.is_open else "gray")
            if row.is_open and row.days_quiet is not None:
                st.caption(_quiet(row.days_quiet), width="content")
        if not is_example:
            _show_moves(row)


def _show_moves(row: ProcessRow) -> None:
    process, following = row.process, next_stage(row.process, row.stage)
    with st.container(horizontal=True, gap="xsmall"):
        if following and st.button(
            words_of(following),
            icon=":material/arrow_forward:",
            key=f"next_{process.key}",
            help="Log today that it got there",
        ):
            move(process, following)
        chosen = st.menu_button(
            "Other" if following else "Move to",
            [stage for stage in Stage if stage not in {row.stage, following}],
            format_func=words_of,
            type="tertiary",
            key=f"move_{process.key}",
        )
    if chosen:
        move(process, chosen)


def _quiet(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"quiet {days} days")
