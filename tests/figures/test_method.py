"""The pictures of the back-test draw the stored scores and nothing else."""

import pandas as pd
import pytest

from greener.figures.method import reliability_diagram, score_table, scores_by_origin, skill

CALIBRATION = pd.DataFrame(
    {"forecast_mean": [0.05, 0.3], "observed_rate": [0.0, 0.4], "n": [200, 50]}
)
SCORES = pd.DataFrame(
    [
        ("climatology", "2021-12", "brier", 0.20),
        ("climatology", "2022-03", "brier", 0.18),
        ("climatology", "mean", "brier", 0.16),
        ("climatology", "mean", "auc", 0.50),
        ("model", "2022-03", "brier", 0.15),
        ("model", "2021-12", "brier", 0.17),
        ("model", "mean", "brier", 0.12),
        ("model", "mean", "auc", 0.74),
    ],
    columns=["method", "origin", "metric", "value"],
)


def test_intervals_hold_the_rate_and_stay_probabilities():
    points = reliability_diagram(CALIBRATION).data[1]
    assert list(points.x) == [0.05, 0.3]
    assert list(points.y) == [0.0, 0.4]
    assert points.error_y.arrayminus[0] == 0
    assert 0 < points.error_y.array[0] < 0.02
    assert all(up > 0 for up in points.error_y.array)


def test_both_axes_have_one_scale():
    layout = reliability_diagram(CALIBRATION).layout
    assert layout.xaxis.range == layout.yaxis.range
    assert layout.xaxis.range[0] == 0
    assert layout.xaxis.range[1] > 0.4


def test_origins_come_in_order_and_the_means_are_left_out():
    figure = scores_by_origin(
        SCORES,
        {"model": "This model", "climatology": "Long-run share"},
        metric="brier",
        chosen_until="2021-12",
    )
    model, climatology = figure.data
    assert list(model.y) == [0.17, 0.15]
    assert list(climatology.y) == [0.20, 0.18]
    assert len(figure.layout.shapes) == 1


def test_skill_is_the_error_taken_away():
    assert skill(SCORES, "climatology") == pytest.approx(0.25)


def test_the_table_has_the_model_first():
    table = score_table(SCORES, "mean")
    assert table["method"].tolist() == ["model", "climatology"]
    assert table["auc"].tolist() == [0.74, 0.5]
