"""The offer beside my job: pay, risk and what else counts, each against the present job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greener.answers.safety import SafetyAnswer
from greener.answers.sentences import one_in, pay_text
from greener.journal.records import Job, WorkMode


class Side(StrEnum):
    """What a person rates for themselves, from much worse (-2) to much better (+2)."""

    REMOTE = "remote"
    HOURS = "hours"
    PEOPLE = "people"
    LEARNING = "learning"
    COMMUTE = "commute"


RATINGS: Mapping[int, str] = {
    -2: "much worse",
    -1: "worse",
    0: "as now",
    1: "better",
    2: "much better",
}
"""Rating → words."""


@dataclass(frozen=True)
class Offer:
    """A live or imagined offer.

    Attributes:
        company: Who makes it.
        base_annual: Yearly base in the currency of the present job.
        extra_annual: Yearly bonus and equity in the same currency.
        work_mode: Where the work would be done; None when not known.
        industry: NAICS sector of the company; None when not known.
        ratings: How each side compares with now, -2 to +2.
    """

    company: str
    base_annual: float
    extra_annual: float = 0.0
    work_mode: WorkMode | None = None
    industry: str | None = None
    ratings: Mapping[Side, int] = field(default_factory=dict)

    @property
    def total_annual(self) -> float:
        """Base, bonus and equity, a year."""
        return self.base_annual + self.extra_annual


@dataclass(frozen=True)
class PayNow:
    """What the present job pays, and what an offer has to reach.

    Attributes:
        base_annual: Yearly base; None when not known.
        extra_annual: Yearly bonus and equity.
        set_on: Day since which that base is paid; None when not known.
        real_base_annual: What that base, as it was set, comes to at today's prices; None when
            prices or the day are not known.
        price_annual: The price of moving to this offer, at its own risk, yearly base; None when
            not known.
    """

    base_annual: float | None
    extra_annual: float = 0.0
    set_on: date | None = None
    real_base_annual: float | None = None
    price_annual: float | None = None


@dataclass(frozen=True)
class Line:
    """One line of the comparison, in words.

    Attributes:
        name: What is compared.
        now: The present job.
        then: The offer.
        verdict: The offer against the present job.
    """

    name: str
    now: str
    then: str
    verdict: str = ""


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
            "pay_annual": Decimal(str(round(offer.base_annual, 2))),
        }
    )


def beside_lines(
    job: Job, offer: Offer, pay: PayNow, now: SafetyAnswer, then: SafetyAnswer
) -> tuple[Line, ...]:
    """Return the comparison line by line: pay in each sense, risk, place, and what was rated.

    Real is what the present base comes to at today's prices, as it was when it was set.

    Args:
        job: The present job.
        offer: The offer.
        pay: What the present job pays, and what an offer has to reach.
        now: How safe the present job is.
        then: How safe the offered one would be in its first year.
    """
    modes = [mode.value if mode else "not known" for mode in (job.work_mode, offer.work_mode)]
    lines = list(_pay_lines(offer, pay, job.currency))
    if now.estimate.value is not None and then.estimate.value is not None:
        change = 100 * (then.estimate.value - now.estimate.value)
        here, there = one_in(now.estimate.value), one_in(then.estimate.value)
        lines.append(Line("Losing it in a year", here, there, f"{_signed(change)} in 100"))
    lines.append(Line("Where", modes[0], modes[1]))
    lines += [
        Line(f"{side.value.capitalize()}, you say", "", "", RATINGS[rating])
        for side, rating in offer.ratings.items()
        if rating
    ]
    return tuple(lines)


def _pay_lines(offer: Offer, pay: PayNow, currency: str) -> list[Line]:
    def line(name: str, now: float, then: float) -> Line:
        return Line(name, pay_text(now, currency), pay_text(then, currency), _change(then, now))

    if pay.base_annual is None:
        return [Line("Base", "not known", pay_text(offer.base_annual, currency))]
    lines = [line("Base", pay.base_annual, offer.base_annual)]
    if offer.extra_annual or pay.extra_annual:
        lines.append(line("In all", pay.base_annual + pay.extra_annual, offer.total_annual))
    if pay.real_base_annual is not None and pay.set_on is not None:
        name = f"Real, since {pay.set_on:%b %Y}"
        lines.append(line(name, pay.real_base_annual, offer.base_annual))
    if pay.price_annual is not None:
        price = pay_text(pay.price_annual, currency)
        verdict = f"base {_gap(offer, pay.price_annual, currency)} it"
        lines.append(Line("Worth moving there from", "", price, verdict))
    return lines


def beside_sentence(
    offer: Offer, pay: PayNow, now: SafetyAnswer, then: SafetyAnswer, currency: str
) -> str:
    """Return the comparison in one sentence.

    Args:
        offer: The offer.
        pay: What the present job pays, and what an offer has to reach.
        now: How safe the present job is.
        then: How safe the offered one would be in its first year.
        currency: ISO 4217 code of all pay.
    """
    parts = []
    if pay.base_annual is not None:
        parts.append(f"{_change(offer.base_annual, pay.base_annual)} base")
        if offer.extra_annual or pay.extra_annual:
            now_annual = pay.base_annual + pay.extra_annual
            parts.append(f"{_change(offer.total_annual, now_annual)} in all")
    if pay.price_annual is not None:
        gap = _gap(offer, pay.price_annual, currency)
        parts.append(f"{gap} the price of moving there")
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


def _gap(offer: Offer, price_annual: float, currency: str) -> str:
    gap = offer.base_annual - price_annual
    return f"{pay_text(abs(gap), currency)} {'above' if gap >= 0 else 'below'}"


def _signed(change: float) -> str:
    return f"{'−' if round(change, 1) < 0 else '+'}{abs(change):.1f}"


def _change(then: float, now: float) -> str:
    percent = round(100 * (then / now - 1))
    return "the same" if percent == 0 else f"{abs(percent)}% {'more' if percent > 0 else 'less'}"
