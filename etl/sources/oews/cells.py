"""The shape that every OEWS layout is read into, and the tables made of it.

A *cell* is what is published for one area, industry and occupation. Its numbers stand under the
names of ``DATATYPES``: NaN where nothing was published, infinity where the publisher only says that
the wage is at or above its ceiling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from etl.source import Intake
from greener.market.industries import sector_of, sectors

DATATYPES = {
    "01": "employment",
    "02": "employment_rse_pct",
    "03": "wage_hourly_mean_usd",
    "04": "wage_annual_mean_usd",
    "05": "wage_rse_pct",
    "06": "wage_hourly_p10_usd",
    "07": "wage_hourly_p25_usd",
    "08": "wage_hourly_p50_usd",
    "09": "wage_hourly_p75_usd",
    "10": "wage_hourly_p90_usd",
    "11": "wage_annual_p10_usd",
    "12": "wage_annual_p25_usd",
    "13": "wage_annual_p50_usd",
    "14": "wage_annual_p75_usd",
    "15": "wage_annual_p90_usd",
}
"""Datatype code of the publisher → column. 16 and 17, jobs per 1,000 and location quotient, follow
from employment and are not read."""

NUMBERS = tuple(DATATYPES.values())
KEYS = ("area_code", "naics_sector", "soc_code")
ALL_INDUSTRIES = ""
"""What ``naics_sector`` holds for all industries together."""

_PERCENTILES = (10, 25, 50, 75, 90)
_HOURLY = [f"wage_hourly_p{p}_usd" for p in _PERCENTILES]
_ANNUAL = [f"wage_annual_p{p}_usd" for p in _PERCENTILES]
_MEANS = ["wage_hourly_mean_usd", "wage_annual_mean_usd"]


@dataclass(frozen=True)
class Ceiling:
    """The wages from which the publisher only gives a lower bound."""

    hourly_usd: float
    annual_usd: float


class Release(Protocol):
    """One release, opened; ``areas`` and ``occupations`` are complete once ``cells`` has ended.

    Attributes:
        year: Its May is the reference month.
        ceiling: Its top-coding.
    """

    year: int
    ceiling: Ceiling

    def cells(self, intake: Intake) -> Iterator[pd.DataFrame]:
        """Yield the cells in scope, in columns ``KEYS``, ``NUMBERS`` and ``records``.

        ``records`` says how many input records stand behind a cell. All others, and all that
        cannot be read, are given to the intake.
        """

    def areas(self) -> pd.DataFrame:
        """Return ``area_code, area_type, state_fips, area_name``."""

    def occupations(self) -> pd.DataFrame:
        """Return ``soc_code, occupation_name, soc_level``."""


def naics_sector(industry_code: str) -> str | None:
    """Return the NAICS sector of an industry code, ``ALL_INDUSTRIES`` for all; None otherwise.

    Flat files write a sector as ``51--52``, workbooks as ``51``; government is 99 in both.
    """
    if industry_code == "000000":
        return ALL_INDUSTRIES
    if industry_code in sectors():
        return industry_code
    return sector_of("oews", "99-100" if industry_code == "99" else industry_code)


def wage_rows(cells: pd.DataFrame, ceiling: Ceiling) -> pd.DataFrame:
    """Return rows of ``oews_wage`` for cells of all industries together."""
    numbers = cells[list(NUMBERS)]
    is_top = numbers == np.inf
    has_hourly = numbers[_HOURLY].notna().any(axis=1)
    has_annual = numbers[_ANNUAL].notna().any(axis=1)
    filled = numbers.mask(is_top)
    filled[_HOURLY] = _with_lower_bounds(numbers[_HOURLY], ceiling.hourly_usd)
    filled[_ANNUAL] = _with_lower_bounds(numbers[_ANNUAL], ceiling.annual_usd)
    top = pd.DataFrame(
        is_top[_HOURLY].to_numpy() | is_top[_ANNUAL].to_numpy(), columns=list(_PERCENTILES)
    )
    return filled.assign(
        area_code=cells["area_code"],
        soc_code=cells["soc_code"],
        wage_topcoded_from_percentile=top.idxmax(axis=1).where(top.any(axis=1)).to_numpy(),
        wage_basis=np.select(
            [has_hourly & has_annual, has_annual, has_hourly],
            ["hourly_and_annual", "annual_only", "hourly_only"],
            "not_released",
        ),
    )


def _with_lower_bounds(percentiles: pd.DataFrame, ceiling: float) -> pd.DataFrame:
    """Put the best lower bound where a percentile is top-coded.

    That is the ceiling, or the percentile below it: the publisher prints some above the ceiling.
    """
    is_top = percentiles == np.inf
    return percentiles.mask(is_top, ceiling).cummax(axis=1).where(is_top, percentiles)


def employment_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return rows of ``oews_employment`` for national cells of one sector."""
    return cells[["naics_sector", "soc_code", "employment"]]
