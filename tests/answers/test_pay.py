"""Periods and hours convert exactly, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.answers.pay import annual, at_hours, convert_period, full_time_equivalent
from greener.journal.records import PayPeriod

amounts = st.decimals(min_value="0.000001", max_value="1000000000", places=6)
periods = st.sampled_from(list(PayPeriod))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (PayPeriod.HOUR, "104000"),
        (PayPeriod.DAY, "13000"),
        (PayPeriod.WEEK, "2600"),
        (PayPeriod.MONTH, "600"),
        (PayPeriod.YEAR, "50"),
    ],
)
def test_a_year_is_full_time(period, expected):
    assert annual(Decimal(50), period) == Decimal(expected)


@settings(max_examples=200)
@given(amounts, st.lists(periods, min_size=1, max_size=6))
def test_any_chain_of_periods_comes_back_exactly(amount, chain):
    start = PayPeriod.YEAR
    value, here = amount, start
    for period in chain:
        value, here = convert_period(value, here, period), period
    assert convert_period(value, here, start) == amount


@settings(max_examples=200)
@given(amounts, periods, periods)
def test_every_pair_of_periods_comes_back_exactly(amount, period, target):
    there = convert_period(amount, period, target)
    assert convert_period(there, target, period) == amount


@settings(max_examples=100)
@given(amounts, st.decimals(min_value="1", max_value="80", places=2))
def test_full_time_equivalents_come_back_exactly(amount, hours_weekly):
    full_time = full_time_equivalent(amount, hours_weekly)
    assert at_hours(full_time, hours_weekly) == amount


def test_half_time_pay_doubles():
    assert full_time_equivalent(Decimal("30000"), Decimal(20)) == Decimal("60000")


def test_results_read_as_plain_numbers():
    assert str(annual(Decimal("5E+1"), PayPeriod.HOUR)) == "104000"
