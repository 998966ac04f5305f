"""What a published market gives to the safety answer."""

from datetime import date
from pathlib import Path

import pytest

from greener.answers.employer import CutShare, ListedEvent
from greener.answers.safety import job_safety
from greener.journal.records import Job
from greener.market.safety_evidence import safety_evidence
from greener.market.store import Snapshot
from tests.market.small_market import snapshot_of, stamped
from tests.market.test_companies import company

AS_OF = date(2026, 5, 15)
TODAY = date(2026, 6, 1)


def acme() -> dict:
    months = [date(2023, 1, 1), date(2026, 2, 1)]
    return company(
        "Meta",
        events=2,
        event_months=months,
        event_shares=[0.13, None],
        event_counts=[11_000, None],
        first_event_month=months[0],
        last_event_month=months[1],
        stage="Post-IPO",
        industry_listed="Consumer",
        country="US",
    )


@pytest.fixture
def market(tmp_path: Path):
    shares = [
        {"stage": "All", "share_median": 0.15, "share_mean": 0.2, "events_with_share": 2000},
        {"stage": "Post-IPO", "share_median": 0.1, "share_mean": 0.1, "events_with_share": 700},
    ]
    tables = {
        "company_history": stamped("layoff_events", AS_OF, [acme()]),
        "layoff_cut_share": stamped("layoff_events", AS_OF, shares),
    }
    with snapshot_of(tmp_path, tables) as snapshot:
        yield snapshot


def test_a_listed_employer_comes_with_its_events(market):
    found = safety_evidence(market, Job(employer="META", title="Engineer"), TODAY)
    assert found.employer.events == (
        ListedEvent(date(2023, 1, 1), 0.13, 11_000),
        ListedEvent(date(2026, 2, 1), None, None),
    )
    assert found.list_as_of == AS_OF
    assert found.cut_shares["Post-IPO"] == CutShare(0.1, 700)
    assert (found.employer.naics_sector, found.employer.note) == (None, "")


def test_a_part_of_a_firm_gets_its_history_and_says_so(market):
    found = safety_evidence(market, Job(employer="Instagram", title="Engineer"), TODAY)
    assert found.employer.note == "part of Meta"
    assert job_safety(Job(employer="Instagram", title="Engineer"), found, TODAY).estimate.n == 2


def test_trends_of_all_sectors_come_along_for_what_if_in_one_query(tmp_path, monkeypatch):
    series = [
        {
            "series_id": f"JTS{code}000000000LDR",
            "month": date(2016 + month // 12, month % 12 + 1, 1),
            "is_seasonally_adjusted": True,
            "industry_code": code,
            "state_code": "00",
            "size_class_code": "00",
            "element": "LD",
            "rate_monthly_pct": 1.0 if month < 108 else factor,
            "averaged_months": 1,
            "is_preliminary": False,
        }
        for code, factor in {"000000": 1.5, "510000": 2.0, "540099": 0.5}.items()
        for month in range(120)
    ]
    rows = stamped("jolts", date(2025, 12, 1), series)
    asked = []
    query = Snapshot.query
    monkeypatch.setattr(
        Snapshot, "query", lambda self, sql, *more: asked.append(sql) or query(self, sql, *more)
    )
    with snapshot_of(tmp_path, {"jolts_value": rows}) as snapshot:
        trends = safety_evidence(snapshot, Job(employer="Acme", title="x"), TODAY).trends
    assert set(trends) == {"00", "51", "54", "55", "56"}
    assert trends["51"].recent_rate_monthly_pct == 2.0
    assert trends["54"].ratio == pytest.approx(0.5 / 0.95)
    assert sum("jolts_value" in sql for sql in asked) == 1


def test_an_unlisted_employer_and_an_empty_market_are_answered(market, tmp_path):
    worker = Job(employer="Nobody Knows", title="Engineer")
    assert safety_evidence(market, worker, TODAY).employer is None
    with snapshot_of(tmp_path / "empty", {}) as empty:
        found = safety_evidence(empty, worker, TODAY)
    assert found.list_as_of is None
    assert 0 < job_safety(worker, found, TODAY).estimate.value < 0.05
