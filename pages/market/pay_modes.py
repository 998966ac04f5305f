"""The choices that the trend and the remote part of the pay page share."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.market.reported_pay import EVERY_EXPERIENCE, years_countries
from pages.market.country_choice import choose_country
from pages.market.missing import show_missing
from pages.market.pay_subject import Occupation
from pages.shared.market import snapshot

MODES = {"all": "Everyone", "onsite": "On site", "hybrid": "Hybrid", "remote": "Remote"}
"""Where people work, as the filter names it."""


def choose_years_country(occupation: Occupation) -> str | None:
    """Let the reader choose a country with reports of the occupation; None where there is none."""
    countries = years_countries(snapshot(), occupation.soc_code)
    if not countries:
        if years_countries(snapshot(), None):
            st.info(
                f"Nobody reported pay as {occupation.name} by year: the list has data and software "
                "jobs only."
            )
        else:
            show_missing("ai_jobs", "Pay that people report by year is")
        return None
    return choose_country(countries, key="pay_country", what="reports by year")


def choose_mode() -> str:
    """Let the reader choose where people work."""
    mode: str = st.segmented_control(
        "Who works",
        list(MODES),
        default="all",
        required=True,
        format_func=MODES.__getitem__,
        key="pay_mode",
        bind="query-params",
    )
    return mode


def is_everybody(frame: pd.DataFrame) -> pd.Series:
    """Return which rows are of all experience."""
    first, last = EVERY_EXPERIENCE
    is_all: pd.Series = (frame["experience_from_years"] == first) & (
        frame["experience_to_years"] == last
    )
    return is_all


def everybody(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all experience."""
    found: pd.DataFrame = frame[is_everybody(frame)]
    return found
