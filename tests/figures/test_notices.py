"""Notices on tiles: per job where jobs are known, counted where they are not."""

import pandas as pd
import pytest

from greener.figures.notices import notice_tiles, notices_finding, notices_text

FRAME = pd.DataFrame(
    {
        "state": ["DE", "TX", "MT"],
        "notices": [1, 5, 0],
        "employees_known": [300, 1200, 0],
        "notices_size_unknown": [0, 1, 0],
        "notices_before": [0, 9, 4],
        "employees_per_10000_jobs": [7.54, 1.0, float("nan")],
    }
)


def texts(figure):
    return {cell for line in figure.data[1].text for cell in line if cell}


def test_rates_where_jobs_are_known():
    assert texts(notice_tiles(FRAME)) == {"<b>DE</b><br>7.5", "<b>TX</b><br>1.0"}


def test_counts_where_jobs_are_not_known():
    counted = FRAME.assign(employees_per_10000_jobs=float("nan"))
    assert texts(notice_tiles(counted)) == {
        "<b>DE</b><br>300",
        "<b>TX</b><br>1.2k",
        "<b>MT</b><br>0",
    }
    assert notices_finding(counted) == (
        "6 notices in twelve months, 54% fewer than in the twelve before"
    )


def test_the_finding_names_the_state_with_most_people_per_job():
    assert notices_finding(FRAME).endswith("most people per job in Delaware, 7.5 in 10,000")


def test_an_own_state_without_notices_is_named():
    assert notices_finding(FRAME, "HI").endswith("; of your state, Hawaii, none are at hand")
    assert "your state" not in notices_finding(FRAME, str(FRAME["state"].iloc[0]))
    without_jobs = FRAME.assign(employees_per_10000_jobs=None)
    assert notices_finding(without_jobs, "HI").endswith("of your state, Hawaii, none are at hand")


@pytest.mark.parametrize(("before", "said"), [(0, "twelve months;"), (2, "200% more than")])
def test_the_change_is_said_where_there_is_something_to_compare(before, said):
    assert said in notices_finding(FRAME.assign(notices_before=[before, 0, 0]))


def test_one_companys_notices_in_words():
    row = {"notices": 3, "states": ["CA", "TX"], "last_month": pd.Timestamp(2026, 5, 1)}
    assert notices_text(pd.Series({**row, "employees_known": 1410})) == (
        "3 in CA, TX, last May 2026, 1,410 people"
    )
    assert notices_text(pd.Series({**row, "employees_known": 0})).endswith("is not known")
