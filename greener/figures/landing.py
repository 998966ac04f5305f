"""The chance that the next offer has come, week by week, against how long savings last."""

from __future__ import annotations

import plotly.graph_objects as go

from greener.answers.landing import Landing
from greener.figures.palette import FORECAST, NEUTRAL, faded
from greener.figures.template import anchor, label, new_figure

LAST_WEEK = 78
_HALF = 0.5


def landing_curve(landing: Landing) -> go.Figure:
    """Draw the share of such spells that have ended by each week.

    Args:
        landing: The answer; where savings are known, the weeks they cover are shaded.
    """
    last = max(LAST_WEEK, round(1.15 * min(landing.savings_weeks or 0, 2 * LAST_WEEK)))
    weeks = list(range(last + 1))
    figure = new_figure(height=260, left=48, right=12, top=24, bottom=48)
    figure.add_scatter(
        x=weeks,
        y=[landing.offer_by(week) for week in weeks],
        mode="lines",
        line={"color": FORECAST, "width": 2.5},
        fill="tozeroy",
        fillcolor=faded(FORECAST, 0.15),
        hovertemplate="%{y:.0%} have an offer within %{x} weeks<extra></extra>",
    )
    assert landing.weeks.value is not None, "the weeks are always named"
    if landing.weeks.value <= last:
        _mark(figure, landing.weeks.value, f"half within {landing.weeks.value:.0f} weeks")
    if landing.savings_weeks is not None:
        _savings(figure, landing.savings_weeks, last)
    figure.update_xaxes(title="weeks without a job", range=[0, last], dtick=13)
    figure.update_yaxes(
        range=[0, 1], tickformat=".0%", showgrid=True, nticks=5, ticklabelstandoff=6
    )
    return figure


def _mark(figure: go.Figure, week: float, text: str) -> None:
    figure.add_scatter(
        x=[week],
        y=[_HALF],
        mode="markers",
        marker={"size": 11, "color": FORECAST},
        hoverinfo="skip",
    )
    label(
        figure,
        text,
        x=1,
        xref="x domain",
        xanchor="right",
        xshift=-6,
        y=0,
        yanchor="bottom",
        yshift=6,
        is_muted=True,
    )


def _savings(figure: go.Figure, weeks: float, last: int) -> None:
    week = min(weeks, last)
    figure.add_shape(
        type="line",
        x0=week,
        x1=week,
        y0=0,
        y1=1,
        line={"width": 2, "color": NEUTRAL, "dash": "dot"},
    )
    text = "savings end" if weeks <= last else "savings last longer"
    label(
        figure,
        text,
        x=week,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor=anchor(week / last, near_end=0.2),
    )
