"""The chance that the next offer has come, against how long savings last."""

from datetime import date

import pytest

from greener.answers.landing import job_landing
from greener.figures.landing import LAST_WEEK, landing_curve
from greener.journal.records import Job

DAY = date(2026, 6, 30)


def curve(savings_months):
    job = Job(employer="Acme", title="Engineer", savings_months=savings_months)
    return landing_curve(job_landing(job, [], DAY))


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_the_curve_rises_from_nothing_to_the_median_and_on():
    (line, _) = curve(None).data
    assert line.y[0] == 0
    assert line.y[16] == pytest.approx(0.5)
    assert list(line.y) == sorted(line.y)
    assert texts(curve(None)) == ["half within 16 weeks"]


def test_the_end_of_savings_is_marked():
    figure = curve(6)
    assert figure.layout.shapes[0].x0 == pytest.approx(26.1, abs=0.1)
    assert "savings end" in texts(figure)


def test_savings_of_a_lifetime_stay_in_sight():
    figure = curve(1200)
    low, high = figure.layout.xaxis.range
    assert high < 3 * LAST_WEEK
    assert low <= figure.layout.shapes[0].x0 <= high
    assert "savings last longer" in texts(figure)
