"""Each process as a line in time, with its stages as marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from greener.figures.funnel import stage_words
from greener.figures.palette import EVENT, FORECAST, MARKET, NEUTRAL, YOU, faded
from greener.figures.template import label, literal, new_figure
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
        key=lambda process: process.events[-1].occurred_on,
        reverse=True,
    )[:SHOWN]
    if not rows:
        raise ValueError("no process has an entry")
    figure = new_figure(height=_ROW_PX * len(rows) + 40, left=4, right=12, top=8, bottom=28)
    for row, process in enumerate(rows):
        _line(figure, -row, process, today)
    first = min(process.events[0].occurred_on for process in rows)
    label_room = (today - first) * 0.02
    figure.update_xaxes(
        type="date",
        range=[(first - label_room).isoformat(), (today + label_room).isoformat()],
        nticks=5,
        showgrid=True,
    )
    figure.update_yaxes(visible=False, range=[-len(rows) + 0.4, 0.75])
    return figure


def _line(figure: go.Figure, y: float, process: Process, today: date) -> None:
    days = [event.occurred_on for event in process.events]
    goes_on = is_open(process)
    colour = FORECAST if goes_on else NEUTRAL
    figure.add_scatter(
        x=[days[0], today if goes_on else days[-1]],
        y=[y, y],
        mode="lines",
        line={"color": faded(colour, 0.5), "width": 3, "dash": "dot" if goes_on else "solid"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=days,
        y=[y] * len(days),
        mode="markers",
        marker={
            "size": 10,
            "color": [_colour(event.stage) for event in process.events],
            "symbol": [_symbol(event.stage) for event in process.events],
        },
        customdata=[
            f"<b>{literal(process.company)}</b><br>{stage_words(event.stage)}, "
            f"{event.occurred_on.day} {event.occurred_on:%b %Y}"
            for event in process.events
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    is_late = (today - days[0]).days < 60
    label(
        figure,
        literal(process.company),
        x=1 if is_late else days[0].isoformat(),
        xref="x domain" if is_late else "x",
        xanchor="right" if is_late else "left",
        y=y,
        yanchor="bottom",
        yshift=6,
        is_muted=True,
    )


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
