"""The sentences say what the numbers say, and can be repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greener.answers.sentences import one_in, pay_text


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0175, "1 in 57"),
        (0.025, "1 in 40"),
        (0.5, "1 in 2"),
        (0.0007, "1 in 1,400"),
        (0.62, "6 in 10"),
        (0.999, "9 in 10"),
    ],
)
def test_one_in(probability, text):
    assert one_in(probability) == text


@given(st.floats(1e-6, 0.5))
def test_one_in_rounds_to_two_digits(probability):
    denominator = int(one_in(probability).removeprefix("1 in ").replace(",", ""))
    assert abs(denominator - 1 / probability) <= max(0.5, 0.05 / probability) + 1e-9


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (165_432.1, "USD", "$165,000"),
        (98_765, "EUR", "€98,800"),
        (7_654_321, "JPY", "¥7,650,000"),
        (0, "USD", "$0"),
    ],
)
def test_pay_text(amount, currency, text):
    assert pay_text(amount, currency) == text
