"""What the demand page is about: countries to compare, and the person's own sector."""

from __future__ import annotations

import streamlit as st

from greener.figures.demand import MOST_LINES
from greener.market.countries import country_name
from greener.market.demand import EURO_AREA, postings_sector
from greener.market.pay_evidence import occupation_of
from pages.market.country_choice import first_country, say_missing
from pages.market.own_companies import whoever
from pages.shared.market import snapshot


def choose_countries(countries: list[str], what: str) -> dict[str, str]:
    """Let the reader choose countries to compare; returns code → name, the first the main one.

    Args:
        countries: Codes to choose from.
        what: What there may be none of for the person's own country ("postings").
    """
    chosen = st.multiselect(
        "Countries",
        countries,
        default=first_country(countries),
        format_func=place_name,
        max_selections=MOST_LINES,
        key="compare",
        bind="query-params",
    )
    say_missing(countries, what)
    return {code: place_name(code) for code in chosen or countries[:1]}


def place_name(code: str) -> str:
    """Return the name of a country code of the postings index."""
    return "Euro area" if code == EURO_AREA else country_name(code)


def own_sector(country: str) -> str | None:
    """Return Indeed's sector of the person's occupation; None when not known, withheld or abroad.

    Args:
        country: Where the sectors are that it may be one of.
    """
    who = whoever()
    job = who.entries.present_job if who else None
    if job is None or job.record.country != country:
        return None
    return postings_sector(occupation_of(snapshot(), job.record)[0])
