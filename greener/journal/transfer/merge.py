"""Bring drafts into the journal so that nothing is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from greener.journal.analysis.course import is_open
from greener.journal.fields import NAME_LENGTH
from greener.journal.flatrow import process_key
from greener.journal.people import Contact, FollowUp
from greener.journal.records import PayObservation, Process, StageEvent
from greener.journal.store import Transaction
from greener.journal.store.identifiers import derived_id
from greener.journal.transfer.drafts import DraftContact, DraftProcess, Drafts

Item = TypeVar("Item")


class Outcome(StrEnum):
    """What bringing in a draft does."""

    NEW = "new"
    MORE = "more"
    SAME = "same"


@dataclass(frozen=True)
class MergedRow:
    """What became, or would become, of one draft.

    Attributes:
        line: Line of the file; None when several tell it.
        what: Company and role, or the contact's name and company.
        outcome: New; more entries of something known; nothing that is not there already.
        entries: Entries added.
    """

    line: int | None
    what: str
    outcome: Outcome
    entries: int


@dataclass
class MergeReport:
    """What became, or would become, of all drafts."""

    rows: list[MergedRow] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """Return the drafts with this outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def merge(drafts: Drafts, transaction: Transaction) -> MergeReport:
    """Add what the journal does not hold yet, and tell what that was.

    An entry that was imported once is known again even after it was corrected or taken back; one
    that was typed by hand is known by its company, role, stage and day. Run in a reading
    transaction, the same is told and nothing is kept: the preview.
    """
    merger = _Merger(transaction)
    report = MergeReport()
    for process in drafts.processes:
        report.rows.append(merger.add_process(process))
    loose = merger.add_pay(drafts.pay, None)
    if drafts.pay:
        outcome = Outcome.MORE if loose else Outcome.SAME
        report.rows.append(MergedRow(None, "Pay figures without a process", outcome, loose))
    for contact in drafts.contacts:
        report.rows.append(merger.add_contact(contact))
    return report


