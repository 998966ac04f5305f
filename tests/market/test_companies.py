"""Companies are found by exact name or by the alias table; likeness only suggests."""

from datetime import date
from pathlib import Path

import pytest

from greener.market.companies import aliases, company_key, find_company, suggest_companies
from tests.market.small_market import snapshot_of, stamped

AS_OF = date(2026, 5, 15)


def company(name: str, **fields) -> dict:
    month = date(2025, 1, 1)
    return {
        "company_key": company_key(name),
        "company_name": name,
        "events": 1,
        "first_event_month": month,
        "last_event_month": month,
        "events_last_12m": 0,
        "events_last_24m": 1,
        "people_known": 10,
        "events_size_unknown": 0,
        "has_shut_down": False,
        "event_months": [month],
        "event_shares": [None],
        "event_counts": [10],
        **fields,
    }


@pytest.fixture
def market(tmp_path: Path):
    names = ["Aurora", "Aurora Solar", "Meta", "Google", "Stripe", "Strip Labs"]
    rows = stamped("layoff_events", AS_OF, [company(name) for name in names])
    with snapshot_of(tmp_path, {"company_history": rows}) as snapshot:
        yield snapshot


def test_an_exact_name_is_found_whatever_its_case_and_spaces(market):
    found = find_company(market, "  aurora ")
    assert (found.key, found.name, found.relation) == ("aurora", "Aurora", "same")


def test_a_likely_name_is_not_taken_for_the_company(market):
    assert find_company(market, "Aurora Labs") is None


def test_a_likely_name_is_suggested_with_what_they_share(market):
    suggested = suggest_companies(market, "Aurora Labs")
    assert [found.name for found in suggested][:2] == ["Aurora", "Aurora Solar"]
    assert "aurora" in suggested[0].in_common


def test_a_typo_is_suggested_and_nothing_for_a_stranger(market):
    assert suggest_companies(market, "Strype")[0].key == "stripe"
    assert suggest_companies(market, "Zyxw Qvbn Ltd") == ()


def test_the_name_itself_is_not_suggested(market):
    assert "aurora" not in [found.key for found in suggest_companies(market, "Aurora")]


def test_a_part_and_another_name_lead_to_the_listed_firm(market):
    part, name = find_company(market, "Instagram"), find_company(market, "Facebook")
    assert (part.key, part.relation) == ("meta", "part")
    assert (name.key, name.relation) == ("meta", "name")
    assert find_company(market, "LinkedIn") is None, "Microsoft is not on this list"


def test_aliases_never_chain_and_never_name_themselves():
    assert all(target not in aliases() for target, _ in aliases().values())
    assert all(relation in ("name", "part") for _, relation in aliases().values())
