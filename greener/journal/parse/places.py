"""Countries, US states and currencies of countries, by the names people use."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from greener.journal.parse.words import did_you_mean, normalised, shown

US_STATES: Mapping[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "GU": "Guam",
    "PR": "Puerto Rico",
    "VI": "Virgin Islands",
}
"""Postal code → name of the states and territories that US wage statistics cover."""

_STATE_ALIASES = {"washington_dc": "DC", "d_c": "DC", "washington_d_c": "DC"}
_COUNTRY_ALIASES = {
    "u_s": "US",
    "u_s_a": "US",
    "america": "US",
    "united_states_of_america": "US",
    "great_britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern_ireland": "GB",
    "holland": "NL",
    "the_netherlands": "NL",
    "turkey": "TR",
    "czech_republic": "CZ",
    "korea": "KR",
    "hong_kong": "HK",
    "macau": "MO",
    "uae": "AE",
    "russian_federation": "RU",
    "viet_nam": "VN",
    "ivory_coast": "CI",
    "deutschland": "DE",
}


@cache
def countries() -> Mapping[str, str]:
    """Return ISO 3166 alpha-2 code → English name, by name."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = [code for code in names if len(code) == 2 and get_territory_currencies(code)]
    return {code: names[code] for code in sorted(codes, key=lambda code: _plain(names[code]))}


def parse_country(text: str) -> str:
    """Return the alpha-2 code for a country's code (two or three letters) or English name.

    Raises:
        ValueError: No such country.
    """
    code = text.strip().upper()
    if code in countries():
        return code
    renamed = get_global("territory_aliases").get(code, [])
    if len(renamed) == 1 and renamed[0] in countries():
        return str(renamed[0])
    names = _country_names()
    word = _plain(text)
    if word not in names:
        hint = did_you_mean(word, names).replace("_", " ")
        raise ValueError(f"expected a country's name or ISO code, got {shown(text)}{hint}")
    return names[word]


def parse_us_state(text: str) -> str:
    """Return the postal code for a US state's name or code (also as ``US-CA``).

    Raises:
        ValueError: No such state.
    """
    code = text.strip().upper().removeprefix("US-")
    if code in US_STATES:
        return code
    names = {normalised(name): code for code, name in US_STATES.items()} | _STATE_ALIASES
    word = normalised(text)
    if word not in names:
        hint = did_you_mean(word, names).replace("_", " ")
        raise ValueError(f"expected a US state's name or postal code, got {shown(text)}{hint}")
    return names[word]


def currency_of(country: str) -> str | None:
    """Return the currency a country pays in today; None when it is not one currency."""
    in_use = get_territory_currencies(country)
    return str(in_use[0]) if len(in_use) == 1 else None


@cache
def _country_names() -> Mapping[str, str]:
    return {_plain(name): code for code, name in countries().items()} | _COUNTRY_ALIASES


def _plain(text: str) -> str:
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    return normalised(bare)