class _Merger:
    """What the journal holds, kept up to date while drafts are added."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction
        self._ids = {key for rows in transaction.tables().values() for key in rows.ids()}
        entries = transaction.entries()
        self._processes: dict[str, Process] = {}
        self._by_role: dict[str, list[str]] = {}
        for process in entries.processes:
            self._remember(process)
        self._events = {
            process.key: Counter(map(_event_key, process.events)) for process in entries.processes
        }
        self._pay = Counter(map(_pay_key, entries.pay_observations))
        self._contacts = {key for kept in entries.contacts for key in _contact_keys(kept.record)}

    def add_process(self, draft: DraftProcess) -> MergedRow:
        """Add what is new of a process."""
        head = draft.head
        identity = draft.process_id or process_key(head.company, head.title) + head.posting_url
        derived = derived_id("process", identity)
        key = self._known(draft, derived)
        is_new = key is None
        if key is None:
            key = derived
            self._tx.processes.add(head, key)
            self._remember(Process(key=key, **dict(head)))
        added = self._add_events(draft.events, key)
        added += self.add_pay(draft.pay, key)
        added += self._add_disclosure(draft, key) + self._add_follow_up(draft, key)
        outcome = Outcome.NEW if is_new else Outcome.MORE if added else Outcome.SAME
        what = ", ".join(part for part in (head.company, head.title) if part)
        return MergedRow(draft.line, what, outcome, added)

    def add_pay(self, pay: Iterable[PayObservation], process: str | None) -> int:
        """Add the figures that are new; return how many."""
        added = 0
        for observation, count in _numbered(pay, _pay_key):
            held = self._pay[_pay_key(observation)]
            key = derived_id("pay", process or "", *_pay_key(observation), str(count))
            if key not in self._ids and held < count:
                self._tx.pay.add(observation, process, key)
                self._ids.add(key)
                self._pay[_pay_key(observation)] += 1
                added += 1
        return added

    def add_contact(self, draft: DraftContact) -> MergedRow:
        """Add a contact unless it is known by its profile, or by name and company."""
        contact = draft.contact
        keys = _contact_keys(contact)
        key = derived_id("contact", *sorted(keys)[-1])
        is_new = key not in self._ids and self._contacts.isdisjoint(keys)
        if is_new:
            self._tx.contacts.add(contact, key)
            self._ids.add(key)
            self._contacts |= keys
        what = ", ".join(part for part in (contact.name, contact.company) if part)
        outcome = Outcome.NEW if is_new else Outcome.SAME
        return MergedRow(draft.line, what, outcome, int(is_new))

    def _remember(self, process: Process) -> None:
        self._ids.add(process.key)
        self._processes[process.key] = process
        role = process_key(process.company, process.title)
        self._by_role.setdefault(role, []).append(process.key)

    def _known(self, draft: DraftProcess, derived: str) -> str | None:
        for key in (draft.process_id, derived):
            if key in self._processes:
                return key
        if draft.process_id:
            return None
        url = draft.head.posting_url
        role = process_key(draft.head.company, draft.head.title)
        alike = [self._processes[key] for key in self._by_role.get(role, [])]
        fitting = [one for one in alike if not (url and one.posting_url and url != one.posting_url)]
        return max(fitting, key=is_open).key if fitting else None

    def _add_events(self, events: Iterable[StageEvent], process: str) -> int:
        held = self._events.setdefault(process, Counter())
        before, added = held.copy(), 0
        for event, count in _numbered(events, _event_key):
            key = derived_id("event", process, *_event_key(event), str(count))
            if key not in self._ids and before[_event_key(event)] < count:
                self._tx.events.add(event, process, key)
                self._ids.add(key)
                held[_event_key(event)] += 1
                added += 1
        return added

    def _add_disclosure(self, draft: DraftProcess, process: str) -> int:
        said = draft.disclosure
        if said is None:
            return 0
        key = derived_id("disclosure", process, str(said.said_on), str(said.told))
        known = (entry.record for entry in self._tx.disclosures.entries(process))
        alike = any(one.said_on == said.said_on and one.told == said.told for one in known)
        if key in self._ids or alike:
            return 0
        self._tx.disclosures.add(said, process, key)
        self._ids.add(key)
        return 1

    def _add_follow_up(self, draft: DraftProcess, process: str) -> int:
        if draft.follow_up_on is None:
            return 0
        key = derived_id("follow_up", process, str(draft.follow_up_on))
        if key in self._ids:
            return 0
        what = f"Follow up with {draft.head.company}"[:NAME_LENGTH]
        due = FollowUp(due_on=draft.follow_up_on, what=what, process_key=process)
        self._tx.follow_ups.add(due, key)
        self._ids.add(key)
        return 1


def _numbered(
    items: Iterable[Item], key: Callable[[Item], tuple[str, ...]]
) -> Iterator[tuple[Item, int]]:
    """Yield each item with how often its like has come so far: two talks on one day are two."""
    seen: Counter[tuple[str, ...]] = Counter()
    for item in items:
        seen[key(item)] += 1
        yield item, seen[key(item)]


def _event_key(event: StageEvent) -> tuple[str, ...]:
    return event.occurred_on.isoformat(), event.stage.value


def _pay_key(pay: PayObservation) -> tuple[str, ...]:
    role = process_key(pay.company, pay.title)
    what = (pay.kind.value, pay.component.value, pay.currency, pay.period.value)
    return (
        role,
        pay.observed_on.isoformat(),
        *what,
        f"{pay.low.normalize():f}",
        f"{pay.high.normalize():f}",
    )


def _contact_keys(contact: Contact) -> set[tuple[str, ...]]:
    by_name = ("name", process_key(contact.name, None), process_key(contact.company or "", None))
    return {by_name, ("url", contact.profile_url)} if contact.profile_url else {by_name}
