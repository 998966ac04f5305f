"""What one more interview would tell."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.answers.interview_value import (
    half_widths_ahead,
    interview_sentence,
    value_of_interview,
)
from greener.answers.market_pay import OFFER_SD, Prior
from greener.answers.own_pay import OwnPay
from greener.answers.worth import Belief, Z, update
from tests.answers.pay_parts import seen

WIDE = Belief(math.log(140_000), 0.25)
NARROW = Belief(math.log(140_000), 0.03)


def test_a_sure_offer_narrows_as_the_update_itself_does():
    value = value_of_interview(WIDE, 150_000, 1.0)
    offered = OwnPay(seen(1), log_pay=WIDE.log_mean, noise_sd=OFFER_SD)
    after, _ = update(Prior(WIDE.log_mean, WIDE.sd), [offered])
    assert value.half_width_expected == pytest.approx(math.expm1(Z * after.sd))
    assert value.half_width_now == pytest.approx(math.expm1(Z * WIDE.sd))


def test_the_chance_of_a_better_offer_is_that_of_an_offer_times_that_it_pays():
    random = np.random.default_rng(3)
    offers = random.normal(WIDE.log_mean, WIDE.next_offer_sd, 200_000)
    value = value_of_interview(WIDE, 150_000, 0.3)
    assert value.better_chance == pytest.approx(
        0.3 * np.mean(offers > math.log(150_000)), abs=0.003
    )


def test_who_knows_their_worth_and_sees_no_better_offer_learns_little():
    value = value_of_interview(NARROW, 300_000, 0.3)
    assert value.tells_little
    assert "tell you little" in interview_sentence(value)


def test_who_knows_little_learns_much():
    value = value_of_interview(WIDE, 300_000, 0.3)
    assert not value.tells_little
    assert "little" not in interview_sentence(value)


def test_a_good_chance_is_worth_it_even_when_nothing_narrows():
    assert not value_of_interview(NARROW, 120_000, 0.3).tells_little


@settings(max_examples=80)
@given(st.floats(0.01, 0.6), st.floats(50_000, 400_000), st.floats(0, 1))
def test_an_interview_never_widens(sd, price, chance):
    value = value_of_interview(Belief(math.log(140_000), sd), price, chance)
    assert value.narrowing >= 0
    assert 0 <= value.better_chance <= chance


@given(sd=st.floats(0.02, 0.6), chance=st.floats(0.01, 0.99))
@settings(max_examples=40)
def test_each_further_process_narrows_and_tells_less_than_the_one_before(sd, chance):
    belief = Belief(math.log(140_000), sd)
    widths = half_widths_ahead(belief, chance)
    steps = [before - after for before, after in pairwise(widths)]
    assert all(step > 0 for step in steps)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(steps))
    value = value_of_interview(belief, 150_000, chance)
    assert widths[0] == pytest.approx(value.half_width_now)
    assert widths[1] == pytest.approx(value.half_width_expected)
