"""Questions about the layoff list, on a hand-made list of six companies."""

from datetime import date

import pandas as pd
import pytest

from greener.market import layoffs
from greener.market.layoff_totals import known_between
from greener.market.layoffs import Selection
from tests.market.small_market import snapshot_of, stamped

AS_OF = date(2023, 8, 15)
EVERYTHING = Selection()


def month_row(month, industry, country, people, events, unknown):
    return {
        "month": month,
        "industry_listed": industry,
        "country": country,
        "people_known": people,
        "events": events,
        "events_size_unknown": unknown,
    }


def company_row(key, months, **known):
    return {
        "company_key": key,
        "company_name": key.title(),
        "events": len(months),
        "first_event_month": months[0],
        "last_event_month": months[-1],
        "events_last_12m": 0,
        "events_last_24m": 0,
        "people_known": 0,
        "events_size_unknown": 0,
        "has_shut_down": False,
        "event_months": months,
        "event_counts": [None] * len(months),
        "event_shares": [None] * len(months),
        **known,
    }


JAN, MAR, JUN, AUG = (date(2023, month, 1) for month in (1, 3, 6, 8))
MARTS = {
    "layoff_month": stamped(
        "layoff_events",
        AS_OF,
        [
            month_row(JAN, "Retail", "US", 700, 2, 0),
            month_row(JAN, "Finance", "DE", 0, 1, 1),
            month_row(MAR, "Retail", "US", 300, 2, 1),
            month_row(JUN, "Unknown", "ZZ", 50, 1, 0),
            month_row(AUG, "Finance", "DE", 20, 1, 0),
        ],
    ),
    "layoff_state_month": stamped(
        "layoff_events",
        AS_OF,
        [
            {key: value for key, value in row.items() if key != "country"} | {"us_state": state}
            for state, row in (
                ("CA", month_row(JAN, "Retail", "US", 100, 1, 0)),
                ("TX", month_row(JAN, "Retail", "US", 600, 1, 0)),
                ("", month_row(MAR, "Retail", "US", 300, 2, 1)),
            )
        ],
    ),
    "company_history": stamped(
        "layoff_events",
        AS_OF,
        [
            company_row(
                "acorn",
                [JAN, JAN, MAR],
                stage="Post-IPO",
                country="US",
                people_known=900,
                event_counts=[600, None, 300],
                event_shares=[0.1, None, None],
            ),
            company_row("birch", [JAN, AUG], stage="Seed", country="DE", industry_listed="Finance"),
            company_row("cedar", [JUN], has_shut_down=True),
        ],
    ),
    "layoff_largest": stamped(
        "layoff_events",
        AS_OF,
        [
            {
                "rank": 1,
                "company_key": "acorn",
                "company_name": "Acorn",
                "event_date": date(2023, 1, 20),
                "laid_off_count": 600,
                "country": "US",
                "industry_listed": "Retail",
                "source_url": "https://news.example/acorn",
            },
            {
                "rank": 2,
                "company_key": "cedar",
                "company_name": "Cedar",
                "event_date": date(2023, 6, 30),
                "laid_off_count": 50,
                "laid_off_share": 1.0,
            },
        ],
    ),
}


def event_row(number, key, day, count, *, added=None, counted=True, country="US"):
    return {
        "event_id": number,
        "company_key": key,
        "company_name": key.title(),
        "event_date": day,
        "laid_off_count": count,
        "added_date": added,
        "is_counted": counted,
        "country": country,
    }


EVENTS = {
    "layoff_event": stamped(
        "layoff_events",
        AS_OF,
        [
            event_row(1, "acorn", date(2023, 1, 20), 600, added=date(2023, 1, 21)),
            event_row(2, "acorn", date(2023, 1, 25), 100, added=date(2023, 9, 1)),
            event_row(3, "acorn", date(2023, 1, 25), 90, counted=False),
            event_row(4, "cedar", date(2023, 6, 30), 50, added=date(2023, 7, 2)),
            event_row(5, "birch", date(2023, 3, 3), None, country="DE"),
        ],
    )
}


@pytest.fixture
def sample(tmp_path):
    with snapshot_of(tmp_path / "sample", MARTS) as snapshot:
        yield snapshot


@pytest.fixture
def full(tmp_path):
    with snapshot_of(tmp_path / "full", {**MARTS, **EVENTS}) as snapshot:
        yield snapshot


@pytest.fixture
def empty(tmp_path):
    with snapshot_of(tmp_path / "empty", {}) as snapshot:
        yield snapshot


def records(frame):
    return frame.to_dict("records")


def test_coverage_orders_choices_by_people(sample, full):
    row = records(layoffs.coverage(sample))[0]
    assert (row["first_month"].date(), row["last_month"].date()) == (JAN, AUG)
    assert list(row["industries"]) == ["Retail", "Unknown", "Finance"]
    assert list(row["countries"]) == ["US", "ZZ", "DE"]
    assert (row["events"], row["events_size_unknown"]) == (7, 2)
    assert not row["has_event_rows"]
    assert layoffs.coverage(full)["has_event_rows"][0]


