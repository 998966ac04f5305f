"""Questions about US wages by occupation and place, as OEWS publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from greener.market.store import Snapshot
from greener.market.wage_areas import Area, AreaType, find_areas

ALL_OCCUPATIONS = "00-0000"
PERCENTILES = (10, 25, 50, 75, 90)
HOURS_A_YEAR = 2080
"""The publisher's own factor between hourly and yearly wages."""


@dataclass(frozen=True)
class OccupationWage:
    """Yearly wages of one occupation in the most local place that publishes them.

    Attributes:
        soc_code: Occupation, ``15-1252``.
        occupation: Its name.
        area: The place that the wages are of.
        percentiles_annual_usd: Percentile (10, 25, 50, 75, 90) → yearly wage; those published.
        lower_bounds: Percentiles that are only known to be at or above their figure.
        is_from_hourly: Only hourly wages are published; the yearly ones are 2,080 times these.
        employment: People in this occupation there; None when not published.
        employment_rse_pct: Relative standard error of that number, in percent.
        wage_rse_pct: Relative standard error of the mean wage, in percent.
        passed_over: More local places that publish no wage for it, the most local first.
        as_of: Newest day of the release.
    """

    soc_code: str
    occupation: str
    area: Area
    percentiles_annual_usd: Mapping[int, float]
    lower_bounds: frozenset[int]
    is_from_hourly: bool
    employment: int | None
    employment_rse_pct: float | None
    wage_rse_pct: float | None
    passed_over: tuple[Area, ...]
    as_of: date


def occupation_wage(
    snapshot: Snapshot, soc_code: str, region: str | None = None, metro: str | None = None
) -> OccupationWage | None:
    """Return the wages of an occupation, as near to a place as they are published.

    Args:
        snapshot: The market generation to ask.
        soc_code: Occupation with dash; ``00-0000`` for all.
        region: State as postal code, FIPS code or name; None for the nation.
        metro: Metropolitan area as ``find_metro`` takes it.

    Returns:
        None when no wage of the occupation is published anywhere it could be looked for.

    Raises:
        AmbiguousAreaError: When ``metro`` fits several areas.
    """
    places = find_areas(snapshot, region, metro)
    rows = snapshot.query(
        """SELECT wage.*, coalesce(occupation_name, soc_code) AS occupation_name
           FROM oews_wage AS wage LEFT JOIN oews_occupation USING (soc_code)
           WHERE soc_code = $soc AND list_contains($areas, area_code)
             AND coalesce(wage_annual_p50_usd, wage_hourly_p50_usd) IS NOT NULL""",
        {"soc": soc_code, "areas": [area.code for area in places]},
    )
    published = {row["area_code"]: row for row in rows.to_dict("records")}
    for position, area in enumerate(places):
        if area.code in published:
            return _wage(published[area.code], area, places[:position])
    return None


def wages_by_area(snapshot: Snapshot, soc_code: str, kind: AreaType) -> pd.DataFrame:
    """Return what every state or metropolitan area pays an occupation, best paid first.

    Returns:
        Columns ``area_code``, ``area_name``, ``state_fips``, ``wage_annual_p10_usd`` to
        ``wage_annual_p90_usd``, ``wage_topcoded_from_percentile``, ``employment``,
        ``wage_rse_pct``, ``as_of_date``. Places that publish no median are left out.
    """
    return snapshot.query(
        """SELECT area_code, area_name, state_fips, wage_annual_p10_usd, wage_annual_p25_usd,
                  wage_annual_p50_usd, wage_annual_p75_usd, wage_annual_p90_usd,
                  wage_topcoded_from_percentile, employment, wage_rse_pct, wage.as_of_date
           FROM oews_wage AS wage JOIN oews_area USING (area_code)
           WHERE soc_code = ? AND area_type = ? AND wage_annual_p50_usd IS NOT NULL
           ORDER BY wage_annual_p50_usd DESC, area_name""",
        [soc_code, kind],
    )


def wages_by_occupation(snapshot: Snapshot, area_code: str) -> pd.DataFrame:
    """Return what every single occupation is paid in one place, most employed first.

    Returns:
        Columns ``soc_code``, ``occupation_name``, ``wage_annual_p10_usd`` to
        ``wage_annual_p90_usd``, ``wage_topcoded_from_percentile``, ``employment``. Occupations
        without a published yearly median are left out; all occupations together are among them.
    """
    return snapshot.query(
        """SELECT soc_code, occupation_name, wage_annual_p10_usd, wage_annual_p25_usd,
                  wage_annual_p50_usd, wage_annual_p75_usd, wage_annual_p90_usd,
                  wage_topcoded_from_percentile, employment
           FROM oews_wage JOIN oews_occupation USING (soc_code)
           WHERE area_code = ? AND soc_level IN ('total', 'detailed')
             AND wage_annual_p50_usd IS NOT NULL
           ORDER BY employment DESC NULLS LAST, soc_code""",
        [area_code],
    )


def occupations(snapshot: Snapshot) -> pd.DataFrame:
    """Return ``soc_code``, ``occupation_name``, ``soc_level`` of every occupation, by code."""
    return snapshot.query(
        "SELECT soc_code, occupation_name, soc_level FROM oews_occupation ORDER BY soc_code"
    )


def _wage(row: Mapping[Any, Any], area: Area, passed_over: tuple[Area, ...]) -> OccupationWage:
    is_from_hourly = pd.isna(row["wage_annual_p50_usd"])
    unit, factor = ("hourly", HOURS_A_YEAR) if is_from_hourly else ("annual", 1)
    wages = {p: row[f"wage_{unit}_p{p}_usd"] for p in PERCENTILES}
    ceiling = row["wage_topcoded_from_percentile"]
    published = {p: float(wage) * factor for p, wage in wages.items() if pd.notna(wage)}
    return OccupationWage(
        soc_code=row["soc_code"],
        occupation=row["occupation_name"],
        area=area,
        percentiles_annual_usd=published,
        lower_bounds=frozenset(p for p in published if pd.notna(ceiling) and p >= ceiling),
        is_from_hourly=is_from_hourly,
        employment=None if pd.isna(row["employment"]) else int(row["employment"]),
        employment_rse_pct=_number(row["employment_rse_pct"]),
        wage_rse_pct=_number(row["wage_rse_pct"]),
        passed_over=passed_over,
        as_of=row["as_of_date"].date(),
    )


def _number(value: float | None) -> float | None:
    return None if pd.isna(value) else float(value)
