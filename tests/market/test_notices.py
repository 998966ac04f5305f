"""WARN notices by state and county, on a few rows."""

from datetime import date

import pytest

from greener.market import notices
from tests.market.small_market import snapshot_of, stamped

AS_OF = date(2026, 8, 8)


def state_month(state, month, count, people, unknown=0):
    return {
        "state": state,
        "month": month,
        "notices": count,
        "employers": count,
        "employees_known": people,
        "notices_size_unknown": unknown,
        "notices_by_effective_date": 0,
    }


def jobs(area_code, employment, soc_code="00-0000"):
    return {
        "area_code": area_code,
        "soc_code": soc_code,
        "employment": employment,
        "wage_basis": "not_released",
    }


@pytest.fixture
def market(tmp_path):
    tables = {
        "warn_state_month": stamped(
            "warn_notices",
            AS_OF,
            [
                state_month("TX", date(2026, 8, 1), 2, 500, 1),
                state_month("TX", date(2025, 9, 1), 3, 700),
                state_month("TX", date(2025, 8, 1), 9, 900),
                state_month("TX", date(2024, 8, 1), 99, 9000),
                state_month("DE", date(2025, 12, 1), 1, 300),
                state_month("MT", date(2025, 1, 1), 4, 40),
            ],
        ),
        "oews_wage": stamped(
            "oews",
            AS_OF,
            [jobs("4800000", 12_000_000), jobs("1000000", 400_000), jobs("4800000", 5, "15-1252")],
        ),
        "warn_county": stamped(
            "warn_notices",
            AS_OF,
            [
                {
                    "county_fips": fips,
                    "county_name": name,
                    "state": "TX",
                    "notices_last_12m": 1,
                    "employees_known_last_12m": people,
                    "notices_last_24m": 2,
                    "employees_known_last_24m": people,
                }
                for fips, name, people in (("48113", "Dallas", 10), ("48201", "Harris", 30))
            ],
        ),
    }
    with snapshot_of(tmp_path, tables) as snapshot:
        yield snapshot


def test_states_count_twelve_months_and_compare_with_the_twelve_before(market):
    frame = notices.notices_by_state(market).set_index("state")
    assert frame.loc["TX", "notices"] == 5
    assert frame.loc["TX", "employees_known"] == 1200
    assert frame.loc["TX", "notices_size_unknown"] == 1
    assert frame.loc["TX", "notices_before"] == 9
    assert frame.loc["MT", ["notices", "notices_before"]].tolist() == [0, 4]


def test_people_are_put_beside_the_states_jobs(market):
    frame = notices.notices_by_state(market)
    assert frame["state"].tolist() == ["DE", "TX", "MT"]
    assert frame["employees_per_10000_jobs"].tolist()[:2] == pytest.approx([7.5, 1.0])
    assert frame["employees_per_10000_jobs"].isna().tolist() == [False, False, True]


def test_counties_come_most_people_first(market):
    assert notices.notices_by_county(market)["county_name"].tolist() == ["Harris", "Dallas"]


def filer(employer, company, count, last, states):
    return {
        "employer_key": employer,
        "employer_name": company.title(),
        "company_key": company,
        "notices": count,
        "notices_last_12m": 1,
        "employees_known": 100 * count,
        "employees_known_last_12m": 100,
        "notices_size_unknown": 0,
        "last_month": last,
        "states": states,
    }


def test_filers_of_one_name_add_up(tmp_path):
    rows = [
        filer("qid:1", "acorn", 2, date(2026, 3, 1), ["TX", "OH"]),
        filer("n:acorn", "acorn", 1, date(2026, 5, 1), ["TX"]),
        filer("n:birch", "birch", 4, date(2025, 1, 1), ["WA"]),
    ]
    with snapshot_of(tmp_path, {"warn_employer": stamped("warn_notices", AS_OF, rows)}) as market:
        frame = notices.notices_of_companies(market, ("acorn", "nobody"))
    assert frame["company_key"].tolist() == ["acorn"]
    row = frame.iloc[0]
    assert (row["notices"], row["employees_known"]) == (3, 300)
    assert list(row["states"]) == ["OH", "TX"]
    assert row["last_month"].date() == date(2026, 5, 1)


def test_nothing_loaded_is_no_rows(tmp_path):
    with snapshot_of(tmp_path, {}) as snapshot:
        assert notices.notices_by_state(snapshot).empty
        assert notices.notices_by_county(snapshot).empty


def test_quarters_add_up_over_states_and_the_running_one_is_marked(market):
    frame = notices.notices_over_time(market)
    told = frame[["people_known", "events", "events_size_unknown"]].to_numpy().tolist()
    assert told == [[9000, 99, 0], [40, 4, 0], [1600, 12, 0], [300, 1, 0], [500, 2, 1]]
    assert frame["is_complete"].tolist() == [True] * 4 + [False]
    assert notices.notices_over_time(market, ("DE",))["people_known"].tolist() == [300]
