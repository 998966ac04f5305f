"""The safety answer: its level, its steps, its directions, and what it says is missing."""

import math
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.answers import displacement
from greener.answers.background import background_multipliers
from greener.answers.employer import (
    CutShare,
    EmployerRecord,
    ListedEvent,
    selection_multiplier,
)
from greener.answers.forecast import HIGHEST_TRIED
from greener.answers.hazard import TERMS, HazardFit, MarketState
from greener.answers.safety import SafetyEvidence, job_safety
from greener.answers.trend import IndustryTrend
from greener.journal.records import Job, WorkMode
from greener.market.industries import sectors

AS_OF = date(2026, 6, 1)
FIT = HazardFit(
    coefficients=np.array([-3.3, 0.85, 0.16, 0.29, 0.08, 0.14, 0.26, -0.2, 0.24]),
    covariance=0.003 * np.eye(len(TERMS)),
    market=MarketState(-4.8, -4.7, np.array([[0.02, 0.01], [0.01, 0.05]]), 0.85, 0.6),
)
fits = st.sampled_from([None, FIT])
SHARES = {"All": CutShare(0.15, 1500), "Post-IPO": CutShare(0.10, 400), "Seed": CutShare(0.4, 5)}
SOC = {
    "management, business, financial": "11-1011",
    "professional": "15-1252",
    "service": "35-2014",
    "sales": "41-2031",
    "office and administrative": "43-4051",
    "farming": "45-2092",
    "construction and extraction": "47-2061",
    "installation and repair": "49-9071",
    "production": "51-2098",
    "transportation": "53-3032",
}

months = st.dates(date(2020, 3, 1), date(2026, 5, 1)).map(lambda day: day.replace(day=1))
events = st.builds(
    ListedEvent,
    month=months,
    share=st.one_of(st.none(), st.floats(0.01, 0.9)),
    count=st.one_of(st.none(), st.integers(1, 30_000)),
)
records = st.builds(
    EmployerRecord,
    key=st.just("acme"),
    name=st.just("Acme"),
    events=st.lists(events, min_size=1, max_size=8).map(
        lambda found: tuple(sorted(found, key=lambda event: event.month))
    ),
    stage=st.sampled_from([None, "Seed", "Series C", "Post-IPO", "Acquired"]),
)
jobs = st.builds(
    Job,
    employer=st.just("Acme"),
    title=st.just("Engineer"),
    occupation=st.one_of(st.none(), st.sampled_from(sorted(SOC.values())), st.just("55-1011")),
    industry=st.one_of(st.none(), st.sampled_from(sorted(sectors())), st.just("77")),
    country=st.sampled_from(["US", "MY", "DE"]),
    started=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2026, 5, 31))),
    work_mode=st.one_of(st.none(), st.sampled_from(list(WorkMode))),
)


def job(**fields) -> Job:
    return Job(**{"employer": "Acme", "title": "Engineer", **fields})


def evidence(record: EmployerRecord | None = None, **fields) -> SafetyEvidence:
    return SafetyEvidence(
        **{"employer": record, "list_as_of": date(2026, 5, 15), "cut_shares": SHARES, **fields}
    )


def listed(*found: ListedEvent, stage: str | None = "Post-IPO") -> EmployerRecord:
    return EmployerRecord("acme", "Acme", found, stage)


def test_the_mean_hazard_over_all_workers_is_the_anchor():
    """Never-listed employers, no trend: tenure × occupation × industry by their employment."""
    employed = displacement.employment()
    total = mean = 0.0
    starts = {
        0.5: date(2025, 12, 1),
        2: date(2024, 6, 1),
        5: date(2021, 6, 1),
        15: date(2011, 6, 1),
    }
    for (years, band), (cell, count) in product(
        zip(starts, displacement.TENURE_BANDS, strict=True), employed.items()
    ):
        assert displacement.tenure_band(years) is band
        worker = job(occupation=SOC[cell[1]], industry=cell[0], started=starts[years])
        weight = band.share * count
        mean += weight * _hazard_without_draws(worker)
        total += weight
    assert 100 * mean / total == pytest.approx(1.76, abs=0.02)


def _hazard_without_draws(worker: Job) -> float:
    years = worker.tenure_years(AS_OF)
    parts = background_multipliers(years, worker.occupation, worker.industry)
    selection = selection_multiplier(years, worker.work_mode)
    level = displacement.DISPLACED_YEARLY.value * math.prod(part.value for part in parts)
    return level + 0.036 * 0.17 * (selection - 1)


