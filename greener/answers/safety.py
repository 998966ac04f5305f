"""How safe is my job: the chance of losing it involuntarily within 12 months.

Two hazards add: the level of workers like this one (``background``) and what the employer adds to
the average worker's (``employer``). ``H = h_background + h_company``, ``P = 1 − exp(−H)``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from greener.answers.background import (
    LEVEL_LOG_SD,
    Multiplier,
    background_multipliers,
    country_multiplier,
)
from greener.answers.displacement import DISPLACED_YEARLY
from greener.answers.employer import (
    CUT_SHARE_LOG_SD,
    CutShare,
    EmployerRecord,
    expected_cut_share,
    selection_multiplier,
)
from greener.answers.estimate import Estimate, SourceRef
from greener.answers.evidence import Constant, Evidence
from greener.answers.forecast import (
    AVERAGE_COMPANY_HAZARD,
    CompanyChannel,
    EventForecast,
    base_rate_forecast,
    fitted_forecast,
    recurrence_forecast,
)
from greener.answers.hazard import Array, HazardFit
from greener.answers.safety_factors import (
    FLOOR_SHARE,
    Factor,
    employer_steps,
    level_steps,
    with_floor,
)
from greener.answers.trend import STALE_MONTHS, IndustryTrend, months_between, trend_multiplier
from greener.journal.records import Job

BROAD_MULTIPLIER = Constant(
    1.5, Evidence.COMPUTED, "any job loss against displacement (Farber, Displaced Worker Survey)"
)
BELIEVED_PROBABILITY = Constant(
    0.152, Evidence.READ, "NY Fed Survey of Consumer Expectations, December 2025: mean expectation"
)
ALL_INDUSTRIES = "00"

_SEED = 20_260_501
_DRAWS = 4_000


@dataclass(frozen=True)
class SafetyEvidence:
    """What the market half knows for one safety answer.

    Attributes:
        employer: The employer's listed history; None when never listed.
        list_as_of: Newest date of the layoff list; None when no list is loaded.
        fit: Fitted forecast of another layoff; None when none is published.
        fit_until: Month that its training data end with.
        cut_shares: Cut share by stage, ``All`` for every stage.
        trends: Trend by NAICS sector; ``00`` for all industries.
        sources: Sources of the above.
        titled: Occupation (SOC code) that the job's title stands for; None when it is not sure.
    """

    employer: EmployerRecord | None = None
    list_as_of: date | None = None
    fit: HazardFit | None = None
    fit_until: date | None = None
    cut_shares: Mapping[str, CutShare] = field(default_factory=dict)
    trends: Mapping[str, IndustryTrend] = field(default_factory=dict)
    sources: tuple[SourceRef, ...] = ()
    titled: str | None = None


@dataclass(frozen=True)
class SafetyAnswer:
    """The answer and everything needed to retrace it.

    Attributes:
        estimate: The chance of losing the job within 12 months, unit ``probability``.
        factors: Steps that add up: hazards to ``hazard_yearly``, per_100 to 100 × the chance.
        hazard_yearly: Yearly hazard H; the chance is 1 − exp(−H).
        average_worker: The chance of the average US worker.
        broad: The chance of any job loss, whatever the reason.
        belief: What people expect for themselves on average.
        employer_event: Chance that the employer is listed (again) within 12 months.
        employer_event_low: Lower end of its 80% interval.
        employer_event_high: Upper end of it.
        cut_share: Share of staff that a layoff there takes.
    """

    estimate: Estimate
    factors: tuple[Factor, ...]
    hazard_yearly: float
    average_worker: float
    broad: float
    belief: Constant
    employer_event: float
    employer_event_low: float
    employer_event_high: float
    cut_share: float


def job_safety(job: Job, evidence: SafetyEvidence, as_of: date) -> SafetyAnswer:
    """Return the chance of losing this job involuntarily within 12 months of ``as_of``."""
    rng = np.random.default_rng(_SEED)
    job, assumed = _with_what_follows(job, evidence)
    trend = evidence.trends.get(job.industry or ALL_INDUSTRIES)
    multipliers = (
        *background_multipliers(job.tenure_years(as_of), job.occupation, job.industry),
        trend_multiplier(trend, job.country, as_of),
        country_multiplier(job.country),
    )
    company = _company(job, evidence, as_of, rng)
    factors = with_floor(level_steps(multipliers), employer_steps(company))
    hazard = math.fsum(factor.hazard for factor in factors)
    forecast = company.forecast
    event_low, event_high = np.quantile(forecast.draws, [0.1, 0.9])
    return SafetyAnswer(
        estimate=Estimate(
            **_probability(hazard, _interval(multipliers, company, rng)),
            n=company.events,
            unit="probability",
            as_of=as_of,
            basis=_basis(multipliers, company),
            sources=evidence.sources,
            missing=(*assumed, *(m.missing for m in multipliers if m.missing), *company.missing),
        ),
        factors=factors,
        hazard_yearly=hazard,
        average_worker=-math.expm1(-DISPLACED_YEARLY.value),
        broad=-math.expm1(-BROAD_MULTIPLIER.value * hazard),
        belief=BELIEVED_PROBABILITY,
        employer_event=forecast.probability,
        employer_event_low=min(float(event_low), forecast.probability),
        employer_event_high=max(float(event_high), forecast.probability),
        cut_share=company.cut_share,
    )


def _probability(hazard: float, interval: tuple[float, float]) -> dict[str, float]:
    """Return the chance of a yearly hazard, and its interval stretched to hold it."""
    value = -math.expm1(-hazard)
    low, high = interval
    return {"value": value, "low": min(low, value), "high": max(high, value)}


def _with_what_follows(job: Job, evidence: SafetyEvidence) -> tuple[Job, tuple[str, ...]]:
    """Return the job with what its title and employer imply, and what to say of that."""
    implied: dict[str, str] = {}
    said: list[str] = []
    if job.occupation is None and evidence.titled:
        implied["occupation"] = evidence.titled
        said.append(f"the occupation: not chosen; {evidence.titled}, as the title says, is used")
    listed = evidence.employer
    if job.industry is None and listed and listed.naics_sector:
        implied["industry"] = listed.naics_sector
        said.append(
            f"the industry: not given; sector {listed.naics_sector}, as the layoff list has "
            f"{listed.name}, is used"
        )
    return (job.model_copy(update=implied) if implied else job), tuple(said)


def _company(
    job: Job, evidence: SafetyEvidence, as_of: date, rng: np.random.Generator
) -> CompanyChannel:
    origin = min(as_of, evidence.list_as_of) if evidence.list_as_of else as_of
    record = evidence.employer.known_by(origin) if evidence.employer else None
    usable = record if record and not record.shut_down else None
    stage = usable.stage if usable and usable.stage else job.employer_stage
    cut_share, cut_source = expected_cut_share(usable, stage, evidence.cut_shares)
    forecast = _forecast(usable, evidence, origin, rng)
    return CompanyChannel(
        forecast=forecast,
        cut_share=cut_share,
        cut_source=cut_source,
        selection=selection_multiplier(job.tenure_years(as_of), job.work_mode),
        events=len(usable.events) if usable else 0,
        missing=tuple(_employer_missing(job, evidence, record, as_of)),
    )


def _forecast(
    record: EmployerRecord | None, evidence: SafetyEvidence, origin: date, rng: np.random.Generator
) -> EventForecast:
    if record is None:
        return base_rate_forecast(rng, _DRAWS)
    if evidence.fit is None:
        return recurrence_forecast(record, origin, rng, _DRAWS)
    return fitted_forecast(record, evidence.fit, origin, rng, _DRAWS)


def _interval(
    multipliers: Sequence[Multiplier], company: CompanyChannel, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the 80% interval: level, employer's forecast, cut and the unknown, simulated."""
    sd = math.hypot(LEVEL_LOG_SD.value, *(item.log_sd for item in multipliers))
    point = DISPLACED_YEARLY.value * math.prod(item.value for item in multipliers)
    level: Array = point * np.exp(sd * rng.standard_normal(_DRAWS))
    cut_share = company.cut_share * np.exp(CUT_SHARE_LOG_SD.value * rng.standard_normal(_DRAWS))
    excess = company.forecast.draws * np.minimum(cut_share, 1.0) * company.selection
    hazards = np.maximum(level + excess - AVERAGE_COMPANY_HAZARD, FLOOR_SHARE * level)
    low, high = np.quantile(-np.expm1(-hazards), [0.1, 0.9])
    return float(low), float(high)


