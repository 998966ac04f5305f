"""Choices of a country on the market pages: the person's own stands first, and in no address.

What is asked of the market about it goes there directly and not through the shared cache, which
would hold where somebody works.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from greener.market.countries import country_name
from pages.market.own_companies import own_country
from pages.shared.words import plain


def choose_country(
    countries: Sequence[str],
    *,
    key: str,
    what: str,
    named: Callable[[str], str] = country_name,
) -> str:
    """Let the reader choose a country.

    Args:
        countries: Codes to choose from, the one with the most to say first.
        key: Name of the choice in the address.
        what: What there may be none of for the person's own country ("postings by sector").
        named: Code → name.
    """
    first = first_country(countries)
    country: str = st.selectbox(
        "Country",
        countries,
        index=countries.index(first),
        format_func=named,
        key=key,
        bind="query-params",
        width=320,
    )
    say_missing(countries, what)
    return country


def first_country(countries: Sequence[str]) -> str:
    """Return the person's own country where it is among them; else the first."""
    own = own_country()
    return own if own is not None and own in countries else countries[0]


def say_missing(countries: Sequence[str], what: str) -> None:
    """Say that nothing is loaded of the person's own country, where that is so."""
    own = own_country()
    if own is not None and own not in countries:
        st.caption(plain(f"No {what} from {country_name(own)} are at hand."))


def say_us_only() -> None:
    """Say to somebody who works elsewhere that what follows is of the US alone."""
    own = own_country()
    if own not in (None, "US"):
        st.caption(plain(f"These figures are of the US only, not of {country_name(own)}."))
