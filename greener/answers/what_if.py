"""What would move the safety answer: the same answer with one thing known, or one thing changed.

Every alternative is the whole model run again on a changed job or on changed evidence; nothing is
approximated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from greener.answers.displacement import OCCUPATION_MULTIPLIERS
from greener.answers.employer import EmployerRecord, ListedEvent
from greener.answers.safety import ALL_INDUSTRIES, SafetyEvidence, job_safety
from greener.journal.records import Job, WorkMode
from greener.market.industries import sectors

TENURES_YEARS = (0.5, 2.0, 5.0, 12.0)
"""One length of service in each band that the survey tells apart."""
BUSY_RATIO = 1.25
"""Layoff rate against its normal in a recession: the twelve months of 2009 with the highest rate
against 2001 to 2008 (JOLTS, total nonfarm) [computed]."""

_DAYS_A_YEAR = 365.25
_LONG_YEARS = 12


@dataclass(frozen=True)
class Alternative:
    """The chance of losing the job, were one thing otherwise.

    Attributes:
        label: What would be otherwise, in words.
        chances: The chance then; several where the thing is not known and may be any of them.
        is_unknown: Whether it is something that the person could look up and enter.
    """

    label: str
    chances: tuple[float, ...]
    is_unknown: bool = False

    def reach(self, now: float) -> float:
        """Return how far the chance moves from ``now`` at most."""
        return max(abs(chance - now) for chance in self.chances)


def alternatives(job: Job, evidence: SafetyEvidence, as_of: date) -> tuple[Alternative, ...]:
    """Return what would change the answer, the most telling first.

    Args:
        job: The job as it is.
        evidence: What the market knows for it.
        as_of: The day the answer speaks for.
    """
    now = _chance(job, evidence, as_of)
    found = [
        *_unknown(job, evidence, as_of),
        *_of_the_employer(job, evidence, as_of),
        *_of_the_person(job, evidence, as_of),
        *_of_the_industry(job, evidence, as_of),
    ]
    return tuple(sorted(found, key=lambda each: -each.reach(now)))


def with_tenure(job: Job, years: float, as_of: date) -> Job:
    """Return the job as if it had begun so many years before ``as_of``."""
    return job.model_copy(update={"started": as_of - timedelta(days=round(years * _DAYS_A_YEAR))})


def _chance(job: Job, evidence: SafetyEvidence, as_of: date) -> float:
    value = job_safety(job, evidence, as_of).estimate.value
    assert value is not None, "the model always names a chance"
    return value


def _unknown(job: Job, evidence: SafetyEvidence, as_of: date) -> Iterator[Alternative]:
    def spread(label: str, jobs: Iterable[Job]) -> Alternative:
        chances = tuple(_chance(each, evidence, as_of) for each in jobs)
        return Alternative(label, chances, is_unknown=True)

    if job.started is None:
        tenures = [with_tenure(job, years, as_of) for years in TENURES_YEARS]
        yield spread("Knowing when you started", tenures)
    if job.occupation is None:
        groups = [prefixes[0] for _, prefixes in OCCUPATION_MULTIPLIERS.values()]
        codes = [f"{prefix}-0000" for prefix in groups]
        yield spread(
            "Knowing your occupation",
            [job.model_copy(update={"occupation": code}) for code in codes],
        )
    if job.industry is None:
        yield spread(
            "Knowing your employer's industry",
            [job.model_copy(update={"industry": code}) for code in sectors()],
        )


def _of_the_employer(job: Job, evidence: SafetyEvidence, as_of: date) -> Iterator[Alternative]:
    record = evidence.employer
    newest = min(as_of, evidence.list_as_of or as_of).replace(day=1)
    listed = record or EmployerRecord(key="", name=job.employer, events=())
    again = replace(listed, events=(*listed.events, ListedEvent(newest)))
    yield Alternative(
        "Another layoff there is announced now" if record else "A layoff there is announced now",
        (_chance(job, replace(evidence, employer=again), as_of),),
    )
    if record:
        quiet = replace(record, events=tuple(_a_year_older(event) for event in record.events))
        yield Alternative(
            "A year passes there without another layoff",
            (_chance(job, replace(evidence, employer=quiet), as_of),),
        )
    fresh = with_tenure(job, 0, as_of)
    yield Alternative(
        "You start anew at an employer that was never listed",
        (_chance(fresh, replace(evidence, employer=None), as_of),),
    )


def _of_the_person(job: Job, evidence: SafetyEvidence, as_of: date) -> Iterator[Alternative]:
    tenure = job.tenure_years(as_of)
    if tenure is not None and evidence.employer:
        yield Alternative(
            "You had only just begun", (_chance(with_tenure(job, 0, as_of), evidence, as_of),)
        )
    if tenure is not None and tenure < _LONG_YEARS:
        yield Alternative(
            f"You had been there {_LONG_YEARS} years",
            (_chance(with_tenure(job, _LONG_YEARS, as_of), evidence, as_of),),
        )
    is_remote = job.work_mode is WorkMode.REMOTE
    other = WorkMode.ONSITE if is_remote else WorkMode.REMOTE
    yield Alternative(
        "You worked on site" if is_remote else "You worked fully remotely",
        (_chance(job.model_copy(update={"work_mode": other}), evidence, as_of),),
    )


def _of_the_industry(job: Job, evidence: SafetyEvidence, as_of: date) -> Iterator[Alternative]:
    code = job.industry or ALL_INDUSTRIES
    trend = evidence.trends.get(code)
    if trend is None or job.country != "US":
        return
    busy = replace(
        trend, recent_rate_monthly_pct=BUSY_RATIO * trend.normal_rate_monthly_pct, as_of=as_of
    )
    yield Alternative(
        "Your industry lays off a quarter more than its normal",
        (_chance(job, replace(evidence, trends={**evidence.trends, code: busy}), as_of),),
    )


def _a_year_older(event: ListedEvent) -> ListedEvent:
    return replace(event, month=event.month.replace(year=event.month.year - 1))
