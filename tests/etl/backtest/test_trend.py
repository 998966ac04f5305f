"""The trend's back-test on series whose future is known, and on the real rates."""

import math

import numpy as np
import pandas as pd
import pytest

from etl.backtest.reading import read_rows
from etl.backtest.trend import industry_rates, trend_scores
from etl.sources.jolts import Jolts
from greener.answers.trend import TREND_POWER


def rates(values):
    index = pd.date_range("2001-01-01", periods=len(values), freq="MS")
    return pd.DataFrame({"510000": values}, index=index)


def test_a_level_that_never_moves_is_forecast_by_all():
    for score in trend_scores(rates([1.2] * 120)).values():
        assert score.mean_absolute_error == pytest.approx(0)
        assert score.n == 120 - 47 - 12


def test_a_lasting_shift_favours_last_year_and_a_blip_the_normal():
    lasting = trend_scores(rates(np.geomspace(1, 4, 160)))
    assert (
        lasting["same_as_last_year"].mean_absolute_error
        < lasting["model"].mean_absolute_error
        < lasting["back_to_normal"].mean_absolute_error
    )
    years = np.repeat(np.where(np.arange(14) % 2, 2.0, 1.0), 12)
    blip = trend_scores(rates(years))
    assert (
        blip["back_to_normal"].mean_absolute_error < blip["same_as_last_year"].mean_absolute_error
    )


def test_the_error_is_that_of_log_rates():
    """A rate of 1 that is e in the last year: only the forecasts that reach into it are off."""
    score = trend_scores(rates([1.0] * 108 + [math.e] * 12))["back_to_normal"]
    reached = [math.log(1 + months / 12 * (math.e - 1)) for months in range(1, 13)]
    assert score.n == 61
    assert score.mean_absolute_error == pytest.approx(sum(reached) / 61)


def test_only_national_monthly_rates_of_whole_sectors_are_used():
    month = pd.date_range("2020-01-01", periods=2, freq="MS").date
    good = {
        "element": "LD",
        "rate_monthly_pct": 1.0,
        "is_seasonally_adjusted": True,
        "averaged_months": 1,
        "state_code": "00",
        "size_class_code": "00",
        "industry_code": "510000",
    }
    bad = {
        "element": "JO",
        "rate_monthly_pct": None,
        "is_seasonally_adjusted": False,
        "averaged_months": 3,
        "state_code": "06",
        "size_class_code": "01",
        "industry_code": "510099",
    }
    rows = [good] + [
        {
            **good,
            name: value,
        }
        for name, value in bad.items()
    ]
    frame = pd.DataFrame([{**row, "month": day} for row in rows for day in month])
    assert industry_rates(frame).columns.tolist() == ["510000"]
    assert industry_rates(frame)["510000"].tolist() == [1.0, 1.0]


@pytest.mark.real_data
def test_halving_beats_both_ends_on_the_real_rates(real_data):
    file = real_data / "jolts" / "jolts_2000-12_2022-09.parquet"
    table = industry_rates(read_rows(Jolts(), [file], "jolts_value"))
    assert table.shape == (262, 16)
    scores = trend_scores(table)
    errors = {name: score.mean_absolute_error for name, score in scores.items()}
    assert errors["model"] < min(errors["same_as_last_year"], errors["back_to_normal"])
    for figure, name in (
        ("0.18", "model"),
        ("0.19", "same_as_last_year"),
        ("0.20", "back_to_normal"),
    ):
        assert figure in TREND_POWER.source
        assert f"{errors[name]:.2f}" == figure
