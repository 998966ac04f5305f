"""From the present pay to the price of moving, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import plotly.graph_objects as go

from greener.answers.move import PricePart
from greener.figures.money import short_money, whole_money
from greener.figures.palette import FORECAST, MARKET, NOTE, YOU, faded
from greener.figures.template import label, literal, new_figure

_ROW_PX, _TEXT_PX, _MARK_PX = 44, 72, 12
_BELOW_NAME = 0.16
_LEAST_SHARE = 5e-4
"""Parts below so much of the pay round to nothing and are left out."""


def price_steps(pay_annual: float, parts: Sequence[PricePart], currency: str) -> go.Figure:
    """Draw each part as a step between two marks: the present pay above, the price below.

    Parts that come to nothing have no step. The scale begins near the pay, as the parts would be
    too small to see from zero: so pay and price are marks, whose place is read, and no bars, whose
    length would be.

    Args:
        pay_annual: The present pay.
        parts: What is added, in order.
        currency: ISO 4217 code.
    """
    price = pay_annual + sum(part.amount for part in parts)
    parts = [part for part in parts if abs(part.amount) >= _LEAST_SHARE * pay_annual]
    edges = [*accumulate((part.amount for part in parts), initial=pay_annual)]
    spread = max(edges) - min(edges) or 0.01 * pay_annual
    ends = ("Your pay", pay_annual, YOU), ("The price of moving", price, FORECAST)
    figure = new_figure(
        height=_ROW_PX * (len(parts) + 2) + 8, left=4, right=_TEXT_PX, top=4, bottom=4
    )
    for row, (name, amount, colour) in zip((0, len(parts) + 1), ends, strict=True):
        text = short_money(amount, currency)
        _name_row(figure, row, name, amount, text)
        figure.add_scatter(
            x=[amount],
            y=[-row - _BELOW_NAME],
            mode="markers",
            marker={"symbol": "diamond", "size": _MARK_PX, "color": colour},
            cliponaxis=False,
            hovertemplate=f"{literal(name)}: {text}<extra></extra>",
        )
    for row, (part, start, end) in enumerate(zip(parts, edges, edges[1:], strict=False), start=1):
        colour = NOTE if part.amount > 0 else MARKET
        text = f"{'−' if part.amount < 0 else '+'}{whole_money(abs(part.amount), currency)}"
        _name_row(figure, row, part.label, max(start, end), text)
        figure.add_bar(
            orientation="h",
            x=[end - start],
            base=[start],
            y=[-row - _BELOW_NAME],
            width=0.34,
            marker={"color": faded(colour, 0.8), "line": {"width": 0}},
            hovertemplate=f"{literal(part.label)}: {text}<extra></extra>",
        )
    figure.update_xaxes(visible=False, range=[min(edges) - 0.1 * spread, max(edges)])
    figure.update_yaxes(visible=False, range=[-len(parts) - 1.6, 0.6])
    return figure


def _name_row(figure: go.Figure, row: int, name: str, x: float, text: str) -> None:
    """Write a row's name above it and its amount behind its right end."""
    label(
        figure,
        literal(name),
        x=0,
        xref="x domain",
        y=-row,
        yanchor="bottom",
        yshift=3,
        is_muted=True,
    )
    label(figure, text, x=x, y=-row, yshift=-6, xshift=10)
