"""Country names as people and lists write them, read as ISO 3166 codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

# Codes that CLDR lists and that are no countries: unions, pseudo-locales, exceptional reservations.
_NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)

# Spellings met in real lists that CLDR's English names do not have.
_ALIASES: Mapping[str, str] = {
    "america": "US",
    "bosnia and herzegovina": "BA",
    "britain": "GB",
    "burma": "MM",
    "cape verde": "CV",
    "czech republic": "CZ",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "ivory coast": "CI",
    "korea": "KR",
    "macao": "MO",
    "macau": "MO",
    "macedonia": "MK",
    "myanmar": "MM",
    "northern ireland": "GB",
    "palestine": "PS",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "russian federation": "RU",
    "scotland": "GB",
    "swaziland": "SZ",
    "the netherlands": "NL",
    "trinidad and tobago": "TT",
    "turkey": "TR",
    "u k": "GB",
    "u s": "US",
    "u s a": "US",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "viet nam": "VN",
    "wales": "GB",
}


@cache
def _codes_by_name() -> Mapping[str, str]:
    names = Locale("en").territories
    codes = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
    found = {
        _normal(name): code for code, name in sorted(codes.items()) if code not in _NO_COUNTRIES
    }
    return {**found, **_ALIASES}


def _normal(name: str) -> str:
    return " ".join(name.replace(".", " ").replace("&", " and ").split()).casefold()


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country's English name; None when not recognised.

    Accepts CLDR's English names, common aliases ("UAE", "United States.") and the codes themselves
    in capitals ("US").
    """
    text = name.strip()
    if text in _codes_by_name().values():
        return text
    return _codes_by_name().get(_normal(text))


@cache
def country_name(code: str) -> str:
    """Return the English name of an ISO 3166-1 alpha-2 code; the code itself when unknown."""
    return str(Locale("en").territories.get(code, code))
