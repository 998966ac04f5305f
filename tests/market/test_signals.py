"""Signs for one job, on a few rows: which way they point, how old they are, what is counted."""

from datetime import date

import pytest

from greener.journal.records import Job
from greener.market.notices import employer_notices, filed_notices
from greener.market.prices import consumer_prices, yearly_prices
from greener.market.signals import Leaning, leaning, signals
from tests.market.small_market import snapshot_of, stamped

DAY = date(2026, 6, 30)
LISTED = date(2026, 6, 15)


def history(key, *, lately, before=0, **changes):
    months = [date(2026, 2, 1)] * lately + [date(2025, 2, 1)] * before
    return {
        "company_key": key,
        "company_name": key.title(),
        "events": len(months),
        "first_event_month": min(months),
        "last_event_month": max(months),
        "events_last_12m": lately,
        "events_last_24m": lately + before,
        "people_known": 0,
        "events_size_unknown": len(months),
        "has_shut_down": False,
        "stage": "Series C",
        "naics_sector": "51",
        "event_months": sorted(months),
        "event_shares": [None] * len(months),
        "event_counts": [None] * len(months),
        **changes,
    }


def filer(key, states, *, recent, name="Acme"):
    return {
        "employer_key": f"n:{key}:{name}",
        "employer_name": name,
        "company_key": key,
        "notices": recent + 2,
        "notices_last_12m": recent,
        "employees_known": 300,
        "employees_known_last_12m": 0,
        "notices_size_unknown": 0,
        "first_month": date(2020, 1, 1),
        "last_month": date(2026, 1, 1),
        "states": states,
    }


def notice(state, month, people, name="Acme"):
    return {
        "notice_id": f"{name}-{state}-{month}",
        "state": state,
        "employer_name": name,
        "employer_canonical": name,
        "employer_key": "n:acme",
        "company_key": name.lower(),
        "month": month,
        "employees_affected": people,
        "layoff_type": "mass_layoff",
        "is_amendment": False,
        "version": 1,
    }


def state_month(month, count):
    return {
        "state": "TX",
        "month": month,
        "notices": count,
        "employers": count,
        "employees_known": 10 * count,
        "notices_size_unknown": 0,
        "notices_by_effective_date": 0,
    }


def postings(month, index):
    return {
        "country": "US",
        "state_code": "",
        "sector": "All",
        "variable": "total",
        "month": month,
        "index_adjusted": index,
        "days": 30,
    }


@pytest.fixture
def market(tmp_path):
    return snapshot_of(
        tmp_path,
        {
            "company_history": stamped(
                "layoff_events",
                LISTED,
                [
                    history("acme", lately=2, before=1),
                    history("peer", lately=0, before=1),
                    history("gone", lately=1, before=1, has_shut_down=True),
                    history("other", lately=1, before=1, naics_sector="44-45"),
                ],
            ),
            "warn_employer": stamped(
                "warn_notices",
                LISTED,
                [filer("acme", ["CA", "TX"], recent=0), filer("acme labs", ["TX"], recent=5)],
            ),
            "warn_state_month": stamped(
                "warn_notices",
                LISTED,
                [state_month(date(2026, 6, 1), 5), state_month(date(2025, 6, 1), 10)],
            ),
            "indeed_postings_month": stamped(
                "indeed_postings",
                date(2024, 9, 1),
                [postings(date(2024, 9, 1), 80.0), postings(date(2023, 9, 1), 100.0)],
            ),
            "cpi_month": stamped(
                "cpi",
                DAY,
                [
                    {"month": month, "is_seasonally_adjusted": adjusted, "index_1982_84": index}
                    for month, adjusted, index in (
                        (date(2026, 5, 1), False, 330.0),
                        (date(2026, 4, 1), False, 320.0),
                        (date(2026, 5, 1), True, 1.0),
                    )
                ],
            ),
        },
    )


def found(market, **changes):
    fields = {
        "employer": " ACME ",
        "title": "Engineer",
        "region": "TX",
        "industry": "51",
        "employer_stage": "Series C",
    }
    return {each.about: each for each in signals(market, Job(**{**fields, **changes}), DAY)}


