"""How the forecasts did on days they had not seen: calibration, and skill origin by origin."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from scipy.stats import binomtest

from greener.figures.palette import MARKET, NEUTRAL, faded
from greener.figures.template import label, new_figure

MODEL = "model"
_LEVEL = 0.8


def reliability_diagram(frame: pd.DataFrame) -> go.Figure:
    """Draw what was forecast against what happened, with 80 % intervals; the diagonal is perfect.

    Args:
        frame: Rows of ``backtests.calibration`` of one method.
    """
    bounds = [_wilson(row.observed_rate, row.n) for row in frame.itertuples()]
    top = 1.05 * max(frame["forecast_mean"].max(), *(high for _, high in bounds))
    figure = new_figure(height=380, left=48, bottom=52, right=16)
    figure.add_scatter(
        x=[0, top],
        y=[0, top],
        mode="lines",
        line={"color": NEUTRAL, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=frame["forecast_mean"],
        y=frame["observed_rate"],
        mode="markers+lines",
        line={"color": faded(MARKET, 0.4), "width": 1},
        marker={"color": MARKET, "size": 10},
        error_y={
            "array": [
                high - rate for (_, high), rate in zip(bounds, frame["observed_rate"], strict=True)
            ],
            "arrayminus": [
                rate - low for (low, _), rate in zip(bounds, frame["observed_rate"], strict=True)
            ],
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


def skill_by_origin(
    frame: pd.DataFrame, *, metric: str, chosen_until: str | None = None
) -> go.Figure:
    """Draw one score origin by origin, for the model and every baseline; lower is better.

    Args:
        frame: Rows of ``backtests.scores`` with an ISO month as origin.
        metric: Which score to draw ("brier").
        chosen_until: Last origin on which features were chosen; later ones were never looked at.
    """
    rows = frame[frame["metric"] == metric].assign(day=lambda each: pd.to_datetime(each["origin"]))
    figure = new_figure(height=360, left=52, bottom=36, right=8)
    for method, group in rows.groupby("method", sort=False):
        is_model = method == MODEL
        figure.add_scatter(
            x=group["day"],
            y=group["value"],
            mode="lines+markers",
            name=str(method),
            line={
                "color": MARKET if is_model else faded(NEUTRAL, 0.7),
                "width": 3 if is_model else 1.5,
            },
            marker={"size": 7 if is_model else 4},
            hovertemplate=f"{method}, %{{x|%b %Y}}: %{{y:.3f}}<extra></extra>",
        )
    if chosen_until:
        day = pd.Timestamp(chosen_until) + pd.DateOffset(days=45)
        figure.add_vline(x=day, line={"color": NEUTRAL, "width": 1, "dash": "dash"})
        label(figure, "untouched →", x=day, y=1, yref="paper", xshift=4, yshift=-8, is_muted=True)
    figure.update_yaxes(rangemode="tozero", showgrid=True, ticklabelstandoff=6, nticks=6)
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


def _wilson(rate: float, n: int) -> tuple[float, float]:
    interval = binomtest(round(rate * n), n).proportion_ci(_LEVEL, method="wilson")
    return min(float(interval.low), rate), max(float(interval.high), rate)
