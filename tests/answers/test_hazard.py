"""The forecast from parameters: its formula, its limits and its directions."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.answers.employer import EmployerRecord, ListedEvent
from greener.answers.forecast import HIGHEST_TRIED, fitted_forecast, state_of
from greener.answers.hazard import (
    TERMS,
    HazardFit,
    MarketState,
    design,
    event_probability,
    market_hazard_draws,
)

ORIGIN = date(2026, 5, 15)
CALM = MarketState(math.log(0.01), math.log(0.01), np.zeros((2, 2)), 0.85, 0.0)
LIVELY = MarketState(
    math.log(0.008), math.log(0.012), np.array([[0.02, 0.01], [0.01, 0.05]]), 0.85, 0.6
)
COEFFICIENTS = np.array([-3.3, 0.85, 0.16, 0.29, 0.08, 0.14, 0.26, -0.2, 0.24])
FIT = HazardFit(COEFFICIENTS, 0.003 * np.eye(len(TERMS)), LIVELY)

months = st.dates(date(2020, 3, 1), date(2026, 5, 1)).map(lambda day: day.replace(day=1))
events = st.builds(
    ListedEvent,
    month=months,
    share=st.one_of(st.none(), st.floats(0.005, 0.99)),
    count=st.one_of(st.none(), st.integers(1, 40_000)),
)


def in_order(found):
    return tuple(sorted(found, key=lambda event: event.month))


records = st.builds(
    EmployerRecord,
    key=st.just("acme"),
    name=st.just("Acme"),
    events=st.lists(events, min_size=1, max_size=8).map(in_order),
    stage=st.sampled_from([None, "Seed", "Series C", "Post-IPO", "Acquired", "never heard of"]),
    country=st.sampled_from([None, "US", "IN"]),
    funds_raised_usd_millions=st.one_of(st.none(), st.floats(0, 50_000)),
)


def chance(record, origin=ORIGIN, fit=FIT):
    return fitted_forecast(record, fit, origin, np.random.default_rng(7), 500).probability


def test_on_a_calm_market_it_is_the_textbook_formula():
    rows = np.array([[1.0, *[0.5] * 8], [1.0, *[0.0] * 8]])
    draws = market_hazard_draws(CALM, 3, np.random.default_rng(1))
    assert draws == pytest.approx([0.12] * 3)
    expected = [
        1 - math.exp(-math.exp(sum(COEFFICIENTS[1:]) * 0.5 - 3.3) * 0.12),
        1 - math.exp(-math.exp(-3.3) * 0.12),
    ]
    assert event_probability(COEFFICIENTS, rows, draws) == pytest.approx(expected)


def test_the_market_decays_to_its_mean():
    hot = replace(CALM, now=math.log(0.05))
    draws = market_hazard_draws(hot, 1, np.random.default_rng(1))
    path = [math.exp(math.log(0.01) + 0.85**k * math.log(5)) for k in range(1, 13)]
    assert draws[0] == pytest.approx(sum(path))


@settings(max_examples=80, deadline=None)
@given(records)
def test_chances_and_draws_stay_inside(record):
    forecast = fitted_forecast(record, FIT, ORIGIN, np.random.default_rng(7), 500)
    assert 0 < forecast.probability < 1
    assert ((forecast.draws >= 0) & (forecast.draws <= 1)).all()
    low, high = np.quantile(forecast.draws, [0.1, 0.9])
    assert low < high


@settings(max_examples=80, deadline=None)
@given(records, events)
def test_another_layoff_raises_the_chance_whatever_it_was(record, event):
    more = replace(
        record, events=in_order((*record.events, replace(event, month=date(2026, 5, 1))))
    )
    is_known = any(known.month == date(2026, 5, 1) for known in record.events)
    if is_known or chance(record) == HIGHEST_TRIED.value:
        assert chance(more) >= chance(record)
    else:
        assert chance(more) > chance(record)


@settings(max_examples=60, deadline=None)
@given(records)
def test_a_year_without_a_layoff_lowers_the_chance(record):
    first = record.events[-1].month
    then, later = chance(record, first), chance(record, first.replace(year=first.year + 1))
    assert later < then or later == then == HIGHEST_TRIED.value


@settings(max_examples=60, deadline=None)
@given(records, st.floats(0.005, 0.99), st.integers(1, 40_000))
def test_learning_a_figure_never_lowers_the_chance(record, share, count):
    first = record.events[0]
    hidden = replace(record, events=(replace(first, share=None, count=None), *record.events[1:]))
    shown = replace(record, events=(replace(first, share=share, count=count), *record.events[1:]))
    assert chance(shown) >= chance(hidden)


def test_the_design_has_one_column_a_term():
    record = EmployerRecord("a", "A", (ListedEvent(date(2026, 5, 1), 0.1, 200),), "Post-IPO")
    row = dict(zip(TERMS, design(state_of(record, ORIGIN))[0], strict=True))
    assert row == pytest.approx(
        {
            "intercept": 1,
            "recent_layoffs": math.log(2),
            "people_known": math.log(200),
            "smallest_cut": -math.log(0.1),
            "largest_staff": math.log(2000),
            "funds_raised": math.log(30),
            "stage_maturity": 1.5,
            "stage_unknown": 0,
            "is_us": 0,
        }
    )


def test_draws_spread_with_the_parameters():
    record = EmployerRecord("a", "A", (ListedEvent(date(2026, 1, 1)),))
    sure = replace(FIT, covariance=np.zeros_like(FIT.covariance), market=CALM)
    forecast = fitted_forecast(record, sure, ORIGIN, np.random.default_rng(7), 50)
    assert np.ptp(forecast.draws) == pytest.approx(0, abs=1e-12)
    assert forecast.draws[0] == pytest.approx(forecast.probability)
