"""Reported pay: whole countries only, everybody before the bands of experience."""

from datetime import date

import pytest

from greener.market.reported_pay import (
    pay_by_year,
    reported_bands,
    reported_countries,
    reported_occupations,
    years_countries,
)
from tests.market.small_market import snapshot_of


def band(source, low=0, high=99, *, country="US", region="", soc="15-1252", reports=20):
    return {
        "soc_code": soc,
        "country": country,
        "region": region,
        "experience_from_years": low,
        "experience_to_years": high,
        "reports": reports,
        **{f"pay_annual_p{p}": 1000.0 * p for p in (10, 25, 50, 75, 90)},
        "currency": "USD",
        "paid_on": date(2025, 6, 1),
        "source": source,
        "as_of_date": date(2025, 6, 1),
    }


def info(source, position, title):
    return {
        "source": source,
        "position": position,
        "title": title,
        "publisher": "",
        "licence": "",
        "citation": "",
        "homepage_url": "",
        "live_urls": [],
        "cadence_days": 365,
        "needs": "",
    }


@pytest.fixture
def market(tmp_path):
    tables = {
        "source_info": [info("stackoverflow", 2, "Survey"), info("salary_survey", 1, "Manager")],
        "survey_pay_band": [
            band("salary_survey", 2, 4),
            band("salary_survey"),
            band("salary_survey", region="CA"),
            band("salary_survey", country="GB", reports=500),
        ],
        "stackoverflow_pay_band": [band("stackoverflow", 41), band("stackoverflow")],
        "ai_jobs_pay_band": [band("ai_jobs"), band("ai_jobs", soc="11-1011")],
    }
    with snapshot_of(tmp_path, tables) as snapshot:
        yield snapshot


def test_sources_stand_beside_each_other_everybody_first(market):
    frame = reported_bands(market, "15-1252", "US")
    assert list(zip(frame["title"], frame["experience_from_years"], strict=True)) == [
        ("Manager", 0),
        ("Manager", 2),
        ("Survey", 0),
        ("Survey", 41),
        ("ai_jobs", 0),
    ]


def test_countries_come_most_people_first(market):
    assert reported_countries(market, "15-1252") == ["GB", "US"]
    assert reported_countries(market, "99-9999") == []


def test_pay_by_year_comes_oldest_first_and_everybody_before_some(tmp_path):
    kept = {
        key: value for key, value in band("ai_jobs").items() if key not in {"region", "paid_on"}
    }
    rows = [
        {**kept, "year": 2024, "work_mode": "remote"},
        {**kept, "year": 2024, "work_mode": "all", "experience_from_years": 5},
        {**kept, "year": 2024, "work_mode": "all"},
        {**kept, "year": 2022, "work_mode": "all", "reports": 3, "pay_annual_p50": None},
        {**kept, "year": 2024, "work_mode": "all", "country": "DE"},
    ]
    with snapshot_of(tmp_path, {"ai_jobs_pay_year": rows}) as snapshot:
        frame = pay_by_year(snapshot, "15-1252", "US")
        assert years_countries(snapshot, "15-1252") == ["US", "DE"]
        assert years_countries(snapshot, None) == ["US", "DE"]
        assert years_countries(snapshot, "11-1011") == []
    assert frame[["year", "work_mode", "experience_from_years"]].to_records(
        index=False
    ).tolist() == [
        (2022, "all", 0),
        (2024, "all", 0),
        (2024, "all", 5),
        (2024, "remote", 0),
    ]


def test_occupations_of_reported_pay_have_names_where_titles_are_loaded(market):
    assert reported_occupations(market) == {"11-1011": "11-1011", "15-1252": "15-1252"}


def test_an_occupation_is_named_by_its_own_title(tmp_path):
    stamp = {"source": "onet", "as_of_date": date(2022, 8, 1), "soc_code": "15-1252"}
    titles = [
        {**stamp, "title": "Coder", "title_kind": "reported"},
        {**stamp, "title": "Software Developers", "title_kind": "occupation"},
    ]
    tables = {"ai_jobs_pay_band": [band("ai_jobs")], "occupation_title": titles}
    with snapshot_of(tmp_path, tables) as snapshot:
        assert reported_occupations(snapshot) == {"15-1252": "Software Developers"}
