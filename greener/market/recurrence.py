"""How soon a company that was listed once is listed again."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
from scipy.stats import CensoredData, ecdf

from greener.market.store import Snapshot


def listing_gaps(snapshot: Snapshot) -> pd.DataFrame:
    """Return, per company, the months from its first listed month to its second.

    Companies that shut down at their only listing are left out: they cannot be listed again.

    Columns: company_key, stage (newest known, else 'Unknown'), months (to the second listed month,
    or to the list's own date), is_listed_again.
    """
    return snapshot.query(
        """WITH company AS (
               SELECT company_key, coalesce(stage, 'Unknown') AS stage, has_shut_down, as_of_date,
                      list_sort(list_distinct(event_months)) AS listed
               FROM company_history)
           SELECT company_key, stage, len(listed) > 1 AS is_listed_again,
                  datediff('month', listed[1], coalesce(listed[2], as_of_date)) AS months
           FROM company WHERE is_listed_again OR NOT has_shut_down
           ORDER BY company_key"""
    )


def recurrence_curve(gaps: pd.DataFrame, *, level: float = 0.8) -> pd.DataFrame:
    """Return the share of companies listed again by month, allowing for those listed lately.

    Kaplan–Meier estimate with log-log intervals.

    Args:
        gaps: Rows of ``listing_gaps``.
        level: Coverage of the interval.

    Returns:
        One row a month at which some company was listed again or left view, from month 0. Columns:
        months, listed_again_share, low, high (missing where no interval can be given).
    """
    again = gaps["is_listed_again"].astype(bool)
    if not again.any():
        return pd.DataFrame(columns=["months", "listed_again_share", "low", "high"], dtype=float)
    survival = ecdf(
        CensoredData(uncensored=gaps.loc[again, "months"], right=gaps.loc[~again, "months"])
    ).sf
    with warnings.catch_warnings():
        # While nobody and once everybody was listed again there is no interval: a gap.
        warnings.filterwarnings("ignore", "The confidence interval is undefined", RuntimeWarning)
        # The stubs of scipy take the bounds for numbers; they are step functions like the curve.
        bounds: Any = survival.confidence_interval(level, method="log-log")
    curve = pd.DataFrame(
        {
            "months": survival.quantiles,
            "listed_again_share": 1 - survival.probabilities,
            "low": 1 - bounds.high.probabilities,
            "high": 1 - bounds.low.probabilities,
        }
    )
    if curve["months"].iloc[0] > 0:
        curve = pd.concat([pd.DataFrame([dict.fromkeys(curve.columns, 0.0)]), curve])
    return curve.reset_index(drop=True)


def listed_again_within(curve: pd.DataFrame, months: int) -> pd.Series | None:
    """Return the curve's row that holds ``months`` after the first listing; None before any."""
    reached = curve[curve["months"] <= months]
    return None if reached.empty else reached.iloc[-1]
