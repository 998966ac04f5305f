"""What the market knows of a job's pay, from the nearest place and the surest occupation."""

from __future__ import annotations

import math
from datetime import date

import pytest

from greener.journal.records import Job
from greener.market.companies import company_key
from greener.market.pay_bands import ALL_SD, BROAD_SD, EXCHANGE_SD, METRO_SD, PPP_SD, STATE_SD
from greener.market.pay_bands_national import PREMIUM_SD
from greener.market.pay_evidence import pay_evidence
from tests.market.small_market import snapshot_of, stamped

AS_OF = date(2026, 6, 30)
RELEASE = date(2025, 5, 31)


def wage(area_code, soc_code, median, **changes):
    percentiles = {10: 0.6, 25: 0.8, 50: 1.0, 75: 1.3, 90: 1.6}
    return {
        "area_code": area_code,
        "soc_code": soc_code,
        "wage_basis": "hourly_and_annual",
        **{f"wage_annual_p{p}_usd": median * share for p, share in percentiles.items()},
        **changes,
    }


def reported(country, region, first, last, median, reports, currency="USD"):
    shares = {10: 0.7, 25: 0.85, 50: 1.0, 75: 1.2, 90: 1.45}
    return {
        "soc_code": "29-1141",
        "country": country,
        "region": region,
        "experience_from_years": first,
        "experience_to_years": last,
        "reports": reports,
        **{f"pay_annual_p{p}": median * share for p, share in shares.items()},
        "currency": currency,
        "paid_on": date(2023, 4, 15),
    }


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    areas = [
        ("0000000", "nation", "00", "National"),
        ("0600000", "state", "06", "California"),
        ("0041940", "metro", "06", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("0038860", "metro", "23", "Portland-South Portland, ME"),
        ("0038900", "metro", "41", "Portland-Vancouver-Hillsboro, OR-WA"),
    ]
    occupations = [
        ("00-0000", "All Occupations", "total"),
        ("15-1252", "Software Developers", "detailed"),
        ("29-1141", "Registered Nurses", "detailed"),
        ("31-1120", "Home Health and Personal Care Aides", "detailed"),
    ]
    wages = [
        wage("0000000", "00-0000", 50_000),
        wage("0600000", "00-0000", 55_000),
        wage("0000000", "15-1252", 135_000),
        wage("0600000", "15-1252", 170_000),
        wage("0041940", "15-1252", 200_000, wage_topcoded_from_percentile=75),
        wage("0000000", "29-1141", 95_000),
        wage("0600000", "29-1141", 120_000),
        wage("0041940", "29-1141", 168_000),
        wage("0000000", "31-1120", 36_000),
    ]
    market = {
        "oews_area": stamped(
            "oews",
            RELEASE,
            [
                dict(zip(("area_code", "area_type", "state_fips", "area_name"), area, strict=True))
                for area in areas
            ],
        ),
        "oews_occupation": stamped(
            "oews",
            RELEASE,
            [
                dict(zip(("soc_code", "occupation_name", "soc_level"), occupation, strict=True))
                for occupation in occupations
            ],
        ),
        "oews_wage": stamped("oews", RELEASE, wages),
        "occupation_title": stamped(
            "onet",
            RELEASE,
            [
                {"soc_code": soc, "title": name, "title_kind": "occupation"}
                for soc, name, level in occupations
                if level == "detailed"
            ],
        ),
        "survey_pay_band": stamped(
            "salary_survey",
            RELEASE,
            [
                reported("US", "", 0, 99, 65_000, 400),
                reported("US", "", 5, 7, 70_000, 90),
                reported("US", "CA", 0, 99, 75_000, 60),
                reported("US", "CA", 5, 7, 80_000, 12),
                reported("GB", "", 0, 99, 40_000, 30, currency="GBP"),
            ],
        ),
        "my_wage_percentile": stamped(
            "my_wages",
            RELEASE,
            [
                {"period_start": date(2025, month, 1), "percentile": p, "wage_monthly_myr": wage}
                for month in (1, 2)
                for p, wage in ((10, 1_500), (25, 1_900), (50, 2_500 + 50 * month), (90, 9_000))
            ],
        ),
        "ashe_wage": stamped(
            "uk_ashe",
            RELEASE,
            [
                {
                    "year": 2024,
                    "employee_group": "full_time",
                    "soc2020_code": "all",
                    "occupation_name": "All employees",
                    "wage_annual_p10_gbp": 22_000,
                    "wage_annual_p50_gbp": 37_000,
                    "is_provisional": False,
                }
            ],
        ),
        "h1b_employer_wage": stamped(
            "h1b_lca",
            RELEASE,
            [
                {
                    "company_key": "acme",
                    "soc_code": "15-1252",
                    "employer_name": "ACME INC",
                    "cases": 12,
                    "wage_annual_p25_usd": 150_000,
                    "wage_annual_p50_usd": 160_000,
                    "wage_annual_p75_usd": 175_000,
                    "newest_decision": date(2026, 3, 1),
                }
            ],
        ),
        "ppp_rate": stamped(
            "ppp", RELEASE, [{"country": "GB", "year": 2024, "units_per_intl_usd": 0.7}]
        ),
    }
    with snapshot_of(tmp_path_factory.mktemp("market"), market) as opened:
        yield opened


def evidence(snapshot, **changes):
    fields = {"employer": "Initech", "title": "Software engineer", "occupation": "15-1252"}
    return pay_evidence(snapshot, Job(**{**fields, **changes}), AS_OF)


@pytest.mark.parametrize(
    ("place", "median", "fallback_sd"),
    [
        ({"metro": "0041940", "region": "CA"}, 200_000, 0),
        ({"metro": "San Jose", "region": "CA"}, 200_000, 0),
        ({"region": "CA"}, 170_000, 0),
        ({"metro": "Fresno", "region": "CA"}, 170_000, METRO_SD),
        ({"region": "TX"}, 135_000, STATE_SD),
        ({}, 135_000, STATE_SD),
    ],
)
def test_the_nearest_published_place_answers(snapshot, place, median, fallback_sd):
    (band,) = evidence(snapshot, **place).bands
    assert band.percentiles[50] == median
    assert band.fallback_sd == fallback_sd
    assert bool(band.fallbacks) == bool(fallback_sd)


def test_top_coded_percentiles_are_lower_bounds(snapshot):
    (band,) = evidence(snapshot, metro="0041940").bands
    assert band.lower_bounds == {75, 90}


def test_a_sure_title_stands_for_a_chosen_occupation_and_says_so(snapshot):
    found = evidence(snapshot, occupation=None)
    assert found.bands[0].occupation == "Software Developers"
    assert any("taken from the title" in text for text in found.missing)


def test_an_unsure_title_falls_back_to_all_occupations_and_offers_choices(snapshot):
    found = evidence(snapshot, occupation=None, title="Registered softwere person")
    assert found.bands[0].occupation == "All Occupations"
    assert any("choose among" in text and "15-1252" in text for text in found.missing)


def test_a_title_of_no_occupation_says_so(snapshot):
    found = evidence(snapshot, occupation=None, title="Qwyx")
    assert any("no occupation has such a title" in text for text in found.missing)


def test_an_unpublished_occupation_falls_back_to_all(snapshot):
    found = evidence(snapshot, occupation="55-1011", region="CA")
    assert found.bands[0].percentiles[50] == 55_000
    assert found.bands[0].fallback_sd == ALL_SD
    assert any("55-1011" in text for text in found.bands[0].fallbacks)


def test_an_occupation_published_with_its_like_falls_back_to_them(snapshot):
    (band,) = evidence(snapshot, occupation="31-1121", region="CA").bands
    assert band.occupation == "Home Health and Personal Care Aides"
    assert band.fallback_sd == pytest.approx(math.hypot(BROAD_SD, STATE_SD))


def test_a_metro_name_of_two_places_says_so(snapshot):
    (band,) = evidence(snapshot, metro="Portland", region="CA").bands
    assert band.percentiles[50] == 170_000
    assert any("Portland, ME" in text for text in band.fallbacks)


def test_reported_pay_stands_beside_published_pay(snapshot):
    found = evidence(snapshot, occupation="29-1141", region="CA", experience_years=6)
    published, reported = found.bands
    assert published.source.name == "oews"
    assert reported.source.name == "salary_survey"
    assert reported.percentiles[50] == 80_000
    assert reported.knows_experience
    assert reported.as_of == date(2023, 4, 15)


@pytest.mark.parametrize(
    ("job", "median"),
    [
        ({"region": "CA", "experience_years": 6}, 80_000),
        ({"region": "TX", "experience_years": 6.9}, 70_000),
        ({"region": "CA", "experience_years": 30}, 75_000),
        ({"region": "CA"}, 75_000),
        ({}, 65_000),
    ],
)
def test_reported_pay_of_the_nearest_experience_then_place(snapshot, job, median):
    *_, reported = evidence(snapshot, occupation="29-1141", **job).bands
    assert reported.percentiles[50] == median


def test_reported_pay_of_the_country_is_carried_to_the_place(snapshot):
    reported = evidence(snapshot, occupation="29-1141", region="CA", metro="San Jose").bands[-1]
    assert reported.place == "California"
    assert math.exp(reported.known_log_offset) == pytest.approx(1.4)
    assert "× 1.40" in reported.fallbacks[0]


def test_without_published_wages_of_the_place_the_doubt_is_larger(snapshot):
    reported = evidence(snapshot, occupation="29-1141", region="TX").bands[-1]
    assert reported.known_log_offset == 0
    assert reported.fallback_sd > STATE_SD
    assert "too few in Texas" in reported.fallbacks[0]


def test_pay_of_all_employees_abroad_is_raised_as_the_occupation_is_in_the_us(snapshot):
    by_power, of_all = evidence(snapshot, country="MY", currency="MYR").bands
    assert by_power.place == "the US"
    assert (of_all.currency, of_all.percentiles[50]) == ("MYR", 12 * 2_600)
    assert math.exp(of_all.known_log_offset) == pytest.approx(135_000 / 50_000)
    assert of_all.fallback_sd == PREMIUM_SD


def test_pay_of_all_employees_is_itself_for_an_unknown_occupation(snapshot):
    unsure = evidence(snapshot, country="MY", currency="MYR", occupation=None, title="Qwyx")
    assert unsure.bands[-1].known_log_offset == 0


def test_uk_earnings_stand_in_where_nobody_reported(snapshot):
    *_, of_all = evidence(snapshot, country="GB", currency="GBP").bands
    assert (of_all.source.name, of_all.percentiles[50]) == ("uk_ashe", 37_000)


def test_fewer_reports_leave_more_doubt(snapshot):
    few = evidence(snapshot, occupation="29-1141", region="CA", experience_years=6).bands[-1]
    many = evidence(snapshot, occupation="29-1141").bands[-1]
    assert few.fallback_sd > many.fallback_sd > 0


def test_reported_pay_of_the_country_itself_comes_before_us_pay(snapshot):
    (band,) = evidence(snapshot, occupation="29-1141", country="GB", currency="GBP").bands
    assert (band.source.name, band.currency) == ("salary_survey", "GBP")
    assert band.place == "United Kingdom"


def test_what_the_employer_attested_is_a_band_of_its_own(snapshot):
    bands = {band.source.name: band for band in evidence(snapshot, employer="ACME ").bands}
    assert bands["h1b_lca"].percentiles == {25: 150_000, 50: 160_000, 75: 175_000}
    assert "h1b_lca" not in {
        band.source.name for band in evidence(snapshot, employer="Other").bands
    }


@pytest.mark.parametrize("employer", ["Acme", "ACME, Inc.", "acme llc "])
def test_an_employer_is_known_under_its_legal_name(snapshot, employer):
    sources = {band.source.name for band in evidence(snapshot, employer=employer).bands}
    assert "h1b_lca" in sources


def attested(number, title, pay, *, state="TX", employer="Grebe Systems, Inc.", full_time=True):
    return {
        "case_number": f"{number}",
        "decision_date": date(2026, 3, 1),
        "job_title": title,
        "soc_code": "15-1252",
        "is_full_time": full_time,
        "employer_name": employer,
        "company_key": company_key(employer),
        "worksite_state": state,
        "wage_annual_low_usd": pay,
    }


@pytest.fixture(scope="module")
def employers(tmp_path_factory):
    """A market with cases one by one: of two legal names, of two titles, of two states."""
    cases = [
        attested(1, "Software Engineer", 120_000),
        attested(2, "Software engineer", 130_000),
        attested(3, "SOFTWARE ENGINEER", 140_000, employer="GREBE SYSTEMS INC"),
        attested(4, "Senior Software Engineer", 180_000, state="CA"),
        attested(5, "Data Wrangler", 90_000, state="CA"),
        attested(6, "Software Engineer", 150_000, state="CA"),
        attested(7, "Software Engineer", 10_000, full_time=False),
        attested(8, "Software Engineer", 500_000, employer="Grebe Systems Labs, Inc."),
    ]
    folder = tmp_path_factory.mktemp("employers")
    with snapshot_of(folder, {"h1b_case": stamped("h1b_lca", RELEASE, cases)}) as snapshot:
        yield snapshot


@pytest.mark.parametrize(
    ("title", "region", "median", "said"),
    [
        ("Software Engineer", "TX", 130_000, '"Software Engineer" at Grebe Systems, Inc., 3 cases'),
        ("Software Engineer", "WA", 135_000, "4 cases"),
        ("Poet", "CA", 150_000, "15-1252 at Grebe Systems, Inc., 3 cases"),
        ("Poet", "NY", 135_000, "6 cases"),
    ],
)
def test_cases_of_the_title_and_state_come_before_those_of_the_occupation_and_nation(
    employers, title, region, median, said
):
    job = Job(
        employer="Grebe Systems", title=title, occupation="15-1252", region=region, country="US"
    )
    (band,) = pay_evidence(employers, job, AS_OF).bands
    assert band.percentiles[50] == median
    assert said in band.occupation
    assert band.knows_rank is (title != "Poet")


def test_a_firm_with_a_longer_name_is_another(employers):
    job = Job(employer="Grebe", title="Poet", occupation="15-1252")
    assert pay_evidence(employers, job, AS_OF).bands == ()


def test_growth_of_posted_wages_of_the_country_comes_first(tmp_path):
    months = [
        {"country": country, "sector": "All", "month": date(2026, month, 1), "postings": 500,
         "growth_yoy_share": growth}
        for country, growth in (("US", 0.03), ("GB", 0.05))
        for month in (5, 6, 7)
    ]  # fmt: skip
    with snapshot_of(
        tmp_path, {"indeed_wage_growth": stamped("indeed_wages", RELEASE, months)}
    ) as m:
        growth = evidence(m, country="GB", currency="GBP").growth
    assert growth.yoy_by_month == {date(2026, 5, 1): 0.05, date(2026, 6, 1): 0.05}
    assert growth.source.name == "indeed_wages"


def test_growth_of_pay_is_read_from_prices_up_to_the_day(tmp_path):
    months = [
        {"month": date(year, month, 1), "is_seasonally_adjusted": False, "index_1982_84": level}
        for year, level in ((2024, 100.0), (2025, 104.0), (2026, 110.0))
        for month in (1, 2)
    ]
    with snapshot_of(tmp_path, {"cpi_month": stamped("cpi", RELEASE, months)}) as prices:
        growth = evidence(prices).growth
        assert evidence(prices, country="DE", currency="EUR").growth is None
    assert growth.yoy_by_month[date(2025, 2, 1)] == pytest.approx(0.04)
    assert growth.newest_month == date(2026, 2, 1)


def test_abroad_us_pay_by_purchasing_power(snapshot):
    band, *_ = evidence(snapshot, country="GB", currency="GBP").bands
    assert (band.currency, band.percentiles[50]) == ("GBP", pytest.approx(135_000 * 0.7))
    assert band.fallback_sd == PPP_SD
    assert "purchasing power of 2024" in band.fallbacks[0]


def test_abroad_without_purchasing_power_the_exchange_rate(snapshot):
    (band,) = evidence(snapshot, country="DE", currency="EUR").bands
    assert (band.currency, band.percentiles[50]) == ("USD", 135_000)
    assert band.fallback_sd == EXCHANGE_SD
    assert "exchange rate" in band.fallbacks[0]


def test_an_empty_market_has_no_band_and_says_why(tmp_path):
    with snapshot_of(tmp_path, {}) as empty:
        found = evidence(empty)
    assert found.bands == ()
    assert any("not loaded" in text for text in found.missing)
