"""From the present pay to the price of moving, part by part."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from greener.answers.move import PricePart
from greener.figures.money import short_money, whole_money
from greener.figures.palette import FORECAST, MARKET, NOTE, YOU, faded
from greener.figures.template import label, literal, new_figure

_ROW_PX = 44
_LEAST_SHARE = 5e-4
"""Parts below so much of the pay round to nothing and are left out."""


def price_steps(pay_annual: float, parts: Sequence[PricePart], currency: str) -> go.Figure:
    """Draw each part as a step; the first bar is the present pay, the last the price.

    Parts that come to nothing have no step.

    The axis begins near the smaller of the two, as the parts would be too small to see from zero;
    the whole bars are cut there and say their amount.

    Args:
        pay_annual: The present pay.
        parts: What is added, in order.
        currency: ISO 4217 code.
    """
    price = pay_annual + sum(part.amount for part in parts)
    parts = [part for part in parts if abs(part.amount) >= _LEAST_SHARE * pay_annual]
    reached, edges = pay_annual, [pay_annual]
    for part in parts:
        reached += part.amount
        edges.append(reached)
    spread = max(edges) - min(edges) or 0.01 * pay_annual
    floor = max(min(edges) - spread, 0.0)
    bars = [("Your pay", floor, pay_annual, YOU, short_money(pay_annual, currency))]
    for part, start, end in zip(parts, edges, edges[1:], strict=False):
        colour = NOTE if part.amount > 0 else MARKET
        sign = "−" if part.amount < 0 else "+"
        text = f"{sign}{whole_money(abs(part.amount), currency)}"
        bars.append((part.label, start, end, faded(colour, 0.8), text))
    bars.append(("The price of moving", floor, price, FORECAST, short_money(price, currency)))
    figure = new_figure(height=_ROW_PX * len(bars) + 8, left=4, right=64, top=4, bottom=4)
    for row, (name, start, end, colour, text) in enumerate(bars):
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
        label(figure, text, x=max(start, end), y=-row, yshift=-6, xshift=6)
        figure.add_bar(
            orientation="h",
            x=[end - start],
            base=[start],
            y=[-row - 0.16],
            width=0.34,
            marker={"color": colour, "line": {"width": 0}},
            hovertemplate=f"{literal(name)}: {text}<extra></extra>",
        )
    figure.update_xaxes(visible=False, range=[floor, max(edges)])
    figure.update_yaxes(visible=False, range=[-len(bars) + 0.4, 0.6])
    return figure
