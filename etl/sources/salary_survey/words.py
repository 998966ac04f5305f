"""Reads what people write into a survey: countries, states, currencies, ranges of years."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz, process

from greener.market.countries import country_code
from greener.market.us_states import find_state

LARGE_UNIT: dict[str, float] = {
    "ARS": 100, "BDT": 100, "BRL": 5, "CLP": 800, "CNY": 7, "COP": 4000, "CZK": 22, "DKK": 6.5,
    "HKD": 8, "HUF": 330, "IDR": 15_000, "ILS": 3.5, "INR": 75, "ISK": 130, "JPY": 110,
    "KRW": 1200, "MXN": 20, "MYR": 4, "NGN": 400, "NOK": 9, "PHP": 50, "PLN": 4, "RUB": 75,
    "SEK": 9, "THB": 32, "TRY": 10, "TTD": 7, "TWD": 29, "ZAR": 15,
}  # fmt: skip
"""Currency → its units per US dollar, roughly: only tells absurd pay from real. Others: 1."""

_CURRENCY_WORDS = {
    "canadian": "CAD",
    "american": "USD",
    "us dollar": "USD",
    "rupee": "INR",
    "rmb": "CNY",
    "yuan": "CNY",
    "nis": "ILS",
    "ntd": "TWD",
    "taiwan": "TWD",
    "br$": "BRL",
    "r$": "BRL",
    "czech": "CZK",
    "zlot": "PLN",
    "argentin": "ARS",
    "mexic": "MXN",
    "norwegian": "NOK",
}
_OTHER_CODES = LARGE_UNIT.keys() | {
    "AED", "AUD", "CHF", "EUR", "GBP", "KWD", "NZD", "PKR", "SAR", "SGD", "USD",
}  # fmt: skip
_MISSPELT = {
    "US": "united states",
    "GB": "united kingdom",
    "CA": "canada",
    "AU": "australia",
    "NZ": "new zealand",
    "NL": "netherlands",
    "DK": "denmark",
    "MX": "mexico",
    "BR": "brazil",
    "CN": "china",
}
"""Countries that answers misspell often enough to be looked for by likeness."""
_SAME_NAME = 84
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
OPEN_ENDED_YEARS = 10


@cache
def read_country(text: str) -> str | None:
    """Return the ISO code of a country in any of its spellings, misspelt or with an addition."""
    for part in [text, *re.split(r"[,(/;-]|\bbut\b|\bfor\b", text)]:
        name = " ".join(part.split()).strip(" .!").removeprefix("the ")
        found = country_code(name.upper() if len(name) <= 3 else name)
        if found:
            return found
    spelt = text.casefold().strip()
    near = process.extractOne(spelt, _MISSPELT, scorer=fuzz.ratio, score_cutoff=_SAME_NAME)
    return str(near[2]) if near else None


@cache
def read_state(text: str) -> str | None:
    """Return the postal code of one US state; None for several or none."""
    state = find_state(text)
    return state.postal if state else None


@cache
def read_currency(named: str, other: str, country: str | None) -> str | None:
    """Return the ISO code of a currency; None when the answer does not tell which.

    Args:
        named: The choice ticked: a code, ``AUD/NZD`` or ``Other``.
        other: What was written beside ``Other``.
        country: ISO code of the country, which tells the dollars of ``AUD/NZD`` apart.
    """
    if named == "AUD/NZD":
        return {"AU": "AUD", "NZ": "NZD"}.get(country or "")
    if named.casefold() != "other":
        return named.upper() if re.fullmatch(r"[A-Za-z]{3}", named) else None
    written = other.casefold()
    codes = [code for code in re.findall(r"\b[A-Z]{3}\b", other.upper()) if code in _OTHER_CODES]
    if codes:
        return str(codes[0])
    return next((code for word, code in _CURRENCY_WORDS.items() if word in written), None)


@cache
def read_years(text: str) -> tuple[int, int] | None:
    """Return the ends of a range of years: ``8 - 10 years``, ``8-10 years``, ``1 year or less``."""
    found = _RANGE.search(text)
    if found:
        return int(found[1]), int(found[2])
    number = re.search(r"\d+", text)
    if number is None:
        return None
    years = int(number[0])
    if "less" in text:
        return 0, years
    return (years, years + OPEN_ENDED_YEARS) if "more" in text else (years, years)


def is_plausible_yearly(pay: float, currency: str) -> bool:
    """Return whether pay lies within 1,000 and 1,000,000 US dollars a year, roughly converted."""
    units = LARGE_UNIT.get(currency, 1.0)
    return 1_000 * units <= pay <= 1_000_000 * units
