"""The sentences say what their frames hold."""

import pandas as pd
import pytest

from greener.figures import layoff_words as words


def periods(*rows):
    return pd.DataFrame(
        [
            {"period": pd.Timestamp(period), "people_known": people, "is_complete": whole}
            for period, people, whole in rows
        ]
    )


def test_the_running_period_is_not_taken_for_the_latest():
    frame = periods(
        ("2023-01-01", 89_500, True), ("2023-02-01", 7_000, True), ("2023-03-01", 12, False)
    )
    assert words.over_time_finding(frame, "month") == (
        "7,000 people in Feb 2023, the last whole month; the most were 89,500 in Jan 2023"
    )


def test_a_record_says_so():
    frame = periods(("2022-01-01", 5, True), ("2023-01-01", 10, True))
    assert words.over_time_finding(frame, "year") == (
        "The latest year is the highest listed: 10 in 2023"
    )


@pytest.mark.parametrize("people", [(0, True), (7, False)])
def test_no_whole_period_with_people_is_said(people):
    frame = periods(("2023-01-01", *people))
    assert words.over_time_finding(frame, "month").startswith("No layoffs of known size")


def groups(**people):
    return pd.DataFrame({"group": people.keys(), "people_known": people.values()})


def test_the_largest_group_stands_with_its_part():
    assert words.groups_finding(groups(Retail=300, Media=100), "industries") == (
        "Most people: Retail, 300, 75% of those known"
    )
    assert words.groups_finding(groups(Retail=300), "industries") == "Retail: 300 people"
    assert "No layoffs" in words.groups_finding(groups(Retail=0, Media=0), "industries")


def test_a_catch_all_is_not_called_the_largest():
    frame = groups(Other=500, Unknown=400, Retail=100)
    assert words.groups_finding(frame, "industries").startswith("Most people: Retail, 100, 10%")
    assert words.groups_finding(frame.head(2), "industries").startswith("Most people: Other")


def test_stages_are_compared_in_their_order_where_companies_are_enough():
    frame = pd.DataFrame(
        [
            ("Post-IPO", 100, 42),
            ("Acquired", 20, 5),
            ("Series B", 30, 9),
            ("Seed", 50, 4),
            ("Unknown", 900, 0),
            ("Series J", 2, 2),
        ],
        columns=["stage", "companies", "companies_listed_again"],
    )
    stages = words.comparable_stages(frame)
    assert stages["stage"].tolist() == ["Seed", "Series B", "Acquired", "Post-IPO"]
    assert words.stages_finding(stages) == (
        "Listed more than once: 42% of the companies at stage Post-IPO, 8.0% at Seed"
    )
    assert words.stages_finding(stages.head(1)).startswith("Too few")


def company(**known):
    row = {
        "company_name": "Acorn",
        "events": 2,
        "events_size_unknown": 1,
        "people_known": 1200,
        "last_event_month": pd.Timestamp(2023, 3, 1),
        "has_shut_down": False,
    }
    return pd.Series({**row, **known})


def test_a_company_is_told_in_one_line():
    assert words.company_finding(company()) == (
        "Acorn is listed 2 times, last in Mar 2023, 1,200 people known"
    )
    assert (
        words.company_finding(company(events=1, people_known=0, has_shut_down=True))
        == "Acorn is listed once, in Mar 2023, how many people is not known, it shut down"
    )


def test_recurrence_says_its_interval_only_where_there_is_one():
    row = pd.Series({"listed_again_share": 0.17, "low": 0.157, "high": 0.185})
    assert words.recurrence_finding(row, "All", 12) == (
        "17% of companies are listed again within 12 months (80% interval 16% to 18%)"
    )
    bare = pd.Series({"listed_again_share": 0.0, "low": float("nan"), "high": float("nan")})
    assert words.recurrence_finding(bare, "Seed", 12) == (
        "0% of companies at stage Seed are listed again within 12 months"
    )
    assert words.recurrence_finding(None, "Seed", 12).startswith("No companies at stage Seed")


def test_headlines_are_put_beside_everyone():
    listed = periods(("2023-01-01", 60_000, True), ("2023-02-01", 16_000, True))
    jolts = pd.DataFrame(
        {
            "month": [pd.Timestamp(2023, 1, 1), pd.Timestamp(2023, 2, 1)],
            "level_thousands": [1800.0, 1600.0],
            "layoff_rate_monthly_pct": [1.2, 1.1],
        }
    )
    assert words.headlines_finding(listed, jolts) == (
        "In Feb 2023 1,600,000 people in the US were laid off or discharged (1.1% of all jobs); "
        "the list has 16,000, 10 for every 1,000 of them"
    )
    stale = jolts.assign(layoff_rate_monthly_pct=[1.2, float("nan")])
    assert "(1.2% of all jobs in Jan 2023, the newest rate)" in words.headlines_finding(
        listed, stale
    )
    unrated = jolts.assign(layoff_rate_monthly_pct=float("nan"))
    assert "discharged; the list" in words.headlines_finding(listed, unrated)
    assert "no month in common" in words.headlines_finding(listed, jolts.head(0))


@pytest.mark.parametrize(("today", "side"), [(220, "more"), (180, "fewer")])
def test_then_and_now(today, side):
    assert words.then_and_now_finding(200, today) == (
        f"The list says {today} today, 10% {side} than the 200 published then"
    )
    assert words.then_and_now_finding(200, 200).endswith("published then: 200")


def test_reasons_say_what_is_known_of_late_entries():
    row = pd.Series(
        {
            "people_us": 140,
            "events": 9,
            "events_size_unknown": 3,
            "people_added_later": 20,
            "events_added_later": 2,
            "counted_to": pd.Timestamp(2023, 6, 29),
        }
    )
    told = " ".join(words.then_and_now_reasons(row))
    assert "2 of the 9 events, with 20 people, were entered after that day" in told
    assert "3 events of unknown size" in told
    row["people_added_later"] = None
    assert "not known from the sample" in " ".join(words.then_and_now_reasons(row))


def test_the_state_with_most_people_is_named_with_its_part_of_all_known():
    frame = pd.DataFrame(
        {"state": ["", "CA", "TX"], "people_known": [500, 300, 200], "events": [4, 8, 1]}
    )
    told = "Of the people known in the US, 30% were let go by firms that sit in California"
    assert words.layoff_states_finding(frame) == f"{told}; the state of 4 of 13 events is not known"
    assert words.layoff_states_finding(frame.tail(2)) == told.replace("30%", "60%")
    assert words.layoff_states_finding(frame.head(1)).startswith("No layoffs of known size")
