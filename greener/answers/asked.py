"""What the person asked for against what came, process by process, over the years."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from greener.answers.evidence import Constant, Evidence
from greener.answers.own_pay import OwnPay
from greener.journal.records import PayComponent, PayKind, PayObservation

LEAST_PROCESSES = Constant(
    5.0, Evidence.JUDGEMENT, "of fewer processes nothing is concluded about how one asks"
)
TOO_LITTLE = Constant(
    2 / 3,
    Evidence.JUDGEMENT,
    "who gets at least what they asked in so many processes may be asking too little",
)
_CAME = (PayKind.QUOTE, PayKind.VERBAL, PayKind.WRITTEN)


@dataclass(frozen=True)
class AskedAndCame:
    """One process in which they named base pay after it was asked for.

    What they named before the last ask was known when asking: it is no answer to it.

    Attributes:
        company: Who hired.
        asked_on: Day of the ask; the last one where there were several.
        asked_annual: Yearly base asked for, in the person's currency; the middle of a range.
        came: The surest figure they named on that day or later.
        came_annual: Its yearly base.
    """

    company: str
    asked_on: date
    asked_annual: float
    came: PayObservation
    came_annual: float

    @property
    def is_met(self) -> bool:
        """Whether they named at least what was asked."""
        return self.came_annual >= self.asked_annual

    @property
    def log_gap(self) -> float:
        """What came above what was asked, in log pay."""
        return math.log(self.came_annual / self.asked_annual)


def asked_and_came(
    own: Sequence[OwnPay], processes: Sequence[str | None]
) -> tuple[AskedAndCame, ...]:
    """Pair what was asked with what came in the same process, oldest ask first.

    Args:
        own: The person's figures as read for the answer, in any order.
        processes: The process of each, in the same order; None belongs to its company's name.
    """
    by_process: dict[str, list[OwnPay]] = {}
    for each, process in zip(own, processes, strict=True):
        seen = each.observation
        if each.pay_annual is not None and seen.component is PayComponent.BASE:
            key = process or f"company {seen.company.strip().casefold()}"
            by_process.setdefault(key, []).append(each)
    pairs = [pair for figures in by_process.values() if (pair := _pair(figures)) is not None]
    return tuple(sorted(pairs, key=lambda pair: (pair.asked_on, pair.company)))


def _pair(figures: Sequence[OwnPay]) -> AskedAndCame | None:
    asked = [each for each in figures if each.observation.kind is PayKind.ASKED]
    if not asked:
        return None
    last = max(asked, key=lambda each: each.observation.observed_on)
    came = [
        each
        for each in figures
        if each.observation.kind in _CAME
        and each.observation.observed_on >= last.observation.observed_on
    ]
    if not came:
        return None
    surest = max(came, key=lambda each: each.observation.sureness)
    if last.pay_annual is None or surest.pay_annual is None:
        return None
    seen = last.observation
    return AskedAndCame(
        seen.company, seen.observed_on, last.pay_annual, surest.observation, surest.pay_annual
    )


def asked_finding(pairs: Sequence[AskedAndCame]) -> str:
    """Return what the pairs say of how the person asks; of few of them only the counts."""
    n, met = len(pairs), sum(pair.is_met for pair in pairs)
    if n == 1:
        return "Too few to say: one process in which they named a figure after you did"
    gap = round(100 * math.expm1(median(pair.log_gap for pair in pairs)))
    size = f"{abs(gap)}% {'above' if gap > 0 else 'below'} it" if gap else "right at it"
    text = f"In {met} of {n} processes they named at least what you asked, typically {size}"
    if n < LEAST_PROCESSES.value:
        return f"{text}; too few to say more"
    if met / n >= TOO_LITTLE.value:
        return f"{text}: you may be asking too little"
    return text
