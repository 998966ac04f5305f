"""What a pay model has to beat: one median for all, a lookup in groups, the published band."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.models.pay_quantiles import PayRange
from greener.answers.curves import PayGrowth
from greener.answers.estimate import LEVEL
from greener.answers.market_pay import fit_lognormal
from greener.answers.worth import Z
from greener.market.store import Snapshot
from greener.market.us_states import find_state
from greener.market.wage_areas import NATION

MIN_GROUP = 10
"""Fewer salaries than this make no group; the next larger group answers."""

GROUPS = (
    ["title", "place", "level"],
    ["title", "level"],
    ["title"],
    ["place", "level"],
    ["level"],
)
_TAIL = (1 - LEVEL) / 2
_ENDS = ("low", "median", "high")
_PERCENTILES = (10, 50, 90)


def global_median(train: pd.DataFrame, test: pd.DataFrame) -> PayRange:
    """Return the training median and P10 to P90 for everybody."""
    low, median, high = (
        np.full(len(test), train["log_pay"].quantile(share)) for share in (_TAIL, 0.5, 1 - _TAIL)
    )
    return PayRange(low, median, high)


def group_lookup(train: pd.DataFrame, test: pd.DataFrame) -> PayRange:
    """Return median and P10 to P90 of the smallest group of the same title, place and level."""
    everybody = global_median(train, test)
    found = pd.DataFrame(
        {"low": np.nan, "median": np.nan, "high": np.nan}, index=test.index, dtype=float
    )
    for keys in GROUPS:
        groups = train.groupby(keys)["log_pay"].agg(
            low=lambda pay: pay.quantile(_TAIL),
            median="median",
            high=lambda pay: pay.quantile(1 - _TAIL),
            n="size",
        )
        groups = groups.loc[groups["n"] >= MIN_GROUP, list(_ENDS)]
        matched = test[keys].merge(groups, left_on=keys, right_index=True, how="left")
        found = found.fillna(matched[list(_ENDS)])
    filled = found.fillna(pd.DataFrame(vars(everybody), index=test.index))
    return PayRange(*(filled[end].to_numpy(dtype=float) for end in _ENDS))


def published_bands(
    snapshot: Snapshot, test: pd.DataFrame, growth: PayGrowth | None
) -> tuple[pd.DataFrame, PayRange]:
    """Return OEWS P10 to P90 of each salary's occupation and state, carried to its day.

    Returns:
        The salaries whose occupation is known and published, and their bands; both may be empty.
    """
    wages = _published(snapshot)
    of_us = test[test["state"].notna()]
    states = {place: find_state(place) for place in of_us["state"].unique()}
    codes = {place: f"{state.fips}00000" if state else NATION for place, state in states.items()}
    keyed = of_us[["soc_code"]].assign(area_code=of_us["state"].map(codes))
    near = keyed.merge(wages, on=["soc_code", "area_code"], how="left").set_axis(of_us.index)
    of_nation = wages[wages["area_code"] == NATION].drop(columns="area_code")
    nation = keyed.merge(of_nation, on="soc_code", how="left").set_axis(of_us.index)
    bands = near.fillna(nation)[[*_ENDS, "as_of_date"]].dropna()
    matched = test.loc[bands.index]
    carried = np.array(
        [
            growth.log_growth(since.date(), day.date()) if growth else 0.0
            for since, day in zip(bands["as_of_date"], matched["paid_on"], strict=True)
        ]
    )
    return matched, PayRange(*(bands[end].to_numpy(dtype=float) + carried for end in _ENDS))


def _published(snapshot: Snapshot) -> pd.DataFrame:
    """Return low, median and high of log pay by occupation and area; no top-coded end is taken."""
    wages = snapshot.query(
        """SELECT soc_code, area_code, as_of_date,
                  coalesce(wage_topcoded_from_percentile, 100) AS topcoded_from,
                  ln(wage_annual_p10_usd) AS low, ln(wage_annual_p50_usd) AS median,
                  ln(wage_annual_p90_usd) AS high
           FROM oews_wage
           WHERE right(area_code, 5) = '00000'
             AND least(wage_annual_p10_usd, wage_annual_p50_usd, wage_annual_p90_usd) > 0"""
    )
    ends = wages[list(_ENDS)].to_numpy(dtype=float, copy=True)
    topcoded_from = wages["topcoded_from"].to_numpy(dtype=float)
    for position in (topcoded_from <= _PERCENTILES[-1]).nonzero()[0]:
        pay = dict(zip(_PERCENTILES, np.exp(ends[position]).tolist(), strict=True))
        bounds = frozenset(p for p in _PERCENTILES if p >= topcoded_from[position])
        mean, sd = fit_lognormal(pay, bounds)
        ends[position] = mean - Z * sd, mean, mean + Z * sd
    wages[list(_ENDS)] = ends
    return wages.drop(columns="topcoded_from")
