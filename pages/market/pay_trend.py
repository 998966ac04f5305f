"""Part of the pay page: how pay moved, as people report it and as postings offer it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.demand import lines
from greener.figures.demand_words import share_finding
from greener.figures.pay_years import pay_over_years, years_finding
from greener.market.countries import country_name
from greener.market.demand import ALL_SECTORS, posted_wage_growth, postings_sector
from greener.market.prices import CURRENCY, yearly_prices
from greener.market.reported_pay import pay_by_year
from pages.market.own_companies import own_country
from pages.market.own_pay import own_pay
from pages.market.pay_modes import MODES, choose_mode, choose_years_country, everybody
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart
from pages.shared.citing import cited, source_title
from pages.shared.market import ask, snapshot


def show_trend(occupation: Occupation) -> None:
    """Show reported pay by the year it was paid in, and the growth of posted pay."""
    left, right = st.columns([1, 2])
    with left:
        country = choose_years_country(occupation)
    if country is not None:
        with right:
            mode = choose_mode()
        _show_reported(occupation, country, mode)
    _show_posted(occupation, country or own_country() or "US")


def _show_reported(occupation: Occupation, country: str, mode: str) -> None:
    every = everybody(pay_by_year(snapshot(), occupation.soc_code, country))
    frame = every[every["work_mode"] == mode]
    who = f"{occupation.name}, {country_name(country)}"
    who += "" if mode == "all" else f", {MODES[mode].lower()}"
    if frame["pay_annual_p50"].notna().sum() == 0:
        st.info(f"{who}: fewer than ten people a year told ai-jobs.net what they earn.")
        return
    currency = str(frame["currency"].iloc[0])
    own = own_pay(currency, date.today(), country)
    prices = _prices(country, currency, frame["year"])
    show_chart(
        pay_over_years(frame, currency, pay=own.pay, named=own.named, prices=prices),
        key="reported_years",
        finding=years_finding(frame, currency, who, prices),
        source=cited("ai_jobs", f"{frame['reports'].sum():,} people")
        + (f"; {source_title('cpi')}" if prices else ""),
        method=(
            "What people with data and software jobs told ai-jobs.net they were paid in a year, in "
            "dollars of that year: the line is the median, the band holds the middle half. In the "
            "US the dotted line is the median in the prices of the newest year that the index "
            "(CPI) knows whole.",
            "Who answers changes from year to year, so a step is not a raise. Years with fewer "
            "than ten reports are left out.",
            "The employers' survey (OEWS) comes once a year; one release is loaded, so it has no "
            "trend here.",
        ),
        table=frame[["year", "reports", "pay_annual_p25", "pay_annual_p50", "pay_annual_p75"]]
        .assign(year=frame["year"].astype("str"))
        .rename(
            columns={
                "year": "Year",
                "reports": "People",
                **{f"pay_annual_p{each}": f"P{each}" for each in (25, 50, 75)},
            }
        ),
    )


def _prices(country: str, currency: str, years: pd.Series) -> dict[int, float]:
    """Return consumer prices of the years; none abroad, where the index does not hold."""
    if country != "US" or currency != CURRENCY:
        return {}
    every = ask(yearly_prices)
    return {int(year): every[year] for year in years if year in every}


def _show_posted(occupation: Occupation, country: str) -> None:
    sector = postings_sector(occupation.soc_code)
    frame = posted_wage_growth(snapshot(), (country,), (ALL_SECTORS, *([sector] if sector else [])))
    if frame.empty:
        st.info(f"No growth of posted pay is published for {country_name(country)}.")
        return
    names = {ALL_SECTORS: "All sectors"}
    if sector in set(frame["sector"]):
        names = {str(sector): str(sector), **names}
    show_chart(
        lines(frame, "growth_pct", names, suffix="%", group="sector"),
        key="posted_growth",
        finding=share_finding(
            frame,
            "growth_pct",
            {key: f"{name}, {country_name(country)}" for key, name in names.items()},
            "growth of posted pay over a year",
            group="sector",
        ),
        source=cited("indeed_wages", f"{frame['month'].nunique()} months"),
        method=(
            "Growth of the pay in postings, same jobs compared, mean of three months: what "
            "newcomers are offered, not what those in the job get.",
            "Which sector an occupation belongs to is our reading of their names [judgement]; "
            "where its sector is not published, all of them stand alone.",
        ),
        table=frame.assign(month=frame["month"].dt.strftime("%b %Y"))[
            ["sector", "month", "growth_pct"]
        ]
        .round(2)
        .rename(columns={"sector": "Sector", "month": "Month", "growth_pct": "Percent"}),
    )
