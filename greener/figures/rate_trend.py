"""A layoff rate over the years against its own normal, with recessions shaded."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from greener.answers.trend import IndustryTrend
from greener.figures.palette import MARKET, NEUTRAL, faded
from greener.figures.template import SMALL_FONT_SIZE, label, let_zoom, new_figure
from greener.market.recessions import Recession

_MEAN_MONTHS = 12
_ROOM = 1.5


def rate_trend(
    rates: pd.DataFrame, trend: IndustryTrend | None, recessions: Sequence[Recession]
) -> go.Figure:
    """Draw the monthly rate pale, its mean over twelve months strong.

    Args:
        rates: Rows of ``jolts.layoff_rates``.
        trend: The newest year against ten; None where there are too few months for it.
        recessions: Shaded from peak to trough.
    """
    figure = new_figure(height=280, left=40, right=8, top=20, bottom=28)
    first, last = rates["month"].min(), rates["month"].max()
    for recession in recessions:
        if pd.Timestamp(recession.trough_month) >= first:
            figure.add_vrect(
                x0=max(pd.Timestamp(recession.peak_month), first).isoformat(),
                x1=(pd.Timestamp(recession.trough_month) + pd.offsets.MonthEnd(0)).isoformat(),
                fillcolor=faded(NEUTRAL, 0.25),
                line_width=0,
                layer="below",
            )
    keys = ["grey: recessions", *(["dotted: its ten-year normal"] if trend else [])]
    label(figure, " · ".join(keys), x=0, y=1, xref="paper", yref="paper", yanchor="bottom")
    every_month = rates.set_index("month")["layoff_rate_monthly_pct"].asfreq("MS")
    _line(figure, every_month, faded(MARKET, 0.35), 1, "%{x|%b %Y}: %{y:.1f}%")
    mean = every_month.rolling(_MEAN_MONTHS, min_periods=_MEAN_MONTHS - 1).mean()
    _line(figure, mean, MARKET, 2.5, "year to %{x|%b %Y}: %{y:.2f}% a month")
    if trend:
        normal = trend.normal_rate_monthly_pct
        figure.add_scatter(
            x=[last - pd.DateOffset(years=10), last],
            y=[normal, normal],
            mode="lines",
            line={"color": NEUTRAL, "width": 2, "dash": "dot"},
            hovertemplate=f"mean of ten years: {normal:.2f}% a month<extra></extra>",
        )
    top = _ROOM * max(mean.max(), every_month.median())
    if every_month.max() > top:
        _off_the_scale(figure, every_month, top)
    figure.update_yaxes(range=[0, top], ticksuffix="%", showgrid=True, nticks=5)
    figure.update_xaxes(showgrid=False)
    let_zoom(figure)
    return figure


def trend_finding(rates: pd.DataFrame, trend: IndustryTrend | None, name: str) -> str:
    """Return how the newest year stands against the place's or industry's own normal.

    Args:
        rates: Rows of ``jolts.layoff_rates``.
        trend: The newest year against ten.
        name: Whose rate it is.
    """
    if trend is None:
        newest = rates.iloc[-1]
        return f"{name}: {newest['layoff_rate_monthly_pct']:.1f}% in {newest['month']:%B %Y}"
    change = round(100 * (trend.ratio - 1))
    against = "as many people as"
    if change:
        against = f"{abs(change)}% {'more' if change > 0 else 'fewer'} people than"
    return (
        f"{name}: in the year to {trend.as_of:%B %Y} employers laid off {against} in an average "
        "year of the last ten"
    )


def _off_the_scale(figure: go.Figure, every_month: pd.Series, top: float) -> None:
    """Name the month that no scale can hold beside the others: one of 2020 hides twenty years."""
    month = every_month.index[int(every_month.argmax())]
    figure.add_annotation(
        text=f"{month:%b %Y}: {every_month.max():.1f}%",
        x=month.isoformat(),
        y=top,
        xanchor="right",
        yanchor="top",
        xshift=-6,
        showarrow=False,
        font={"size": SMALL_FONT_SIZE},
    )


def _line(figure: go.Figure, series: pd.Series, colour: str, width: float, hover: str) -> None:
    figure.add_scatter(
        x=series.index,
        y=series,
        mode="lines",
        line={"color": colour, "width": width},
        hovertemplate=f"{hover}<extra></extra>",
    )
