"""What one more interview would tell: how much the worth would narrow, and the chance it pays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import multinomial, norm

from greener.answers.evidence import Constant, Evidence
from greener.answers.market_pay import OFFER_SD
from greener.answers.own_pay import KIND_SD
from greener.answers.worth import Belief, Z
from greener.journal.records import PayKind

QUOTE_CHANCE = Constant(
    0.6, Evidence.JUDGEMENT, "a figure is named in so many processes that come to talks"
)
LITTLE_NARROWING = Constant(
    0.01, Evidence.JUDGEMENT, "narrowing the range by less than a point of the worth is little"
)
LITTLE_CHANCE = Constant(
    0.05, Evidence.JUDGEMENT, "a chance below one in twenty of an offer worth moving for is little"
)


@dataclass(frozen=True)
class InterviewValue:
    """What one more process that comes to talks is worth.

    Attributes:
        half_width_now: How far the 80% interval of worth reaches above its middle, as a share.
        half_width_expected: The same after one more process, expected over what it may bring: an
            offer, a recruiter's figure, or nothing.
        offer_chance: Chance that it brings an offer.
        better_chance: Chance that it brings an offer above the price of moving.
        tells_little: Whether neither the narrowing nor the chance is worth the hours.
    """

    half_width_now: float
    half_width_expected: float
    offer_chance: float
    better_chance: float
    tells_little: bool

    @property
    def narrowing(self) -> float:
        """How much the half width would shrink, as a share of the worth."""
        return self.half_width_now - self.half_width_expected


def value_of_interview(belief: Belief, price: float, offer_chance: float) -> InterviewValue:
    """Return what one more interview is worth.

    Args:
        belief: Log worth as known now; it must rest on something.
        price: The price of moving, yearly base.
        offer_chance: Chance that a process that comes to talks brings an offer: the person's own,
            shrunk to published rates.
    """
    now, expected = half_widths_ahead(belief, offer_chance, most=1)
    above = float(norm.sf((math.log(price) - belief.log_mean) / belief.next_offer_sd))
    better = offer_chance * above
    return InterviewValue(
        half_width_now=now,
        half_width_expected=expected,
        offer_chance=offer_chance,
        better_chance=better,
        tells_little=now - expected < LITTLE_NARROWING.value and better < LITTLE_CHANCE.value,
    )


def half_widths_ahead(belief: Belief, offer_chance: float, most: int = 5) -> tuple[float, ...]:
    """Return the expected half width now and after each of ``most`` more processes.

    Args:
        belief: Log worth as known now.
        offer_chance: Chance that a process that comes to talks brings an offer.
        most: How many processes ahead to look.
    """
    quote_chance = (1 - offer_chance) * QUOTE_CHANCE.value
    noises = [math.hypot(OFFER_SD, KIND_SD[kind]) for kind in (PayKind.WRITTEN, PayKind.QUOTE)]
    widths = []
    for ahead in range(most + 1):
        brought = [(o, q) for o in range(ahead + 1) for q in range(ahead + 1 - o)]
        chances = multinomial.pmf(
            [[o, q, ahead - o - q] for o, q in brought],
            ahead,
            [offer_chance, quote_chance, 1 - offer_chance - quote_chance],
        )
        half = [
            math.expm1(Z * (belief.sd**-2 + o * noises[0] ** -2 + q * noises[1] ** -2) ** -0.5)
            for o, q in brought
        ]
        widths.append(float(np.dot(np.atleast_1d(chances), half)))
    return tuple(widths)


def interview_sentence(value: InterviewValue) -> str:
    """Return the value in one sentence, and say so where it is little."""
    verdict = " It would tell you little." if value.tells_little else ""
    now, expected = f"± {value.half_width_now:.0%}", f"± {value.half_width_expected:.0%}"
    change = f"leaves your worth at {now}"
    if now != expected:
        change = f"narrows your worth from {now} to {expected}"
    return (
        f"One more process that comes to talks {change} on average, and the chance that it ends "
        f"in an offer worth moving for is {value.better_chance:.0%}.{verdict}"
    )
