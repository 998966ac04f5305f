"""Questions about layoff rates: the right series, never a three-month mean, nothing from later."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from etl.schema import SCHEMA_SQL
from etl.sources.jolts.series import series_id
from greener.market.jolts import (
    industry_trend,
    layoff_levels,
    layoff_rates,
    newest_layoff_rates,
)
from greener.market.store import Snapshot
from greener.market.us_states import find_state, states

MONTHS = pd.date_range("2015-01-01", "2024-12-01", freq="MS")


def value(month, rate=None, level=None, industry="000000", state="00", averaged=1, adjusted=True):
    return {
        "series_id": series_id(
            "LD",
            "L" if level else "R",
            adjusted=adjusted,
            industry_code=industry,
            state_code=state,
        ),
        "month": month,
        "is_seasonally_adjusted": adjusted,
        "industry_code": industry,
        "state_code": state,
        "size_class_code": "00",
        "element": "LD",
        "rate_monthly_pct": rate,
        "level_thousands": level,
        "averaged_months": averaged,
        "is_preliminary": False,
        "source": "jolts",
        "as_of_date": date(2024, 12, 31),
    }


ROWS = [
    # Two per cent for nine years, one per cent in the last twelve months.
    *(value(month, 1.0 if month.year == 2024 else 2.0, industry="510000") for month in MONTHS),
    *(value(month, 0.5, industry="510099") for month in MONTHS[-24:]),
    value(MONTHS[-1], 9.9, industry="510000", averaged=3),
    value(MONTHS[-1], 8.8, industry="510000", adjusted=False),
    value(MONTHS[-1], 1.1),
    value(MONTHS[-1], 1.3, state="06"),
    value(MONTHS[-2], 1.4, state="06"),
    value(MONTHS[-1], level=1700.0),
    value(MONTHS[-2], level=1600.0),
]


def generation(path, rows):
    with duckdb.connect(path) as connection:
        connection.execute(SCHEMA_SQL)
        connection.register("rows", pd.DataFrame(rows))
        connection.execute("INSERT INTO jolts_value BY NAME SELECT * FROM rows")
    return path


@pytest.fixture
def snapshot(tmp_path):
    with Snapshot(generation(tmp_path / "market.duckdb", ROWS)) as opened:
        yield opened


@pytest.fixture
def snapshot_without_october(tmp_path):
    rows = [row for row in ROWS if row["month"] != pd.Timestamp(2024, 10, 1)]
    with Snapshot(generation(tmp_path / "market.duckdb", rows)) as opened:
        yield opened


def test_a_history_is_of_one_series_and_monthly(snapshot):
    rates = layoff_rates(snapshot, industry_code="510000")
    assert len(rates) == 120
    assert rates["month"].is_monotonic_increasing
    assert rates["layoff_rate_monthly_pct"].iloc[-1] == 1.0
    california = layoff_rates(snapshot, state_code="06")
    assert california["layoff_rate_monthly_pct"].tolist() == [1.4, 1.3]


def test_levels_are_of_the_total(snapshot):
    assert layoff_levels(snapshot)["level_thousands"].tolist() == [1600.0, 1700.0]


def test_newest_rates_keep_three_month_means_apart(snapshot):
    rates = newest_layoff_rates(snapshot, "industry")
    information = rates[rates["code"] == "510000"]
    assert information["averaged_months"].tolist() == [1, 3]
    assert information["layoff_rate_monthly_pct"].tolist() == [1.0, 9.9]
    assert information["name"].tolist() == ["Information"] * 2
    by_state = newest_layoff_rates(snapshot, "state")
    assert by_state[["code", "layoff_rate_monthly_pct"]].to_numpy().tolist() == [
        ["00", 1.1],
        ["06", 1.3],
    ]


def test_the_trend_is_the_last_year_against_the_last_ten(snapshot):
    trend = industry_trend(snapshot, "510000", date(2025, 1, 15))
    assert trend.label == "Information"
    assert trend.as_of == date(2024, 12, 1)
    assert trend.recent_rate_monthly_pct == pytest.approx(1.0)
    assert trend.normal_rate_monthly_pct == pytest.approx((9 * 2 + 1) / 10)
    assert trend.ratio == pytest.approx(1 / 1.9)


def test_without_nine_in_ten_months_of_ten_years_there_is_no_trend(snapshot):
    assert industry_trend(snapshot, "510000", date(2023, 12, 31)) is not None
    assert industry_trend(snapshot, "510000", date(2023, 11, 30)) is None
    assert industry_trend(snapshot, "510099", date(2025, 1, 15)) is None
    assert industry_trend(snapshot, "999999", date(2025, 1, 15)) is None


def test_a_trend_uses_only_months_that_had_ended(snapshot):
    for day, newest in ((date(2024, 12, 31), 12), (date(2024, 12, 30), 11)):
        assert industry_trend(snapshot, "510000", day).as_of == date(2024, newest, 1)


def test_a_month_that_was_never_published_stays_a_gap(snapshot_without_october):
    trend = industry_trend(snapshot_without_october, "510000", date(2025, 1, 15))
    assert trend.recent_rate_monthly_pct == pytest.approx(1.0)
    assert trend.normal_rate_monthly_pct == pytest.approx((108 * 2 + 11) / 119)


def test_states_are_found_by_postal_code_fips_and_name():
    assert len(states()) == 54
    assert {find_state(word).name for word in ("ca", "06", " CALIFORNIA ")} == {"California"}
    assert find_state("District of  Columbia").fips == "11"
    assert find_state("Bavaria") is None
    for column in ("postal", "fips", "name"):
        assert len({getattr(state, column) for state in states()}) == 54
