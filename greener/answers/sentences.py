"""The answers in one sentence each: what a person can repeat to somebody else."""

from __future__ import annotations

import math

from babel.numbers import format_currency

from greener.answers.estimate import Estimate
from greener.answers.safety import SafetyAnswer
from greener.answers.worth import WorthAnswer
from greener.journal.records import Job, PayObservation, PayPeriod

_HALF = 0.5


def one_in(probability: float) -> str:
    """Return a probability as "1 in 40", or as "9 in 10" where it is above one half."""
    if probability > _HALF:
        return f"{min(round(10 * probability), 9)} in 10"
    return f"1 in {_two_digits(1 / probability):,}"


def pay_text(amount: float, currency: str, digits: int = 3) -> str:
    """Return a yearly pay rounded to ``digits`` significant digits: "$165,000"."""
    rounded = round(amount, digits - 1 - math.floor(math.log10(abs(amount)))) if amount else 0.0
    return str(
        format_currency(rounded, currency, locale="en_US", format="¤#,##0", currency_digits=False)
    )


def named_text(observation: PayObservation) -> str:
    """Return a figure exactly as it was named: "€95,000 to €105,000 a year", "$60 an hour"."""
    ends = [
        format_currency(
            pay,
            observation.currency,
            locale="en_US",
            format="¤#,##0" if pay % 1 == 0 else "¤#,##0.00",
            currency_digits=False,
        )
        for pay in dict.fromkeys((observation.low, observation.high))
    ]
    article = "an" if observation.period is PayPeriod.HOUR else "a"
    return f"{' to '.join(ends)} {article} {observation.period}"


def safety_sentence(answer: SafetyAnswer) -> str:
    """Return the chance of losing the job beside the average US worker's."""
    estimate = answer.estimate
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return f"Nothing can be said: {estimate.missing[0]}."
    return (
        f"About {one_in(estimate.value)} over the next year, likely between "
        f"{one_in(estimate.low)} and {one_in(estimate.high)}; "
        f"the average US worker {one_in(answer.average_worker)}."
    )


def worth_sentence(answer: WorthAnswer, job: Job) -> str:
    """Return the worth, its interval, and where the present pay lies in it."""
    spread = _range(answer.worth, job.currency)
    if spread is None:
        return f"Nothing can be said: {answer.worth.missing[0]}."
    sentence = f"About {spread} a year"
    if answer.pay_percentile_worth is not None:
        sentence += f"; the present pay is {_against(job, answer.worth)}"
    return sentence + "."


def next_offer_sentence(answer: WorthAnswer, job: Job) -> str:
    """Return where the next offer may fall."""
    spread = _range(answer.next_offer, job.currency)
    if spread is None:
        return f"Nothing can be said: {answer.next_offer.missing[0]}."
    return f"The next offer: about {spread}."


def _range(estimate: Estimate, currency: str) -> str | None:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return None
    return (
        f"{pay_text(estimate.value, currency)}, likely between "
        f"{pay_text(estimate.low, currency)} and {pay_text(estimate.high, currency)}"
    )


def _against(job: Job, worth: Estimate) -> str:
    if job.pay_annual is None or worth.value is None or worth.low is None or worth.high is None:
        raise ValueError("the present pay and the worth must be known")
    pay = float(job.pay_annual)
    percent = round(100 * (pay / worth.value - 1))
    if pay < worth.low or pay > worth.high:
        return f"{abs(percent)}% {'above' if percent > 0 else 'below'}, outside that range"
    if percent == 0:
        return "right there"
    return f"{abs(percent)}% {'above' if percent > 0 else 'below'}, within that range"


def _two_digits(number: float) -> int:
    return int(round(number, min(0, 1 - math.floor(math.log10(number)))))