def test_months_without_an_event_are_zeros(sample):
    frame = layoffs.over_time(sample, "month", EVERYTHING)
    assert frame["people_known"].tolist() == [700, 0, 300, 0, 0, 50, 0, 20]
    assert frame["events"].tolist() == [3, 0, 2, 0, 0, 1, 0, 1]
    assert frame["events_size_unknown"].tolist() == [1, 0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("grain", "people", "complete"),
    [
        ("quarter", [1000, 50, 20], [True, True, False]),
        ("year", [1070], [False]),
    ],
)
def test_the_running_period_is_marked_incomplete(sample, grain, people, complete):
    frame = layoffs.over_time(sample, grain, EVERYTHING)
    assert frame["people_known"].tolist() == people
    assert frame["is_complete"].tolist() == complete


def test_a_month_is_complete_only_when_the_list_speaks_for_its_last_day(sample):
    complete = layoffs.over_time(sample, "month", EVERYTHING)["is_complete"]
    assert complete.tolist() == [True] * 7 + [False]


def test_a_selection_restricts_and_keeps_its_span(sample):
    selection = Selection(industries=("Finance",), first_month=MAR, last_month=AUG)
    frame = layoffs.over_time(sample, "month", selection)
    assert frame["period"].dt.date.tolist()[0] == MAR
    assert frame["people_known"].tolist() == [0, 0, 0, 0, 0, 20]


def test_groups_come_largest_first(sample):
    assert layoffs.by_group(sample, "industry", EVERYTHING)["group"].tolist() == [
        "Retail",
        "Unknown",
        "Finance",
    ]
    germany = layoffs.by_group(sample, "country", Selection(countries=("DE",)))
    assert records(germany) == [
        {"group": "DE", "people_known": 20, "events": 2, "events_size_unknown": 1}
    ]
    assert layoffs.by_group(sample, "country", Selection(last_month=JAN))["people_known"].sum() == (
        700
    )


def test_states_obey_the_selection(sample):
    assert layoffs.by_state(sample, EVERYTHING)["state"].tolist() == ["TX", "", "CA"]
    january = layoffs.by_state(sample, Selection(last_month=JAN, countries=("US", "DE")))
    assert january["people_known"].tolist() == [600, 100]
    assert layoffs.by_state(sample, Selection(countries=("DE",))).empty
    assert layoffs.by_state(sample, Selection(industries=("Finance",))).empty


def test_stages_count_companies_once(sample):
    frame = layoffs.by_stage(sample, EVERYTHING).set_index("stage")
    assert frame.loc["Post-IPO", ["companies", "companies_listed_again", "events"]].tolist() == [
        1,
        1,
        3,
    ]
    assert frame.loc["Unknown", "companies_shut_down"] == 1
    unknown_industry = layoffs.by_stage(sample, Selection(industries=("Unknown",)))
    assert set(unknown_industry["stage"]) == {"Post-IPO", "Unknown"}


def test_the_largest_obey_the_selection(sample):
    assert layoffs.largest(sample, EVERYTHING)["rank"].tolist() == [1, 2]
    assert layoffs.largest(sample, Selection(first_month=JUN))["company_name"].tolist() == ["Cedar"]
    assert layoffs.largest(sample, Selection(countries=("ZZ",)))["company_name"].tolist() == [
        "Cedar"
    ]


def test_companies_come_most_often_listed_first(sample):
    assert layoffs.companies(sample)["company_key"].tolist() == ["acorn", "birch", "cedar"]


def test_from_marts_an_event_has_its_month(sample):
    frame = layoffs.company_events(sample, ("acorn",))
    assert frame["event_date"].dt.date.tolist() == [JAN, JAN, MAR]
    assert frame["laid_off_count"].fillna(0).tolist() == [600, 0, 300]
    assert frame["laid_off_share"].fillna(0).tolist() == [0.1, 0, 0]


def test_from_rows_an_event_has_its_own_day_and_duplicates_count_once(full):
    frame = layoffs.company_events(full, ("acorn", "nobody"))
    assert frame["event_date"].dt.date.tolist() == [date(2023, 1, 20), date(2023, 1, 25)]
    assert frame["laid_off_count"].tolist() == [600, 100]


def test_known_between_from_marts_is_widened_to_whole_months(sample):
    row = records(known_between(sample, date(2023, 1, 1), date(2023, 6, 29)))[0]
    assert (row["people_known"], row["people_us"]) == (1050, 1000)
    assert row["counted_to"].date() == date(2023, 6, 30)
    assert pd.isna(row["people_added_later"])


def test_known_between_from_rows_is_exact_and_knows_what_came_late(full):
    row = records(known_between(full, date(2023, 1, 1), date(2023, 6, 29)))[0]
    assert (row["people_known"], row["events"], row["events_size_unknown"]) == (700, 3, 1)
    assert (row["people_added_later"], row["events_added_later"]) == (100, 1)
    assert row["counted_to"].date() == date(2023, 6, 29)


def test_nothing_loaded_is_no_rows(empty):
    assert layoffs.coverage(empty).empty
    assert layoffs.over_time(empty, "month", EVERYTHING).empty
    assert layoffs.by_group(empty, "country", EVERYTHING).empty
    assert layoffs.by_stage(empty, EVERYTHING).empty
    assert layoffs.by_state(empty, EVERYTHING).empty
    assert layoffs.largest(empty, EVERYTHING).empty
    assert layoffs.companies(empty).empty
    assert layoffs.company_events(empty, ("acorn",)).empty
    assert known_between(empty, JAN, AUG).empty
