"""One transaction of one owner: what can be read and written within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection

from greener.journal.entries import Entries
from greener.journal.fields import STORED
from greener.journal.kept import Kept, Logged, R
from greener.journal.looks import Look
from greener.journal.people import (
    Contact,
    DreamCompany,
    FollowUp,
    Goal,
    HeldJob,
    PayStep,
    Touch,
)
from greener.journal.records import (
    Disclosure,
    Job,
    PayObservation,
    Process,
    ProcessHead,
    StageEvent,
)
from greener.journal.store import tables
from greener.journal.store.rows import Log, Rows, Shelf


class Transaction:
    """Shelves and logs of one owner, all written together or not at all.

    Attributes:
        jobs: The person's jobs; at most one has no end.
        processes: Processes, without their logs.
        events: Stage events of processes.
        pay: Pay observations, of a process or on their own.
        disclosures: What processes were told of exploring.
        pay_history: Pay in the person's jobs, raise by raise.
        contacts: People the person knows.
        touches: Times they were in touch.
        follow_ups: Reminders and promises.
        goals: Standing goals, and those of the next job.
        dream_companies: Companies the person would like to work for.
        looks: What the answers said on the days they were looked at.
    """

    def __init__(self, connection: Connection, owner: str) -> None:
        def shelf(table: Table, record: type[R]) -> Shelf[R]:
            return Shelf(connection, owner, table, record)

        def log(table: Table, record: type[R], parent: str, day: str) -> Log[R]:
            return Log(connection, owner, table, record, parent=parent, day=day)

        self.jobs = shelf(tables.job, HeldJob)
        self.processes = shelf(tables.process, ProcessHead)
        self.events = log(tables.stage_event, StageEvent, "process_key", "occurred_on")
        self.pay = log(tables.pay_observation, PayObservation, "process_key", "observed_on")
        self.disclosures = log(tables.disclosure, Disclosure, "process_key", "said_on")
        self.pay_history = shelf(tables.pay_history, PayStep)
        self.contacts = shelf(tables.contact, Contact)
        self.touches = log(tables.contact_touch, Touch, "contact_id", "touched_on")
        self.follow_ups = shelf(tables.follow_up, FollowUp)
        self.goals = shelf(tables.goal, Goal)
        self.dream_companies = shelf(tables.dream_company, DreamCompany)
        self.looks = shelf(tables.look, Look)

    def tables(self) -> dict[str, Rows[Any]]:
        """Return every table by name, those that others refer to first."""
        return {
            "job": self.jobs,
            "pay_history": self.pay_history,
            "process": self.processes,
            "stage_event": self.events,
            "pay_observation": self.pay,
            "disclosure": self.disclosures,
            "contact": self.contacts,
            "contact_touch": self.touches,
            "follow_up": self.follow_ups,
            "goal": self.goals,
            "dream_company": self.dream_companies,
            "look": self.looks,
        }

    def add_process(
        self,
        head: ProcessHead,
        events: Iterable[StageEvent],
        pay: Iterable[PayObservation] = (),
        disclosure: Disclosure | None = None,
    ) -> str:
        """Add a process with its first entries and return its key."""
        key = self.processes.add(head).id
        for event in events:
            self.events.add(event, key)
        for observation in pay:
            self.pay.add(observation, key)
        if disclosure:
            self.disclosures.add(disclosure, key)
        return key

    def present_job(self) -> Kept[HeldJob] | None:
        """Return the job the person has now; None before it is entered."""
        return next((job for job in self.jobs.all() if job.record.ended is None), None)

    def save_present_job(self, job: Job, version: int | None = None) -> Kept[HeldJob]:
        """Save the job the person has now, as new or in place of the ``version`` that was read.

        Raises:
            ConflictError: It was entered or changed elsewhere meanwhile.
        """
        present = self.present_job()
        held = HeldJob(**job.model_dump(exclude={"ended"}))
        if present is None and version is None:
            return self.jobs.add(held)
        return self.jobs.edit(present.id if present else "", version or 0, held)

    def entries(self) -> Entries:
        """Return everything the owner has entered."""
        return Entries(
            jobs=tuple(self.jobs.all()),
            pay_history=tuple(self.pay_history.all()),
            processes=tuple(self._processes()),
            pay=tuple(self.pay.entries()),
            contacts=tuple(self.contacts.all()),
            touches=tuple(self.touches.entries()),
            follow_ups=tuple(self.follow_ups.all()),
            goals=tuple(self.goals.all()),
            dream_companies=tuple(self.dream_companies.all()),
        )

    def _processes(self) -> Iterable[Process]:
        events = _by_parent(self.events.entries())
        disclosures = _by_parent(self.disclosures.entries())
        for head in self.processes.all():
            said = disclosures[head.id]
            told = [disclosure for disclosure in said if disclosure.told]
            yield Process.model_validate(
                {
                    **dict(head.record),
                    "key": head.id,
                    "told_exploring": bool(told) if said else None,
                    "told_on": told[0].said_on if told else None,
                    "reaction": told[-1].reaction if told else None,
                    "events": tuple(events[head.id]),
                },
                context=STORED,
            )


def _by_parent(entries: Iterable[Logged[R]]) -> dict[str | None, list[R]]:
    grouped: dict[str | None, list[R]] = defaultdict(list)
    for entry in entries:
        grouped[entry.parent_id].append(entry.record)
    return grouped
