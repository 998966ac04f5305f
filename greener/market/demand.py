"""Questions about the demand for work: postings, remote and AI shares, posted wages, claims."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pandas as pd

from greener.market.store import Snapshot

ALL_SECTORS = "All"
EURO_AREA = "EA"
Variable = Literal["total", "new"]
Share = Literal["remote", "ai"]

_SECTORS = Path(__file__).with_name("indeed_sectors.csv")


def postings_countries(snapshot: Snapshot) -> list[str]:
    """Return the countries with a postings index (ISO alpha-2; EA: euro area), US first."""
    rows = snapshot.query(
        """SELECT DISTINCT country FROM indeed_postings_month WHERE sector = 'All'
           ORDER BY country <> 'US', country"""
    )
    return [str(country) for country in rows["country"]]


def sector_countries(snapshot: Snapshot) -> list[str]:
    """Return the countries with a postings index by sector (ISO alpha-2), US first."""
    rows = snapshot.query(
        """SELECT DISTINCT country FROM indeed_postings_month
           WHERE sector <> 'All' AND state_code = '' ORDER BY country <> 'US', country"""
    )
    return [str(country) for country in rows["country"]]


def share_countries(snapshot: Snapshot) -> list[str]:
    """Return the countries of which remote or AI share or posted pay is known, US first."""
    rows = snapshot.query(
        """SELECT country FROM (SELECT country FROM indeed_remote_month
                                UNION SELECT country FROM indeed_ai_month
                                UNION SELECT country FROM indeed_wage_growth)
           ORDER BY country <> 'US', country"""
    )
    return [str(country) for country in rows["country"]]


def postings(
    snapshot: Snapshot, countries: tuple[str, ...], sector: str, variable: Variable
) -> pd.DataFrame:
    """Return the seasonally adjusted postings index by month, 1 February 2020 = 100.

    Columns: country, month, index_adjusted (mean of its days so far), as_of_date.
    """
    return snapshot.query(
        """SELECT country, month, index_adjusted, as_of_date FROM indeed_postings_month
           WHERE list_contains($countries::VARCHAR[], country) AND state_code = ''
             AND sector = $sector AND variable = $variable
           ORDER BY country, month""",
        {"countries": list(countries), "sector": sector, "variable": variable},
    )


def postings_of_sectors(snapshot: Snapshot, country: str, sectors: tuple[str, ...]) -> pd.DataFrame:
    """Return the seasonally adjusted index of some sectors of a country by month.

    Columns: sector, month, index_adjusted, as_of_date.
    """
    return snapshot.query(
        """SELECT sector, month, index_adjusted, as_of_date FROM indeed_postings_month
           WHERE country = $country AND state_code = '' AND variable = 'total'
             AND list_contains($sectors::VARCHAR[], sector)
           ORDER BY sector, month""",
        {"country": country, "sectors": list(sectors)},
    )


def postings_by_sector(snapshot: Snapshot, country: str) -> pd.DataFrame:
    """Return the newest month of every sector of a country beside the same month a year before.

    Columns: sector, month, index_adjusted, index_year_before (NULL when there is none),
    change_share (0.1: 10% more than a year before), as_of_date; most grown first.
    """
    return snapshot.query(
        """WITH own AS (SELECT sector, month, index_adjusted, as_of_date
                        FROM indeed_postings_month
                        WHERE country = $country AND state_code = '' AND sector <> 'All'
                          AND variable = 'total'),
                newest AS (SELECT * FROM own
                           QUALIFY month = max(month) OVER (PARTITION BY sector))
           SELECT newest.sector, newest.month, newest.index_adjusted,
                  before.index_adjusted AS index_year_before,
                  newest.index_adjusted / before.index_adjusted - 1 AS change_share,
                  newest.as_of_date
           FROM newest LEFT JOIN own AS before
             ON before.sector = newest.sector
               AND before.month = newest.month - INTERVAL 12 MONTH
           ORDER BY change_share DESC NULLS LAST, newest.sector""",
        {"country": country},
    )


def postings_by_state(snapshot: Snapshot) -> pd.DataFrame:
    """Return the newest month of every US state beside the same month a year before.

    Columns: state_code (postal), month, index_adjusted, change_share, as_of_date.
    """
    return snapshot.query(
        """WITH own AS (SELECT state_code, month, index_adjusted, as_of_date
                        FROM indeed_postings_month
                        WHERE country = 'US' AND state_code <> '' AND sector = 'All'
                          AND variable = 'total'),
                newest AS (SELECT * FROM own QUALIFY month = max(month) OVER ())
           SELECT newest.state_code, newest.month, newest.index_adjusted,
                  newest.index_adjusted / before.index_adjusted - 1 AS change_share,
                  newest.as_of_date
           FROM newest LEFT JOIN own AS before
             ON before.state_code = newest.state_code
               AND before.month = newest.month - INTERVAL 12 MONTH
           ORDER BY newest.state_code"""
    )


def posting_shares(snapshot: Snapshot, share: Share, countries: tuple[str, ...]) -> pd.DataFrame:
    """Return the share of postings that offer remote work, or speak of AI, by month.

    Columns: country, month, share_pct, as_of_date.
    """
    return snapshot.query(
        f"""SELECT country, month, {share}_share_pct AS share_pct, as_of_date
            FROM indeed_{share}_month WHERE list_contains($countries::VARCHAR[], country)
            ORDER BY country, month""",  # noqa: S608
        {"countries": list(countries)},
    )


def posted_wage_growth(
    snapshot: Snapshot, countries: tuple[str, ...], sectors: tuple[str, ...] = (ALL_SECTORS,)
) -> pd.DataFrame:
    """Return growth of posted wages over twelve months, mean of three months, by month.

    Columns: country, sector, month, growth_pct, postings, as_of_date.
    """
    return snapshot.query(
        """SELECT country, sector, month, 100 * growth_yoy_3m_share AS growth_pct, postings,
                  as_of_date
           FROM indeed_wage_growth
           WHERE list_contains($countries::VARCHAR[], country)
             AND list_contains($sectors::VARCHAR[], sector) AND growth_yoy_3m_share IS NOT NULL
           ORDER BY country, sector, month""",
        {"countries": list(countries), "sectors": list(sectors)},
    )


def claims(snapshot: Snapshot) -> pd.DataFrame:
    """Return US initial claims for unemployment insurance by week, oldest first.

    Columns: week_ending, initial_claims, mean_4_weeks (NULL in the first three), as_of_date.
    """
    return snapshot.query(
        """SELECT week_ending, initial_claims, as_of_date,
                  CASE WHEN count(*) OVER four = 4 THEN avg(initial_claims) OVER four END
                    AS mean_4_weeks
           FROM claims_week
           WINDOW four AS (ORDER BY week_ending ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
           ORDER BY week_ending"""
    )


def postings_sector(soc_code: str) -> str | None:
    """Return Indeed's sector for an occupation; None where no single one fits [judgement].

    ``indeed_sectors.csv`` ties beginnings of SOC codes to sectors; the longest that fits decides.
    """
    fitting = [prefix for prefix in _sectors_by_prefix() if soc_code.startswith(prefix)]
    return _sectors_by_prefix()[max(fitting, key=len)] if fitting else None


@cache
def _sectors_by_prefix() -> Mapping[str, str]:
    with _SECTORS.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["soc_prefix"]: row["sector"] for row in csv.DictReader(lines)})
