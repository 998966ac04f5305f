"""Questions about US layoffs and discharges as the JOLTS survey measures them, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import pandas as pd

from greener.answers.trend import IndustryTrend
from greener.market.store import Snapshot
from greener.market.us_states import State

INDUSTRY_NAMES = {
    "000000": "Total nonfarm",
    "100000": "Total private",
    "110099": "Mining and logging",
    "230000": "Construction",
    "300000": "Manufacturing",
    "320000": "Durable goods manufacturing",
    "340000": "Nondurable goods manufacturing",
    "400000": "Trade, transportation, and utilities",
    "420000": "Wholesale trade",
    "440000": "Retail trade",
    "480099": "Transportation, warehousing, and utilities",
    "510000": "Information",
    "510099": "Financial activities",
    "520000": "Finance and insurance",
    "530000": "Real estate and rental and leasing",
    "540099": "Professional and business services",
    "600000": "Private education and health services",
    "610000": "Private educational services",
    "620000": "Health care and social assistance",
    "700000": "Leisure and hospitality",
    "710000": "Arts, entertainment, and recreation",
    "720000": "Accommodation and food services",
    "810000": "Other services",
    "900000": "Government",
    "910000": "Federal",
    "920000": "State and local",
    "923000": "State and local government education",
    "929000": "State and local government, excluding education",
}
"""Industry code → name. 510000 is Information, 510099 is Financial activities."""

LARGER_INDUSTRY = {
    **dict.fromkeys(("420000", "440000", "480099"), "400000"),
    **dict.fromkeys(("520000", "530000"), "510099"),
    **dict.fromkeys(("610000", "620000"), "600000"),
    **dict.fromkeys(("710000", "720000"), "700000"),
}
"""Industry code → the one it is a part of, which some releases publish alone."""

TOTAL_NONFARM = "000000"
_RECENT_MONTHS = 12
_NORMAL_MONTHS = 120
_LEAST_SHARE = 0.9
"""Share of the months that must be there: some were never published (October 2025)."""


def layoff_rates(
    snapshot: Snapshot, *, industry_code: str = TOTAL_NONFARM, state_code: str = "00"
) -> pd.DataFrame:
    """Return the seasonally adjusted monthly layoff rate of an industry or a state, oldest first.

    Rates by state exist for total nonfarm only. Three-month means are never among them.

    Returns:
        Columns ``month``, ``layoff_rate_monthly_pct``, ``is_preliminary``, ``as_of_date``.
    """
    return snapshot.query(
        """SELECT month, rate_monthly_pct AS layoff_rate_monthly_pct, is_preliminary, as_of_date
           FROM jolts_value
           WHERE element = 'LD' AND rate_monthly_pct IS NOT NULL AND is_seasonally_adjusted
             AND averaged_months = 1 AND size_class_code = '00'
             AND industry_code = ? AND state_code = ?
           ORDER BY month""",
        [industry_code, state_code],
    )


def layoff_levels(snapshot: Snapshot, *, industry_code: str = TOTAL_NONFARM) -> pd.DataFrame:
    """Return people laid off or discharged a month in the US, seasonally adjusted, oldest first.

    Returns:
        Columns ``month``, ``level_thousands``, ``is_preliminary``, ``as_of_date``.
    """
    return snapshot.query(
        """SELECT month, level_thousands, is_preliminary, as_of_date FROM jolts_value
           WHERE element = 'LD' AND level_thousands IS NOT NULL AND is_seasonally_adjusted
             AND averaged_months = 1 AND size_class_code = '00'
             AND industry_code = ? AND state_code = '00'
           ORDER BY month""",
        [industry_code],
    )


def newest_layoff_rates(snapshot: Snapshot, by: Literal["industry", "state"]) -> pd.DataFrame:
    """Return the newest seasonally adjusted layoff rate of every industry or state.

    A monthly value and a three-month mean of the same place stand in rows of their own.

    Returns:
        Columns ``code``, ``name`` (of industries; None for states), ``month``, ``averaged_months``,
        ``layoff_rate_monthly_pct``, ``as_of_date``; sorted by code.
    """
    code, other = (
        ("industry_code", "state_code")
        if by == "industry"
        else (
            "state_code",
            "industry_code",
        )
    )
    total = "00" if by == "industry" else TOTAL_NONFARM
    rates = snapshot.query(
        f"""SELECT {code} AS code, max(month) AS month, averaged_months,
                   arg_max(rate_monthly_pct, month) AS layoff_rate_monthly_pct,
                   arg_max(as_of_date, month) AS as_of_date
            FROM jolts_value
            WHERE element = 'LD' AND rate_monthly_pct IS NOT NULL AND is_seasonally_adjusted
              AND size_class_code = '00' AND {other} = ?
            GROUP BY code, averaged_months ORDER BY code, averaged_months""",  # noqa: S608
        [total],
    )
    rates.insert(1, "name", rates["code"].map(INDUSTRY_NAMES) if by == "industry" else None)
    return rates


def industry_trend(snapshot: Snapshot, industry_code: str, as_of: date) -> IndustryTrend | None:
    """Compare an industry's last twelve monthly layoff rates with its own last ten years.

    Only months that had ended by ``as_of`` are used; whether the newest is too old to say anything
    is for the answer to judge. None when more than a tenth of either span has no rate.
    """
    return industry_trends(snapshot, [industry_code], as_of).get(industry_code)


def industry_trends(
    snapshot: Snapshot, industry_codes: Sequence[str], as_of: date
) -> dict[str, IndustryTrend]:
    """Return ``industry_trend`` of several industries, in one query; those without one left out."""
    rates = snapshot.query(
        """SELECT industry_code, month, rate_monthly_pct AS layoff_rate_monthly_pct
           FROM jolts_value
           WHERE element = 'LD' AND rate_monthly_pct IS NOT NULL AND is_seasonally_adjusted
             AND averaged_months = 1 AND size_class_code = '00' AND state_code = '00'
             AND list_contains($codes, industry_code)
           ORDER BY industry_code, month""",
        {"codes": list(industry_codes)},
    )
    trends = {
        code: _trend(rates[rates["industry_code"] == code], INDUSTRY_NAMES.get(code, code), as_of)
        for code in industry_codes
    }
    return {code: trend for code, trend in trends.items() if trend is not None}


def state_trend(snapshot: Snapshot, state: State, as_of: date) -> IndustryTrend | None:
    """Compare a state's last twelve monthly layoff rates with its own last ten years.

    As ``industry_trend``, over all industries of the state.
    """
    return _trend(layoff_rates(snapshot, state_code=state.fips), state.name, as_of)


def _trend(rates: pd.DataFrame, name: str, as_of: date) -> IndustryTrend | None:
    known = rates[rates["month"] + pd.offsets.MonthEnd(0) <= pd.Timestamp(as_of)]
    recent = _last_months(known, _RECENT_MONTHS)
    normal = _last_months(known, _NORMAL_MONTHS)
    if len(recent) < _LEAST_SHARE * _RECENT_MONTHS or len(normal) < _LEAST_SHARE * _NORMAL_MONTHS:
        return None
    return IndustryTrend(
        label=name,
        recent_rate_monthly_pct=float(recent.mean()),
        normal_rate_monthly_pct=float(normal.mean()),
        as_of=known["month"].iloc[-1].date(),
    )


def _last_months(rates: pd.DataFrame, months: int) -> pd.Series:
    """Return the rates of the months up to the newest, by the calendar: gaps stay gaps."""
    first = rates["month"].max() - pd.DateOffset(months=months - 1)
    last: pd.Series = rates.loc[rates["month"] >= first, "layoff_rate_monthly_pct"]
    return last
