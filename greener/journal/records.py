"""What a person records: the job they have, and what each interview process told them.

Records validate themselves; a field that is wrong raises pydantic's ``ValidationError`` with the
field named. They know nothing of how they are stored.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from greener.journal.fields import (
    COUNTRY_FORM,
    OCCUPATION_FORM,
    Amount,
    CurrencyCode,
    Day,
    Name,
    PastDate,
    Record,
    Text,
    WebAddress,
)


class Stage(StrEnum):
    """Steps of an interview process, in the order in which they usually come."""

    FOUND = "found"
    APPLIED = "applied"
    RECRUITER_SCREEN = "recruiter_screen"
    HIRING_MANAGER = "hiring_manager"
    TECHNICAL = "technical"
    TAKE_HOME = "take_home"
    PANEL = "panel"
    FINAL = "final"
    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    GHOSTED = "ghosted"
    COOLED_OFF = "cooled_off"


class Channel(StrEnum):
    """How a process began."""

    REFERRAL = "referral"
    INBOUND = "inbound"
    COLD = "cold"
    AGENCY = "agency"
    OTHER = "other"


class Purpose(StrEnum):
    """Why the person takes part in a process."""

    LEARN_WORTH = "learn_worth"
    PRACTISE = "practise"
    MEET_PEOPLE = "meet_people"
    REMOTE = "remote"
    NEW_FIELD = "new_field"
    LEAVE = "leave"


class PayKind(StrEnum):
    """Who named a figure, from the weakest evidence of worth to the strongest."""

    ASKED = "asked"
    POSTED = "posted"
    QUOTE = "quote"
    VERBAL = "verbal"
    WRITTEN = "written"


class PayComponent(StrEnum):
    """What a figure pays for; only base enters the worth of a job."""

    BASE = "base"
    BONUS = "bonus"
    EQUITY = "equity"


class PayPeriod(StrEnum):
    """The time a figure is paid for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Reaction(StrEnum):
    """How they took it that the person only explores."""

    FINE = "fine"
    WITHDREW = "withdrew"
    UNKNOWN = "unknown"


class WorkMode(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Job(Record):
    """The job the person has, as the two answers need it.

    Attributes:
        employer: Name as the person writes it.
        title: Job title as the person writes it.
        occupation: SOC code with dash (``15-1252``); None until the person chose one.
        industry: NAICS sector code of the employer (``51``, ``31-33``); None when unknown.
        employer_size: Number of employees, when known.
        employer_stage: Stage as the layoff lists name it (``Series C``, ``Post-IPO``).
        country: ISO 3166 alpha-2 code.
        region: US state postal code, or the name of a region elsewhere.
        metro: OEWS area code or name of the metropolitan area.
        started: First day in this job.
        experience_years: Years in the field.
        work_mode: Where the work is done.
        pay_annual: Yearly gross base pay in ``currency``.
        currency: ISO 4217 code.
        savings_months: Months of spending that savings cover.
    """

    employer: Name
    title: Name
    occupation: Annotated[str, StringConstraints(pattern=OCCUPATION_FORM)] | None = None
    industry: Annotated[str, StringConstraints(max_length=5)] | None = None
    employer_size: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    employer_stage: Name | None = None
    country: Annotated[str, StringConstraints(pattern=COUNTRY_FORM)] = "US"
    region: Name | None = None
    metro: Name | None = None
    started: PastDate | None = None
    experience_years: Annotated[float, Field(ge=0, le=70)] | None = None
    work_mode: WorkMode | None = None
    pay_annual: Amount | None = None
    currency: CurrencyCode = "USD"
    savings_months: Annotated[float, Field(ge=0, le=1200)] | None = None

    def tenure_years(self, as_of: date) -> float | None:
        """Return years in this job on ``as_of``; None when the start is not known."""
        if self.started is None:
            return None
        return max((as_of - self.started).days, 0) / 365.25


class PayObservation(Record):
    """One figure that somebody named for one role on one day.

    Attributes:
        observed_on: Day the figure was seen or said.
        company: Company that would pay it.
        title: Role it was named for; None when not recorded.
        kind: Who named it.
        component: Base, bonus or equity; a yearly value for the last two.
        low: Lower end, or the figure itself.
        high: Upper end; equal to ``low`` for a single figure.
        currency: ISO 4217 code.
        period: Time that ``low`` and ``high`` pay for.
        note: Free text.
    """

    observed_on: PastDate
    company: Name
    title: Name | None = None
    kind: PayKind
    component: PayComponent = PayComponent.BASE
    low: Amount
    high: Amount
    currency: CurrencyCode
    period: PayPeriod = PayPeriod.YEAR
    note: Text = ""

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError("high: the upper end must not be below the lower")
        return self

    @property
    def sureness(self) -> tuple[int, date]:
        """How far a company stands behind the figure: by kind, of equals by day; larger is surer.

        Written before verbal before quoted before advertised.
        """
        return list(PayKind).index(self.kind), self.observed_on


class StageEvent(Record):
    """One entry of the log of a process: on that day it reached that stage.

    Attributes:
        occurred_on: Day of the event.
        stage: Stage reached.
        self_rating: How the person thinks it went, 1 (badly) to 5 (well).
        people_met: Names of those who took part, as the person writes them.
        note: Free text.
    """

    occurred_on: PastDate
    stage: Stage
    self_rating: Annotated[int, Field(ge=1, le=5)] | None = None
    people_met: Text = ""
    note: Text = ""


class Disclosure(Record):
    """Whether they were told, on that day, that the person only explores.

    Attributes:
        said_on: Day it was said, or noted as not said.
        told: They were told.
        reaction: How they took it.
        note: Free text.
    """

    said_on: PastDate
    told: bool = True
    reaction: Reaction = Reaction.UNKNOWN
    note: Text = ""

    @model_validator(mode="after")
    def _a_reaction_needs_telling(self) -> Self:
        if not self.told and self.reaction is not Reaction.UNKNOWN:
            raise ValueError("reaction: they were not told")
        return self


class ProcessHead(Record):
    """What is known of a process beside its log.

    Attributes:
        company: Company as the person writes it.
        title: Role; None when not known yet.
        channel: How it began.
        purpose: Why the person takes part.
        reapply_on: Day from which trying again makes sense ("not now" is not "no").
        posting_url: Address of the job posting.
        note: Free text.
    """

    company: Name
    title: Name | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    reapply_on: Day | None = None
    posting_url: WebAddress = ""
    note: Text = ""


class Process(ProcessHead):
    """One process with one company for one role, with its log.

    Attributes:
        key: Stable identifier of the process.
        told_exploring: Whether they were told that the person only explores; None: not recorded.
        told_on: Day they were first told.
        reaction: How they took it; None when they were not told or it is not recorded.
        events: Stage events by day; those of one day in the order they were entered.
    """

    key: str
    told_exploring: bool | None = None
    told_on: PastDate | None = None
    reaction: Reaction | None = None
    events: tuple[StageEvent, ...] = ()
