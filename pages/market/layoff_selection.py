"""The filters of the layoffs page: kept in the address, so that a view can be shared."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.market import layoffs
from greener.market.countries import country_name
from greener.market.layoffs import Selection
from pages.market.years import years_control
from pages.shared.market import ask


def choose_selection() -> Selection:
    """Let the reader choose industries, countries and years of the list."""
    covered = ask(layoffs.coverage).iloc[0]
    with st.container(border=True):
        left, middle, right = st.columns(3)
        industries = left.multiselect(
            "Industry",
            list(covered["industries"]),
            key="industry",
            bind="query-params",
            placeholder="All industries",
        )
        countries = middle.multiselect(
            "Country",
            list(covered["countries"]),
            format_func=list_country,
            key="country",
            bind="query-params",
            placeholder="All countries",
        )
        with right:
            first_month, last_month = choose_years()
    return Selection(tuple(industries), tuple(countries), first_month, last_month)


def choose_years() -> tuple[date | None, date | None]:
    """Let the reader choose a span of years; None where it ends with the list itself."""
    covered = ask(layoffs.coverage).iloc[0]
    newest, oldest = covered["last_month"].year, covered["first_month"].year
    first, last = years_control(oldest, newest, key="years")
    return (
        None if first == oldest else date(first, 1, 1),
        None if last == newest else date(last, 12, 1),
    )


def list_country(code: str) -> str:
    """Return the name of a country code of the list."""
    return "Not known" if code == layoffs.UNKNOWN_COUNTRY else country_name(code)
