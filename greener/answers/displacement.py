"""Published figures on displaced workers, by tenure, occupation and industry, and who works where.

From the BLS Displaced Worker Survey (DWS) and, for the weights, from BLS OEWS.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from greener.answers.evidence import Constant, Evidence
from greener.market.industries import label_of, sectors

EMPLOYMENT_CSV = Path(__file__).with_name("employment.csv")
"""Employment by sector and SOC major group (OEWS May 2025); ``etl.models.population`` makes it."""

DISPLACED_YEARLY = Constant(
    0.0176,
    Evidence.SECOND_HAND,
    "BLS Displaced Worker Survey, 2023–25: 7.4 million of all wage and salary workers 20+",
)


@dataclass(frozen=True)
class TenureBand:
    """A band of years with the employer, its multiplier and its share of workers."""

    upper_years: float
    label: str
    multiplier: float
    share: float


TENURE_BANDS = (
    TenureBand(1, "under 1 year", 1.70, 0.187),
    TenureBand(3, "1 to 3 years", 1.16, 0.201),
    TenureBand(10, "3 to 10 years", 0.82, 0.390),
    TenureBand(math.inf, "10 years or more", 0.58, 0.222),
)
TENURE_SOURCE = (
    "DWS 2023–25: 2.5% under 3 years, 1.29% from 3 years on; within the halves judgement"
)

OCCUPATION_MULTIPLIERS: Mapping[str, tuple[float, tuple[str, ...]]] = MappingProxyType(
    {
        "management, business, financial": (1.51, ("11", "13")),
        "professional": (0.78, ("15", "17", "19", "21", "23", "25", "27", "29")),
        "service": (0.57, ("31", "33", "35", "37", "39")),
        "sales": (0.71, ("41",)),
        "office and administrative": (0.95, ("43",)),
        "farming": (0.94, ("45",)),
        "construction and extraction": (1.08, ("47",)),
        "installation and repair": (1.33, ("49",)),
        "production": (2.06, ("51",)),
        "transportation": (0.87, ("53",)),
    }
)
"""DWS 2023–25: share of long-tenured displaced over share of employed, by SOC major groups."""
OCCUPATION_SOURCE = "DWS 2023–25, long-tenured displaced against employed, halved in logs"

DISPLACED_SHARE_PCT: Mapping[str, float] = MappingProxyType(
    {
        "Information": (3.3 + 4.7 + 3.3) / 3,
        "Financial activities": (6.9 + 9.6 + 7.0) / 3,
        "Manufacturing": (16.1 + 17.3 + 12.5) / 3,
        "Government": (4.0 + 5.2 + 2.9) / 3,
        "Construction": (5.5 + 7.1 + 5.9) / 3,
        "Retail": (12.0 + 12.7 + 9.9) / 3,
        "Wholesale": (4.1 + 3.6 + 2.0) / 3,
        "Education and health": (12.3 + 10.4 + 12.0) / 3,
        "Utilities and transport": (3.0 + 3.2 + 4.8) / 3,
        "Other services": (3.6 + 3.2 + 5.2) / 3,
    }
)
"""Share of the long-tenured displaced, in percent: mean of the surveys of 2018, 2020 and 2022."""
INDUSTRY_SOURCE = "DWS 2018–2022 displaced against OEWS May 2025 employment, halved in logs"


def occupation_group(occupation: str | None) -> str | None:
    """Return the DWS occupation group of a SOC code; None when it has none."""
    major = (occupation or "")[:2]
    for group, (_, majors) in OCCUPATION_MULTIPLIERS.items():
        if major in majors:
            return group
    return None


def tenure_band(tenure_years: float) -> TenureBand:
    """Return the band that so many years with the employer fall into."""
    return next(band for band in TENURE_BANDS if tenure_years < band.upper_years)


@cache
def employment() -> Mapping[tuple[str, str], int]:
    """Return employees by (NAICS sector, DWS occupation group), OEWS May 2025."""
    counts: dict[tuple[str, str], int] = {}
    with EMPLOYMENT_CSV.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            group = occupation_group(row["soc_major"])
            if group is not None:
                cell = (row["naics_sector"], group)
                counts[cell] = counts.get(cell, 0) + int(row["employment"])
    return MappingProxyType(counts)


@cache
def industry_multiplier(naics_sector: str) -> float | None:
    """Return the raw DWS multiplier of a sector; None where the survey has no figure for it."""
    survey_label = label_of("dws", naics_sector)
    if survey_label is None:
        return None
    members = {sector for sector in sectors() if label_of("dws", sector) == survey_label}
    employed = sum(count for (sector, _), count in employment().items() if sector in members)
    share_pct = 100 * employed / sum(employment().values())
    return DISPLACED_SHARE_PCT[survey_label] / share_pct
