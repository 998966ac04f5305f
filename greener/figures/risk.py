"""The chance of losing a job, as a place on a scale that stays the same from day to day."""

from __future__ import annotations

import math
from collections.abc import Mapping

import plotly.graph_objects as go

from greener.answers.estimate import Estimate
from greener.answers.sentences import one_in
from greener.figures.palette import NEUTRAL, YOU, faded
from greener.figures.template import anchor, label, new_figure

SCALE = (1 / 600, 1 / 2)
"""Ends of the scale. It grows for a chance beyond them and never shrinks, so that two days, or two
people, can be compared at a glance."""

_TICKS = (1 / 2500, 1 / 500, 1 / 100, 1 / 20, 1 / 4)
_BAND = 0.26


def risk_scale(
    estimate: Estimate, references: Mapping[str, float], *, name: str = "you"
) -> go.Figure:
    """Draw a chance with its interval on a logarithmic scale, beside others' chances.

    Args:
        estimate: The person's chance; its value is known, unit ``probability``.
        references: Name → chance of others, each marked below the scale ("average worker").
        name: Whose chance it is, in lower case.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None:
        raise ValueError("a chance that is not known has no place on the scale")
    ends = (min(SCALE[0], estimate.low / 1.3), min(max(SCALE[1], estimate.high * 1.1), 1.0))
    figure = new_figure(height=152, left=16, right=4, top=4, bottom=26)
    _interval(figure, estimate)
    for other, chance in references.items():
        _reference(figure, other, chance, ends)
    figure.add_scatter(
        x=[estimate.value],
        y=[0],
        mode="markers",
        marker={"size": 18, "color": YOU, "line": {"width": 0}},
        hovertemplate=f"{name.capitalize()}: {one_in(estimate.value)}<extra></extra>",
    )
    label(
        figure,
        f"<b>{name}, {one_in(estimate.value)}</b>",
        x=math.log10(estimate.value),
        y=_BAND,
        yanchor="bottom",
        yshift=6,
        size=14,
        xanchor=_anchor(estimate.value, ends),
    )
    ticks = [tick for tick in _TICKS if ends[0] <= tick <= ends[1]]
    figure.update_xaxes(
        type="log",
        range=[math.log10(end) for end in ends],
        tickvals=ticks,
        ticktext=[one_in(tick) for tick in ticks],
        showgrid=True,
    )
    figure.update_yaxes(visible=False, range=[-1.0, 0.85])
    return figure


def _interval(figure: go.Figure, estimate: Estimate) -> None:
    figure.add_shape(
        type="rect",
        x0=estimate.low,
        x1=estimate.high,
        y0=-_BAND,
        y1=_BAND,
        fillcolor=faded(YOU, 0.22),
        line={"width": 0},
        layer="above",
    )
    assert estimate.low is not None
    assert estimate.high is not None
    figure.add_scatter(
        x=[estimate.low, estimate.high],
        y=[0, 0],
        mode="markers",
        marker={"symbol": "line-ns", "size": 26, "line": {"width": 2, "color": faded(YOU, 0.6)}},
        customdata=[one_in(estimate.low), one_in(estimate.high)],
        hovertemplate="%{customdata}: end of the 80% interval<extra></extra>",
    )


def _reference(figure: go.Figure, name: str, chance: float, ends: tuple[float, float]) -> None:
    figure.add_shape(
        type="line", x0=chance, x1=chance, y0=-0.5, y1=_BAND, line={"width": 2, "color": NEUTRAL}
    )
    label(
        figure,
        f"{name}, {one_in(chance)}",
        x=math.log10(chance),
        y=-0.5,
        yanchor="top",
        yshift=-2,
        xanchor=_anchor(chance, ends),
        is_muted=True,
    )


def _anchor(chance: float, ends: tuple[float, float]) -> str:
    return anchor(math.log(chance / ends[0]) / math.log(ends[1] / ends[0]))
