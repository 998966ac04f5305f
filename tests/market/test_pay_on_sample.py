"""The worth of real occupations in real places, on the sample market."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from greener.answers.worth import market_worth
from greener.journal.records import Job
from greener.market.currency import exchange_rates
from greener.market.pay_bands import groups_of
from greener.market.pay_evidence import pay_evidence
from greener.market.store import open_current
from greener.market.titles import curated_occupation, title_index
from greener.market.us_states import states
from greener.market.wage_areas import NATION

AS_OF = date(2026, 11, 1)
REAL_TITLES = Path(__file__).parents[1] / "fixtures" / "titles" / "real_titles.csv"


@pytest.fixture(scope="module")
def sample(sample_data):
    with open_current(sample_data / "published") as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def worth(sample):
    rates = exchange_rates(sample)

    def answer(**fields):
        job = Job(**{"employer": "Acme", "title": "any", **fields})
        return market_worth(job, pay_evidence(sample, job, AS_OF), (), rates, AS_OF)

    return answer


def classes_of_pairs(sample):
    """Return every occupation × state by how its pay is found: (class → pairs)."""
    known = sample.query(
        """SELECT soc_code FROM occupation_title UNION
           SELECT soc_code FROM oews_occupation WHERE soc_level = 'detailed' ORDER BY soc_code"""
    )["soc_code"]
    published = sample.query(
        """SELECT soc_code, area_code FROM oews_wage
           WHERE coalesce(wage_annual_p50_usd, wage_hourly_p50_usd) IS NOT NULL"""
    )
    there = set(published.itertuples(index=False, name=None))
    found = defaultdict(list)
    for soc_code in known:
        groups = [code for code, _, _ in groups_of(soc_code)]
        for state in states():
            near = (
                (place, position)
                for position, code in enumerate(groups)
                for place, area in (("state", f"{state.fips}00000"), ("nation", NATION))
                if (code, area) in there
            )
            found[next(near, None)].append((soc_code, state))
    return found


def test_every_occupation_in_every_state_gets_an_answer_or_says_what_stands_in(sample, worth):
    """All pairs are walked through what is published; of each way to an answer some are asked."""
    found = classes_of_pairs(sample)
    assert sum(map(len, found.values())) > 45_000
    assert None not in found, "some occupation has pay nowhere"
    assert ("state", 0) in found
    assert len(found) > 3
    for (place, position), pairs in found.items():
        for soc_code, state in pairs[:: max(len(pairs) // 12, 1)]:
            answer = worth(occupation=soc_code, region=state.postal)
            assert answer.worth.value is not None, (soc_code, state)
            assert 15_000 < answer.worth.value < 600_000, (soc_code, state)
            said = " ".join(answer.worth.missing)
            assert (f"Pay of occupation {soc_code}: not published" in said) is (position > 0)
            assert ("not published; the nation's instead" in said) is (place == "nation")


def test_every_state_pays_developers(worth):
    for state in states()[::4]:
        assert worth(occupation="15-1252", region=state.postal).worth.value > 40_000


def test_years_and_rank_raise_the_worth(worth):
    place = {"occupation": "23-2011", "region": "OH"}
    beginner, veteran = (worth(**place, experience_years=years).worth for years in (1, 20))
    assert veteran.value > 1.2 * beginner.value
    plain, senior = (
        worth(**place, title=title).worth for title in ("Paralegal", "Senior Paralegal")
    )
    assert senior.value > plain.value


def test_the_measured_coverage_is_stated(worth):
    basis = worth(occupation="15-1252", region="CA", experience_years=8).worth.basis
    assert any("80% range" in step and "held" in step for step in basis)


@pytest.mark.parametrize(
    ("country", "currency"),
    [("GB", "GBP"), ("DE", "EUR"), ("MY", "MYR"), ("BR", "BRL"), ("IN", "INR")],
)
def test_abroad_the_answer_is_in_the_own_currency_and_wider(worth, country, currency):
    at_home = worth(occupation="15-1252", region="CA")
    abroad = worth(occupation="15-1252", country=country, currency=currency)
    assert abroad.worth.unit == f"{currency}/year"
    assert abroad.worth.value is not None
    assert abroad.prior.sd > at_home.prior.sd


def test_a_country_nobody_reports_from_is_answered_by_purchasing_power(worth):
    answer = worth(occupation="29-1141", country="KE", currency="KES")
    assert any("purchasing power" in text for text in answer.worth.missing)


def test_real_titles_find_their_occupation_among_three(sample):
    index = title_index(sample)
    with REAL_TITLES.open(encoding="utf-8", newline="") as file:
        wanted = {row["title"]: row["accepted"].split() for row in csv.DictReader(file)}
    assert len(wanted) == 60
    hits = {title for title, accepted in wanted.items() if _finds(index, title, accepted)}
    assert len(hits) / len(wanted) >= 0.85, sorted(wanted.keys() - hits)
    by_likeness = {title for title in wanted if curated_occupation(title) is None}
    assert len(by_likeness) >= 20, "titles that no hand-kept line knows are tried as well"
    assert len(hits & by_likeness) / len(by_likeness) >= 0.85, sorted(by_likeness - hits)


def _finds(index, title, accepted):
    codes = [match.soc_code for match in index.suggest(title)]
    return any(code.startswith(prefix.rstrip("*")) for code in codes for prefix in accepted)
