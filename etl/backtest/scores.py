"""Scores of probability forecasts against what happened."""

from __future__ import annotations

import warnings
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from statsmodels.discrete.discrete_model import Logit
from statsmodels.tools.sm_exceptions import PerfectSeparationError

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

CERTAIN = 1e-6
"""Forecasts are held this far from 0 and 1 for log loss and slope."""
BINS = 10


@dataclass(frozen=True)
class Decile:
    """One tenth of the forecasts, from the lowest up."""

    bin: int
    forecast_mean: float
    observed_rate: float
    n: int


@dataclass(frozen=True)
class Scores:
    """How forecasts did.

    Attributes:
        n: Number of forecasts.
        rate: Share that happened.
        forecast_mean: Mean forecast.
        brier: Mean squared distance.
        log_loss: Mean negative log likelihood, natural.
        auc: Chance that one that happened was ranked above one that did not; NaN when all or none
            happened.
        slope: Slope of a logistic regression of what happened on the logit of the forecast; 1 is
            calibrated, below 1 too extreme; NaN for a constant forecast.
        deciles: Calibration by tenth; one bin for a constant forecast.
    """

    n: int
    rate: float
    forecast_mean: float
    brier: float
    log_loss: float
    auc: float
    slope: float
    deciles: tuple[Decile, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON; NaN as None."""
        plain = asdict(self)
        plain["deciles"] = [asdict(decile) for decile in self.deciles]
        return {name: None if _is_nan(value) else value for name, value in plain.items()}


def score(happened: Flags, forecast: Array) -> Scores:
    """Score forecasts.

    Args:
        happened: What happened, shape (n,).
        forecast: Chances between 0 and 1, shape (n,).
    """
    is_mixed = bool(happened.any() and not happened.all())
    return Scores(
        n=len(happened),
        rate=float(happened.mean()),
        forecast_mean=float(forecast.mean()),
        brier=float(brier_score_loss(happened, forecast, pos_label=True)),
        log_loss=float(log_loss(happened, _inside(forecast), labels=[False, True])),
        auc=float(roc_auc_score(happened, forecast)) if is_mixed else np.nan,
        slope=_slope(happened, forecast) if is_mixed else np.nan,
        deciles=_deciles(happened, forecast),
    )


def mean_scores(per_origin: list[Scores]) -> dict[str, float]:
    """Return the mean over origins of Brier, AUC and log loss, each origin counting once."""
    return {
        metric: float(np.mean([getattr(scores, metric) for scores in per_origin]))
        for metric in ("brier", "auc", "log_loss")
    }


def _is_constant(forecast: Array) -> bool:
    return bool(np.ptp(forecast) < CERTAIN)


def _inside(forecast: Array) -> Array:
    return np.clip(forecast, CERTAIN, 1 - CERTAIN)


def _slope(happened: Flags, forecast: Array) -> float:
    if _is_constant(forecast):
        return float("nan")
    inside = _inside(forecast)
    logit = np.log(inside / (1 - inside))
    rows = np.column_stack([np.ones_like(logit), logit])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # separable forecasts: told by the outcome below
        try:
            fit = Logit(happened.astype(float), rows).fit(disp=0)
        except (PerfectSeparationError, np.linalg.LinAlgError):
            return float("nan")
    return float(fit.params[1]) if fit.mle_retvals["converged"] else float("nan")


def _deciles(happened: Flags, forecast: Array) -> tuple[Decile, ...]:
    frame = pd.DataFrame({"forecast": forecast, "happened": happened})
    if _is_constant(forecast):
        frame["bin"] = 1
    else:
        order = frame["forecast"].rank(method="first") - 1
        frame["bin"] = (order * BINS // len(frame)).astype(int) + 1
    grouped = frame.groupby("bin").agg(
        forecast=("forecast", "mean"), rate=("happened", "mean"), n=("happened", "size")
    )
    return tuple(
        Decile(int(place), float(row["forecast"]), float(row["rate"]), int(row["n"]))
        for place, row in zip(grouped.index, grouped.to_dict("records"), strict=True)
    )


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and np.isnan(value)
