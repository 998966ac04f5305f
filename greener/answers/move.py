"""The price of moving: the lowest base pay at which another job is worth the move.

In log pay: ``x* = w + [ln(1 + r) + d_new + l (1 - F(x*))] C + (d_new - d_now) L``. What moving
costs once (C, in years of pay) is spread over as long as the new job is likely to be kept: interest
``r``, its yearly hazard ``d_new``, and the rate ``l`` of offers still better. The last term is what
the difference in risk costs: ``L`` years of pay a loss. ``F`` is the next offer's distribution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from scipy.optimize import brentq
from scipy.stats import norm

from greener.answers.estimate import Estimate, SourceRef
from greener.answers.evidence import Constant, Evidence
from greener.answers.worth import Belief

INTEREST_YEARLY = Constant(0.05, Evidence.JUDGEMENT, "what money now is worth over money later")
OFFERS_YEARLY = Constant(
    0.6,
    Evidence.READ,
    "NY Fed Survey of Consumer Expectations: 18.8% expect an offer within four months",
)
LOSS_YEARS_OF_PAY = Constant(
    0.8, Evidence.JUDGEMENT, "pay lost over the years after a displacement", low=0.5, high=1.4
)
_REACH = 4.0


@dataclass(frozen=True)
class PricePart:
    """One part of the price.

    Attributes:
        label: What it is for.
        log_pay: What it adds to log pay.
        amount: What it adds to yearly pay, in the order of the parts; they add up to the price.
    """

    label: str
    log_pay: float
    amount: float


@dataclass(frozen=True)
class MovePrice:
    """The price of moving and its parts.

    Attributes:
        price: Lowest yearly base worth moving for.
        parts: What is added to the present pay.
        better_chance: Chance that the next offer is above the price, 0 to 1.
        terms: What it rests on.
    """

    price: Estimate
    parts: tuple[PricePart, ...]
    better_chance: float
    terms: MoveTerms


@dataclass(frozen=True)
class MoveTerms:
    """What the price rests on.

    Attributes:
        pay_annual: Present yearly base.
        cost_years: What moving costs once, in years of that pay.
        hazard_now: Yearly hazard of losing the present job.
        hazard_new: Yearly hazard of losing the new one in its first year.
        offers_yearly: Offers a year.
    """

    pay_annual: float
    cost_years: float
    hazard_now: float
    hazard_new: float
    offers_yearly: float


def price_of_moving(
    terms: MoveTerms, belief: Belief, currency: str, n: int, as_of: date
) -> MovePrice:
    """Return the price of moving.

    Args:
        terms: Pay, costs, hazards and the rate of offers.
        belief: Log worth; its next-offer distribution is ``F``.
        currency: ISO 4217 code of the pay.
        n: Own observations behind the belief.
        as_of: The day it speaks for.
    """
    years = LOSS_YEARS_OF_PAY
    assert years.low is not None and years.high is not None
    log_price = _solve(terms, belief, years.value)
    ends = [_solve(terms, belief, end) for end in (years.low, years.high)]
    log_pay = math.log(terms.pay_annual)
    price = Estimate(
        math.exp(log_price),
        math.exp(min(*ends, log_price)),
        math.exp(max(*ends, log_price)),
        n=n,
        unit=f"{currency}/year",
        as_of=as_of,
        basis=(
            f"moving costs {terms.cost_years:.2f} years of pay once",
            f"yearly hazard {terms.hazard_now:.2%} here, {terms.hazard_new:.2%} there in the first "
            "year",
            f"{terms.offers_yearly:.1f} offers a year; {INTEREST_YEARLY.value:.0%} interest "
            f"({INTEREST_YEARLY.evidence})",
            f"a loss costs {years.value:g} years of pay ({years.low:g} to {years.high:g}, "
            f"{years.evidence}): that range is the interval",
        ),
        sources=(SourceRef("person", "Your own entries", as_of),),
    )
    logs = _parts(terms, belief, log_price)
    return MovePrice(
        price=price,
        parts=_amounts(logs, log_pay),
        better_chance=_above(belief, log_price),
        terms=terms,
    )


def _above(belief: Belief, log_pay: float) -> float:
    return float(norm.sf((log_pay - belief.log_mean) / belief.next_offer_sd))


def _solve(terms: MoveTerms, belief: Belief, loss_years: float) -> float:
    """Return x*; the right side falls in x, so there is one."""
    log_pay = math.log(terms.pay_annual)
    fixed = (terms.hazard_new - terms.hazard_now) * loss_years
    kept = math.log1p(INTEREST_YEARLY.value) + terms.hazard_new

    def gap(x: float) -> float:
        rate = kept + terms.offers_yearly * _above(belief, x)
        return log_pay + rate * terms.cost_years + fixed - x

    reach = _REACH + (kept + terms.offers_yearly) * terms.cost_years + abs(fixed)
    return float(brentq(gap, log_pay - reach, log_pay + reach))


def _parts(terms: MoveTerms, belief: Belief, log_price: float) -> list[tuple[str, float]]:
    cost = terms.cost_years
    return [
        ("What moving costs, with interest", math.log1p(INTEREST_YEARLY.value) * cost),
        ("It may end within the first years", terms.hazard_new * cost),
        ("A still better offer may come", terms.offers_yearly * _above(belief, log_price) * cost),
        (
            "The difference in risk",
            (terms.hazard_new - terms.hazard_now) * LOSS_YEARS_OF_PAY.value,
        ),
    ]


def _amounts(parts: list[tuple[str, float]], log_pay: float) -> tuple[PricePart, ...]:
    placed = []
    for label, added in parts:
        amount = math.exp(log_pay + added) - math.exp(log_pay)
        placed.append(PricePart(label, added, amount))
        log_pay += added
    return tuple(placed)
