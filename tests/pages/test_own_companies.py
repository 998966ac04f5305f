"""The person's companies are found by name or alias, never by likeness, and never the example's."""

from datetime import date

import pytest

from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import DreamCompany, HeldJob
from greener.journal.records import Process
from pages.market import own_companies, own_pay
from pages.shared.person import Person
from tests.market.small_market import snapshot_of
from tests.market.test_layoffs import MARTS


def kept(record):
    return Kept("1", 1, record)


def entries(**job):
    held = HeldJob(employer="Acorn", title="Baker", **job)
    return Entries(
        jobs=(kept(held),),
        processes=(Process(key="1", company="Birch"), Process(key="2", company="Acorn ")),
        dream_companies=(kept(DreamCompany(company="Cedar", since=date(2025, 1, 1))),),
    )


@pytest.fixture
def market(tmp_path):
    with snapshot_of(tmp_path, MARTS) as snapshot:
        yield snapshot


@pytest.fixture
def as_person(monkeypatch):
    def as_person(who, *, refusal=None):
        for module in (own_companies, own_pay):
            monkeypatch.setattr(module, "person", lambda: who)
            monkeypatch.setattr(module, "journal_refusal", lambda: refusal)

    return as_person


def test_the_nearest_reason_counts(market):
    found = own_companies.match_own(market, own_companies.named_companies(entries()))
    assert found.reasons == {
        "acorn": "my employer",
        "birch": "in my pipeline",
        "cedar": "on my dream list",
    }
    assert found.unlisted == ()


def test_a_like_name_is_another_firm(market):
    found = own_companies.match_own(market, [("Acorn Labs", "in my pipeline")])
    assert found.reasons == {}
    assert found.unlisted == ("Acorn Labs",)


def test_an_alias_says_under_which_name(market, monkeypatch):
    monkeypatch.setattr("greener.market.companies.aliases", lambda: {"oak": ("acorn", "part")})
    found = own_companies.match_own(market, [("Oak", "my employer")])
    assert found.reasons == {"acorn": "my employer: Oak"}


@pytest.mark.parametrize(
    ("job", "state"),
    [
        ({"region": "TX"}, "TX"),
        ({"region": "texas"}, "TX"),
        ({"region": "Bavaria"}, None),
        ({}, None),
        ({"region": "TX", "country": "DE"}, None),
    ],
)
def test_the_own_state_is_a_us_state(job, state, as_person):
    as_person(Person(entries(**job), is_example=False))
    assert own_companies.own_state() == state


def test_the_own_industry_is_every_word_of_the_list_for_it(as_person):
    as_person(Person(entries(industry="52", employer_stage="Series B"), is_example=False))
    assert {"Finance", "Crypto"} <= own_companies.own_industries()
    assert "Retail" not in own_companies.own_industries()
    assert own_companies.own_country() == "US"
    assert own_companies.own_stage() == "Series B"


@pytest.mark.parametrize(
    ("is_example", "refusal"), [(True, None), (False, "closed: reachable from other machines")]
)
def test_nothing_is_marked_of_the_example_or_while_the_journal_is_withheld(
    is_example, refusal, as_person
):
    as_person(Person(entries(region="TX", industry="52"), is_example=is_example), refusal=refusal)
    assert own_companies.own_companies().reasons == {}
    assert own_companies.own_state() is None
    assert own_companies.own_industries() == frozenset()
    assert own_companies.own_country() is None


@pytest.mark.parametrize(("is_example", "years"), [(False, 7), (True, None)])
def test_own_experience_is_the_persons(is_example, years, as_person):
    as_person(Person(entries(experience_years=7), is_example=is_example))
    assert own_pay.own_experience() == years


def test_a_withheld_journal_is_not_even_opened(monkeypatch):
    def opened():
        raise AssertionError("the journal was opened")

    for module in (own_companies, own_pay):
        monkeypatch.setattr(module, "person", opened)
        monkeypatch.setattr(module, "journal_refusal", lambda: "closed")
    assert own_companies.whoever() is None
    assert own_pay.someone() is None
    assert own_pay.own_pay("USD", date(2026, 1, 1), "US").named == ()
