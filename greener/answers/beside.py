"""The offer beside my job: pay, risk and what else counts, each against the present job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greener.answers.safety import SafetyAnswer
from greener.answers.sentences import one_in
from greener.journal.records import Job, WorkMode


class Side(StrEnum):
    """What a person rates for themselves, from much worse (-2) to much better (+2)."""

    HOURS = "hours"
    PEOPLE = "people"
    LEARNING = "learning"
    COMMUTE = "commute"


@dataclass(frozen=True)
class Offer:
    """A live or imagined offer.

    Attributes:
        company: Who makes it.
        base: Yearly base in the currency of the present job.
        extra: Yearly bonus and equity in the same currency.
        work_mode: Where the work would be done; None when not known.
        industry: NAICS sector of the company; None when not known.
        ratings: How each side compares with now, -2 to +2.
    """

    company: str
    base: float
    extra: float = 0.0
    work_mode: WorkMode | None = None
    industry: str | None = None
    ratings: Mapping[Side, int] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Base, bonus and equity, a year."""
        return self.base + self.extra


def offered_job(job: Job, offer: Offer, as_of: date) -> Job:
    """Return the job that the offer would make, begun on ``as_of``.

    What the offer does not say of the work stays as in the present job; nothing is taken over of
    the present employer.
    """
    return job.model_copy(
        update={
            "employer": offer.company,
            "employer_stage": None,
            "employer_size": None,
            "industry": offer.industry,
            "work_mode": offer.work_mode,
            "started": as_of,
            "pay_annual": Decimal(str(round(offer.base, 2))),
        }
    )


def beside_sentence(
    job: Job, offer: Offer, own_extra: float, now: SafetyAnswer, then: SafetyAnswer
) -> str:
    """Return the comparison in one sentence.

    Args:
        job: The present job.
        offer: The offer.
        own_extra: Yearly bonus and equity in the present job.
        now: How safe the present job is.
        then: How safe the offered one would be in its first year.
    """
    parts = []
    if job.pay_annual is not None:
        parts.append(f"{_change(offer.base, float(job.pay_annual))} base")
        if offer.extra or own_extra:
            parts.append(f"{_change(offer.total, float(job.pay_annual) + own_extra)} in all")
    if now.estimate.value is not None and then.estimate.value is not None:
        parts.append(
            f"the chance of losing it {one_in(then.estimate.value)} in the first year against "
            f"{one_in(now.estimate.value)} now"
        )
    better = sum(rating > 0 for rating in offer.ratings.values())
    worse = sum(rating < 0 for rating in offer.ratings.values())
    if better or worse:
        parts.append(f"better on {better} and worse on {worse} of {len(offer.ratings)} sides")
    return f"{offer.company}: {', '.join(parts)}"


def _change(then: float, now: float) -> str:
    percent = round(100 * (then / now - 1))
    return "the same" if percent == 0 else f"{abs(percent)} % {'more' if percent > 0 else 'less'}"
