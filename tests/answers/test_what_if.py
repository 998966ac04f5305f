"""What would move the safety answer: every alternative is the model itself on a changed job."""

from dataclasses import replace
from datetime import date

import pytest

from greener.answers.employer import EmployerRecord, ListedEvent
from greener.answers.safety import SafetyEvidence, job_safety
from greener.answers.trend import IndustryTrend
from greener.answers.what_if import BUSY_RATIO, alternatives, with_tenure
from greener.journal.records import Job, WorkMode

DAY = date(2026, 6, 30)
TREND = IndustryTrend("Information", 1.0, 1.0, date(2026, 5, 1))
LISTED = EmployerRecord("acme", "Acme", (ListedEvent(date(2025, 9, 1), 0.1, 500),), "Post-IPO")
EVIDENCE = SafetyEvidence(employer=LISTED, list_as_of=DAY, trends={"51": TREND, "00": TREND})
JOB = Job(
    employer="Acme",
    title="Engineer",
    occupation="15-1252",
    industry="51",
    started=date(2022, 6, 1),
)


def by_label(job=JOB, evidence=EVIDENCE):
    return {each.label: each for each in alternatives(job, evidence, DAY)}


def chance(job=JOB, evidence=EVIDENCE):
    return job_safety(job, evidence, DAY).estimate.value


def test_the_most_telling_comes_first():
    now = chance()
    reaches = [each.reach(now) for each in alternatives(JOB, EVIDENCE, DAY)]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[0] > 0


def test_another_layoff_raises_the_chance_and_a_quiet_year_lowers_it():
    found = by_label()
    (again,) = found["Another layoff there is announced now"].chances
    (quiet,) = found["A year passes there without another layoff"].chances
    assert quiet < chance() < again


def test_an_alternative_is_the_model_itself():
    (long,) = by_label()["You had been there 12 years"].chances
    assert long == chance(with_tenure(JOB, 12, DAY))
    busy = replace(TREND, recent_rate_monthly_pct=BUSY_RATIO, as_of=DAY)
    (worse,) = by_label()["Your industry lays off a quarter more than its normal"].chances
    assert worse == chance(evidence=replace(EVIDENCE, trends={**EVIDENCE.trends, "51": busy}))


def test_a_never_listed_employer_may_be_listed_and_has_no_quiet_year():
    found = by_label(evidence=replace(EVIDENCE, employer=None))
    (listed,) = found["A layoff there is announced now"].chances
    assert listed > chance(evidence=replace(EVIDENCE, employer=None))
    assert not [label for label in found if "without another" in label or "just begun" in label]


def test_what_is_not_known_reaches_over_all_it_may_be():
    bare = Job(employer="Acme", title="Engineer")
    unknown = {each.label: each for each in alternatives(bare, EVIDENCE, DAY) if each.is_unknown}
    assert set(unknown) == {
        "Knowing when you started",
        "Knowing your occupation",
        "Knowing your employer's industry",
    }
    for each in unknown.values():
        assert min(each.chances) < chance(bare) < max(each.chances)


def test_nothing_known_is_called_unknown():
    assert not [each for each in alternatives(JOB, EVIDENCE, DAY) if each.is_unknown]


def test_remote_workers_are_asked_about_the_site():
    job = JOB.model_copy(update={"work_mode": WorkMode.REMOTE})
    (on_site,) = by_label(job)["You worked on site"].chances
    assert on_site < chance(job)


@pytest.mark.parametrize("country", ["DE", "MY"])
def test_abroad_no_us_trend_is_offered(country):
    job = JOB.model_copy(update={"country": country})
    assert not [label for label in by_label(job) if "industry lays off" in label]


def test_tenure_is_counted_back_from_the_day():
    assert with_tenure(JOB, 2.5, DAY).tenure_years(DAY) == pytest.approx(2.5, abs=0.01)
