"""What was asked for against what came, by day: a stem leads from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import plotly.graph_objects as go

from greener.answers.asked import AskedAndCame
from greener.figures.money import money_axis, short_money, whole_money
from greener.figures.palette import EVENT, NOTE, YOU, faded
from greener.figures.template import label, legend_below, literal, new_figure
from greener.figures.worth_strip import KIND_MARKS
from greener.journal.records import PayKind

_LEAST_ROOM = timedelta(days=30)
_LABELLED = 6
"""With more processes than this the names stand in the hover alone."""


def asked_figure(pairs: Sequence[AskedAndCame], currency: str) -> go.Figure:
    """Draw each ask as a cross and what came of it as a mark of its kind, joined by a stem.

    Args:
        pairs: At least one, oldest first.
        currency: ISO 4217 code.
    """
    figure = new_figure(height=300, left=52, right=12, top=20, bottom=68)
    for pair in pairs:
        figure.add_scatter(
            x=[pair.asked_on, pair.asked_on],
            y=[pair.asked_annual, pair.came_annual],
            mode="lines",
            line={"color": faded(YOU if pair.is_met else NOTE, 0.6), "width": 6},
            hoverinfo="skip",
            showlegend=False,
        )
        if len(pairs) <= _LABELLED:
            _name(figure, pair)
    _marks(figure, pairs, PayKind.ASKED, currency)
    for kind in (PayKind.QUOTE, PayKind.VERBAL, PayKind.WRITTEN):
        _marks(figure, [pair for pair in pairs if pair.came.kind is kind], kind, currency)
    ends = [end for pair in pairs for end in (pair.asked_annual, pair.came_annual)]
    pad = 0.15 * (max(ends) - min(ends)) or 0.1 * max(ends)
    money_axis(figure, "y", max(min(ends) - pad, 0.0), max(ends) + pad, currency)
    first, last = pairs[0].asked_on, pairs[-1].asked_on
    room = max((last - first) * 0.15, _LEAST_ROOM)
    figure.update_xaxes(
        type="date",
        range=[(first - room).isoformat(), (last + room).isoformat()],
        nticks=5,
        showgrid=True,
    )
    legend_below(figure)
    return figure


def _name(figure: go.Figure, pair: AskedAndCame) -> None:
    label(
        figure,
        literal(pair.company.split()[0]),
        x=pair.asked_on.isoformat(),
        y=max(pair.asked_annual, pair.came_annual),
        xanchor="center",
        yanchor="bottom",
        yshift=9,
        is_muted=True,
    )


def _marks(figure: go.Figure, pairs: Sequence[AskedAndCame], kind: PayKind, currency: str) -> None:
    if not pairs:
        return
    symbol, words = KIND_MARKS[kind]
    is_ask = kind is PayKind.ASKED
    colour = YOU if is_ask else EVENT
    figure.add_scatter(
        x=[pair.asked_on for pair in pairs],
        y=[pair.asked_annual if is_ask else pair.came_annual for pair in pairs],
        mode="markers",
        name=words,
        marker={
            "symbol": symbol,
            "size": 13,
            "color": colour,
            "line": {"width": 3 if is_ask else 2, "color": colour},
        },
        customdata=[
            f"<b>{literal(pair.company)}</b><br>you asked "
            f"{whole_money(pair.asked_annual, currency)}<br>"
            f"{KIND_MARKS[pair.came.kind][1]} {whole_money(pair.came_annual, currency)}"
            for pair in pairs
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def gap_text(pair: AskedAndCame, currency: str) -> str:
    """Return what came above or below the ask: "+$6K", "−$10K"."""
    gap = pair.came_annual - pair.asked_annual
    return f"{'−' if gap < 0 else '+'}{short_money(abs(gap), currency)}"
