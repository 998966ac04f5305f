"""What would move the chance of losing a job, and how far: one row a thing that may change."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from greener.answers.what_if import Alternative
from greener.figures.palette import FORECAST, NEUTRAL, YOU, faded
from greener.figures.template import label, literal, new_figure

_ROW_PX = 44
_TOP_PX = 24


def levers(alternatives: Sequence[Alternative], now: float) -> go.Figure:
    """Draw from the chance as it is to the chance as it would be, in people per 100.

    Args:
        alternatives: What may change, the most telling first.
        now: The chance as it is, 0 to 1.
    """
    rows = len(alternatives)
    figure = new_figure(height=_ROW_PX * rows + _TOP_PX + 8, left=8, right=92, top=_TOP_PX)
    figure.update_layout(margin={"b": 8})
    label(
        figure,
        f"<b>now {100 * now:.1f}</b>",
        x=100 * now,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="center",
    )
    for row, each in enumerate(alternatives):
        _row(figure, -row, each, 100 * now)
    ends = [100 * chance for each in alternatives for chance in each.chances]
    figure.update_xaxes(visible=False, range=[0, 1.04 * max([100 * now, *ends])])
    figure.update_yaxes(visible=False, range=[-rows + 0.45, 0.75])
    return figure


def reach_text(chances: Sequence[float]) -> str:
    """Return a chance in people per 100, or from where to where it may lie."""
    low, high = f"{100 * min(chances):.1f}", f"{100 * max(chances):.1f}"
    return low if low == high else f"{low} to {high}"


def _row(figure: go.Figure, y: int, each: Alternative, now: float) -> None:
    ends = sorted({100 * min(each.chances), 100 * max(each.chances)})
    label(
        figure,
        literal(each.label),
        x=0,
        xref="x domain",
        y=y,
        yanchor="bottom",
        yshift=4,
        is_muted=True,
    )
    line = y - 0.18
    figure.add_scatter(
        x=[min([now, *ends]), max([now, *ends])],
        y=[line, line],
        mode="lines",
        line={"color": faded(NEUTRAL if each.is_unknown else FORECAST, 0.5), "width": 6},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[now],
        y=[line],
        mode="markers",
        marker={"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": YOU}},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=ends,
        y=[line] * len(ends),
        mode="markers",
        marker={"color": FORECAST, "size": 12, "symbol": "circle"},
        customdata=[literal(f"{each.label}: {end:.1f} in 100") for end in ends],
        hovertemplate="%{customdata}<extra></extra>",
    )
    label(figure, reach_text(each.chances), x=max([now, *ends]), y=line, xshift=12)
