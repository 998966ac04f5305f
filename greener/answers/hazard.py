"""The chance that a listed employer is listed again within 12 months, from fitted parameters.

A proportional hazard: the market's monthly hazard times ``exp(x·β)`` of the employer. The market's
state a year ahead is uncertain, so the forecast integrates over its simulated paths:
``P = mean of 1 − exp(−exp(x·β) · Σ hazard of the next 12 months)``. The back-test and the page both
come through here; the fit itself is ``etl.models.layoff_hazard``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MODEL = "layoff_hazard"
HORIZON_MONTHS = 12
FADE_MONTHS = 12.0
"""A past layoff month counts as exp(−age / 12 months)."""

TERMS = (
    "intercept",
    "recent_layoffs",
    "people_known",
    "smallest_cut",
    "largest_staff",
    "funds_raised",
    "stage_maturity",
    "stage_unknown",
    "is_us",
)
"""Columns of the design, in order."""
RISING_TERMS = TERMS[1:7] + TERMS[8:]
"""Terms whose coefficient is never negative, so that another layoff never lowers the forecast."""

MATURITY_BY_STAGE: Mapping[str, float] = MappingProxyType(
    {
        "Seed": -1.5,
        "Series A": -1.0,
        "Series B": -0.5,
        "Series C": 0.0,
        "Acquired": 0.3,
        "Private Equity": 0.3,
        "Subsidiary": 0.3,
        "Series D": 0.5,
        "Series E": 0.75,
        "Series F": 1.0,
        "Series G": 1.0,
        "Series H": 1.0,
        "Series I": 1.0,
        "Series J": 1.0,
        "Post-IPO": 1.5,
    }
)
"""Stages put on one scale by how old firms of that stage are (judgement; its weight is fitted)."""

# Below these a figure says no more than that it is unknown. They make an unknown figure equal to
# the least telling known one, so that learning a figure never lowers the forecast.
_PEOPLE_FLOOR = 50.0
_STAFF_FLOOR = 500.0
_FUNDS_FLOOR_USD_MILLIONS = 30.0
_CUT_CEILING = 0.20
_CUT_FLOOR = 0.01
_USUAL_CUT = 0.15
_NEARLY_1 = 1 - 1e-9


@dataclass(frozen=True)
class EmployerState:
    """What is known of employers at one month; arrays of one shape, NaN where not known.

    Attributes:
        recent_layoffs: Sum over past layoff months of exp(−age in months / 12).
        people_known: People laid off in all events with a known count.
        largest_count: Largest known count of one event.
        smallest_cut: Smallest known share of staff laid off.
        largest_staff: Largest staff that an event with both count and share implies.
        funds_raised_usd_millions: Newest known.
        stage_maturity: Stage on the scale of ``MATURITY_BY_STAGE``.
        is_us: 1 for an employer listed in the US, else 0.
    """

    recent_layoffs: Array
    people_known: Array
    largest_count: Array
    smallest_cut: Array
    largest_staff: Array
    funds_raised_usd_millions: Array
    stage_maturity: Array
    is_us: Array

    def at(self, index: tuple[NDArray[np.intp], ...]) -> Self:
        """Return the states of the indexed elements."""
        return type(self)(*(getattr(self, item.name)[index] for item in fields(self)))


@dataclass(frozen=True)
class MarketState:
    """The market's log monthly hazard: where it stands and how it moves (AR(1) in logs).

    Attributes:
        now: Log hazard of the last complete month.
        long_run: Mean it returns to.
        covariance: Covariance of (now, long_run), shape (2, 2).
        persistence: Share of the distance from the mean that is left a month later.
        shock_sd: Standard deviation of a month's shock.
    """

    now: float
    long_run: float
    covariance: Array
    persistence: float
    shock_sd: float


@dataclass(frozen=True)
class HazardFit:
    """Fitted parameters.

    Attributes:
        coefficients: One a term of ``TERMS``.
        covariance: Their covariance, shape (terms, terms).
        market: State of the market where the training data end.
    """

    coefficients: Array
    covariance: Array
    market: MarketState


def design(state: EmployerState) -> Array:
    """Return the design matrix, shape of the state's arrays plus (terms,)."""
    implied = np.fmax(state.largest_staff, state.largest_count / _USUAL_CUT)
    known_stage = ~np.isnan(state.stage_maturity)
    columns = (
        np.ones_like(state.recent_layoffs),
        np.log1p(state.recent_layoffs),
        np.log(np.fmax(state.people_known, _PEOPLE_FLOOR)),
        -np.log(np.fmax(np.fmin(state.smallest_cut, _CUT_CEILING), _CUT_FLOOR)),
        np.log(np.fmax(implied, _STAFF_FLOOR)),
        np.log(np.fmax(state.funds_raised_usd_millions, _FUNDS_FLOOR_USD_MILLIONS)),
        np.where(known_stage, state.stage_maturity, 0.0),
        np.where(known_stage, 0.0, 1.0),
        state.is_us,
    )
    return np.stack(columns, axis=-1)


def market_hazard_draws(market: MarketState, size: int, rng: np.random.Generator) -> Array:
    """Return draws of the market's cumulative hazard over the next 12 months, shape (size,)."""
    start = rng.multivariate_normal([market.now, market.long_run], market.covariance, size)
    state, mean = start[:, 0], start[:, 1]
    cumulative = np.zeros(size)
    for _ in range(HORIZON_MONTHS):
        shock = market.shock_sd * rng.standard_normal(size)
        state = mean + market.persistence * (state - mean) + shock
        cumulative += np.exp(state)
    return cumulative


def event_probability(coefficients: Array, rows: Array, cumulative: Array) -> Array:
    """Return the chance of a layoff within 12 months, integrated over the market's draws.

    Args:
        coefficients: One a term, shape (terms,).
        rows: Design rows, shape (employers, terms).
        cumulative: Draws of the market's cumulative hazard, shape (draws,).
    """
    relative = np.exp(rows @ coefficients)
    return np.asarray(np.mean(-np.expm1(-np.outer(relative, cumulative)), axis=1))


def event_probability_draws(
    fit: HazardFit, row: Array, cumulative: Array, rng: np.random.Generator
) -> Array:
    """Return draws of one employer's chance over parameters and market, shape of ``cumulative``."""
    coefficients = rng.multivariate_normal(fit.coefficients, fit.covariance, cumulative.size)
    return np.asarray(np.minimum(-np.expm1(-np.exp(coefficients @ row) * cumulative), _NEARLY_1))
