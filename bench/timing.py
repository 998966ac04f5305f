"""Times a piece of work against a yardstick, in turn, so that a busy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """One comparison.

    Attributes:
        name: What is timed.
        work: Does it once.
        yardstick: What it is measured against, in words.
        against: Does that once.
        at_most: Ratio above which something has gone wrong.
    """

    name: str
    work: Work
    yardstick: str
    against: Work
    at_most: float


@dataclass(frozen=True)
class Timing:
    """A case with its measured ratio.

    Attributes:
        case: What was compared.
        seconds: Median time of the work.
        ratio: Median of the ratios of neighbouring runs.
        low: Smallest of these ratios.
        high: Largest of these ratios.
    """

    case: Case
    seconds: float
    ratio: float
    low: float
    high: float


def measure(case: Case, runs: int) -> Timing:
    """Run work and yardstick in turn ``runs`` times, after one round that does not count."""
    pairs = [(_seconds(case.work), _seconds(case.against)) for _ in range(runs + 1)][1:]
    ratios = [work / against for work, against in pairs]
    return Timing(
        case,
        statistics.median(work for work, _ in pairs),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
    )


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
