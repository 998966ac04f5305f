"""What a person's own pay observations say of their worth, each in one currency, period and day.

Figures of one process speak of one draw from the market: the most certain of them counts, the rest
are shown. The noise of a figure is the spread of offers to one person plus what the kind of figure
adds; both are sds of log pay.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from greener.answers.curves import PayGrowth, carried
from greener.answers.market_pay import OFFER_SD
from greener.answers.pay import Rates, annual
from greener.journal.records import PayComponent, PayKind, PayObservation

KIND_SD: dict[PayKind, float] = {
    PayKind.WRITTEN: 0.0,
    PayKind.VERBAL: 0.04,
    PayKind.QUOTE: 0.08,
    PayKind.POSTED: 0.10,
}
"""What a kind of figure adds to the spread of offers [judgement]: a verbal offer may still move
before it is written, by half as much as a recruiter's quote."""

AGEING_SD = 0.10
"""Sd by which a person's log worth drifts in a year, growing with the root of time [judgement]: a
written offer of two years ago weighs about three quarters of a fresh one."""

BIAS_SD = 0.10
"""Sd of how far posted or quoted figures lie from the written offer that follows, for one person,
before any pair is known [judgement]."""

MAX_RANGE_RATIO = 5.0
"""A range whose top is more than this many times its bottom says nothing of pay [judgement]."""


@dataclass(frozen=True)
class OwnPay:
    """One observation as evidence.

    Attributes:
        observation: What was recorded.
        pay_annual: Yearly pay named, full-time, in the person's currency (a range's geometric
            midpoint); None when it cannot be converted.
        log_pay: Log of that pay, carried to today and corrected for the person's own bias; None
            when the observation is no evidence.
        noise_sd: Sd of ``log_pay`` around log worth; None when it is no evidence.
        weight: Share of the final answer that rests on it, 0 to 1; the market has the rest.
        is_outlier: Whether it lies far from what the market and the other figures say.
        reason: Why it weighs nothing, or less than its kind would; empty when it counts in full.
    """

    observation: PayObservation
    pay_annual: float | None = None
    log_pay: float | None = None
    noise_sd: float | None = None
    weight: float = 0.0
    is_outlier: bool = False
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is evidence at all."""
        return self.log_pay is not None


def read_observations(
    observations: Sequence[PayObservation],
    currency: str,
    growth: PayGrowth | None,
    rates: Rates,
    as_of: date,
) -> list[OwnPay]:
    """Turn observations into evidence on log worth; the order is kept, nothing is left out.

    Args:
        observations: As recorded, of any kind, component, currency and age.
        currency: The person's currency, ISO 4217.
        growth: To carry older figures to ``as_of``; None carries nothing.
        rates: Exchange rates; each figure is converted at the rate of its own day.
        as_of: Day that the answer speaks for.
    """
    read = [_read(each, currency, growth, rates, as_of) for each in observations]
    biases = {kind: _own_bias(read, kind) for kind in (PayKind.POSTED, PayKind.QUOTE)}
    corrected = [
        replace(own, log_pay=own.log_pay + biases.get(own.observation.kind, 0.0))
        if own.log_pay is not None
        else own
        for own in read
    ]
    return _one_figure_a_process(corrected)


def _read(
    observation: PayObservation,
    currency: str,
    growth: PayGrowth | None,
    rates: Rates,
    as_of: date,
) -> OwnPay:
    low, high = (annual(end, observation.period) for end in (observation.low, observation.high))
    try:
        rate = rates.convert(1, observation.currency, currency, observation.observed_on).amount
    except LookupError as error:
        return OwnPay(observation, reason=f"weighs nothing: {error}")
    pay_annual = math.sqrt(float(low) * float(high)) * rate
    reason = _why_no_evidence(observation, as_of)
    if reason:
        return OwnPay(observation, pay_annual, reason=reason)
    age_years = (as_of - observation.observed_on).days / 365.25
    noise = math.hypot(
        OFFER_SD,
        KIND_SD[observation.kind],
        math.log(high / low) / 4,
        AGEING_SD * math.sqrt(age_years),
    )
    log_pay = math.log(pay_annual) + carried(growth, observation.observed_on, as_of)
    return OwnPay(observation, pay_annual, log_pay, noise)


def _why_no_evidence(observation: PayObservation, as_of: date) -> str:
    if observation.component is not PayComponent.BASE:
        return f"weighs nothing: {observation.component.value} is shown beside base, never in it"
    if observation.kind is PayKind.ASKED:
        return "weighs nothing: what one asks for is no evidence of what is offered"
    if observation.high > observation.low * Decimal(MAX_RANGE_RATIO):
        return (
            f"weighs nothing: the top of the range is more than {MAX_RANGE_RATIO:.0f} times its "
            "bottom, which says nothing of pay"
        )
    if observation.observed_on > as_of:
        return "weighs nothing: it is later than the day of this answer"
    return ""


def _process(own: OwnPay) -> tuple[str, str]:
    return (
        own.observation.company.strip().casefold(),
        (own.observation.title or "").strip().casefold(),
    )


def _own_bias(read: Sequence[OwnPay], kind: PayKind) -> float:
    """Return how far this person's written offers lie above such figures of their process.

    In log pay; normal–normal over the pairs, of whatever days, shrunk to 0 by ``BIAS_SD``.
    """
    written = {
        _process(own): own.log_pay
        for own in read
        if own.log_pay is not None and own.observation.kind is PayKind.WRITTEN
    }
    gaps = [
        written[_process(own)] - own.log_pay
        for own in read
        if own.log_pay is not None and own.observation.kind is kind and _process(own) in written
    ]
    return sum(gaps) / (len(gaps) + (KIND_SD[kind] / BIAS_SD) ** 2)


def _one_figure_a_process(read: Sequence[OwnPay]) -> list[OwnPay]:
    """Keep the most certain figure of each process as evidence; of equals the last."""
    best: dict[tuple[str, str], int] = {}
    for position, own in enumerate(read):
        if own.noise_sd is None:
            continue
        rival = read[best[_process(own)]].noise_sd if _process(own) in best else None
        if rival is None or own.noise_sd <= rival:
            best[_process(own)] = position
    kept = set(best.values())
    return [
        own
        if not own.counts or position in kept
        else replace(
            own, log_pay=None, noise_sd=None, reason=_superseded(read[best[_process(own)]])
        )
        for position, own in enumerate(read)
    ]


def _superseded(by: OwnPay) -> str:
    figure = by.observation
    return (
        f"weighs nothing more: the same process gave a surer figure ({figure.kind.value}, "
        f"{figure.observed_on.isoformat()})"
    )
