"""Everything one person has entered, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from greener.journal.kept import Kept, Logged
from greener.journal.people import (
    Contact,
    DreamCompany,
    FollowUp,
    Goal,
    HeldJob,
    PayStep,
    Touch,
)
from greener.journal.records import PayObservation, Process


@dataclass(frozen=True)
class Entries:
    """What the answers and views are drawn from.

    Attributes:
        jobs: Jobs of the person, oldest entry first; the present one has no end.
        pay_history: Pay in those jobs.
        processes: Every process with its log.
        pay: Pay observations by day.
        contacts: People the person knows.
        touches: Times they were in touch, by day; the parent is the contact.
        follow_ups: Reminders and promises, done ones too.
        goals: Standing goals, and those of the next job.
        dream_companies: Companies the person would like to work for.
    """

    jobs: tuple[Kept[HeldJob], ...] = ()
    pay_history: tuple[Kept[PayStep], ...] = ()
    processes: tuple[Process, ...] = ()
    pay: tuple[Logged[PayObservation], ...] = ()
    contacts: tuple[Kept[Contact], ...] = ()
    touches: tuple[Logged[Touch], ...] = ()
    follow_ups: tuple[Kept[FollowUp], ...] = ()
    goals: tuple[Kept[Goal], ...] = ()
    dream_companies: tuple[Kept[DreamCompany], ...] = ()

    @property
    def present_job(self) -> Kept[HeldJob] | None:
        """The job the person has now; None before it is entered."""
        return next((job for job in self.jobs if job.record.ended is None), None)

    @property
    def pay_observations(self) -> tuple[PayObservation, ...]:
        """The pay observations as the answers take them."""
        return tuple(entry.record for entry in self.pay)
