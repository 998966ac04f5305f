"""How likely the employer lays off within a year, and the company channel that follows.

Ordinary firms' layoffs are already in the level (``background``), so the channel counts only what
the employer adds to, or takes from, the average worker's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from greener.answers.employer import AVERAGE_CUT_SHARE, EmployerRecord
from greener.answers.evidence import Constant, Evidence
from greener.answers.hazard import (
    FADE_MONTHS,
    MATURITY_BY_STAGE,
    Array,
    EmployerState,
    HazardFit,
    design,
    event_probability,
    event_probability_draws,
    market_hazard_draws,
)
from greener.answers.trend import months_between

AVERAGE_EVENT_PROBABILITY = Constant(
    0.036,
    Evidence.COMPUTED,
    "some 4,000 distinct WARN filers a year over 112,415 firms with 100 or more employees (SUSB"
    " 2019); 2,000 to 8,000 filers give the range",
    low=0.018,
    high=0.071,
)
AVERAGE_COMPANY_HAZARD = AVERAGE_EVENT_PROBABILITY.value * AVERAGE_CUT_SHARE.value
"""Yearly hazard of the company channel that the level already holds."""
RECURRENCE_BY_STAGE: Mapping[str, float] = {"Seed": 0.08, "Series C": 0.17, "Post-IPO": 0.42}
RECURRENCE = Constant(
    0.17, Evidence.COMPUTED, "listed again within 12 months of a first layoff (15.7 to 18.5%)"
)
HIGHEST_TRIED = Constant(
    0.80,
    Evidence.COMPUTED,
    "of 24,875 forecasts tried 36 lay above it: they said 86% on average and 69% happened",
)
"""No employer is given a higher chance: what lies beyond was tried too seldom to be trusted."""
RECENCY_HALF_LIFE_MONTHS = Constant(
    12.0,
    Evidence.COMPUTED,
    "27% listed again within a year after a layoff this quarter, 9% after 2 years",
)
RECURRENCE_LOG_SD = Constant(0.5, Evidence.JUDGEMENT, "one employer about its stage's rate")
NORMAL_P90 = 1.2815515655446004
"""Standard normal quantile at 0.9: half the width of an 80% interval in standard deviations."""


@dataclass(frozen=True)
class EventForecast:
    """The chance of (another) layoff at the employer in the next 12 months.

    Attributes:
        probability: The point forecast.
        draws: Array of it over what is uncertain in the forecast itself.
        label: How it was reached, in words.
        evidence: How strong its grounds are.
        source: What it was computed from.
    """

    probability: float
    draws: Array
    label: str
    evidence: Evidence
    source: str


@dataclass(frozen=True)
class CompanyChannel:
    """The company channel of one person: forecast × cut share × selection.

    Attributes:
        forecast: Chance of a layoff at the employer.
        cut_share: Share of staff that it takes.
        cut_source: Grounds of the cut share, in words.
        selection: How much likelier than a colleague this person is chosen.
        events: The employer's listed layoffs that the forecast rests on.
        missing: What was not known, with what was done instead.
    """

    forecast: EventForecast
    cut_share: float
    cut_source: str
    selection: float
    events: int
    missing: tuple[str, ...]


def base_rate_forecast(rng: np.random.Generator, size: int) -> EventForecast:
    """Return the forecast for an employer that was never listed: that of all firms."""
    rate = AVERAGE_EVENT_PROBABILITY
    assert rate.low is not None and rate.high is not None
    log_sd = math.log(rate.high / rate.low) / 2 / NORMAL_P90
    draws = np.clip(rate.value * np.exp(log_sd * rng.standard_normal(size)), 0.0, 0.99)
    return EventForecast(
        rate.value, draws, "never listed: the rate of all larger firms", rate.evidence, rate.source
    )


def recurrence_forecast(
    record: EmployerRecord, as_of: date, rng: np.random.Generator, size: int
) -> EventForecast:
    """Return the forecast from how often firms of that stage are listed again, fading with time.

    Stands in for the fitted model where a generation holds no fitted parameters.
    """
    yearly = -math.log1p(-RECURRENCE_BY_STAGE.get(record.stage or "", RECURRENCE.value))
    quiet = months_between(record.events[-1].month, as_of)
    hazard = yearly * 0.5 ** (quiet / RECENCY_HALF_LIFE_MONTHS.value)
    draws = hazard * np.exp(RECURRENCE_LOG_SD.value * rng.standard_normal(size))
    return EventForecast(
        -math.expm1(-hazard),
        -np.expm1(-draws),
        f"recurrence by stage, {quiet} months after its last layoff",
        RECURRENCE.evidence,
        RECURRENCE.source,
    )


def fitted_forecast(
    record: EmployerRecord, fit: HazardFit, origin: date, rng: np.random.Generator, size: int
) -> EventForecast:
    """Return the forecast of the fitted hazard for a listed employer, up to what was tried.

    Args:
        record: Its history up to ``origin``.
        fit: Published parameters.
        origin: The day that the history speaks for.
        rng: Source of the draws.
        size: Number of draws.
    """
    rows = design(state_of(record, origin))
    cumulative = market_hazard_draws(fit.market, size, rng)
    computed = float(event_probability(fit.coefficients, rows, cumulative)[0])
    highest = HIGHEST_TRIED.value
    n = len(record.events)
    label = (
        f"fitted forecast: {n} listed layoff{'s' if n > 1 else ''}, the last in "
        f"{record.events[-1].month:%B %Y}"
    )
    if computed > highest:
        label += f"; held to {highest:.0%}, as {HIGHEST_TRIED.source}"
    return EventForecast(
        min(computed, highest),
        np.minimum(event_probability_draws(fit, rows[0], cumulative, rng), highest),
        label,
        Evidence.COMPUTED,
        "hazard fitted on the layoff list, 12 months ahead over simulated market paths",
    )


def state_of(record: EmployerRecord, origin: date) -> EmployerState:
    """Return what the record says at ``origin``, in arrays of one element."""
    counts = [event.count for event in record.events if event.count is not None]
    shares = [event.share for event in record.events if event.share]
    staffs = [e.count / e.share for e in record.events if e.count is not None and e.share]
    ages = [months_between(month, origin) for month in {event.month for event in record.events}]
    funds = record.funds_raised_usd_millions

    def known(value: float | None) -> Array:
        return np.array([math.nan if value is None else value])

    return EmployerState(
        recent_layoffs=np.array([math.fsum(math.exp(-age / FADE_MONTHS) for age in ages)]),
        people_known=known(float(sum(counts))),
        largest_count=known(max(counts, default=None)),
        smallest_cut=known(min(shares, default=None)),
        largest_staff=known(max(staffs, default=None)),
        funds_raised_usd_millions=known(funds),
        stage_maturity=known(MATURITY_BY_STAGE.get(record.stage or "")),
        is_us=np.array([float(record.country == "US")]),
    )
