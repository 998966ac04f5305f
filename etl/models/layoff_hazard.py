"""Fits the chance that a listed employer is listed again (``greener.answers.hazard``).

Every company-month at risk is a row with the employer's features then and its exposure: the
market's cumulative hazard until the next event or, at most, the next 12 months that had ended. The
windows of neighbouring months overlap, so each row weighs 1/12. The regression is Poisson with a
ridge on standardised features; rows end at the origin, so nothing later is seen.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.linear_model import PoissonRegressor

from etl.models.market_state import market_path
from etl.models.panel import Array, Flags, Index, Panel
from greener.answers.hazard import HORIZON_MONTHS, RISING_TERMS, TERMS, HazardFit, design

RIDGE = 30.0
"""Weight of the penalty on standardised coefficients; chosen on origins up to 2023-06."""


Features = Callable[[Panel, Index, Index], Array]
"""Panel, companies, months → design rows; the first columns are ``TERMS``, others may follow."""


def employer_features(panel: Panel, company: Index, month: Index) -> Array:
    """Return the design rows of ``greener.answers.hazard``."""
    return design(panel.state.at((company, month)))


def fit_layoff_hazard(
    panel: Panel, origin: int, features: Features = employer_features
) -> HazardFit:
    """Fit on what was known at the end of month number ``origin``.

    Args:
        panel: The list.
        origin: Number of the last month that is known.
        features: What the forecast looks at; more than ``TERMS`` only to try something out.
    """
    market = market_path(panel, origin)
    company, month = panel.risk_rows(origin)
    exposure_until = market.exposure()
    end = np.minimum(month + HORIZON_MONTHS, origin)
    following = panel.next_event[company, month]
    happened = following <= end
    exposure = exposure_until[np.minimum(following, end)] - exposure_until[month]
    rows = features(panel, company, month)[:, 1:]
    centre, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    standard = (rows - centre) / scale
    weight = exposure / HORIZON_MONTHS
    intercept, slopes, kept = _regression(standard, happened / exposure, weight)
    expected = weight * np.exp(intercept + standard @ slopes)
    covariance = _covariance(standard, expected, kept)
    # From standardised back to plain features: β = T b.
    back = np.diag(np.concatenate([[1.0], 1 / scale]))
    back[0, 1:] = -centre / scale
    return HazardFit(
        coefficients=back @ np.concatenate([[intercept], slopes]),
        covariance=back @ covariance @ back.T,
        market=market.state,
    )


def _regression(rows: Array, rate: Array, weight: Array) -> tuple[float, Array, Flags]:
    """Return intercept, slopes and which features stayed: rising terms never fall."""
    rising = np.zeros(rows.shape[1], bool)
    rising[: len(TERMS) - 1] = [term in RISING_TERMS for term in TERMS[1:]]
    kept = np.asarray(rows.any(axis=0), dtype=np.bool_)
    while True:
        model = PoissonRegressor(
            alpha=RIDGE / weight.sum(), solver="newton-cholesky", tol=1e-8, max_iter=100
        ).fit(rows[:, kept], rate, sample_weight=weight)
        slopes = np.zeros(rows.shape[1])
        slopes[kept] = model.coef_
        falling = rising & (slopes < 0)
        if not falling.any():
            return float(model.intercept_), slopes, kept
        kept = kept & ~falling


def _covariance(rows: Array, expected: Array, kept: Flags) -> Array:
    """Return the inverse of the penalised information; dropped features have none."""
    used = np.concatenate([[True], kept])
    full = np.column_stack([np.ones(len(rows)), rows])[:, used]
    information = (full * expected[:, None]).T @ full
    information[np.arange(1, used.sum()), np.arange(1, used.sum())] += RIDGE
    covariance = np.zeros((used.size, used.size))
    covariance[np.ix_(used, used)] = np.linalg.inv(information)
    return covariance
