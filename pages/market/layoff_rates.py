"""Part of the layoffs page on layoff rates: of a hundred jobs, how many end, and where."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st

from greener.answers.trend import STALE_MONTHS, months_between
from greener.figures.layoff_rates import (
    comparable_rates,
    industry_rate_bars,
    rates_finding,
    state_rate_tiles,
)
from greener.figures.rate_trend import rate_trend, trend_finding
from greener.market.industries import label_of
from greener.market.jolts import (
    INDUSTRY_NAMES,
    TOTAL_NONFARM,
    industry_trend,
    layoff_rates,
    newest_layoff_rates,
)
from greener.market.recessions import SOURCE, US_RECESSIONS
from greener.market.us_states import states
from pages.market.country_choice import say_us_only
from pages.market.missing import show_missing
from pages.market.own_companies import own_country, own_industry, own_state
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask, snapshot

_WHAT = (
    "Layoffs and discharges in a month, of 100 jobs, seasonally adjusted, from a survey of "
    "employers (JOLTS). A mean of three months is calmer than one month.",
    "It counts everybody on a payroll, seasonal work and firings included, and no headlines: a "
    "rate of about 1 is usual, and says little about one salaried job.",
    "The survey's rates and its numbers of people can reach to different months; the line under a "
    "chart tells the newest of what it shows.",
)

_PLURAL = {"industry": "industries", "state": "states"}


def show_rates() -> None:
    """Show the newest rates by industry, one industry over the years, and the states."""
    newest = ask(newest_layoff_rates, "industry")
    if newest.empty:
        show_missing("jolts", "The survey of US layoffs is")
        return
    say_us_only()
    own_code = _own_code()
    _show_newest("industry", newest, own_code)
    _show_one(sorted(newest["code"].unique()), own_code)
    by_state = ask(newest_layoff_rates, "state")
    names = {state.fips: state.name for state in states()} | {"00": "the US"}
    _show_newest("state", by_state.assign(name=by_state["code"].map(names)).dropna(), None)


def _own_code() -> str | None:
    """Return the survey's code of the person's industry; None abroad, where it does not count."""
    industry = own_industry() if own_country() == "US" else None
    return label_of("jolts", industry) if industry else None


def _show_newest(
    what: Literal["industry", "state"], newest: pd.DataFrame, own_code: str | None
) -> None:
    frame = comparable_rates(newest)
    if frame.empty:
        return
    show_chart(
        industry_rate_bars(frame, own_code=own_code)
        if what == "industry"
        else state_rate_tiles(frame, own_state=own_state()),
        key=f"rates_by_{what}",
        finding=rates_finding(frame),
        source=_cited(frame["month"].max(), f"rates of {len(frame)} {_PLURAL[what]}"),
        method=(
            *_WHAT,
            "Only rates of the same month stand beside each other; the table has those of others.",
        ),
        table=pd.DataFrame(
            {
                what.capitalize(): newest["name"],
                "Of 100 jobs a month": newest["layoff_rate_monthly_pct"],
                "Month": newest["month"].dt.strftime("%b %Y"),
                "Months in the mean": newest["averaged_months"],
            }
        ),
    )


def _show_one(codes: list[str], own_code: str | None) -> None:
    """Show one industry over the years; the person's own stands there first, not in the address."""
    first = own_code if own_code in codes else TOTAL_NONFARM
    code = st.selectbox(
        "Industry over the years",
        codes,
        index=codes.index(first) if first in codes else 0,
        format_func=INDUSTRY_NAMES.__getitem__,
        key="rate_industry",
        bind="query-params",
        width=420,
    )
    rates = layoff_rates(snapshot(), industry_code=code)
    if rates.empty:
        st.info("No monthly rates of this industry are published.")
        return
    trend = industry_trend(snapshot(), code, date.today())
    newest = rates["month"].max()
    show_chart(
        rate_trend(rates, trend, US_RECESSIONS),
        key="rate_over_years",
        finding=trend_finding(rates, trend, INDUSTRY_NAMES[code]),
        source=_cited(newest, f"rates of {len(rates)} months"),
        method=(*_WHAT, "The strong line is the mean of twelve months.", f"Recessions: {SOURCE}."),
        table=pd.DataFrame(
            {
                "Month": rates["month"].dt.strftime("%b %Y"),
                "Of 100 jobs": rates["layoff_rate_monthly_pct"],
            }
        ).iloc[::-1],
    )


def _cited(month: pd.Timestamp, n: str) -> str:
    """Return the grey line of rates, with their age when what they say may no longer hold."""
    months = months_between(month.date(), date.today())
    age = (f"{months} months old",) if months > STALE_MONTHS else ()
    return cited("jolts", *age, n, newest=(month + pd.offsets.MonthEnd(0)).date())
