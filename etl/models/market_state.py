"""The market's monthly hazard as a hidden state, read from repeats and from first listings.

Both counts are Poisson around the same state, ``log hazard``, that moves as an AR(1):
``repeats ~ Poisson(at risk · exp(state))`` and ``first listings ~ Poisson(exp(state + level +
trend · years))``: the firms not listed yet run out, or the list grows, and neither is a change of
the state.
The mode and its curvature are found by Newton's method (a Laplace approximation).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from etl.models.panel import Array, Panel
from greener.answers.hazard import MarketState

PERSISTENCE = 0.85
SHOCK_SD = 0.6
"""Monthly; both chosen on origins up to 2023-06."""
LONG_RUN_MEAN = math.log(0.01)
LONG_RUN_SD = 0.5
"""Prior of the mean that the state returns to: a listed company is listed again once in 100 months,
within a factor of 1.6 (judgement)."""

_LEVEL_PRECISION = 1e-4
_TREND_SD = 0.3
_LONGEST_STEP = 1.0
_STEPS = 100
_ENOUGH = 1e-8


@dataclass(frozen=True)
class MarketPath:
    """The state's history.

    Attributes:
        log_hazard: Its mode by month; element j is the hazard of month j + 1, shape (months - 1,).
        state: Where it stands at the end.
    """

    log_hazard: Array
    state: MarketState

    def exposure(self) -> Array:
        """Return the cumulative hazard up to the end of each month, shape (months,)."""
        return np.concatenate([[0.0], np.cumsum(np.exp(self.log_hazard))])


def market_path(panel: Panel, until: int) -> MarketPath:
    """Read the state from the months up to and including number ``until``, and no later ones."""
    at_risk, repeats = (counts[1 : until + 1].astype(float) for counts in panel.repeats())
    first = panel.first_listings()[1 : until + 1].astype(float)
    mode, curvature = _mode(at_risk, repeats, first)
    months = len(repeats)
    covariance = np.asarray(np.linalg.inv(curvature), dtype=np.float64)
    ends = [months - 1, months]
    return MarketPath(
        log_hazard=mode[:months],
        state=MarketState(
            now=float(mode[months - 1]),
            long_run=float(mode[months]),
            covariance=covariance[np.ix_(ends, ends)],
            persistence=PERSISTENCE,
            shock_sd=SHOCK_SD,
        ),
    )


def _mode(at_risk: Array, repeats: Array, first: Array) -> tuple[Array, Array]:
    """Return the posterior mode of (states, long-run mean, level, trend) and its precision."""
    months = len(repeats)
    precision, pull = _prior(months)
    # Rows that turn the parameters into the log rates of both counts, months by parameters.
    repeat_rows = np.eye(months, len(pull))
    first_rows = repeat_rows.copy()
    first_rows[:, -2] = 1.0
    first_rows[:, -1] = (np.arange(months) - months + 1) / 12
    values = np.zeros(len(pull))
    values[: months + 1] = LONG_RUN_MEAN
    values[-2] = math.log(max(first.mean(), 1.0)) - LONG_RUN_MEAN
    step = np.full(len(pull), np.inf)
    for _ in range(_STEPS):
        expected = at_risk * np.exp(repeat_rows @ values)
        listed = np.exp(first_rows @ values)
        curvature = (
            precision
            + (repeat_rows * expected[:, None]).T @ repeat_rows
            + (first_rows * listed[:, None]).T @ first_rows
        )
        if np.abs(step).max() < _ENOUGH:
            return values, curvature
        slope = pull - precision @ values
        slope += repeat_rows.T @ (repeats - expected) + first_rows.T @ (first - listed)
        step = np.linalg.solve(curvature, slope)
        values += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    raise ArithmeticError("the market's state did not converge")


def _prior(months: int) -> tuple[Array, Array]:
    """Return precision matrix and linear term of the AR(1) prior."""
    weight = SHOCK_SD**-2
    rows = np.zeros((months, months + 3))
    rows[0, 0] = rows[0, months] = math.sqrt(1 - PERSISTENCE**2)
    rows[0, months] *= -1
    later = np.arange(1, months)
    rows[later, later] = 1.0
    rows[later, later - 1] = -PERSISTENCE
    rows[later, months] = -(1 - PERSISTENCE)
    precision = weight * rows.T @ rows
    precision[months, months] += LONG_RUN_SD**-2
    precision[-2, -2] += _LEVEL_PRECISION
    precision[-1, -1] += _TREND_SD**-2
    pull = np.zeros(months + 3)
    pull[months] = LONG_RUN_MEAN * LONG_RUN_SD**-2
    return precision, pull
