"""Amounts on an axis."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.figures.money import money_ticks, short_money, whole_money


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (120_000, "USD", "$120K"),
        (1_500_000, "USD", "$1.5M"),
        (12_000_000, "JPY", "¥12M"),
        (0, "EUR", "€0"),
    ],
)
def test_short_amounts(amount, currency, text):
    assert short_money(amount, currency) == text


def test_whole_amounts_have_no_decimals():
    assert whole_money(123_456.78, "USD") == "$123,457"
    assert whole_money(1_234_567, "JPY") == "¥1,234,567"


@settings(max_examples=80)
@given(low=st.floats(0, 1e7), width=st.floats(1, 1e7))
def test_ticks_lie_within_and_are_evenly_apart(low: float, width: float):
    ticks = money_ticks(low, low + width)
    assert 1 <= len(ticks) <= 6
    assert all(low - 1e-6 * width <= tick <= (low + width) * (1 + 1e-9) for tick in ticks)
    steps = {round((after - before) / width, 6) for before, after in pairwise(ticks)}
    assert len(steps) <= 1
