"""Raises in real terms: what a step in pay was worth after prices had risen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from greener.journal.people import PayStep
from greener.journal.records import PayComponent


@dataclass(frozen=True)
class RealPayStep:
    """One step of pay, with the prices of its day.

    Attributes:
        step: The step.
        real_annual: Its amount at the prices of the newest month of the index; None when the index
            does not reach back to it.
        raise_share: Change against the step before (0.05: 5% more); None for the first, and where
            the currency changed.
        real_raise_share: The same after prices; None where the index does not reach.
    """

    step: PayStep
    real_annual: float | None
    raise_share: float | None
    real_raise_share: float | None


def real_base_pay(
    steps: Iterable[PayStep], currency: str, price_index: Mapping[date, float]
) -> tuple[RealPayStep, ...]:
    """Return the steps of base pay, by day, each against the one before.

    Args:
        steps: Steps of any component and currency; only base is looked at.
        currency: Currency whose prices the index follows; steps in others have no real amount.
        price_index: First day of the month → consumer price index.
    """
    months = sorted(price_index)
    base = [step for step in steps if step.component is PayComponent.BASE]
    base.sort(key=lambda step: step.effective_on)
    found: list[RealPayStep] = []
    for step in base:
        real = None
        at = bisect_right(months, step.effective_on) - 1
        if step.currency == currency and at >= 0:
            prices = price_index[months[-1]] / price_index[months[at]]
            real = float(step.amount_annual) * prices
        before = found[-1] if found else None
        found.append(RealPayStep(step, real, _raise(before, step), _real_raise(before, real)))
    return tuple(found)


def _raise(before: RealPayStep | None, step: PayStep) -> float | None:
    if before is None or before.step.currency != step.currency:
        return None
    return float(step.amount_annual / before.step.amount_annual) - 1


def _real_raise(before: RealPayStep | None, real: float | None) -> float | None:
    if before is None or before.real_annual is None or real is None:
        return None
    return real / before.real_annual - 1
