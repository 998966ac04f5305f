"""What the market knows of a job's pay, from the nearest place and the surest occupation."""

from __future__ import annotations

from datetime import date

import pytest

from greener.journal.records import Job
from greener.market.pay_evidence import EXCHANGE_SD, METRO_SD, PPP_SD, STATE_SD, pay_evidence
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


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    areas = [
        ("0000000", "nation", "00", "National"),
        ("0600000", "state", "06", "California"),
        ("0041940", "metro", "06", "San Jose-Sunnyvale-Santa Clara, CA"),
    ]
    occupations = [
        ("00-0000", "All Occupations", "total"),
        ("15-1252", "Software Developers", "detailed"),
        ("29-1141", "Registered Nurses", "detailed"),
    ]
    wages = [
        wage("0000000", "00-0000", 50_000),
        wage("0600000", "00-0000", 55_000),
        wage("0000000", "15-1252", 135_000),
        wage("0600000", "15-1252", 170_000),
        wage("0041940", "15-1252", 200_000, wage_topcoded_from_percentile=75),
        wage("0000000", "29-1141", 95_000),
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
        "ppp_rate": stamped(
            "ppp", RELEASE, [{"country": "GB", "year": 2024, "units_per_intl_usd": 0.7}]
        ),
    }
    with snapshot_of(tmp_path_factory.mktemp("market"), market) as opened:
        yield opened


def evidence(snapshot, **changes):
    fields = {"employer": "Acme", "title": "Software engineer", "occupation": "15-1252"}
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
    assert any("55-1011" in text for text in found.missing)


def test_abroad_us_pay_by_purchasing_power(snapshot):
    (band,) = evidence(snapshot, country="GB", currency="GBP").bands
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
