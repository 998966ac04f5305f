"""Part of the safety page: layoff rates of the industry and the state against their own normal."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.trend import STALE_MONTHS, IndustryTrend, months_between
from greener.figures.rate_trend import rate_trend, trend_finding
from greener.market.industries import label_of
from greener.market.jolts import (
    INDUSTRY_NAMES,
    TOTAL_NONFARM,
    industry_trend,
    layoff_rates,
    state_trend,
)
from greener.market.recessions import SOURCE, US_RECESSIONS
from greener.market.us_states import find_state
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.citing import cited


def show_trends(it: Subject) -> None:
    """Show the US industry's rate and the state's, each over the years."""
    left, right = st.columns(2)
    day = it.today.as_of
    code = (label_of("jolts", it.job.industry) if it.job.industry else None) or TOTAL_NONFARM
    with left.container(border=True, height="stretch"):
        name = INDUSTRY_NAMES[code] if code != TOTAL_NONFARM else "All US industries"
        _show(it, name, industry_trend(it.snapshot, code, day), industry_code=code)
    state = find_state(it.job.region) if it.job.region else None
    with right.container(border=True, height="stretch"):
        if state is None:
            st.markdown("Say in which state you work to see its layoff rate.")
            st.page_link("pages/you/job.py", label="Add the state", icon=":material/edit:")
        else:
            trend = state_trend(it.snapshot, state, day)
            _show(it, state.name, trend, state_code=state.fips)


def _show(
    it: Subject,
    name: str,
    trend: IndustryTrend | None,
    *,
    industry_code: str = TOTAL_NONFARM,
    state_code: str = "00",
) -> None:
    rates = layoff_rates(it.snapshot, industry_code=industry_code, state_code=state_code)
    if rates.empty:
        st.markdown(f"No layoff rates of {name} are loaded: `python -m etl refresh jolts`.")
        return
    newest = (rates["month"].max() + pd.offsets.MonthEnd(0)).date()
    months = months_between(newest, it.today.as_of)
    age = (f"{months} months old",) if months > STALE_MONTHS else ()
    show_chart(
        rate_trend(rates, trend, US_RECESSIONS),
        key=f"rate_{industry_code}_{state_code}",
        finding=trend_finding(rates, trend, name),
        source=cited("jolts", *age, newest=newest),
        table=pd.DataFrame(
            {"Month": rates["month"].dt.date, "Percent": rates["layoff_rate_monthly_pct"]}
        ).iloc[::-1],
        method=(
            "Layoffs and discharges in a month, of 100 jobs, seasonally adjusted. The strong line "
            "is the mean of twelve months.",
            "Such rates count seasonal and short jobs and the same people several times, so their "
            "level says little about one job; their change does. Only the industry's is counted "
            f"in the answer, and only while it is no more than {STALE_MONTHS} months old.",
            f"Recessions: {SOURCE}.",
        ),
    )
