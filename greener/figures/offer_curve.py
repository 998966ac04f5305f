"""Where a person's worth lies and where their next offer may fall, with the present pay in both."""

from __future__ import annotations

import math

import numpy as np
import plotly.graph_objects as go
from scipy.stats import lognorm

from greener.answers.worth import Belief, Z
from greener.figures.money import money_axis, short_money
from greener.figures.palette import FORECAST, NEUTRAL, YOU, faded
from greener.figures.template import label, new_figure

_POINTS = 240
_NEAR_END = 0.66
"""Beyond this share of the axis a label stands left of its mark."""
_NAME = 0.25
"""Share of the axis that a name beside a hill takes; it turns away from the present pay."""
_REACH = 2.6
"""How many sds of the next offer are drawn on either side."""


def offer_curve(belief: Belief, pay_annual: float | None, currency: str) -> go.Figure:
    """Draw both distributions as hills of one height; the ceiling is the next offer's P90.

    Args:
        belief: The worth in log pay.
        pay_annual: The present pay in the same currency; None where it is not known.
        currency: ISO 4217 code.
    """
    ends = [belief.next_offer_at(-_REACH), belief.next_offer_at(_REACH)]
    if pay_annual is not None:
        ends = [min(ends[0], 0.96 * pay_annual), max(ends[1], 1.04 * pay_annual)]
    figure = new_figure(height=260, left=12, right=12, top=40, bottom=28)
    grid = np.linspace(ends[0], ends[1], _POINTS)
    for name, sd, colour in (
        ("next offer", belief.next_offer_sd, FORECAST),
        ("your worth", belief.sd, YOU),
    ):
        density = lognorm.pdf(grid, s=sd, scale=math.exp(belief.log_mean))
        figure.add_scatter(
            x=grid,
            y=density / density.max(),
            mode="lines",
            line={"color": colour, "width": 2.5},
            fill="tozeroy",
            fillcolor=faded(colour, 0.18),
            name=name,
            hoverinfo="skip",
        )
    middle = belief.worth_at(0)
    is_crossed = pay_annual is not None and 0 <= pay_annual - middle < _NAME * (ends[1] - ends[0])
    _name(figure, "your worth", middle, 1.0, xanchor="right" if is_crossed else "left")
    _name(figure, "the next offer", belief.next_offer_at(0.75), 0.75)
    ceiling = belief.next_offer_at(Z)
    marks = [(ceiling, f"ceiling, {short_money(ceiling, currency)}", 0.45, FORECAST)]
    if pay_annual is not None:
        marks.append(
            (pay_annual, f"<b>you, {short_money(pay_annual, currency)}</b>", 1.18, NEUTRAL)
        )
    for x, text, top, colour in marks:
        _mark(figure, x, top=top, colour=colour)
        share = (x - ends[0]) / (ends[1] - ends[0])
        side = "right" if share > _NEAR_END else "left"
        label(figure, text, x=x, y=top, yanchor="bottom", xanchor=side)
    money_axis(figure, "x", ends[0], ends[1], currency)
    figure.update_yaxes(visible=False, range=[0, 1.2])
    return figure


def _name(figure: go.Figure, text: str, x: float, y: float, *, xanchor: str = "left") -> None:
    shift = 6 if xanchor == "left" else -6
    label(figure, text, x=x, y=y, xanchor=xanchor, xshift=shift, yanchor="bottom", is_muted=True)


def _mark(figure: go.Figure, x: float, *, top: float, colour: str) -> None:
    figure.add_shape(
        type="line", x0=x, x1=x, y0=0, y1=top, line={"width": 2, "color": colour, "dash": "dot"}
    )
