"""A share of few cases, with how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import beta

from greener.answers.estimate import LEVEL

_JEFFREYS = 0.5


@dataclass(frozen=True)
class Rate:
    """A share with its Jeffreys interval at 80%.

    Attributes:
        successes: Cases that count.
        n: All cases.
        value: Their share; None without cases.
        low: Lower end; None without cases.
        high: Upper end; None without cases.
    """

    successes: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def rate_of(successes: int, n: int) -> Rate:
    """Return the share with its interval (Brown, Cai and DasGupta 2001: Jeffreys suits small n).

    Raises:
        ValueError: Not 0 <= successes <= n.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"not 0 <= {successes} <= {n}")
    if n == 0:
        return Rate(0, 0, None, None, None)
    shape = successes + _JEFFREYS, n - successes + _JEFFREYS
    tail = (1 - LEVEL) / 2
    low = 0.0 if successes == 0 else float(beta.ppf(tail, *shape))
    high = 1.0 if successes == n else float(beta.ppf(1 - tail, *shape))
    return Rate(successes, n, successes / n, low, high)
