"""Postings, shares and claims on a few rows; and the sector an occupation is read into."""

from datetime import date

import pytest

from greener.market import demand
from tests.market.small_market import snapshot_of, stamped

AS_OF = date(2026, 8, 14)


def index(country, month, value, *, sector="All", state="", variable="total"):
    return {
        "country": country,
        "state_code": state,
        "sector": sector,
        "variable": variable,
        "month": month,
        "index_adjusted": value,
        "days": 28,
    }


AUG_25, AUG_26, JUN_26 = date(2025, 8, 1), date(2026, 8, 1), date(2026, 6, 1)
TABLES = {
    "indeed_postings_month": stamped(
        "indeed_postings",
        AS_OF,
        [
            index("GB", AUG_26, 85.0),
            index("US", AUG_26, 101.0),
            index("US", AUG_25, 105.0),
            index("US", AUG_26, 96.0, variable="new"),
            index("US", JUN_26, 60.0, sector="Nursing"),
            index("US", date(2025, 6, 1), 50.0, sector="Nursing"),
            index("US", AUG_26, 40.0, sector="Driving"),
            index("US", AUG_25, 50.0, sector="Driving"),
            index("US", AUG_26, 30.0, sector="Dental"),
            index("US", AUG_26, 110.0, state="TX"),
            index("US", AUG_25, 100.0, state="TX"),
            index("US", JUN_26, 90.0, state="WY"),
        ],
    ),
    "indeed_remote_month": stamped(
        "indeed_remote",
        AS_OF,
        [{"country": "US", "month": JUN_26, "remote_share_pct": 8.5, "days": 30}],
    ),
    "indeed_ai_month": stamped(
        "indeed_ai",
        AS_OF,
        [{"country": "DE", "month": JUN_26, "ai_share_pct": 5.5, "days": 30}],
    ),
    "indeed_wage_growth": stamped(
        "indeed_wages",
        AS_OF,
        [
            {
                "country": "US",
                "sector": sector,
                "month": month,
                "postings": 1000,
                "growth_yoy_share": 0.03,
                "growth_yoy_3m_share": smooth,
            }
            for sector, month, smooth in (
                ("All", AUG_25, None),
                ("All", AUG_26, 0.023),
                ("Nursing", AUG_26, 0.05),
            )
        ],
    ),
    "claims_week": stamped(
        "claims",
        AS_OF,
        [
            {"week_ending": date(2026, 7, day), "initial_claims": count}
            for day, count in ((4, 100), (11, 200), (18, 300), (25, 400))
        ],
    ),
}


@pytest.fixture
def market(tmp_path):
    with snapshot_of(tmp_path, TABLES) as snapshot:
        yield snapshot


def test_sectors_of_one_country_by_month(tmp_path):
    with snapshot_of(tmp_path, TABLES) as snapshot:
        frame = demand.postings_of_sectors(snapshot, "US", ("Driving", "All"))
    told = frame[["sector", "index_adjusted"]].to_records(index=False).tolist()
    assert told == [("All", 105.0), ("All", 101.0), ("Driving", 50.0), ("Driving", 40.0)]


def test_the_us_stands_first_among_countries(market):
    assert demand.postings_countries(market) == ["US", "GB"]
    assert demand.sector_countries(market) == ["US"]
    assert demand.share_countries(market) == ["US", "DE"]


def test_the_index_is_of_whole_countries_and_one_variable(market):
    total = demand.postings(market, ("US", "GB"), "All", "total")
    assert total[["country", "index_adjusted"]].values.tolist() == [
        ["GB", 85.0],
        ["US", 105.0],
        ["US", 101.0],
    ]
    assert demand.postings(market, ("US",), "All", "new")["index_adjusted"].tolist() == [96.0]


def test_sectors_are_compared_with_their_own_newest_month_a_year_before(market):
    frame = demand.postings_by_sector(market, "US").set_index("sector")
    assert list(frame.index) == ["Nursing", "Driving", "Dental"]
    assert frame["change_share"].tolist()[:2] == pytest.approx([0.2, -0.2])
    assert frame["change_share"].isna().tolist() == [False, False, True]
    assert frame.loc["Nursing", "month"].date() == JUN_26


def test_states_are_those_of_the_newest_month(market):
    frame = demand.postings_by_state(market)
    assert frame["state_code"].tolist() == ["TX"]
    assert frame["change_share"].tolist() == pytest.approx([0.1])


def test_shares_and_posted_wages(market):
    assert demand.posting_shares(market, "remote", ("US", "DE"))["share_pct"].tolist() == [8.5]
    assert demand.posting_shares(market, "ai", ("US", "DE"))["share_pct"].tolist() == [5.5]
    growth = demand.posted_wage_growth(market, ("US",))
    assert growth["growth_pct"].tolist() == pytest.approx([2.3])


def test_a_mean_of_four_weeks_needs_four_weeks(market):
    frame = demand.claims(market)
    assert frame["mean_4_weeks"].isna().tolist() == [True, True, True, False]
    assert frame["mean_4_weeks"].iloc[-1] == 250


@pytest.mark.parametrize(
    ("soc_code", "sector"),
    [
        ("15-1252", "Software Development"),
        ("15-1211", "Information Design & Documentation"),
        ("11-2021", "Marketing"),
        ("11-1011", "Management"),
        ("29-1141", "Nursing"),
        ("00-0000", None),
        ("55-1011", None),
    ],
)
def test_the_longest_beginning_of_a_code_decides_the_sector(soc_code, sector):
    assert demand.postings_sector(soc_code) == sector


def test_nothing_loaded_is_nothing_to_choose(tmp_path):
    with snapshot_of(tmp_path, {}) as snapshot:
        assert demand.postings_countries(snapshot) == []
        assert demand.sector_countries(snapshot) == []
        assert demand.share_countries(snapshot) == []
        assert demand.postings_by_state(snapshot).empty
        assert demand.claims(snapshot).empty
