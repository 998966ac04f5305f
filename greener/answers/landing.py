"""If the job were lost: how long to the next offer, at what pay, and whether savings last.

Spells without work are lognormal. The person's own log moves the median: how often processes begin
and how often they end in an offer, shrunk towards published rates by the number of processes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scipy.stats import norm

from greener.answers.estimate import LEVEL, Estimate, SourceRef
from greener.answers.evidence import Constant, Evidence
from greener.answers.pipeline import (
    LEAST_PACE_PROCESSES,
    LEAST_PACE_WEEKS,
    PRIOR_PROCESSES,
    Pipeline,
    own_pipeline,
)
from greener.journal.records import Job, Process

SPELL_MEDIAN_WEEKS = Constant(
    16.0,
    Evidence.JUDGEMENT,
    "between two readings of the Displaced Worker Survey: 74.5% were at work again when asked, "
    "which gives 16 weeks without those who stopped looking and 23 with them",
    high=23.0,
)
SPELL_LOG_SD = Constant(
    1.2, Evidence.JUDGEMENT, "sd of log weeks between people, chosen with the median"
)
SHORT_TENURE_FACTOR = Constant(
    0.8, Evidence.JUDGEMENT, "people with less than 3 years in the lost job land sooner"
)
SHORT_TENURE_YEARS = 3.0
PAY_LOG_CHANGE = Constant(
    -0.01,
    Evidence.SECOND_HAND,
    "Displaced Worker Survey 2026: 49% of the re-employed earn as much or more",
)
PAY_LOG_SD = Constant(
    0.22, Evidence.SECOND_HAND, "Displaced Worker Survey 2026: 19% lose a fifth or more"
)

_Z = float(norm.ppf(0.5 + LEVEL / 2))
_WEEKS_A_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True)
class Landing:
    """How soft the fall would be.

    Attributes:
        weeks: Weeks to the next offer: median, and the interval of one such spell.
        pay: Yearly pay then, in the person's currency.
        savings_weeks: Weeks that savings last; None when not known.
        savings_last: Chance that an offer comes before they end, unit ``probability``.
        log_median: Log of the median weeks.
        log_sd: Sd of log weeks, what is not known of the median included.
        pipeline: The person's own log; None when it holds no process of the last year.
    """

    weeks: Estimate
    pay: Estimate
    savings_weeks: float | None
    savings_last: Estimate
    log_median: float
    log_sd: float
    pipeline: Pipeline | None

    def offer_by(self, weeks: float) -> float:
        """Return the chance that an offer has come after so many weeks."""
        if weeks <= 0:
            return 0.0
        return float(norm.cdf((math.log(weeks) - self.log_median) / self.log_sd))


def job_landing(job: Job, processes: Sequence[Process], as_of: date) -> Landing:
    """Answer what would follow if the job were lost today.

    Args:
        job: The job; its pay, start and savings are used where known.
        processes: The person's processes, in any order.
        as_of: The day the answer speaks for.
    """
    pipeline = own_pipeline(processes, as_of)
    median = SPELL_MEDIAN_WEEKS.value * _tenure_factor(job, as_of)
    log_median = _moved(math.log(median), pipeline)
    assert SPELL_MEDIAN_WEEKS.high is not None
    median_log_sd = math.log(SPELL_MEDIAN_WEEKS.high / SPELL_MEDIAN_WEEKS.value) / _Z
    log_sd = math.hypot(SPELL_LOG_SD.value, median_log_sd)
    paced = pipeline is not None and pipeline.offers_per_week is not None
    n = pipeline.processes if pipeline and paced else 0
    basis = _basis(job, pipeline, median, log_median, as_of)
    sources = (SourceRef("dws", "BLS Displaced Worker Survey", None, "judgement, second-hand"),)
    savings_weeks = (
        None if job.savings_months is None else float(job.savings_months) * _WEEKS_A_MONTH
    )
    return Landing(
        weeks=Estimate(
            math.exp(log_median),
            math.exp(log_median - _Z * log_sd),
            math.exp(log_median + _Z * log_sd),
            n=n,
            unit="weeks",
            as_of=as_of,
            basis=basis,
            sources=sources,
            missing=()
            if paced
            else (
                f"a pace of your own, which takes {LEAST_PACE_PROCESSES.value:g} processes over "
                f"{LEAST_PACE_WEEKS.value:g} weeks of the last year: published spells stand in",
            ),
        ),
        pay=_pay(job, as_of, sources),
        savings_weeks=savings_weeks,
        savings_last=_savings(savings_weeks, log_median, median_log_sd, as_of, n),
        log_median=log_median,
        log_sd=log_sd,
        pipeline=pipeline,
    )


def _tenure_factor(job: Job, as_of: date) -> float:
    tenure = job.tenure_years(as_of)
    return SHORT_TENURE_FACTOR.value if tenure is not None and tenure < SHORT_TENURE_YEARS else 1.0


def _moved(log_median: float, pipeline: Pipeline | None) -> float:
    """Return the median as the own pace moves it, by the number of own processes."""
    per_week = pipeline.offers_per_week if pipeline else None
    if pipeline is None or per_week is None:
        return log_median
    share = pipeline.processes / (pipeline.processes + PRIOR_PROCESSES.value)
    own = math.log(math.log(2) / per_week)
    return (1 - share) * log_median + share * own


def _pay(job: Job, as_of: date, sources: tuple[SourceRef, ...]) -> Estimate:
    unit = f"{job.currency}/year"
    if job.pay_annual is None:
        missing = ("what you earn: without it the pay of the next job has no amount",)
        return Estimate(None, None, None, n=0, unit=unit, as_of=as_of, missing=missing)
    middle = math.log(float(job.pay_annual)) + PAY_LOG_CHANGE.value
    low, value, high = (math.exp(middle + z * PAY_LOG_SD.value) for z in (-_Z, 0.0, _Z))
    basis = (f"present pay, changed as that of the re-employed: {PAY_LOG_CHANGE.source}",)
    return Estimate(value, low, high, n=0, unit=unit, as_of=as_of, basis=basis, sources=sources)


def _savings(
    weeks: float | None, log_median: float, median_log_sd: float, as_of: date, n: int
) -> Estimate:
    if weeks is None:
        missing = ("how many months your savings cover: the chance that they last is left open",)
        return Estimate(None, None, None, n=n, unit="probability", as_of=as_of, missing=missing)
    sd = math.hypot(SPELL_LOG_SD.value, median_log_sd)

    def chance(median: float, sd: float) -> float:
        return float(norm.cdf((math.log(weeks) - median) / sd)) if weeks else 0.0

    value = chance(log_median, sd)
    ends = [chance(log_median + z * median_log_sd, SPELL_LOG_SD.value) for z in (-_Z, _Z)]
    return Estimate(
        value,
        min(*ends, value),
        max(*ends, value),
        n=n,
        unit="probability",
        as_of=as_of,
        basis=("the chance that an offer comes before the savings end",),
    )


def _basis(
    job: Job, pipeline: Pipeline | None, median: float, log_median: float, as_of: date
) -> tuple[str, ...]:
    start = f"median spell {SPELL_MEDIAN_WEEKS.value:g} weeks ({SPELL_MEDIAN_WEEKS.evidence}: "
    steps = [f"{start}{SPELL_MEDIAN_WEEKS.source})"]
    if _tenure_factor(job, as_of) != 1:
        steps.append(
            f"under {SHORT_TENURE_YEARS:g} years in the job: × {SHORT_TENURE_FACTOR.value:g} "
            f"({SHORT_TENURE_FACTOR.evidence})"
        )
    per_week = pipeline.offers_per_week if pipeline else None
    if pipeline and per_week:
        steps.append(
            f"your log: {pipeline.processes} processes in {pipeline.weeks:.0f} weeks, "
            f"{pipeline.talk_rate:.0%} lead to a conversation and {pipeline.offer_rate:.0%} of "
            f"those to an offer, so an offer every {1 / per_week:.0f} weeks; it "
            f"moves the median from {median:.0f} to {math.exp(log_median):.0f} weeks"
        )
        steps.append("that is your pace while employed; a full search begins more processes")
    return tuple(steps)
