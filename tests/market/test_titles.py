"""Job titles as people write them, matched to occupations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.market.title_words import Seniority, normal_title, title_words
from greener.market.titles import (
    HowMatched,
    TitleIndex,
    curated_occupation,
    curated_titles,
    suggest_occupations,
    title_index,
)
from tests.market.small_market import snapshot_of

NAMES = {
    "15-1252": "Software Developers",
    "15-1254": "Web Developers",
    "17-2112": "Industrial Engineers",
    "29-1141": "Registered Nurses",
    "51-9151": "Photographic Process Workers and Processing Machine Operators",
    "53-3032": "Heavy and Tractor-Trailer Truck Drivers",
}
TITLES = [
    ("Full Stack Developer", "51-9151"),
    ("Registered Nurse (RN)", "29-1141"),
    ("Truck Driver", "53-3032"),
    ("Tractor Trailer Driver", "53-3032"),
    ("Widget Engineer", "17-2112"),
    ("Widget Engineer", "51-9151"),
    ("Quality Widget Engineer", "17-2112"),
]


@pytest.fixture(scope="module")
def small_index():
    return TitleIndex(TITLES, NAMES)


@pytest.mark.parametrize(
    ("title", "core", "seniority"),
    [
        ("Sr. Staff Backend Engineer II", "backend engineer", Seniority.STAFF),
        ("Manager, IT", "manager information technology", Seniority.MANAGER),
        ("Jr Developer", "developer", Seniority.JUNIOR),
        ("Staff Accountant", "accountant", Seniority.UNMARKED),
        ("Nursing Assistant", "nursing assistant", Seniority.UNMARKED),
        ("Lead Technical Writer", "technical writer", Seniority.LEAD),
        ("VP", "vice president", Seniority.VICE_PRESIDENT),
        ("CTO", "chief technology officer", Seniority.CHIEF),
        ("Software engineer", "software engineer", Seniority.UNMARKED),
        ("Principal", "principal", Seniority.PRINCIPAL),
    ],
)
def test_a_title_is_taken_apart(title, core, seniority):
    words = title_words(title)
    assert (words.core, words.seniority) == (core, seniority)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Manager, IT", "information technology manager"),
        ("Director of Engineering", "engineering director"),
        ("Executive Assistant to the CEO", "executive assistant"),
        ("Software Engineer III - Payments", "software engineer"),
        ("Truck Driver (CDL A)", "truck driver"),
        ("Front-end dev", "frontend developer"),
    ],
)
def test_a_title_has_the_forms_one_would_look_for(title, form):
    assert form in title_words(title).forms


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text):
    words = title_words(text)
    assert all(form == " ".join(form.split()) for form in words.forms)
    assert normal_title(normal_title(text)) == normal_title(text) or "(" in text


def test_curated_comes_before_a_misleading_exact_title(small_index):
    first, *_ = small_index.suggest("Full Stack Developer")
    assert (first.soc_code, first.how, first.is_sure) == ("15-1252", HowMatched.CURATED, True)


def test_an_exact_title_of_one_occupation_is_sure(small_index):
    (first, *_) = small_index.suggest("Registered nurse")
    assert first.soc_code == "29-1141"
    assert first.is_sure


def test_an_exact_title_of_two_occupations_is_not(small_index):
    first, second, *_ = small_index.suggest("Senior Widget Engineer")
    assert {first.soc_code, second.soc_code} == {"17-2112", "51-9151"}
    assert first.how is HowMatched.EXACT
    assert not first.is_sure


def test_a_misspelt_title_is_similar_and_not_sure(small_index):
    first, *_ = small_index.suggest("trukc drivr")
    assert first.soc_code == "53-3032"
    assert first.how is HowMatched.SIMILAR
    assert not first.is_sure


def test_at_most_three_and_each_once(small_index):
    for title in ("engineer", "widget driver nurse developer"):
        codes = [match.soc_code for match in small_index.suggest(title)]
        assert len(codes) == len(set(codes)) <= 3


@pytest.mark.parametrize("title", ["", "   ", "!!!", "🙂"])
def test_no_words_no_suggestion(small_index, title):
    assert small_index.suggest(title) == []


def test_an_index_without_titles_still_answers_curated_ones():
    index = TitleIndex([], NAMES)
    assert index.suggest("Software engineer")[0].soc_code == "15-1252"
    assert index.suggest("Widget turner") == []


def test_a_table_of_curated_titles_can_be_reached_by_its_own_words():
    for title in curated_titles():
        assert title in title_words(title).forms


def test_the_curated_occupation_alone():
    assert curated_occupation("Sr. Site Reliability Engineer II") == "15-1252"
    assert curated_occupation("Basket weaver") is None


def test_the_index_is_built_from_a_generation(tmp_path):
    stamp = {"source": "onet", "as_of_date": "2025-08-01"}
    market = {
        "occupation_title": [
            {
                "soc_code": "29-1141",
                "title": "Registered Nurses",
                "title_kind": "occupation",
                **stamp,
            },
            {"soc_code": "29-1141", "title": "RN", "title_kind": "short", **stamp},
        ]
    }
    with snapshot_of(tmp_path, market) as snapshot:
        assert suggest_occupations(title_index(snapshot), "rn")[0].soc_code == "29-1141"
