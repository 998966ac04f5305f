"""One crosswalk for the industry names of all sources, by way of the NAICS sector.

Layoff lists, JOLTS, OEWS, the Displaced Worker Survey (DWS) and NAICS each cut industries their own
way. ``industries.csv`` ties every label to a NAICS sector; what has no single sector has none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Scheme = Literal["naics", "dws", "jolts", "oews", "layoff_list"]

_TABLE = Path(__file__).with_name("industries.csv")
_LONGEST_CODE = 6


@dataclass(frozen=True)
class IndustryRow:
    """One line of the crosswalk: a scheme's label and the NAICS sector it lies in."""

    scheme: str
    label: str
    naics_sector: str | None
    note: str


@cache
def crosswalk() -> tuple[IndustryRow, ...]:
    """Return the whole crosswalk in file order."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            IndustryRow(row["scheme"], row["label"], row["naics_sector"] or None, row["note"])
            for row in csv.DictReader(lines)
        )


@cache
def sectors() -> Mapping[str, str]:
    """Return NAICS sector code → name, in NAICS order."""
    return MappingProxyType(
        {
            row.naics_sector: row.label
            for row in crosswalk()
            if row.scheme == "naics" and row.naics_sector
        }
    )


@cache
def labels(scheme: Scheme) -> frozenset[str]:
    """Return every label that the scheme is known to use."""
    return frozenset(row.label for row in crosswalk() if row.scheme == scheme)


@cache
def _sectors_by_label(scheme: Scheme) -> Mapping[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for row in crosswalk():
        if row.scheme == scheme:
            found.setdefault(row.label.casefold(), set()).add(row.naics_sector)
    return found


@cache
def sector_of(scheme: Scheme, label: str) -> str | None:
    """Return the NAICS sector of a scheme's label; None when unknown or when it spans several."""
    found = _sectors_by_label(scheme).get(" ".join(label.split()).casefold(), set())
    return next(iter(found)) if len(found) == 1 else None


@cache
def label_of(scheme: Scheme, naics_sector: str) -> str | None:
    """Return the scheme's label for a NAICS sector; None when it publishes none.

    Meant for schemes with one label a sector (naics, dws, jolts, oews); a layoff list has several
    and the first is returned.
    """
    for row in crosswalk():
        if row.scheme == scheme and row.naics_sector == naics_sector:
            return row.label
    return None


@cache
def parse_sector(text: str) -> str | None:
    """Read what a person or a register writes for an industry as a NAICS sector code.

    Accepts a sector (``51``, ``31-33``, ``32``), a longer NAICS code (``511210``), a sector's name,
    or a layoff list's word. Returns None when it is none of these.
    """
    cleaned = " ".join(text.split())
    if cleaned in sectors():
        return cleaned
    digits = cleaned.replace(" ", "")
    if digits.isascii() and digits.isdigit() and 2 <= len(digits) <= _LONGEST_CODE:
        return _sector_of_code(digits)
    return sector_of("naics", cleaned) or sector_of("layoff_list", cleaned)


def _sector_of_code(digits: str) -> str | None:
    prefix = int(digits[:2])
    for sector in sectors():
        first, _, last = sector.partition("-")
        if int(first) <= prefix <= int(last or first):
            return sector
    return None
