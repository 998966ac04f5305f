"""The person's own pay figures on the market's pay charts; never cached, never in an address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greener.answers.pay import Rates, annual
from greener.figures.pay_market import OwnFigure
from greener.journal.records import Job, PayComponent, PayKind, PayObservation
from greener.market.currency import exchange_rates
from pages.shared.gate import journal_refusal
from pages.shared.market import snapshot
from pages.shared.person import Person, person


@dataclass(frozen=True)
class OwnPayFigures:
    """What may stand on a pay chart.

    Attributes:
        pay: Present pay; None when not known or not convertible.
        named: Figures named to the person, newest first.
        is_example: They are the invented person's.
    """

    pay: OwnFigure | None = None
    named: tuple[OwnFigure, ...] = ()
    is_example: bool = False

    @property
    def named_title(self) -> str:
        """What the row of ``named`` is called."""
        return "Named to the example" if self.is_example else "Named to you"


def someone() -> Person | None:
    """Return whose figures may be shown: the person's, or the example's; None while withheld."""
    return None if journal_refusal() else person()


def own_pay(currency: str, today: date, country: str) -> OwnPayFigures:
    """Return the present pay and the base pay named to the person, a year, in ``currency``.

    Args:
        currency: ISO 4217 code.
        today: Day of the exchange rates for the present pay.
        country: Where the pay is earned that it stands beside (ISO alpha-2). The pay of a job
            elsewhere is left out then, and so is what was named in another currency.
    """
    who = someone()
    if who is None:
        return OwnPayFigures()
    job = who.entries.present_job
    observations = who.entries.pay_observations
    if job and job.record.country != country:
        job = None
        observations = tuple(each for each in observations if each.currency == currency)
    met = {currency, *(each.currency for each in observations)}
    rates = exchange_rates(snapshot(), [*met, *([job.record.currency] if job else [])])
    name = "The example" if who.is_example else "You"
    return OwnPayFigures(
        pay=present_pay(job.record, currency, rates, today, name) if job else None,
        named=tuple(named_figures(observations, currency, rates)),
        is_example=who.is_example,
    )


def own_currency() -> str | None:
    """Return the currency that the present job pays in; None when not known or withheld."""
    who = someone()
    job = who.entries.present_job if who else None
    return job.record.currency if job else None


def own_experience() -> float | None:
    """Return the person's years in the field; None when not known, withheld or the example's."""
    who = someone()
    job = who.entries.present_job if who and not who.is_example else None
    return job.record.experience_years if job else None


def present_pay(job: Job, currency: str, rates: Rates, today: date, name: str) -> OwnFigure | None:
    """Return the yearly pay of a job in ``currency``; None when not known or not convertible."""
    if job.pay_annual is None:
        return None
    try:
        pay = rates.convert(job.pay_annual, job.currency, currency, today).amount
    except LookupError:
        return None
    return OwnFigure(name, pay, pay)


def named_figures(
    observations: Iterable[PayObservation], currency: str, rates: Rates
) -> list[OwnFigure]:
    """Return base pay that others named, a year, in ``currency``, newest first.

    What the person asked for is not among them, nor what has no exchange rate of its day.
    """
    figures = []
    for seen in sorted(observations, key=lambda each: each.observed_on, reverse=True):
        if seen.component is not PayComponent.BASE or seen.kind is PayKind.ASKED:
            continue
        try:
            rate = rates.convert(1, seen.currency, currency, seen.observed_on).amount
        except LookupError:
            continue
        low, high = (float(annual(end, seen.period)) * rate for end in (seen.low, seen.high))
        name = f"{seen.company}, {seen.kind} {seen.observed_on:%b %Y}"
        figures.append(OwnFigure(name, low, high, seen.observed_on))
    return figures
