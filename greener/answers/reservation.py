"""Reservation wages: the lowest pay worth taking, for somebody who goes on looking otherwise.

All are of one form, ``u(R) = u(b) + surplus(R)``: what one lives on without work, and what is to be
gained by waiting for an offer above R. They differ in how the surplus is counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import lognorm

from greener.answers.evidence import Constant, Evidence
from greener.answers.landing import Landing
from greener.answers.move import INTEREST_YEARLY, OFFERS_YEARLY
from greener.answers.worth import Belief

BENEFIT_SHARE = Constant(
    0.4,
    Evidence.JUDGEMENT,
    "what unemployment insurance replaces of pay, while it lasts; nothing after it",
)
_WEEKS_A_YEAR = 52.0

Floats = NDArray[np.float64]
Curve = Callable[[float], float]


@dataclass(frozen=True)
class Search:
    """How somebody without work searches, by the year.

    Attributes:
        outside: What one lives on without work.
        offers_yearly: Offers a year while without work.
        offers_yearly_in_work: Offers a year in a job, which one may then move for.
        interest_yearly: What money now is worth over money a year later.
        loss_yearly: Yearly hazard of losing a job.
    """

    outside: float
    offers_yearly: float
    offers_yearly_in_work: float = 0.0
    interest_yearly: float = INTEREST_YEARLY.value
    loss_yearly: float = 0.0


def reservation_pay(search: Search, share_above: Curve, highest: float = math.inf) -> float:
    """Return the reservation wage in continuous time.

    ``R = b + (a0 − a1) ∫ S(w) / (r + l + a1 S(w)) dw`` from R on (Burdett and Mortensen's search,
    in and out of work). Without offers in work it is McCall's, with or without loss of the job.

    Args:
        search: How offers come and jobs end.
        share_above: Share of offers above a pay (the survival function ``S``).
        highest: Where offers end.
    """
    in_work = search.offers_yearly_in_work
    discount = search.interest_yearly + search.loss_yearly

    def gain(pay: float) -> float:
        above = share_above(pay)
        return above / (discount + in_work * above)

    def surplus(pay: float) -> float:
        return (search.offers_yearly - in_work) * float(quad(gain, pay, highest)[0])

    return _solve(search.outside, surplus, lambda pay: pay)


def reservation_wage_of_list(
    wages: Floats,
    chances: Floats,
    outside: float,
    discount: float,
    *,
    separation: float = 0.0,
    utility: Curve = lambda pay: pay,
) -> float:
    """Return the reservation wage in discrete time, one offer a period out of a list.

    ``u(R) = u(c) + k Σ (u(w) − u(R))⁺ q(w)`` with ``k = β(1 − α) / (1 − β(1 − α))``: McCall's model
    with separation.

    Args:
        wages: Wages that may be offered.
        chances: Chance of each, adding up to 1.
        outside: Income of a period without work.
        discount: Weight of the next period, below 1.
        separation: Chance a period that a job ends.
        utility: Utility of a period's income, increasing.
    """
    kept = discount * (1 - separation)
    values = np.array([utility(float(wage)) for wage in wages])

    def surplus(pay: float) -> float:
        return kept / (1 - kept) * float(np.maximum(values - utility(pay), 0.0) @ chances)

    return _solve(outside, surplus, utility)


def walk_away_pay(belief: Belief, pay_annual: float, landing: Landing, loss_yearly: float) -> float:
    """Return the lowest yearly pay worth taking if the present job were lost.

    Args:
        belief: Log worth; its next-offer distribution is that of the offers.
        pay_annual: Present yearly pay, of which benefits replace a part.
        landing: How soon an offer comes without work.
        loss_yearly: Yearly hazard of losing the next job.
    """
    weeks = math.exp(landing.log_median)
    search = Search(
        outside=BENEFIT_SHARE.value * pay_annual,
        offers_yearly=max(math.log(2) * _WEEKS_A_YEAR / weeks, OFFERS_YEARLY.value),
        offers_yearly_in_work=OFFERS_YEARLY.value,
        loss_yearly=loss_yearly,
    )
    offers = lognorm(s=belief.next_offer_sd, scale=math.exp(belief.log_mean))
    return reservation_pay(search, lambda pay: float(offers.sf(pay)), float(offers.isf(1e-9)))


def _solve(outside: float, surplus: Curve, utility: Curve) -> float:
    """Return R; the surplus falls in R, so there is one."""

    def gap(pay: float) -> float:
        return utility(pay) - utility(outside) - surplus(pay)

    upper = 2 * outside + 1.0
    while gap(upper) < 0:
        upper *= 2
    return float(brentq(gap, outside, upper, xtol=1e-12, rtol=1e-14))
