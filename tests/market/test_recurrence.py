"""The recurrence curve against a case counted by hand, and against the companies it leaves out."""

from datetime import date

import pandas as pd
import pytest

from greener.market.recurrence import listed_again_within, listing_gaps, recurrence_curve
from tests.market.small_market import snapshot_of, stamped


def company(key, months, **known):
    return {
        "company_key": key,
        "company_name": key,
        "events": len(months),
        "first_event_month": months[0],
        "last_event_month": months[-1],
        "events_last_12m": 0,
        "events_last_24m": 0,
        "people_known": 0,
        "events_size_unknown": len(months),
        "has_shut_down": False,
        "event_months": months,
        "event_counts": [None] * len(months),
        "event_shares": [None] * len(months),
        **known,
    }


def test_gaps_run_to_the_second_month_or_to_the_lists_date(tmp_path):
    jan, mar, dec = date(2023, 1, 1), date(2023, 3, 1), date(2023, 12, 1)
    rows = [
        company("again", [jan, jan, mar], stage="Seed"),
        company("once", [mar]),
        company("twice in one month", [dec, dec]),
        company("closed", [jan], has_shut_down=True),
        company("closed later", [jan, dec], has_shut_down=True),
    ]
    tables = {"company_history": stamped("layoff_events", date(2024, 1, 20), rows)}
    with snapshot_of(tmp_path, tables) as snapshot:
        gaps = listing_gaps(snapshot).set_index("company_key")
    assert gaps["months"].to_dict() == {
        "again": 2,
        "closed later": 11,
        "once": 10,
        "twice in one month": 1,
    }
    assert gaps["is_listed_again"].sum() == 2
    assert gaps.loc["once", "stage"] == "Unknown"


def gaps_of(*months_and_again):
    return pd.DataFrame(months_and_again, columns=["months", "is_listed_again"])


def test_the_curve_is_kaplan_meier():
    # 5 at risk, one listed again at 2; one leaves at 3; 3 at risk, one at 6: S = 4/5 · 2/3.
    curve = recurrence_curve(gaps_of((2, True), (3, False), (6, True), (9, False), (9, False)))
    assert listed_again_within(curve, 1)["listed_again_share"] == 0
    assert listed_again_within(curve, 2)["listed_again_share"] == pytest.approx(1 / 5)
    assert listed_again_within(curve, 12)["listed_again_share"] == pytest.approx(7 / 15)
    within = curve.dropna()
    assert (within["low"] <= within["listed_again_share"]).all()
    assert (within["listed_again_share"] <= within["high"]).all()


@pytest.mark.filterwarnings("error")
def test_before_the_first_and_after_the_last_there_is_no_interval_and_no_warning():
    curve = recurrence_curve(gaps_of((1, False), (2, True), (6, True)))
    assert curve["months"].tolist() == [0, 1, 2, 6]
    assert curve["low"].isna().tolist() == [False, True, False, True]


def test_nobody_listed_again_is_no_curve():
    curve = recurrence_curve(gaps_of((4, False)))
    assert curve.empty
    assert listed_again_within(curve, 12) is None
