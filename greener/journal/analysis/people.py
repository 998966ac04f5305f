"""Whom the person knows where, and what stands with the companies of their dream list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import Contact, DreamCompany
from greener.journal.records import PayObservation, Process


@dataclass(frozen=True)
class DreamRow:
    """A company of the dream list with whom the person knows there and what was tried."""

    dream: Kept[DreamCompany]
    contacts: tuple[Kept[Contact], ...]
    processes: tuple[Process, ...]


def same_company(one: str | None, other: str | None) -> bool:
    """Return whether two names are one company's: equal but for capitals and spaces.

    Likeness is not enough: "Aurora" and "Aurora Labs" are two companies.
    """
    return one is not None and other is not None and _key(one) == _key(other)


def contacts_at(entries: Entries, company: str) -> tuple[Kept[Contact], ...]:
    """Return whom the person knows at a company."""
    return tuple(kept for kept in entries.contacts if same_company(kept.record.company, company))


def known_at_companies(entries: Entries) -> dict[str, tuple[Kept[Contact], ...]]:
    """Return whom the person knows, by company of a process or of the dream list, by name.

    Companies at which they know nobody are there too, with nobody.
    """
    by_company: dict[str, list[Kept[Contact]]] = defaultdict(list)
    for kept in entries.contacts:
        if kept.record.company:
            by_company[_key(kept.record.company)].append(kept)
    return {name: tuple(by_company[_key(name)]) for name in companies_of(entries)}


def dream_list(entries: Entries) -> tuple[DreamRow, ...]:
    """Return the dream list, longest dreamt of first."""
    dreams = sorted(entries.dream_companies, key=lambda kept: kept.record.since)
    return tuple(
        DreamRow(
            dream=kept,
            contacts=contacts_at(entries, kept.record.company),
            processes=tuple(
                process
                for process in entries.processes
                if same_company(process.company, kept.record.company)
            ),
        )
        for kept in dreams
    )


def last_touches(entries: Entries) -> dict[str, date]:
    """Return the last day of being in touch, by contact id."""
    return {
        touch.parent_id: touch.record.touched_on for touch in entries.touches if touch.parent_id
    }


def pay_said(entries: Entries, process: Process) -> tuple[PayObservation, ...]:
    """Return every figure named in a process, so that the next one does not contradict the last.

    Figures that belong to no process count when they name its company and role.
    """
    return tuple(
        entry.record
        for entry in entries.pay
        if entry.parent_id == process.key
        or (entry.parent_id is None and _names(entry.record, process))
    )


def companies_of(entries: Entries) -> tuple[str, ...]:
    """Return the companies of processes and of the dream list, each once, by name."""
    names: Iterable[str] = (
        *(process.company for process in entries.processes),
        *(kept.record.company for kept in entries.dream_companies),
    )
    return tuple(sorted({_key(name): name for name in names}.values(), key=str.casefold))


def _names(observation: PayObservation, process: Process) -> bool:
    return same_company(observation.company, process.company) and (
        observation.title is None
        or process.title is None
        or same_company(observation.title, process.title)
    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