@pytest.mark.parametrize("started", [None, date(2026, 1, 1), date(2015, 1, 1)])
def test_the_population_mean_uses_the_same_hazard_as_the_answer(started):
    worker = job(occupation="15-1252", industry="51", started=started)
    answer = job_safety(worker, evidence(), AS_OF)
    assert answer.hazard_yearly == pytest.approx(_hazard_without_draws(worker), rel=1e-12)


def test_a_known_case_by_hand():
    """Professional in Information for six years, at a listed employer, rates as in the tables."""
    employed = displacement.employment()
    total = sum(employed.values())

    def industry(sector: str) -> float:
        return (displacement.industry_multiplier(sector) or 1) ** 0.5

    def occupation(group: str) -> float:
        return displacement.OCCUPATION_MULTIPLIERS[group][0] ** 0.5

    joint = sum(
        industry(sector) * occupation(group) * count for (sector, group), count in employed.items()
    )
    level = 0.0176 * 0.82 / 0.99962 * industry("51") * occupation("professional") / (joint / total)
    answer = job_safety(
        job(occupation="15-1252", industry="51", started=date(2020, 5, 1)), evidence(), AS_OF
    )
    company = 0.036 * 0.17 / (1 + 0.187 * 0.5) - 0.036 * 0.17
    assert answer.hazard_yearly == pytest.approx(level + company, rel=1e-9)
    assert answer.average_worker == pytest.approx(1 - math.exp(-0.0176))
    assert round(1 / answer.average_worker) == 57
    assert answer.broad == pytest.approx(1 - math.exp(-1.5 * answer.hazard_yearly))


@settings(max_examples=60, deadline=None)
@given(jobs, st.one_of(st.none(), records), st.floats(0.3, 3.0), fits)
def test_steps_add_up_and_chances_stay_between_0_and_1(worker, record, ratio, fit):
    trends = {
        sector: IndustryTrend("some", 1.2 * ratio, 1.2, date(2026, 4, 1))
        for sector in (*sectors(), "00")
    }
    answer = job_safety(worker, evidence(record, trends=trends, fit=fit), AS_OF)
    estimate = answer.estimate
    hazard = math.fsum(factor.hazard for factor in answer.factors)
    per_100 = math.fsum(factor.per_100 for factor in answer.factors)
    assert hazard == answer.hazard_yearly
    assert estimate.value == -math.expm1(-hazard)
    assert per_100 == pytest.approx(100 * estimate.value, rel=1e-12)
    assert 0 < estimate.low <= estimate.value <= estimate.high < 1
    assert 0 < answer.employer_event_low <= answer.employer_event_high < 1
    assert estimate.value < answer.broad < 1
    multiplied = [f for f in answer.factors if f.multiplier is not None and f.name != "selection"]
    level = 0.0176 * math.prod(factor.multiplier for factor in multiplied)
    upto = [f.name for f in answer.factors].index("employer")
    assert math.fsum(f.hazard for f in answer.factors[:upto]) == pytest.approx(level, rel=1e-12)
    assert hazard >= 0.25 * level * (1 - 1e-12)


@settings(max_examples=40, deadline=None)
@given(jobs, st.one_of(st.none(), records), st.dates(date(1990, 1, 1), date(2026, 5, 31)), fits)
def test_longer_tenure_never_raises_the_risk(worker, record, earlier, fit):
    newer = worker.model_copy(update={"started": max(worker.started or AS_OF, earlier)})
    older = worker.model_copy(update={"started": min(worker.started or AS_OF, earlier)})
    known = evidence(record, fit=fit)
    assert (
        job_safety(older, known, AS_OF).estimate.value
        <= job_safety(newer, known, AS_OF).estimate.value
    )


@settings(max_examples=40, deadline=None)
@given(jobs, records, events, fits)
def test_a_new_event_raises_the_risk(worker, record, event, fit):
    new = replace(event, month=date(2026, 5, 1))
    more = replace(record, events=(*record.events, new))
    before = job_safety(worker, evidence(record, fit=fit), AS_OF)
    after = job_safety(worker, evidence(more, fit=fit), AS_OF)
    assert after.employer_event >= before.employer_event
    assert after.estimate.value >= before.estimate.value


