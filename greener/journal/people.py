"""People the person knows, what is owed to them, and what the person is after."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from greener.journal.fields import (
    Amount,
    CurrencyCode,
    Day,
    Name,
    PastDate,
    Record,
    Text,
    WebAddress,
)
from greener.journal.records import Job, PayComponent, Purpose


class HeldJob(Job):
    """A job of the person, present or past.

    Attributes:
        ended: Last day in it; None for the present job.
    """

    ended: PastDate | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.started and self.ended and self.ended < self.started:
            raise ValueError("ended: must not be before the first day")
        return self

    def as_job(self) -> Job:
        """Return the job as the answers take it."""
        return Job.model_validate(self.model_dump(exclude={"ended"}))


class PayStep(Record):
    """Pay in a job from a day on: the start, and each raise.

    Attributes:
        effective_on: First day it was paid.
        component: Base, bonus or equity.
        amount_annual: Yearly gross amount in ``currency``.
        currency: ISO 4217 code.
        job_id: The job it was paid in, when that is kept.
        note: Free text.
    """

    effective_on: PastDate
    component: PayComponent = PayComponent.BASE
    amount_annual: Amount
    currency: CurrencyCode
    job_id: str | None = None
    note: Text = ""


class Warmth(StrEnum):
    """How well the person knows somebody."""

    COLD = "cold"
    WARM = "warm"
    CLOSE = "close"


class Contact(Record):
    """Somebody the person knows.

    Attributes:
        name: Name as the person writes it.
        company: Where they work.
        role: What they do there.
        relation: How the person knows them ("former manager").
        warmth: How well.
        email: Address.
        profile_url: Public profile; with it the same person is recognised on a second import.
        connected_on: Day they were met or connected.
        next_touch_on: Day to be in touch again.
        can_refer: They could refer the person; None when not known.
        has_referred: They have.
        note: Free text.
    """

    name: Name
    company: Name | None = None
    role: Name | None = None
    relation: Name | None = None
    warmth: Warmth | None = None
    email: Name | None = None
    profile_url: WebAddress = ""
    connected_on: PastDate | None = None
    next_touch_on: Day | None = None
    can_refer: bool | None = None
    has_referred: bool = False
    note: Text = ""


class Touch(Record):
    """One time the person and a contact were in touch.

    Attributes:
        touched_on: Day of it.
        how: Call, coffee, message.
        note: Free text.
    """

    touched_on: PastDate
    how: Name | None = None
    note: Text = ""


class FollowUpKind(StrEnum):
    """Whether the person reminds themselves or gave their word."""

    FOLLOW_UP = "follow_up"
    PROMISE = "promise"


class FollowUp(Record):
    """Something to do by a day.

    Attributes:
        due_on: Day it is due.
        what: What to do.
        kind: A reminder to oneself or a promise to somebody.
        process_key: Process it belongs to, if any.
        contact_id: Contact it belongs to, if any.
        done_on: Day it was done; None while open.
    """

    due_on: Day
    what: Name
    kind: FollowUpKind = FollowUpKind.FOLLOW_UP
    process_key: str | None = None
    contact_id: str | None = None
    done_on: PastDate | None = None


class GoalKind(StrEnum):
    """What a goal is about."""

    STANDING = "standing"
    MUST_HAVE = "must_have"
    RANGE = "range"


class GoalPeriod(StrEnum):
    """The time over which a standing goal counts."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Goal(Record):
    """A standing goal, a must-have of the next job, or the range it has to pay.

    Attributes:
        kind: Which of the three.
        text: What it says, in the person's words.
        purpose: Purpose it counts for; None for any. Standing goals only.
        times: Conversations per ``per``. Standing goals only.
        per: Time over which ``times`` counts. Standing goals only.
        low: Lowest yearly base that will do. Range only.
        high: Yearly base aimed at. Range only.
        currency: ISO 4217 code. Range only.
    """

    kind: GoalKind
    text: Name
    purpose: Purpose | None = None
    times: Annotated[int, Field(ge=1, le=1000)] | None = None
    per: GoalPeriod | None = None
    low: Amount | None = None
    high: Amount | None = None
    currency: CurrencyCode | None = None

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> Self:
        counts = (self.times, self.per)
        pay: tuple[Decimal | str | None, ...] = (self.low, self.high, self.currency)
        if self.kind is GoalKind.STANDING and None in counts:
            raise ValueError("times: a standing goal says how often, and per what")
        if self.kind is not GoalKind.STANDING and (*counts, self.purpose) != (None, None, None):
            raise ValueError("times: only a standing goal has a count")
        if self.kind is GoalKind.RANGE and None in pay:
            raise ValueError("low: a range has two ends and a currency")
        if self.kind is not GoalKind.RANGE and pay != (None, None, None):
            raise ValueError("low: only a range has amounts")
        if self.low and self.high and self.high < self.low:
            raise ValueError("high: the upper end must not be below the lower")
        return self


class DreamCompany(Record):
    """A company the person would like to work for.

    Attributes:
        company: Name as the person writes it.
        why: Why.
        since: Day it was put on the list.
    """

    company: Name
    why: Text = ""
    since: PastDate
