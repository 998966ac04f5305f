"""How well the fitted models did on days they had not seen: stored scores, as they fell."""

from __future__ import annotations

import pandas as pd

from greener.market.store import Snapshot


def fit(snapshot: Snapshot, model: str) -> pd.DataFrame:
    """Return in one row when and on what a model was fitted; no row when it is not there.

    Columns: model, fitted_at, train_from, train_to, n (training rows), trained_on (in words),
    as_of_date.
    """
    return snapshot.query(
        """SELECT model, fitted_at, train_from, train_to, n, trained_on, as_of_date
           FROM model_fit WHERE model = $model""",
        {"model": model},
    )


def scores(snapshot: Snapshot, model: str) -> pd.DataFrame:
    """Return every stored score of a model and of the baselines it has to beat.

    Columns: method ('model' or a baseline's name), origin (ISO month, 'pooled' or 'mean'), metric,
    value.
    """
    return snapshot.query(
        """SELECT method, origin, metric, value FROM model_score
           WHERE model = $model ORDER BY method, origin, metric""",
        {"model": model},
    )


def calibration(snapshot: Snapshot, model: str) -> pd.DataFrame:
    """Return forecasts beside what happened, in bins of the forecast.

    Columns: method, bin, forecast_mean (0 to 1), observed_rate (0 to 1), n.
    """
    return snapshot.query(
        """SELECT method, bin, forecast_mean, observed_rate, n FROM model_calibration
           WHERE model = $model ORDER BY method, bin""",
        {"model": model},
    )
