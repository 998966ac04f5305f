"""The employer: how likely it cuts staff within a year, how deep, and who is chosen.

Ordinary firms' layoffs are already in the level (``background``), so this channel counts only what
the employer adds to, or takes from, the average worker's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from greener.answers.displacement import TENURE_BANDS, tenure_band
from greener.answers.evidence import Constant, Evidence
from greener.answers.trend import months_between
from greener.journal.records import WorkMode

Draws = NDArray[np.float64]

AVERAGE_EVENT_PROBABILITY = Constant(
    0.036,
    Evidence.COMPUTED,
    "some 4,000 distinct WARN filers a year over 112,415 firms with 100 or more employees (SUSB"
    " 2019); 2,000 to 8,000 filers give the range",
    low=0.018,
    high=0.071,
)
AVERAGE_CUT_SHARE = Constant(
    0.17, Evidence.COMPUTED, "median share of staff in listed layoffs, shutdowns included"
)
NEW_STARTER_SELECTION = Constant(
    1.5,
    Evidence.JUDGEMENT,
    "the laid-off had been there 1.2 years on average, their firms' staff 2.5",
)
AVERAGE_COMPANY_HAZARD = AVERAGE_EVENT_PROBABILITY.value * AVERAGE_CUT_SHARE.value
"""Yearly hazard of the company channel that the level already holds."""
REMOTE_SELECTION = Constant(
    1.2, Evidence.SECOND_HAND, "10 % of fully remote staff were laid off in 2023 against 7 %"
)
RECURRENCE_BY_STAGE: Mapping[str, float] = {"Seed": 0.08, "Series C": 0.17, "Post-IPO": 0.42}
RECURRENCE = Constant(
    0.17, Evidence.COMPUTED, "listed again within 12 months of a first layoff (15.7 to 18.5 %)"
)
RECENCY_HALF_LIFE_MONTHS = Constant(
    12.0,
    Evidence.COMPUTED,
    "27 % listed again within a year after a layoff this quarter, 9 % after 2 years",
)
RECURRENCE_LOG_SD = Constant(0.5, Evidence.JUDGEMENT, "one employer about its stage's rate")
NORMAL_P90 = 1.2815515655446004
"""Standard normal quantile at 0.9: half the width of an 80 % interval in standard deviations."""
FEWEST_SHARES = 20
"""A stage's own cut share is used from this many events with a known share."""


@dataclass(frozen=True)
class ListedEvent:
    """One layoff of an employer on the list.

    Attributes:
        month: First day of its month.
        share: Share of staff laid off, 0 to 1; None when not known; 1 is a shutdown.
        count: People laid off; None when not known.
    """

    month: date
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True)
class EmployerRecord:
    """What the layoff list holds on one employer.

    Attributes:
        key: Its key in the list.
        name: Its name as listed.
        events: Its layoffs, oldest first.
        stage: Funding stage, newest known.
        industry_listed: Industry in the list's own word.
        naics_sector: NAICS sector of that word.
        country: ISO 3166 alpha-2 code.
        note: How the name entered belongs to it ("part of Meta"); empty when it is the same.
    """

    key: str
    name: str
    events: tuple[ListedEvent, ...]
    stage: str | None = None
    industry_listed: str | None = None
    naics_sector: str | None = None
    country: str | None = None
    note: str = ""

    def known_by(self, as_of: date) -> EmployerRecord | None:
        """Return the record without events after ``as_of``; None when nothing is left."""
        past = tuple(event for event in self.events if event.month <= as_of)
        return replace(self, events=past) if past else None

    @property
    def shut_down(self) -> bool:
        """Whether some event laid off everybody."""
        return any(event.share is not None and event.share >= 1 for event in self.events)


@dataclass(frozen=True)
class CutShare:
    """How deep the cuts of one stage are; shutdowns are left out."""

    median: float
    events: int


@dataclass(frozen=True)
class EventForecast:
    """The chance of (another) layoff at the employer in the next 12 months.

    Attributes:
        probability: The point forecast.
        draws: Draws of it over what is uncertain in the forecast itself.
        label: How it was reached, in words.
        evidence: How strong its grounds are.
        source: What it was computed from.
    """

    probability: float
    draws: Draws
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


def selection_multiplier(tenure_years: float | None, work_mode: WorkMode | None) -> float:
    """Return how much likelier than a colleague this person is chosen, 1 on average by tenure."""
    mean = 1 + TENURE_BANDS[0].share * (NEW_STARTER_SELECTION.value - 1)
    tenure = 1.0
    if tenure_years is not None:
        is_new = tenure_band(tenure_years) is TENURE_BANDS[0]
        tenure = (NEW_STARTER_SELECTION.value if is_new else 1.0) / mean
    return tenure * (REMOTE_SELECTION.value if work_mode is WorkMode.REMOTE else 1.0)


def expected_cut_share(
    record: EmployerRecord | None, stage: str | None, cut_shares: Mapping[str, CutShare]
) -> tuple[float, str]:
    """Return the share of staff that a layoff at this employer takes, and its grounds in words.

    Args:
        record: The employer's listed history; None when never listed.
        stage: Its funding stage, when known.
        cut_shares: Medians by stage, ``All`` for every stage.
    """
    if record is None:
        return AVERAGE_CUT_SHARE.value, AVERAGE_CUT_SHARE.source
    own = cut_shares.get(stage or "")
    if own is not None and own.events >= FEWEST_SHARES:
        return own.median, f"median of {own.events} listed layoffs at stage {stage}"
    every = cut_shares.get("All")
    if every is not None:
        return every.median, f"median of {every.events} listed layoffs of all stages"
    return AVERAGE_CUT_SHARE.value, AVERAGE_CUT_SHARE.source