def test_the_employers_layoffs_are_counted(market):
    sign = found(market)["Your employer on the layoff list"]
    assert sign.is_counted
    assert sign.leaning is Leaning.WORSE
    assert sign.finding == "Acme: 2 times in twelve months, 3 times in all, last in February 2026"


def test_notices_are_found_under_the_exact_name_only(market):
    sign = found(market)["Your employer's WARN notices"]
    assert sign.finding == "none in twelve months, 2 in all, some of them in Texas"
    assert sign.leaning is Leaning.NEITHER
    assert not sign.is_counted


def test_the_states_notices_are_held_against_the_year_before(market):
    sign = found(market)["WARN notices in Texas"]
    assert sign.finding == "5 in twelve months, 10 in the twelve before"
    assert sign.leaning is Leaning.BETTER


def test_peers_are_of_the_same_industry_and_stage_and_still_there(market):
    sign = found(market)["Listed companies like your employer"]
    assert sign.finding.endswith(
        "Series C: 1 of 2 laid off in twelve months, 2 in the twelve before"
    )


def test_an_old_sign_points_nowhere(market):
    sign = found(market)["Postings for all work"]
    assert sign.leaning is Leaning.OLD
    assert sign.finding == "20% fewer than a year before"


def test_us_signs_are_not_told_abroad(market):
    about = found(market, country="DE", region=None)
    assert not [name for name in about if "WARN" in name or "claims" in name or "rate" in name]


def test_an_empty_market_has_no_signs(tmp_path):
    assert found(snapshot_of(tmp_path, {})) == {}


@pytest.mark.parametrize(
    ("ratio", "way"),
    [(1.0, Leaning.NEITHER), (1.2, Leaning.WORSE), (0.8, Leaning.BETTER), (1.09, Leaning.NEITHER)],
)
def test_a_tenth_is_no_sign(ratio, way):
    assert leaning(ratio) is way


def test_filers_of_a_name(market):
    assert employer_notices(market, ["acme"])["notices"].tolist() == [2]
    assert employer_notices(market, ["acme", "acme labs"])["notices"].tolist() == [7, 2]
    assert employer_notices(market, []).empty


def test_own_state_comes_first_among_notices(tmp_path):
    rows = [
        notice("CA", date(2026, 5, 1), 50),
        notice("TX", date(2025, 1, 1), 20),
        notice("TX", date(2026, 1, 1), None),
        notice("TX", date(2026, 1, 1), 9, name="Other"),
    ]
    market = snapshot_of(tmp_path, {"warn_notice": stamped("warn_notices", DAY, rows)})
    filed = filed_notices(market, ["acme"], "TX")
    assert [(row.state, row.month.year) for row in filed.itertuples()] == [
        ("TX", 2026),
        ("TX", 2025),
        ("CA", 2026),
    ]


def test_prices_are_the_unadjusted_index(market):
    assert consumer_prices(market) == {date(2026, 4, 1): 320.0, date(2026, 5, 1): 330.0}
    assert yearly_prices(market) == {}, "a year in progress is no year"


def test_the_prices_of_a_year_are_the_mean_of_a_whole_one(tmp_path):
    every = [date(year, month, 1) for year in (2023, 2024, 2025, 2026) for month in range(1, 13)]
    missing = {date(2023, 1, 1), date(2025, 10, 1), date(2026, 12, 1)}
    rows = [
        {
            "month": month,
            "is_seasonally_adjusted": False,
            "index_1982_84": month.year - 1724 + (10 if month.month == 12 else 0),
        }
        for month in every
        if month not in missing
    ]
    with snapshot_of(tmp_path, {"cpi_month": stamped("cpi", DAY, rows)}) as snapshot:
        prices = yearly_prices(snapshot)
    # One month that was never published hardly moves a mean; a year without an end of it would.
    assert prices == pytest.approx({2024: 300 + 10 / 12, 2025: 301 + 10 / 11})
