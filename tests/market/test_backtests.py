"""Stored scores come back as they were written, for the model that was asked for."""

from datetime import date, datetime

from greener.market import backtests
from tests.market.small_market import snapshot_of


def score(model, method, origin, metric, value):
    return {"model": model, "method": method, "origin": origin, "metric": metric, "value": value}


def test_scores_and_calibration_of_one_model(tmp_path):
    tables = {
        "model_fit": [
            {
                "model": "layoff_hazard",
                "fitted_at": datetime(2026, 6, 1, 8),
                "train_from": date(2020, 3, 1),
                "train_to": date(2026, 5, 1),
                "n": 120_000,
                "trained_on": "layoff_events of 2026-05-15",
                "settings": "{}",
                "source": "layoff_events",
                "as_of_date": date(2026, 5, 15),
            }
        ],
        "model_score": [
            score("layoff_hazard", "model", "pooled", "brier", 0.127),
            score("layoff_hazard", "climatology", "2021-12", "brier", None),
            score("other", "model", "pooled", "brier", 0.5),
        ],
        "model_calibration": [
            {
                "model": "layoff_hazard",
                "method": "model",
                "bin": 1,
                "forecast_mean": 0.02,
                "observed_rate": 0.03,
                "n": 250,
            }
        ],
    }
    with snapshot_of(tmp_path, tables) as snapshot:
        scores = backtests.scores(snapshot, "layoff_hazard")
        assert scores[["method", "origin"]].values.tolist() == [
            ["climatology", "2021-12"],
            ["model", "pooled"],
        ]
        assert scores["value"].isna().tolist() == [True, False]
        assert backtests.calibration(snapshot, "layoff_hazard")["observed_rate"].tolist() == [0.03]
        assert backtests.fit(snapshot, "layoff_hazard")["n"].tolist() == [120_000]
        assert backtests.fit(snapshot, "no such model").empty
