"""The sentences of the demand charts say what is drawn."""

import pandas as pd
import pytest

from greener.figures import demand_words as words


def monthly(**values):
    return pd.DataFrame(
        {
            "country": "US",
            "month": pd.to_datetime([month.replace("_", "-")[1:] + "-01" for month in values]),
            "index_adjusted": values.values(),
        }
    )


@pytest.mark.parametrize(
    ("index", "before", "said"),
    [
        (110.0, 100.0, "10% above the start of February 2020 in Aug 2026, 10% above a year"),
        (98.0, 98.2, "2.0% below the start of February 2020 in Aug 2026, level with a year"),
    ],
)
def test_an_index_is_put_beside_2020_and_a_year_before(index, before, said):
    frame = monthly(m2025_08=before, m2026_08=index)
    text = words.postings_finding(frame, "United States", "postings")
    assert text == f"United States: postings stand {said} before"


def test_without_a_year_before_nothing_is_said_of_it():
    text = words.postings_finding(monthly(m2026_08=120.0), "Italy", "postings")
    assert text == ("Italy: postings stand 20% above the start of February 2020 in Aug 2026")
    assert "not published" in words.postings_finding(monthly(), "Italy", "postings")


def test_sectors_that_grew_are_counted():
    frame = pd.DataFrame({"sector": ["A", "B", "C"], "change_share": [0.11, 0.0, -0.2]})
    frame["month"] = pd.Timestamp(2024, 9, 1)
    assert words.sectors_finding(frame) == (
        "1 of 3 sectors had more postings in Sep 2024 than a year before: A +11%, C -20%"
    )


def test_the_highest_and_the_lowest_state_are_named():
    frame = pd.DataFrame({"state_code": ["TX", "AK", "DC"], "index_adjusted": [110, 156, 71]})
    assert words.states_finding(frame) == (
        "Against February 2020 = 100, postings are the most in Alaska, 156, and the fewest in "
        "District of Columbia, 71"
    )


def test_a_share_is_that_of_the_first_country():
    frame = monthly(m2025_06=3.04, m2026_06=5.78)
    names = {"US": "United States", "DE": "Germany"}
    assert words.share_finding(frame, "index_adjusted", names, "of postings speak of AI") == (
        "United States: 5.8% of postings speak of AI in Jun 2026, 3.0% a year before"
    )
    assert "nothing is published" in words.share_finding(
        frame, "index_adjusted", {"FR": "France"}, "of postings"
    )


def test_claims_are_ranked_among_all_weeks():
    frame = pd.DataFrame(
        {
            "week_ending": pd.to_datetime(["2026-07-04", "2026-07-11", "2026-07-18"]),
            "mean_4_weeks": [float("nan"), 100.0, 200.0],
        }
    )
    assert words.claims_finding(frame) == (
        "200 people a week filed for unemployment insurance in the four weeks to 18 July 2026; "
        "50% of the weeks since 2026 were calmer"
    )
