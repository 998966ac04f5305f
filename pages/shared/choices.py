"""What a person can choose from in forms: countries, states, industries, currencies, stages."""

from __future__ import annotations

from functools import cache

from babel.numbers import get_currency_name

from greener.journal.parse.places import countries, currency_of
from greener.market.currency import exchange_rates
from greener.market.industries import sectors
from greener.market.store import NoGenerationError, Snapshot
from greener.market.us_states import find_state, states
from greener.market.wage_areas import areas
from pages.shared.market import ask

FUNDING_STAGES = (
    "Seed",
    *(f"Series {letter}" for letter in "ABCDEFGHI"),
    "Private Equity",
    "Post-IPO",
    "Acquired",
    "Subsidiary",
)
"""Funding stages as the layoff lists name them."""


@cache
def postal_codes() -> tuple[str, ...]:
    """Return the postal codes of the US states in order of their names."""
    return tuple(state.postal for state in sorted(states(), key=lambda state: state.name))


@cache
def state_name(postal: str) -> str:
    """Return the name of a US state; the text itself when it is none."""
    return next((state.name for state in states() if state.postal == postal), postal)


def sector_name(code: str) -> str:
    """Return the name of a NAICS sector; the code itself when unknown."""
    return sectors().get(code, code)


def metros(postal: str | None) -> tuple[str, ...]:
    """Return the metropolitan areas of a US state that pay is published for, by name."""
    state = find_state(postal) if postal else None
    if state is None:
        return ()
    try:
        known = ask(areas, "metro")
    except NoGenerationError:
        return ()
    return tuple(area.name for area in known if area.state_fips == state.fips)


def currencies(*always: str) -> list[str]:
    """Return the currencies that the market can convert, and those given, by code."""
    try:
        known = ask(_convertible)
    except NoGenerationError:
        known = ("EUR", "GBP", "USD")
    return sorted({*known, *always})


def currency_label(code: str) -> str:
    """Return a currency as a reader knows it: "USD, US Dollar"."""
    return f"{code}, {get_currency_name(code, locale='en_US')}"


def currency_in(country: str) -> str:
    """Return the currency of a country; US dollars where none is known."""
    return currency_of(country) or "USD"


def place_name(region: str | None, country: str) -> str:
    """Return where a job is, as a reader names it."""
    if region is None:
        return countries().get(country, country)
    return (
        state_name(region) if country == "US" else f"{region}, {countries().get(country, country)}"
    )


def _convertible(snapshot: Snapshot) -> tuple[str, ...]:
    return exchange_rates(snapshot).currencies
