"""How the forecasts did on days they had not seen: calibration, and scores origin by origin."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from greener.figures.palette import MARKET, NEUTRAL, NOTE, faded
from greener.figures.shares import share_interval
from greener.figures.template import label, new_figure

MODEL = "model"


def reliability_diagram(frame: pd.DataFrame) -> go.Figure:
    """Draw what was forecast against what happened, with 80% intervals; the diagonal is perfect.

    Args:
        frame: Rows of ``backtests.calibration`` of one method.
    """
    bins = [_with_interval(row) for row in frame.to_dict("records")]
    top = 1.05 * max(*frame["forecast_mean"], *(high for _, _, _, high in bins))
    figure = new_figure(height=380, left=48, bottom=52, right=16)
    figure.add_scatter(
        x=[0, top],
        y=[0, top],
        mode="lines",
        line={"color": NEUTRAL, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[forecast for forecast, _, _, _ in bins],
        y=[rate for _, rate, _, _ in bins],
        mode="markers+lines",
        line={"color": faded(MARKET, 0.4), "width": 1},
        marker={"color": MARKET, "size": 10},
        error_y={
            "array": [high - rate for _, rate, _, high in bins],
            "arrayminus": [rate - low for _, rate, low, _ in bins],
            "color": MARKET,
            "thickness": 1.5,
            "width": 0,
        },
        customdata=frame["n"],
        hovertemplate="forecast %{x:.1%}, happened %{y:.1%} of %{customdata:,}<extra></extra>",
    )
    label(
        figure,
        "as forecast",
        x=top,
        y=top,
        xanchor="right",
        yanchor="top",
        xshift=-14,
        is_muted=True,
    )
    axis = {"range": [0, top], "tickformat": ".0%", "showgrid": True, "nticks": 6}
    figure.update_xaxes(title="Forecast", **axis)
    figure.update_yaxes(title="Happened", ticklabelstandoff=6, **axis)
    return figure


def scores_by_origin(
    frame: pd.DataFrame, names: Mapping[str, str], *, metric: str, chosen_until: str | None = None
) -> go.Figure:
    """Draw one score origin by origin, for the model and some baselines.

    Args:
        frame: Rows of ``backtests.scores``; origins that are no month are left out.
        names: Method → what it is called, the model first; at most three.
        metric: Which score to draw ("brier").
        chosen_until: Last origin that features were chosen on, ISO month; those after it were not
            looked at before.
    """
    is_month = frame["origin"].str.fullmatch(r"\d{4}-\d{2}")
    rows = frame[is_month & (frame["metric"] == metric)]
    figure = new_figure(height=360, left=52, bottom=76)
    styles = ((MARKET, "solid", 3), (NEUTRAL, "dash", 1.5), (NOTE, "dot", 1.5))
    for (method, name), (colour, dash, width) in zip(names.items(), styles, strict=False):
        own = rows[rows["method"] == method].sort_values("origin")
        figure.add_scatter(
            x=pd.to_datetime(own["origin"]),
            y=own["value"],
            mode="lines+markers",
            name=name,
            line={"color": colour, "dash": dash, "width": width},
            hovertemplate=f"{name}, %{{x|%b %Y}}: %{{y:.3f}}<extra></extra>",
        )
    if chosen_until:
        day = pd.Timestamp(chosen_until) + pd.DateOffset(days=45)
        figure.add_vline(x=day, line={"color": NEUTRAL, "width": 1, "dash": "dash"})
        label(figure, "not looked at before", x=day, y=1, yref="paper", xshift=4, is_muted=True)
    figure.update_yaxes(rangemode="tozero", showgrid=True, ticklabelstandoff=6, nticks=6)
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0}
    )
    return figure


def skill(
    scores: pd.DataFrame, method: str, *, metric: str = "brier", origin: str = "mean"
) -> float:
    """Return the share of a baseline's error that the model takes away (1 − model / baseline)."""
    values = scores[(scores["metric"] == metric) & (scores["origin"] == origin)]
    by_method = values.set_index("method")["value"]
    return float(1 - by_method[MODEL] / by_method[method])


def score_table(scores: pd.DataFrame, origin: str) -> pd.DataFrame:
    """Return one row a method and one column a metric, the model first.

    Args:
        scores: Rows of ``backtests.scores``.
        origin: 'mean', 'pooled' or an ISO month.
    """
    table = scores[scores["origin"] == origin].pivot_table(
        index="method", columns="metric", values="value"
    )
    table = table.sort_index(key=lambda methods: methods != MODEL, kind="stable")
    return table.reset_index().rename_axis(columns=None)


def _with_interval(row: Mapping[Hashable, Any]) -> tuple[float, float, float, float]:
    """Return forecast, observed rate and the Wilson interval of that rate."""
    rate, n = float(row["observed_rate"]), int(row["n"])
    low, high = share_interval(round(rate * n), n)
    return float(row["forecast_mean"]), rate, min(low, rate), max(high, rate)
