"""How pay differs with experience and rank, and how it grows with time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from greener.answers.estimate import SourceRef

PASS_THROUGH = 0.7
"""Share of the growth of posted pay that reaches what one person is paid [judgement, between two
measurements: half in late answers of Ask a Manager 2021, nine tenths in ai-jobs to 2024]."""


@dataclass(frozen=True)
class ExperienceCurve:
    """How log pay of one occupation and place differs with years in the field, and with rank.

    Attributes:
        years: Knots, increasing.
        log_offset: Offset of log pay at each knot, against the mean of everybody.
        experience_sd: Sd of log pay between people that years explain.
        rank_log_offset: Rank that a title claims ("senior") → offset of log pay at equal years,
            against the mean of everybody; ranks that make another occupation (manager) are not in.
        rank_sd: Sd of log pay between people that rank explains.
        source: What it was fitted on.
    """

    years: tuple[float, ...]
    log_offset: tuple[float, ...]
    experience_sd: float
    source: SourceRef
    rank_log_offset: Mapping[str, float] = field(default_factory=dict)
    rank_sd: float = 0.0

    def offset(self, experience_years: float) -> float:
        """Return the offset of log pay, linear between knots and flat beyond them."""
        return float(np.interp(experience_years, self.years, self.log_offset))


@dataclass(frozen=True)
class PayGrowth:
    """Growth of pay by month, to carry an old figure to today.

    Attributes:
        yoy_by_month: First day of a month → growth over the twelve months to it, as a fraction.
        source: Who publishes it.
    """

    yoy_by_month: Mapping[date, float]
    source: SourceRef

    def log_growth(self, start: date, end: date) -> float:
        """Return the growth of log pay from ``start`` to ``end``; backwards it is taken off.

        Each month adds a twelfth of its yearly rate. Months the source does not cover add nothing.
        """
        if end < start:
            return -self.log_growth(end, start)
        return sum(
            math.log1p(rate) / 12
            for month, rate in self.yoy_by_month.items()
            if (start.year, start.month) < (month.year, month.month) <= (end.year, end.month)
        )

    @property
    def newest_month(self) -> date:
        """The last month covered."""
        return max(self.yoy_by_month)


def carried(growth: PayGrowth | None, start: date, end: date) -> float:
    """Return what carrying one person's pay from a day to another adds to its log."""
    return 0.0 if growth is None else PASS_THROUGH * growth.log_growth(start, end)
