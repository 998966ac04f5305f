"""How sure a share is that was counted on a few."""

from __future__ import annotations

from scipy.stats import binomtest

from greener.answers.estimate import LEVEL


def share_interval(successes: int, n: int) -> tuple[float, float]:
    """Return the interval of ``successes`` of ``n`` (Wilson 1927) at 80%."""
    interval = binomtest(int(successes), int(n)).proportion_ci(LEVEL, method="wilson")
    return float(interval.low), float(interval.high)
