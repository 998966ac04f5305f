"""The macro factor: an industry's recent layoff rate against its own normal.

JOLTS rates differ between industries for reasons that are not risk (seasonal work), so only their
change over time is used, never their level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greener.answers.background import Multiplier
from greener.answers.evidence import Constant, Evidence

TREND_POWER = Constant(
    0.5,
    Evidence.COMPUTED,
    "an industry's departure from its own normal, halved in logs: on JOLTS 2001 to 2022 the next "
    "year's rate is then off by 0.18 in logs; taken whole by 0.19, ignored by 0.20",
)
STALE_MONTHS = 6
"""A rate or list older than this many months is said to be old; an old rate changes nothing."""

_SOURCE = f"JOLTS, twelve months against ten years; {TREND_POWER.source}"


@dataclass(frozen=True)
class IndustryTrend:
    """An industry's recent layoff rate against its own normal (JOLTS).

    Attributes:
        label: The industry as JOLTS cuts it.
        recent_rate_monthly_pct: Mean of the last twelve months.
        normal_rate_monthly_pct: Mean of the last ten years.
        as_of: Newest month.
    """

    label: str
    recent_rate_monthly_pct: float
    normal_rate_monthly_pct: float
    as_of: date

    @property
    def ratio(self) -> float:
        """Recent rate over the normal one."""
        return self.recent_rate_monthly_pct / self.normal_rate_monthly_pct


def trend_multiplier(trend: IndustryTrend | None, country: str, as_of: date) -> Multiplier:
    """Return the macro factor: 1 where the trend is unknown, old, or another country's.

    Args:
        trend: Trend of the person's industry, or of all industries.
        country: ISO 3166 alpha-2 code of the job.
        as_of: The day the answer speaks for.
    """
    if country != "US":
        missing = f"the industry's layoff trend in {country}: no change stands in for it"
    elif trend is None:
        missing = "the industry's recent layoff rate: no change stands in for it"
    elif months_between(trend.as_of, as_of) > STALE_MONTHS:
        missing = (
            f"a recent layoff rate for {trend.label}: the newest is of {trend.as_of:%B %Y}, "
            "so no change is assumed"
        )
    else:
        label = f"Industry trend: {trend.label} lays off {trend.ratio:.0%} of its ten-year normal"
        value = trend.ratio**TREND_POWER.value
        return Multiplier("trend", label, value, TREND_POWER.evidence, _SOURCE)
    label = "Industry trend: not known"
    return Multiplier("trend", label, 1.0, TREND_POWER.evidence, _SOURCE, missing=missing)


def months_between(earlier: date, later: date) -> int:
    """Return calendar months from one date's month to another's, at least 0."""
    return max(12 * (later.year - earlier.year) + later.month - earlier.month, 0)
