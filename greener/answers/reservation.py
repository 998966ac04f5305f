"""Reservation wages: the lowest pay worth taking, for somebody who goes on looking otherwise.

All are of one form, ``u(R) = u(b) + surplus(R)``: what one lives on without work, and what is to be
gained by waiting for an offer above R. They differ in how the surplus is counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad, solve_ivp
from scipy.optimize import brentq
from scipy.special import ndtr

from greener.answers.evidence import Constant, Evidence
from greener.answers.landing import Landing
from greener.answers.move import INTEREST_YEARLY, MovePrice
from greener.answers.worth import Belief

BENEFIT_SHARE = Constant(
    0.4,
    Evidence.JUDGEMENT,
    "what unemployment insurance replaces of pay, while it lasts; nothing after it",
)
BENEFIT_WEEKS = Constant(
    26.0, Evidence.SECOND_HAND, "US Department of Labor: most states pay for up to so many weeks"
)
_WEEKS_A_YEAR = 52.0
_HIGHEST_Z = 6.0
"""Offers are integrated up to so many sds above their middle; one in a billion is higher."""

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
    surplus = partial(_surplus, search, share_above, highest)
    return _solve(search.outside, surplus, lambda pay: pay)


def first_reservation_pay(
    search: Search, share_above: Curve, highest: float, outside_years: float
) -> float:
    """Return the reservation wage on the first day, where ``outside`` ends and leaves nothing.

    At the end it is ``reservation_pay`` of nothing to live on; before, it follows from
    ``r U = b + a0 ∫ S W' + U'`` with ``W(R) = U`` (van den Berg's search that is not stationary):
    ``R' = (r + l + a1 S(R)) (R − b − surplus(R))``. A job lost again leads back to where one was.

    Args:
        search: How offers come and jobs end.
        share_above: Share of offers above a pay.
        highest: Where offers end.
        outside_years: How long ``outside`` is paid.
    """
    last = reservation_pay(replace(search, outside=0.0), share_above, highest)

    def slope(_: float, pays: Floats) -> list[float]:
        pay = float(pays[0])
        discount = search.interest_yearly + search.loss_yearly
        lost = search.outside + _surplus(search, share_above, highest, pay)
        return [(discount + search.offers_yearly_in_work * share_above(pay)) * (pay - lost)]

    back = solve_ivp(slope, (outside_years, 0.0), [last], rtol=1e-6)
    return float(back.y[0, -1])


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


def walk_away_pay(belief: Belief, landing: Landing, moving: MovePrice) -> float:
    """Return the lowest yearly pay worth taking on the first day without the present job.

    Offers come as often as the landing expects the first. The published spells behind it end with
    an offer taken, so there may be more of them: the floor errs on the low side. It is never above
    the price of moving: who would rather wait for more than that would not stay in the job.

    Args:
        belief: Log worth; its next-offer distribution is that of the offers.
        landing: How soon an offer comes without work.
        moving: The price of moving; its terms say the present pay, of which benefits replace a
            part for a time, and how offers come to, and jobs are lost by, somebody newly employed.
    """
    terms, price = moving.terms, moving.price.value
    assert price is not None, "a price is solved from a known pay"
    weeks = math.exp(landing.log_median)
    search = Search(
        outside=BENEFIT_SHARE.value * terms.pay_annual,
        offers_yearly=max(math.log(2) * _WEEKS_A_YEAR / weeks, terms.offers_yearly),
        offers_yearly_in_work=terms.offers_yearly,
        loss_yearly=terms.hazard_new,
    )

    def share_above(pay: float) -> float:
        if pay <= 0:
            return 1.0
        return float(ndtr((belief.log_mean - math.log(pay)) / belief.next_offer_sd))

    highest = belief.next_offer_at(_HIGHEST_Z)
    benefit_years = BENEFIT_WEEKS.value / _WEEKS_A_YEAR
    return min(first_reservation_pay(search, share_above, highest, benefit_years), price)


def _surplus(search: Search, share_above: Curve, highest: float, pay: float) -> float:
    """Return what waiting for an offer above a pay adds to what one lives on, a year."""
    in_work = search.offers_yearly_in_work
    discount = search.interest_yearly + search.loss_yearly

    def gain(offer: float) -> float:
        above = share_above(offer)
        return above / (discount + in_work * above)

    return (search.offers_yearly - in_work) * float(quad(gain, pay, highest)[0])


def _solve(outside: float, surplus: Curve, utility: Curve) -> float:
    """Return R; the surplus falls in R, so there is one."""

    def gap(pay: float) -> float:
        return utility(pay) - utility(outside) - surplus(pay)

    upper = 2 * outside + 1.0
    while gap(upper) < 0:
        upper *= 2
    return float(brentq(gap, outside, upper, xtol=1e-12, rtol=1e-14))
