"""The fit finds what a list was drawn from, keeps its promises of direction, and sees no future."""

import math

import numpy as np
import pandas as pd
import pytest

from etl.models.layoff_hazard import fit_layoff_hazard
from etl.models.market_state import market_path
from etl.models.panel import Panel
from greener.answers.hazard import RISING_TERMS, TERMS
from tests.etl.models.simulated_list import simulated_list


@pytest.fixture(scope="module")
def drawn():
    return Panel.of(simulated_list(companies=1500, us_effect=1.2))


@pytest.fixture(scope="module")
def fitted(drawn):
    return fit_layoff_hazard(drawn, drawn.months - 1)


def test_the_market_state_finds_the_hazard_of_the_list(drawn):
    path = market_path(drawn, drawn.months - 1)
    settled = np.exp(path.log_hazard[24:])
    assert settled.mean() == pytest.approx(0.03 * math.cosh(0.6), rel=0.15)
    assert path.exposure()[0] == 0
    assert (np.diff(path.exposure()) > 0).all()


def test_the_market_state_at_an_origin_knows_no_later_month(drawn):
    months = pd.Series(range(drawn.months)).map(drawn.month)
    shorter = Panel.of(simulated_list(companies=1500, us_effect=1.2), months[30])
    np.testing.assert_allclose(
        market_path(drawn, 30).log_hazard, market_path(shorter, 30).log_hazard, rtol=1e-9
    )


def test_a_longer_silence_lowers_the_state(drawn):
    busy = market_path(drawn, 30).state
    quiet_list = simulated_list(companies=1500, us_effect=1.2, monthly=0.003)
    assert market_path(Panel.of(quiet_list), 30).state.now < busy.now


def test_the_effect_that_the_list_was_drawn_with_is_found(fitted):
    found = dict(zip(TERMS, fitted.coefficients, strict=True))
    sd = math.sqrt(fitted.covariance[TERMS.index("is_us"), TERMS.index("is_us")])
    assert found["is_us"] == pytest.approx(1.2, abs=4 * sd + 0.1)
    assert abs(found["people_known"]) < 0.2


def test_rising_terms_never_fall_and_the_covariance_is_one(fitted):
    for term, value in zip(TERMS, fitted.coefficients, strict=True):
        if term in RISING_TERMS:
            assert value >= 0, term
    assert np.allclose(fitted.covariance, fitted.covariance.T)
    assert np.linalg.eigvalsh(fitted.covariance).min() > -1e-9


def test_a_term_that_would_fall_is_dropped():
    reversed_effect = Panel.of(simulated_list(companies=800, us_effect=-1.5))
    fit = fit_layoff_hazard(reversed_effect, reversed_effect.months - 1)
    place = TERMS.index("is_us")
    assert fit.coefficients[place] == 0
    assert (fit.covariance[place] == 0).all()


def test_two_fits_of_one_list_are_equal(drawn, fitted):
    again = fit_layoff_hazard(drawn, drawn.months - 1)
    assert np.array_equal(again.coefficients, fitted.coefficients)


def test_a_fit_at_an_origin_knows_no_later_event(drawn):
    cut = Panel.of(simulated_list(companies=1500, us_effect=1.2), drawn.month(30))
    then, now = fit_layoff_hazard(cut, 30), fit_layoff_hazard(drawn, 30)
    np.testing.assert_allclose(then.coefficients, now.coefficients, rtol=1e-8)
