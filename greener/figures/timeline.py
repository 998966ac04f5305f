"""Each process as a line in time, with its stages as marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from greener.figures.funnel import stage_words
from greener.figures.palette import EVENT, FORECAST, MARKET, NEUTRAL, YOU, faded
from greener.figures.template import day_axis, label, literal, new_figure
from greener.journal.analysis.course import ENDINGS, is_open
from greener.journal.records import Process, Stage

SHOWN = 25
"""Processes drawn at most: the newest."""

_ROW_PX = 36
_OFFERS = frozenset({Stage.OFFER, Stage.ACCEPTED})


def timeline_chart(processes: Sequence[Process], today: date) -> go.Figure:
    """Draw the newest processes from their first entry to their last, or to today while open.

    Args:
        processes: Processes in any order; those without entries are left out.
        today: The present day.
    """
    rows = sorted(
        (process for process in processes if process.events),
        key=_last_day,
        reverse=True,
    )[:SHOWN]
    if not rows:
        raise ValueError("no process has an entry")
    figure = new_figure(height=_ROW_PX * len(rows) + 40, left=4, right=12, top=8, bottom=28)
    for goes_on in (True, False):
        _lines(figure, [row for row in enumerate(rows) if is_open(row[1]) is goes_on], today)
    _marks(figure, rows)
    for row, process in enumerate(rows):
        _name(figure, -row, process, today)
    first = min(process.events[0].occurred_on for process in rows)
    day_axis(figure, first, today)
    figure.update_yaxes(visible=False, range=[-len(rows) + 0.4, 0.75])
    return figure


def _lines(figure: go.Figure, rows: Sequence[tuple[int, Process]], today: date) -> None:
    """Draw one trace for all lines of a kind: a trace a process is slow to make and to draw."""
    if not rows:
        return
    goes_on = is_open(rows[0][1])
    x: list[date | None] = []
    y: list[int | None] = []
    for row, process in rows:
        x += [process.events[0].occurred_on, today if goes_on else _last_day(process), None]
        y += [-row, -row, None]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={
            "color": faded(FORECAST if goes_on else NEUTRAL, 0.5),
            "width": 3,
            "dash": "dot" if goes_on else "solid",
        },
        hoverinfo="skip",
    )


def _marks(figure: go.Figure, rows: Sequence[Process]) -> None:
    marks = [(-row, process, event) for row, process in enumerate(rows) for event in process.events]
    figure.add_scatter(
        x=[event.occurred_on for _, _, event in marks],
        y=[y for y, _, _ in marks],
        mode="markers",
        marker={
            "size": 10,
            "color": [_colour(event.stage) for _, _, event in marks],
            "symbol": [_symbol(event.stage) for _, _, event in marks],
        },
        customdata=[
            f"<b>{literal(process.company)}</b><br>{stage_words(event.stage)}, "
            f"{event.occurred_on.day} {event.occurred_on:%b %Y}"
            for _, process, event in marks
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _name(figure: go.Figure, y: float, process: Process, today: date) -> None:
    first = process.events[0].occurred_on
    is_late = (today - first).days < 60
    label(
        figure,
        literal(process.company),
        x=1 if is_late else first.isoformat(),
        xref="x domain" if is_late else "x",
        xanchor="right" if is_late else "left",
        y=y,
        yanchor="bottom",
        yshift=6,
        is_muted=True,
    )


def _last_day(process: Process) -> date:
    return process.events[-1].occurred_on


def _colour(stage: Stage) -> str:
    if stage in _OFFERS:
        return YOU
    if stage is Stage.DECLINED:
        return EVENT
    return NEUTRAL if stage in ENDINGS else MARKET


def _symbol(stage: Stage) -> str:
    if stage in _OFFERS:
        return "star"
    return "x" if stage in ENDINGS else "circle"
