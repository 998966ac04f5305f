"""What would make the answers sharper: facts not entered yet, and one more figure named."""

from __future__ import annotations

import math

from greener.answers.market_pay import OFFER_SD, Prior
from greener.answers.worth import Belief, WorthAnswer, Z
from greener.journal.records import Job, PayKind

_FACTS = {
    "pay_annual": "what you earn, to see where you stand in the range",
    "occupation": "which occupation your title means, for pay and risk of that work",
    "region": "where you work, for pay at that place",
    "industry": "your employer's industry, which moves the risk",
    "started": "when you started, because newcomers are let go first",
    "experience_years": "your years of experience, for pay at that level",
}

ENOUGH_GAIN = 0.01
"""A narrowing of less than one point of the range is not worth saying [judgement]."""


def facts_to_add(job: Job) -> tuple[str, ...]:
    """Return what is not known of the job and what knowing it would do, the most useful first."""
    is_abroad = job.country != "US"
    return tuple(
        reason
        for name, reason in _FACTS.items()
        if getattr(job, name) is None and not (name == "region" and is_abroad)
    )


def half_width(belief: Belief) -> float:
    """Return how far above its middle the worth's 80% interval reaches, as a share of it."""
    return math.expm1(Z * belief.sd)


def wider_sentence(known: Prior, unknown: Prior, experience_years: float) -> str | None:
    """Return why years of experience made the public range wider; None where they did not.

    On average a fact narrows. One person's years may still widen: the bands of those years are of
    fewer people, who may lie further apart or be told of differently by each source.

    Args:
        known: The market with the years.
        unknown: The market of everybody, without them.
        experience_years: The years.
    """
    now, before = (math.expm1(Z * prior.sd) for prior in (known, unknown))
    if now - before < ENOUGH_GAIN:
        return None
    (within_now, between_now), (within, between) = known.spreads, unknown.spreads
    reasons = []
    if within_now > within:
        reasons.append("fewer people of those years are known and their pay lies further apart")
    if between_now > between:
        reasons.append("the sources agree less on them")
    return (
        f"Your {experience_years:g} years of experience move the public range and widen it, from "
        f"± {before:.0%} to ± {now:.0%}: {', and '.join(reasons)}."
    )


def after_one_more_offer(belief: Belief) -> Belief:
    """Return the belief after one written offer in the middle of what is expected."""
    return Belief(belief.log_mean, (belief.sd**-2 + OFFER_SD**-2) ** -0.5)


def one_more_offer_sentence(answer: WorthAnswer) -> str | None:
    """Return how much one written offer more would narrow the worth; None when hardly at all."""
    if answer.belief is None:
        return None
    now = half_width(answer.belief)
    then = half_width(after_one_more_offer(answer.belief))
    if now - then < ENOUGH_GAIN:
        return None
    has_one = any(own.observation.kind is PayKind.WRITTEN for own in answer.own)
    first = "One more" if has_one else "A"
    return f"{first} written offer would narrow your worth from ± {now:.0%} to ± {then:.0%}."
