"""The back-test of the industry trend: does a year of unusual layoff rates tell of the next one?

At each month with at least four years of rates before it, the mean rate of the next 12 months is
forecast as the industry's own normal (the mean of up to ten years) times the departure of the last
12 months from it, to a power: 1 says "same as last year", 0 says "back to normal".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from greener.answers.trend import TREND_POWER
from greener.market.industries import label_of, sectors

YEAR = 12
_LONGEST = 10 * YEAR
_SHORTEST = 4 * YEAR
_PANDEMIC = (date(2020, 3, 1), date(2021, 3, 1))

POWERS = {"back_to_normal": 0.0, "model": TREND_POWER.value, "same_as_last_year": 1.0}


@dataclass(frozen=True)
class TrendScore:
    """How one power did.

    Attributes:
        n: Number of forecasts: industries by months.
        mean_absolute_error: Of log rates.
        root_mean_square_error: Of log rates.
    """

    n: int
    mean_absolute_error: float
    root_mean_square_error: float


def industry_rates(values: pd.DataFrame) -> pd.DataFrame:
    """Return the monthly layoff rates that the trend uses, one column an industry.

    Args:
        values: Rows of ``jolts_value``.
    """
    codes = {label_of("jolts", sector) for sector in sectors()}
    used = values[
        (values["element"] == "LD")
        & values["rate_monthly_pct"].notna()
        & values["is_seasonally_adjusted"]
        & (values["averaged_months"] == 1)
        & (values["state_code"] == "00")
        & (values["size_class_code"] == "00")
        & values["industry_code"].isin(codes)
    ]
    table = used.pivot_table(index="month", columns="industry_code", values="rate_monthly_pct")
    table.index = pd.to_datetime(table.index)
    return table.asfreq("MS")


def trend_scores(rates: pd.DataFrame, *, without_pandemic: bool = False) -> dict[str, TrendScore]:
    """Score every power of ``POWERS`` on all industries and months.

    Args:
        rates: Monthly rates in percent, one column an industry, no gap in the months.
        without_pandemic: Leave out forecasts whose 12 months, before or after, touch 2020's.
    """
    departures = _departures(rates)
    if without_pandemic:
        first, last = (pd.Timestamp(day) for day in _PANDEMIC)
        before = departures["month"] + pd.DateOffset(months=YEAR) < first
        after = departures["month"] - pd.DateOffset(months=YEAR) >= last
        departures = departures[before | after]
    return {name: _score(departures, power) for name, power in POWERS.items()}


def _departures(rates: pd.DataFrame) -> pd.DataFrame:
    """Return log departures from the normal: of the last 12 months, and of the next."""
    normal = rates.rolling(_LONGEST, min_periods=_SHORTEST).mean()
    recent = rates.rolling(YEAR).mean()
    following = recent.shift(-YEAR)
    frame = pd.DataFrame(
        {
            "recent": (recent / normal).stack().map(math.log),
            "following": (following / normal).stack().map(math.log),
        }
    ).dropna()
    return frame.rename_axis(["month", "industry_code"]).reset_index()


def _score(departures: pd.DataFrame, power: float) -> TrendScore:
    error = departures["following"] - power * departures["recent"]
    return TrendScore(
        n=len(error),
        mean_absolute_error=float(error.abs().mean()),
        root_mean_square_error=math.sqrt(float((error**2).mean())),
    )
