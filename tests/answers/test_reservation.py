"""Reservation wages, against values printed and solved elsewhere.

The vectors are of Tejada's labour economics notebooks (continuous time) and of QuantEcon's lectures
on McCall's model (discrete time).
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, lognorm

from greener.answers.landing import job_landing
from greener.answers.reservation import (
    BENEFIT_SHARE,
    Search,
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
    distribution = lognorm(s=0.35, scale=100_000)
    top = float(distribution.isf(1e-9))

    def pay(**changes):
        terms = {"outside": outside, "offers_yearly": offers, "loss_yearly": loss, **changes}
        return reservation_pay(Search(**terms), lambda x: float(distribution.sf(x)), top)

    base = pay()
    assert base >= outside
    assert pay(outside=outside * 1.1) > base
    assert pay(offers_yearly=offers * 1.1) > base
    assert pay(loss_yearly=loss + 0.05) < base


def test_walk_away_pay_lies_between_benefits_and_the_best_offers():
    belief = Belief(math.log(140_000), 0.1)
    found = walk_away_pay(belief, 130_000, job_landing(job(), (), TODAY), 0.03)
    assert BENEFIT_SHARE.value * 130_000 < found < belief.next_offer_at(2)


def test_who_is_worth_more_walks_away_from_more():
    landing = job_landing(job(), (), TODAY)
    low, high = (
        walk_away_pay(Belief(math.log(worth), 0.1), 130_000, landing, 0.03)
        for worth in (120_000, 160_000)
    )
    assert high > low
