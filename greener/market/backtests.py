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


def measured_coverage(snapshot: Snapshot) -> pd.DataFrame:
    """Return how often the 80% ranges of pay models held on people they had not seen.

    Columns: model, coverage (0 to 1), n (people; NULL where it is not stored), trained_on (in
    words), train_to, as_of_date.
    """
    return snapshot.query(
        """SELECT score.model, score.value AS coverage, people.value AS n, fit.trained_on,
                  fit.train_to, fit.as_of_date
           FROM model_score AS score
           JOIN model_fit AS fit USING (model)
           LEFT JOIN model_score AS people
             ON people.model = score.model AND people.method = score.method
               AND people.origin = score.origin AND people.metric = 'n'
           WHERE score.metric = 'coverage80' AND score.method = 'model'
           ORDER BY score.model, score.origin"""
    )
