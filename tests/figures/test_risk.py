"""The scale of a chance."""

import math
from datetime import date

import pytest

from greener.answers.estimate import Estimate
from greener.figures.risk import SCALE, risk_scale


def chance(value, low, high):
    return Estimate(value, low, high, n=0, unit="probability", as_of=date(2026, 6, 30))


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_the_scale_shows_the_person_the_interval_and_the_average():
    figure = risk_scale(chance(1 / 43, 1 / 80, 1 / 20), {"average worker": 0.0176})
    band = figure.layout.shapes[0]
    assert (band.x0, band.x1) == (1 / 80, 1 / 20)
    assert figure.data[-1].x == (1 / 43,)
    assert texts(figure) == ["average worker, 1 in 57", "<b>you, 1 in 43</b>"]


def test_the_scale_stays_the_same_for_ordinary_chances():
    ranges = {
        risk_scale(chance(value, value / 2, value * 2), {}).layout.xaxis.range
        for value in (0.005, 0.02, 0.1)
    }
    assert len(ranges) == 1


@pytest.mark.parametrize("value", [0.0005, 0.45, 0.9])
def test_the_scale_grows_to_hold_what_lies_beyond_it(value):
    estimate = chance(value, value / 2, min(value * 2, 0.99))
    low, high = risk_scale(estimate, {}).layout.xaxis.range
    assert low <= math.log10(estimate.low) < math.log10(estimate.high) <= high
    assert low <= math.log10(SCALE[0])
    assert high >= math.log10(SCALE[1])


def test_an_unknown_chance_has_no_place():
    unknown = Estimate(
        None, None, None, n=0, unit="probability", as_of=date(2026, 6, 30), missing=("a source",)
    )
    with pytest.raises(ValueError, match="not known"):
        risk_scale(unknown, {})
