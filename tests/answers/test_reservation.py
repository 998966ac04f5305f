"""Reservation wages, against values printed and solved elsewhere.

The vectors are of Tejada's labour economics notebooks (continuous time) and of QuantEcon's lectures
on McCall's model (discrete time).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import betabinom, lognorm

from greener.answers.landing import job_landing
from greener.answers.move import MoveTerms, price_of_moving
from greener.answers.reservation import (
    Search,
    first_reservation_pay,
    reservation_pay,
    reservation_wage_of_list,
    walk_away_pay,
)
from greener.answers.worth import Belief
from tests.answers.pay_parts import TODAY, job

OFFERS = lognorm(s=0.5, scale=math.exp(0.8))
GRID = np.linspace(10, 20, 60)
GRID_CHANCES = betabinom(59, 600, 400).pmf(np.arange(60))


@pytest.mark.parametrize(
    ("loss", "in_work", "expected"),
    [
        (0.0, 0.0, 2.5090515929121375),
        (0.01, 0.0, 2.4447246069443365),
        (0.01, 0.02, 2.3727161499477676),
    ],
)
def test_continuous_time_reproduces_the_notebooks(loss, in_work, expected):
    search = Search(1.0, 0.3, in_work, interest_yearly=0.1, loss_yearly=loss)
    found = reservation_pay(search, lambda pay: float(OFFERS.sf(pay)))
    assert found == pytest.approx(expected, abs=1e-9)


def test_unemployment_lasts_as_the_notebook_says():
    search = Search(1.0, 0.3, interest_yearly=0.1, loss_yearly=0.01)
    found = reservation_pay(search, lambda pay: float(OFFERS.sf(pay)))
    assert 1 / (0.3 * OFFERS.sf(found)) == pytest.approx(7.83407450478, rel=2e-6)


@pytest.mark.parametrize(
    ("discount", "expected"), [(0.99, 47.31649976660523), (0.96, 44.76281407878696)]
)
def test_mccall_reproduces_the_lecture(discount, expected):
    wages = np.linspace(10, 60, 51)
    chances = betabinom(50, 200, 100).pmf(np.arange(51))
    assert reservation_wage_of_list(wages, chances, 25.0, discount) == pytest.approx(
        expected, abs=1e-8
    )


def with_separation(separation=0.2, discount=0.98, outside=6.0):
    return reservation_wage_of_list(
        GRID,
        GRID_CHANCES,
        outside,
        discount,
        separation=separation,
        utility=lambda pay: 1 - 1 / pay,
    )


def test_separation_reproduces_the_lecture_between_grid_points():
    assert with_separation() == pytest.approx(11.753231459425095, abs=1e-7)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 11.864406779661017),
        ({"separation": 0.05}, 14.406779661016948),
        ({"separation": 0.10}, 13.389830508474576),
        ({"separation": 0.30}, 10.508474576271187),
        ({"discount": 0.99}, 12.033898305084746),
        ({"outside": 8.0}, 13.220338983050848),
    ],
)
def test_separation_reproduces_the_lecture_on_its_grid(changes, expected):
    first_accepted = GRID[np.searchsorted(GRID, with_separation(**changes))]
    assert first_accepted == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(
    outside=st.floats(1_000, 100_000),
    offers=st.floats(0.7, 10),
    loss=st.floats(0, 0.3),
)
def test_more_to_live_on_and_more_offers_make_one_choosier(outside, offers, loss):
    top = math.exp(math.log(100_000) + 6 * 0.35)

    def share_above(x):
        return float(ndtr((math.log(100_000) - math.log(x)) / 0.35))

    def pay(**changes):
        terms = {"outside": outside, "offers_yearly": offers, "loss_yearly": loss, **changes}
        return reservation_pay(Search(**terms), share_above, top)

    base = pay()
    assert base >= outside
    assert pay(outside=outside * 1.1) > base
    assert pay(offers_yearly=offers * 1.1) > base
    assert pay(loss_yearly=loss + 0.05) < base


@pytest.mark.parametrize(("years", "outside"), [(1e-6, 0.0), (60.0, 1.0)])
def test_what_ends_at_once_counts_nothing_and_what_lasts_counts_as_if_for_ever(years, outside):
    search = Search(1.0, 0.3, 0.02, interest_yearly=0.1, loss_yearly=0.01)
    curve, top = (lambda pay: float(OFFERS.sf(pay))), float(OFFERS.isf(1e-9))
    expected = reservation_pay(replace(search, outside=outside), curve, top)
    assert first_reservation_pay(search, curve, top, years) == pytest.approx(expected, rel=1e-3)


def test_benefits_that_end_leave_less_than_benefits_for_ever():
    search = Search(52_000, 2.3, 0.6, loss_yearly=0.04)
    offers = lognorm(s=0.26, scale=140_000)
    curve, top = (lambda pay: float(offers.sf(pay))), float(offers.isf(1e-9))
    found = first_reservation_pay(search, curve, top, 0.5)
    nothing = reservation_pay(replace(search, outside=0.0), curve, top)
    assert nothing < found < reservation_pay(search, curve, top)


def walk_away(worth=140_000, pay=130_000.0, sd=0.1, offers=0.6, new=0.04, cost=0.0):
    belief = Belief(math.log(worth), sd)
    price = price_of_moving(MoveTerms(pay, cost, 0.03, new, offers), belief, "USD", 3, TODAY)
    return walk_away_pay(belief, job_landing(job(), (), TODAY), price), price.price.value


@pytest.mark.parametrize("worth", [80_000, 140_000, 250_000])
@pytest.mark.parametrize("sd", [0.05, 0.3])
@pytest.mark.parametrize("offers", [0.1, 0.6, 3.0])
@pytest.mark.parametrize("new", [0.01, 0.2])
def test_the_floor_out_of_work_is_never_above_the_price_of_moving(worth, sd, offers, new):
    floor, price = walk_away(worth, sd=sd, offers=offers, new=new)
    assert 0 <= floor <= price


def test_who_is_paid_well_would_take_less_than_moving_is_worth():
    floor, price = walk_away(pay=160_000.0)
    assert floor < 0.95 * price


def test_who_is_worth_more_walks_away_from_more():
    (low, _), (high, _) = (walk_away(worth, pay=200_000.0) for worth in (120_000, 160_000))
    assert high > low
