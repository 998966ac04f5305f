"""Part of the method page: the back-test of the layoff forecast, as its stored scores tell it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures.method import (
    MODEL,
    reliability_diagram,
    score_table,
    scores_by_origin,
    skill,
)
from greener.figures.words import percent_text
from greener.market import backtests
from pages.shared.chart import show_chart, show_table
from pages.shared.market import ask

_FORECAST = "layoff_hazard"
_CHOSEN_UNTIL = "2023-06"
_LONG_RUN = "climatology"
_METHODS = {
    MODEL: "This forecast",
    _LONG_RUN: "Long-run share",
    "last_year_hazard": "Last year's rate",
    "logistic_12_months": "Logistic regression on the whole year",
    "gradient_boosting_12_months": "Boosted trees on the whole year",
    "monthly_hazard": "Monthly steps, one path of the market",
    "monthly_hazard_loose": "Monthly steps, more history",
    "yearly_rate_known": "The year's rate known beforehand (impossible)",
}
"""Method of the stored scores → what a reader calls it; the first three are drawn."""
_DRAWN = 3
_METRICS = {
    "n": "Forecasts",
    "rate": "Happened",
    "brier": "Brier score",
    "log_loss": "Log loss",
    "auc": "AUC",
    "slope": "Calibration slope",
}


def show_proof() -> None:
    """Show how the forecast of another layoff did on days it had not seen."""
    scores = ask(backtests.scores, _FORECAST)
    if scores.empty:
        st.info(
            "No back-test is stored yet. `python -m etl fit` fits the forecast of an employer's "
            "next layoff on the loaded list and stores how it did.",
            icon=":material/science:",
        )
        return
    st.subheader("How the forecast of an employer's next layoff did", anchor=False)
    fit = ask(backtests.fit, _FORECAST)
    trained_on = "" if fit.empty else f"trained on {fit['trained_on'].iloc[0]}"
    left, right = st.columns(2, gap="large")
    with left:
        _show_reliability(trained_on)
    with right:
        _show_origins(scores, trained_on)
    with st.expander("Every method, mean of the origins and pooled"):
        for origin in ("mean", "pooled"):
            table = score_table(scores, origin)
            if not table.empty:
                st.markdown(f"**{origin.capitalize()}**")
                named = table.assign(method=table["method"].replace(_METHODS)).round(4)
                show_table(
                    named.rename(columns={"method": "Method", **_METRICS}), key=f"scores_{origin}"
                )


def _show_reliability(trained_on: str) -> None:
    frame = ask(backtests.calibration, _FORECAST)
    frame = frame[frame["method"] == MODEL]
    if frame.empty:
        return
    show_chart(
        reliability_diagram(frame),
        key="reliability",
        finding=(
            f"On average it said {percent_text(_mean(frame, 'forecast_mean'))}, and "
            f"{percent_text(_mean(frame, 'observed_rate'))} happened"
        ),
        source=f"{frame['n'].sum():,} forecasts of companies; {trained_on}",
        method=(
            "Each point is a tenth of the forecasts, from the lowest to the highest. On the dotted "
            "line as much happened as was said; bars are 80% intervals.",
            "Each forecast used only what was known on its day: the next twelve months were "
            "hidden from the model and from its training.",
        ),
        table=frame[["bin", "forecast_mean", "observed_rate", "n"]].rename(
            columns={
                "bin": "Tenth",
                "forecast_mean": "Forecast",
                "observed_rate": "Happened",
                "n": "Forecasts",
            }
        ),
    )


def _mean(frame: pd.DataFrame, column: str) -> float:
    return float((frame[column] * frame["n"]).sum() / frame["n"].sum())


def _show_origins(scores: pd.DataFrame, trained_on: str) -> None:
    names = dict(list(_METHODS.items())[:_DRAWN])
    taken = skill(scores, _LONG_RUN)
    months = scores.loc[scores["origin"].str.fullmatch(r"\d{4}-\d{2}"), "origin"]
    untouched = months[months > _CHOSEN_UNTIL].nunique()
    show_chart(
        scores_by_origin(scores, names, metric="brier", chosen_until=_CHOSEN_UNTIL),
        key="origins",
        finding=plain_skill(taken),
        source=f"Brier score, lower is better; {trained_on}",
        method=(
            "The Brier score is the mean squared distance between what was said (0 to 1) and what "
            "happened (0 or 1). The long-run share says the same for every company.",
            f"Features were chosen on the days up to {_CHOSEN_UNTIL}; the {untouched} after the "
            "dashed line were not looked at before.",
        ),
        table=scores[scores["metric"] == "brier"]
        .replace({"method": _METHODS, "metric": _METRICS})
        .rename(columns={"method": "Method", "origin": "Day", "metric": "Score", "value": "Value"}),
    )


def plain_skill(taken: float) -> str:
    """Return in words how much of the long-run share's error the forecast takes away."""
    if taken <= 0:
        return f"It does worse than the long-run share, by {percent_text(-taken)}"
    return f"It takes away {percent_text(taken)} of the error of the long-run share"