def _basis(multipliers: Iterable[Multiplier], company: CompanyChannel) -> tuple[str, ...]:
    adjusted = ", ".join(item.name for item in multipliers if item.value != 1)
    return (
        f"level: {DISPLACED_YEARLY.value:.2%} a year ({DISPLACED_YEARLY.source})",
        f"adjusted for {adjusted or 'nothing'}; the mean over all workers stays at the level",
        f"employer: {company.forecast.label}; cut share: {company.cut_source}",
        "only the employer's excess over the average worker's is added",
        "interval: simulated over the level, the employer's forecast, the size of its cut and what "
        "is not known",
    )


def _employer_missing(
    job: Job, evidence: SafetyEvidence, record: EmployerRecord | None, as_of: date
) -> Iterable[str]:
    if evidence.list_as_of is None:
        yield "a layoff list: the employer counts as never listed"
        return
    age_months = months_between(evidence.list_as_of, as_of)
    if age_months > STALE_MONTHS:
        yield f"layoffs of the last {age_months} months: the list ends {evidence.list_as_of:%B %Y}"
    if record is None:
        yield f"a layoff record of {job.employer}: never listed, so the rate of all firms is used"
    elif record.shut_down:
        yield (
            f"a usable record of {job.employer}: the list says it shut down, "
            "so the rate of all firms is used"
        )
    else:
        if record.note:
            yield f"a layoff record under the name {job.employer}: it is {record.note}, used here"
        yield from _forecast_missing(evidence, as_of)


def _forecast_missing(evidence: SafetyEvidence, as_of: date) -> Iterable[str]:
    if evidence.fit is None:
        yield (
            "a fitted forecast: how often firms of that stage are listed again stands in for it "
            "(`python -m etl fit` fits one)"
        )
        return
    until = evidence.fit_until
    if until and as_of < until:
        yield f"the market's state on that day: that of {until:%B %Y} stands in for it"
    elif (
        until and evidence.list_as_of and months_between(until, evidence.list_as_of) > STALE_MONTHS
    ):
        yield f"a forecast fitted on the newest list: it knows {until:%B %Y} (`python -m etl fit`)"