@settings(max_examples=40, deadline=None)
@given(jobs, records, fits)
def test_a_year_without_an_event_lowers_the_risk(worker, record, fit):
    """The list speaks for one more year and nothing was added."""
    first = record.events[-1].month
    later = first.replace(year=first.year + 1)
    early = job_safety(worker, evidence(record, list_as_of=first, fit=fit), AS_OF)
    late = job_safety(worker, evidence(record, list_as_of=later, fit=fit), AS_OF)
    chances = (late.employer_event, early.employer_event)
    assert chances[0] < chances[1] or chances == (HIGHEST_TRIED.value, HIGHEST_TRIED.value)
    assert late.estimate.value <= early.estimate.value


def test_the_same_question_gets_the_same_answer():
    record = listed(ListedEvent(date(2026, 1, 1), 0.1))
    assert job_safety(job(), evidence(record), AS_OF) == job_safety(job(), evidence(record), AS_OF)


def test_nothing_known_is_the_average_worker_with_a_wider_range():
    nothing = job_safety(job(), SafetyEvidence(), AS_OF).estimate
    assert nothing.value == pytest.approx(1 - math.exp(-0.0176))
    known = job_safety(
        job(occupation="43-4051", industry="42", started=date(2022, 1, 1)), evidence(), AS_OF
    ).estimate
    assert nothing.high / nothing.low > known.high / known.low
    said = " | ".join(nothing.missing)
    for part in ("start of the job", "occupation", "industry", "layoff list"):
        assert part in said
    assert nothing.n == 0


def test_what_is_missing_is_said_part_by_part():
    answer = job_safety(
        job(occupation="55-1011", industry="54", country="MY", started=date(2020, 1, 1)),
        evidence(),
        AS_OF,
    ).estimate
    said = " | ".join(answer.missing)
    for part in ("occupation 55-1011", "Professional, scientific", "for MY", "record of Acme"):
        assert part in said
    at_home = job_safety(
        job(occupation="55-1011", industry="54", started=date(2020, 1, 1)), evidence(), AS_OF
    ).estimate
    assert answer.high / answer.low > at_home.high / at_home.low


def test_the_fitted_forecast_is_used_and_what_it_lacks_is_said():
    record = replace(listed(ListedEvent(date(2026, 1, 1), 0.1)), note="part of Meta")
    fitted = job_safety(job(), evidence(record, fit=FIT, fit_until=date(2026, 4, 1)), AS_OF)
    plain = job_safety(job(), evidence(record), AS_OF)
    assert fitted.employer_event != plain.employer_event
    assert any("python -m etl fit" in text for text in plain.estimate.missing)
    assert not any("python -m etl fit" in text for text in fitted.estimate.missing)
    assert any("part of Meta" in text for text in fitted.estimate.missing)
    old = job_safety(job(), evidence(record, fit=FIT, fit_until=date(2025, 4, 1)), AS_OF)
    assert any("it knows April 2025" in text for text in old.estimate.missing)
    past = evidence(record, fit=FIT, fit_until=date(2026, 4, 1))
    said = job_safety(job(), past, date(2026, 2, 1)).estimate.missing
    assert any("market's state on that day" in text for text in said)


def test_no_chance_beyond_what_was_tried_is_given():
    months = [date(2025, month, 1) for month in range(1, 13)]
    often = listed(*(ListedEvent(month, 0.02, 10_000) for month in months))
    answer = job_safety(job(), evidence(often, fit=FIT), AS_OF)
    highest = HIGHEST_TRIED.value
    assert (answer.employer_event, answer.employer_event_high) == (highest, highest)
    (label,) = (text for text in answer.estimate.basis if text.startswith("employer: "))
    assert "12 listed layoffs, the last in December 2025; held to 80%" in label
    once = job_safety(job(), evidence(listed(ListedEvent(months[0], 0.1)), fit=FIT), AS_OF)
    assert once.employer_event < highest
    assert any("1 listed layoff, the last in January 2025;" in text for text in once.estimate.basis)


def test_what_stands_in_for_an_unknown_industry_is_named():
    nurse = job_safety(job(occupation="29-1141"), evidence(), AS_OF)
    labels = {factor.name: factor.label for factor in nurse.factors}
    assert labels["industry"] == "Usual industries of the occupation"
    clerk = job_safety(job(industry="51"), evidence(), AS_OF)
    labels = {factor.name: factor.label for factor in clerk.factors}
    assert labels["occupation"] == "Usual occupations of the industry"


def test_a_stale_list_is_said_and_the_forecast_starts_where_it_ends():
    record = listed(ListedEvent(date(2024, 10, 1), 0.1))
    answer = job_safety(job(), evidence(record, list_as_of=date(2025, 5, 1)), AS_OF)
    assert any("list ends May 2025" in text for text in answer.estimate.missing)
    fresh = job_safety(job(), evidence(record), AS_OF)
    assert answer.employer_event > fresh.employer_event


