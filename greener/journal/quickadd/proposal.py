"""An entry to confirm, and the process it goes on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greener.journal.analysis.course import is_open, last_event_on
from greener.journal.analysis.people import same_company
from greener.journal.records import (
    Channel,
    Disclosure,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    ProcessHead,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
)


@dataclass(frozen=True)
class ProposedPay:
    """One figure of the line."""

    kind: PayKind
    component: PayComponent
    low: Decimal
    high: Decimal
    currency: str
    period: PayPeriod


@dataclass(frozen=True)
class Proposal:
    """An entry to confirm.

    Attributes:
        company: First part of the line; empty when there is none.
        title: Role; None when not said.
        stage: Where the process is now.
        occurred_on: Day of it.
        channel: How it began; None when not said.
        purpose: Why; None when not said.
        pay: Figures named.
        told: Whether they were told; None when not said.
        reaction: How they took it.
        note: Whatever else the line says, in its own words.
        guessed: Fields that the line does not say outright and that are worth a look.
    """

    company: str
    title: str | None
    stage: Stage
    occurred_on: date
    channel: Channel | None = None
    purpose: Purpose | None = None
    pay: tuple[ProposedPay, ...] = ()
    told: bool | None = None
    reaction: Reaction = Reaction.UNKNOWN
    note: str = ""
    guessed: tuple[str, ...] = ()

    def head(self) -> ProcessHead:
        """Return the process.

        Raises:
            ValidationError: The company is missing, or a field is wrong.
        """
        return ProcessHead(
            company=self.company, title=self.title, channel=self.channel, purpose=self.purpose
        )

    def event(self) -> StageEvent:
        """Return the stage event; it carries the note."""
        return StageEvent(occurred_on=self.occurred_on, stage=self.stage, note=self.note)

    def pay_observations(self) -> tuple[PayObservation, ...]:
        """Return the figures as observations."""
        return tuple(
            PayObservation(
                observed_on=self.occurred_on,
                company=self.company,
                title=self.title,
                kind=pay.kind,
                component=pay.component,
                low=pay.low,
                high=pay.high,
                currency=pay.currency,
                period=pay.period,
            )
            for pay in self.pay
        )

    def disclosure(self) -> Disclosure | None:
        """Return what they were told; None when the line does not say."""
        if self.told is None:
            return None
        reaction = self.reaction if self.told else Reaction.UNKNOWN
        return Disclosure(said_on=self.occurred_on, told=self.told, reaction=reaction)


def process_meant(proposal: Proposal, processes: Iterable[Process]) -> Process | None:
    """Return the process that the line goes on with: same company, same role or none said.

    Open ones before those that are over, then the one with the latest entry; None: a new process.
    """
    fitting = [
        process
        for process in processes
        if same_company(process.company, proposal.company)
        and (proposal.title is None or same_company(process.title, proposal.title))
    ]
    return max(
        fitting,
        key=lambda process: (is_open(process), last_event_on(process) or date.min),
        default=None,
    )
