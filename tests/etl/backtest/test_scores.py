"""Scores by hand, and what they say of forecasts that cannot be scored in full."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.backtest.scores import mean_scores, score


def test_a_case_by_hand():
    happened = np.array([True, False, True, False])
    forecast = np.array([0.8, 0.4, 0.3, 0.1])
    scores = score(happened, forecast)
    assert scores.brier == pytest.approx((0.04 + 0.16 + 0.49 + 0.01) / 4)
    assert scores.log_loss == pytest.approx(
        -(math.log(0.8) + math.log(0.6) + math.log(0.3) + math.log(0.9)) / 4
    )
    assert scores.auc == pytest.approx(3 / 4)
    assert (scores.n, scores.rate, scores.forecast_mean) == (4, 0.5, pytest.approx(0.4))


def test_calibrated_forecasts_have_slope_one_and_deciles_on_the_diagonal():
    rng = np.random.default_rng(3)
    forecast = rng.uniform(0.02, 0.6, 40_000)
    scores = score(rng.random(40_000) < forecast, forecast)
    assert scores.slope == pytest.approx(1, abs=0.06)
    assert [decile.bin for decile in scores.deciles] == list(range(1, 11))
    for decile in scores.deciles:
        assert decile.n == 4000
        assert decile.observed_rate == pytest.approx(decile.forecast_mean, abs=0.03)


def test_twice_too_extreme_has_slope_one_half():
    rng = np.random.default_rng(3)
    logit = rng.normal(-1, 1, 40_000)
    happened = rng.random(40_000) < 1 / (1 + np.exp(-logit))
    assert score(happened, 1 / (1 + np.exp(-2 * logit))).slope == pytest.approx(0.5, abs=0.04)


def test_a_constant_forecast_has_no_slope_and_one_bin():
    scores = score(np.array([True, False, False]), np.full(3, 0.2))
    assert scores.auc == 0.5
    assert math.isnan(scores.slope)
    assert scores.to_dict()["slope"] is None
    assert len(scores.deciles) == 1


def test_when_nothing_happened_ranks_have_no_meaning():
    scores = score(np.zeros(5, bool), np.linspace(0.1, 0.5, 5))
    assert scores.to_dict()["auc"] is None
    assert scores.brier == pytest.approx(np.mean(np.linspace(0.1, 0.5, 5) ** 2))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=60))
def test_any_forecast_scores_within_its_limits(pairs):
    happened = np.array([pair[0] for pair in pairs])
    scores = score(happened, np.array([pair[1] for pair in pairs]))
    assert 0 <= scores.brier <= 1
    assert scores.log_loss >= 0
    assert math.isnan(scores.auc) or 0 <= scores.auc <= 1
    assert sum(decile.n for decile in scores.deciles) == len(pairs)


def test_origins_count_alike_whatever_their_size():
    small = score(np.array([True, False]), np.array([0.5, 0.5]))
    large = score(np.array([True] * 50 + [False] * 50), np.array([1.0] * 50 + [0.0] * 50))
    assert mean_scores([small, large])["brier"] == pytest.approx(0.125)