def test_an_answer_for_the_past_does_not_know_the_future():
    record = listed(ListedEvent(date(2024, 1, 1), 0.1), ListedEvent(date(2026, 3, 1), 0.2))
    past = date(2025, 1, 1)
    known_then = listed(ListedEvent(date(2024, 1, 1), 0.1))
    assert job_safety(job(), evidence(record), past) == job_safety(
        job(), evidence(known_then), past
    )
    before_all = job_safety(job(), evidence(record), date(2023, 1, 1)).estimate
    assert before_all.n == 0


def test_a_shut_down_record_is_set_aside_and_said():
    closed = listed(ListedEvent(date(2023, 1, 1), 0.2), ListedEvent(date(2024, 1, 1), 1.0))
    answer = job_safety(job(), evidence(closed), AS_OF)
    assert answer.employer_event == job_safety(job(), evidence(), AS_OF).employer_event
    assert any("shut down" in text for text in answer.estimate.missing)


def test_the_floor_binds_at_a_calm_employer_and_stays_a_step():
    calm = listed(ListedEvent(date(2020, 3, 1), 0.1))
    worker = job(occupation="35-2014", industry="92", started=date(2005, 1, 1))
    answer = job_safety(worker, evidence(calm), AS_OF)
    assert answer.factors[-1].name == "floor"
    upto = [factor.name for factor in answer.factors].index("employer")
    level = math.fsum(factor.hazard for factor in answer.factors[:upto])
    assert answer.hazard_yearly == pytest.approx(level / 4, rel=1e-12)


def test_the_cut_share_backs_off_where_a_stage_has_too_few():
    post_ipo = job_safety(job(), evidence(listed(ListedEvent(date(2026, 1, 1)))), AS_OF)
    seed = job_safety(job(), evidence(listed(ListedEvent(date(2026, 1, 1)), stage="Seed")), AS_OF)
    own = job_safety(
        job(employer_stage="Post-IPO"),
        evidence(listed(ListedEvent(date(2026, 1, 1)), stage=None)),
        AS_OF,
    )
    assert (post_ipo.cut_share, seed.cut_share, own.cut_share) == (0.10, 0.15, 0.10)


def test_the_trend_is_used_only_while_it_is_fresh():
    fresh = {"51": IndustryTrend("Information", 1.8, 1.2, date(2026, 4, 1))}
    old = {"51": IndustryTrend("Information", 1.8, 1.2, date(2025, 5, 1))}
    worker = job(industry="51")
    rate = {
        name: {f.name: f for f in job_safety(worker, evidence(trends=t), AS_OF).factors}["trend"]
        for name, t in {"fresh": fresh, "old": old}.items()
    }
    assert rate["fresh"].multiplier == pytest.approx(1.5**0.5)
    assert rate["old"].multiplier == 1
    stale = job_safety(worker, evidence(trends=old), AS_OF).estimate.missing
    assert any("May 2025" in text for text in stale)


def test_selection_is_one_on_average_by_tenure():
    new, settled = selection_multiplier(0.5, None), selection_multiplier(4, None)
    assert 0.187 * new + 0.813 * settled == pytest.approx(1)
    assert new / settled == pytest.approx(1.5)
    assert selection_multiplier(4, WorkMode.REMOTE) / settled == pytest.approx(1.2)


def test_what_the_title_and_the_list_imply_is_used_and_said():
    titled = evidence(titled="15-1252")
    assert _value(job(), titled) == _value(job(occupation="15-1252"), evidence())
    assert any("15-1252" in text for text in job_safety(job(), titled, AS_OF).estimate.missing)
    record = EmployerRecord(
        "acme", "Acme", (ListedEvent(date(2026, 1, 1)),), "Post-IPO", naics_sector="51"
    )
    assert _value(job(), evidence(record)) == _value(job(industry="51"), evidence(record))
    said = job_safety(job(), evidence(record), AS_OF).estimate.missing
    assert any("sector 51" in text for text in said)
    chosen = job_safety(
        job(industry="52", occupation="13-2011"), evidence(record, titled="15-1252"), AS_OF
    )
    assert not any("is used" in text for text in chosen.estimate.missing)


def _value(worker: Job, known: SafetyEvidence) -> float:
    return job_safety(worker, known, AS_OF).estimate.value
