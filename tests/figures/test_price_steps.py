"""From the present pay to the price of moving."""

import pytest

from greener.answers.move import PricePart
from greener.figures.price_steps import price_steps

PARTS = (PricePart("Cost <x>", 0.02, 2_000.0), PricePart("Risk", -0.005, -500.0))


def test_steps_lead_from_the_pay_to_the_price():
    figure = price_steps(100_000, PARTS, "USD")
    marks = [mark.x[0] for mark in figure.select_traces(selector={"type": "scatter"})]
    bars = [bar.base[0] + bar.x[0] for bar in figure.select_traces(selector={"type": "bar"})]
    assert marks == pytest.approx([100_000, 101_500])
    assert bars == pytest.approx([102_000, 101_500])


def test_only_parts_are_bars_as_the_scale_begins_near_the_pay():
    figure = price_steps(80_000, (PricePart("Risk", 0.01, 770.0),), "USD")
    (bar,) = figure.select_traces(selector={"type": "bar"})
    assert bar.x[0] == 770
    assert figure.layout.xaxis.range[0] > 79_000


def test_amounts_are_written_with_their_sign_and_names_as_text():
    texts = [note.text for note in price_steps(100_000, PARTS, "USD").layout.annotations]
    assert "Cost &lt;x&gt;" in texts
    assert "+$2,000" in texts
    assert "−$500" in texts


def test_nothing_to_add_still_draws():
    low, high = price_steps(100_000, (), "USD").layout.xaxis.range
    assert low < high == 100_000
