"""The protocol: who is forecast, what counts as right, and that no forecast knows its future."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.backtest import baselines
from etl.backtest.origins import DEFAULT, parse_origins
from etl.backtest.reading import read_rows
from etl.backtest.safety import FITTED, METHODS, backtest, score_rows, to_dict
from etl.source import SourceError
from etl.sources.layoff_events import LayoffEvents
from tests.etl.models.simulated_list import listing, simulated_list

ORIGINS = parse_origins("2022-03:2022-09:3")
QUICK = {name: method for name, method in METHODS.items() if name != "gradient_boosting_12_months"}


@pytest.fixture(scope="module")
def result():
    return backtest(simulated_list(companies=200), ORIGINS)


def until(events, month):
    return events[
        pd.to_datetime(events["event_date"]) < pd.Timestamp(month) + pd.DateOffset(months=1)
    ]


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 100), st.sampled_from(sorted(QUICK.keys() - {"yearly_rate_known"})))
def test_future_rows_change_no_past_forecast(seed, method):
    """Every row after the origin is replaced by others: the forecasts stay, to the last bit."""
    origin = date(2022, 3, 1)
    whole = simulated_list(companies=120, seed=seed)
    past = until(whole, origin)
    other = simulated_list(companies=120, seed=seed + 1000, monthly=0.2)
    other = other[pd.to_datetime(other["event_date"]) >= pd.Timestamp(2022, 4, 1)]
    other = other.assign(laid_off_share=1.0, stage="Post-IPO", country="US", laid_off_count=9e4)
    rewritten = pd.concat([past, other], ignore_index=True)
    forecasts = [
        backtest(events, [origin], {method: QUICK[method]}).forecasts[method][0]
        for events in (whole, rewritten)
    ]
    np.testing.assert_array_equal(*forecasts)


def test_the_impossible_baseline_does_know_its_future():
    """Shows that the test above can fail."""
    origin = date(2022, 3, 1)
    whole = simulated_list(companies=120)
    known = {"yearly_rate_known": baselines.yearly_rate_known}
    moved = pd.concat(
        [until(whole, origin), until(whole, origin).assign(event_date=date(2022, 8, 1))]
    )
    moved = pd.concat([moved, whole[pd.to_datetime(whole["event_date"]) >= "2023-06-01"]])
    before, after = (
        backtest(events, [origin], known).forecasts["yearly_rate_known"][0]
        for events in (whole, moved)
    )
    assert before[0] != after[0]


def test_everyone_at_risk_is_forecast_and_scored(result):
    assert len(result.origins) == 3
    for place, happened in enumerate(result.happened):
        for forecasts in result.forecasts.values():
            assert len(forecasts[place]) == len(happened)
            assert ((forecasts[place] > 0) & (forecasts[place] < 1)).all()


def test_baselines_by_hand():
    """Two firms, one listed again every ten months: rates that can be counted."""
    months = pd.date_range("2020-01-01", "2023-12-01", freq="MS")
    often = [month.date() for month in months[::10]]
    events = listing(
        company_key=["often"] * len(often) + ["once", "late"],
        event_date=[*often, months[1].date(), months[-1].date()],
    )
    methods = {
        "climatology": baselines.climatology,
        "last_year_hazard": baselines.last_year_hazard,
        "yearly_rate_known": baselines.yearly_rate_known,
    }
    result = backtest(events, [date(2022, 1, 1)], methods)
    said = {name: arrays[0] for name, arrays in result.forecasts.items()}
    assert result.happened[0].tolist() == [True, False]
    # Complete labels: January 2020 to January 2021 for "often", from February 2020 for "once".
    assert said["climatology"] == pytest.approx([13 / 25] * 2)
    assert said["last_year_hazard"] == pytest.approx([1 - (1 - 1 / 24) ** 12] * 2)
    assert said["yearly_rate_known"] == pytest.approx([0.5] * 2)


def test_the_json_has_what_was_promised(result):
    plain = to_dict(result)
    assert set(plain["mean_of_origins"]) == {"brier", "auc", "log_loss"}
    assert {"n", "brier", "auc", "log_loss", "slope", "deciles"} <= set(plain["pooled"])
    assert set(plain["baselines"]) == set(METHODS) - {FITTED}
    for baseline in plain["baselines"].values():
        assert {"mean_of_origins", "pooled"} <= set(baseline)
    assert [origin["origin"] for origin in plain["origins"]] == ["2022-03", "2022-06", "2022-09"]
    briers = [origin["brier"] for origin in plain["origins"]]
    assert plain["mean_of_origins"]["brier"] == pytest.approx(np.mean(briers))
    assert plain["pooled"]["n"] == sum(origin["n"] for origin in plain["origins"])


def test_the_stored_rows_are_those_scores(result):
    scores, bins = score_rows(result)
    plain = to_dict(result)
    found = scores.set_index(["method", "origin", "metric"])["value"]
    assert found["model", "mean", "brier"] == plain["mean_of_origins"]["brier"]
    assert found["climatology", "2022-06", "auc"] == 0.5
    assert not scores.duplicated(["method", "origin", "metric"]).any()
    assert bins[bins["method"] == "model"]["n"].sum() == plain["pooled"]["n"]


def test_origins_that_the_list_does_not_cover_are_named():
    events = simulated_list(companies=60)
    result = backtest(events, parse_origins("2020-06:2024-06:12"), {"c": baselines.climatology})
    assert [f"{origin:%Y-%m}" for origin in result.skipped] == ["2020-06", "2023-06", "2024-06"]
    with pytest.raises(SourceError, match="no origin"):
        backtest(events, parse_origins("2030-01"), {"c": baselines.climatology})


@pytest.fixture(scope="module")
def real_result(real_data):
    events = read_rows(
        LayoffEvents(), [real_data / "layoffs" / "events_2026-05.csv"], "layoff_event"
    )
    return backtest(events, parse_origins(DEFAULT), QUICK)


@pytest.mark.real_data
def test_the_real_list_gives_the_protocols_companies_and_rates(real_result):
    assert [len(happened) for happened in real_result.happened] == [
        588, 618, 858, 1158, 1481, 1858, 2003, 2141, 2219, 2303, 2357, 2401, 2430, 2460,
    ]  # fmt: skip
    rates = [round(100 * happened.mean(), 1) for happened in real_result.happened]
    assert (rates[2], rates[-1]) == (29.1, 5.9)


@pytest.mark.real_data
def test_the_model_reaches_its_marks_on_the_real_list(real_result):
    plain = to_dict(real_result)
    means = {name: b["mean_of_origins"] for name, b in plain["baselines"].items()}
    assert means["climatology"]["brier"] == pytest.approx(0.1449, abs=5e-5)
    assert means["yearly_rate_known"]["brier"] == pytest.approx(0.1250, abs=5e-5)
    assert plain["mean_of_origins"]["brier"] <= 0.120
    assert plain["mean_of_origins"]["auc"] >= 0.74
    assert 0.8 <= plain["pooled"]["slope"] <= 1.2
    assert plain["skill"]["climatology"] >= 0.12
    assert plain["skill"]["last_year_hazard"] > 0
    assert plain["skill"]["monthly_hazard"] > 0
