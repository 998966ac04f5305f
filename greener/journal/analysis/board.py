"""Processes by the stage they are in now, as a board and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greener.journal.analysis.course import current_stage, farthest, is_open, last_event_on
from greener.journal.records import Process, Stage


@dataclass(frozen=True)
class ProcessRow:
    """One process as a table shows it.

    Attributes:
        process: The process.
        stage: Where it is now.
        farthest: Stage nearest to an offer that it reached; None for endings alone.
        is_open: It is not over.
        last_event_on: Day of its last entry.
        days_quiet: Days since then; None without entries.
    """

    process: Process
    stage: Stage
    farthest: Stage | None
    is_open: bool
    last_event_on: date | None
    days_quiet: int | None


def board(processes: Iterable[Process]) -> dict[Stage, tuple[Process, ...]]:
    """Return the processes of every stage, in the order of the stages, empty ones too."""
    columns: dict[Stage, list[Process]] = {stage: [] for stage in Stage}
    for process in processes:
        columns[current_stage(process)].append(process)
    return {stage: tuple(members) for stage, members in columns.items()}


def table(processes: Iterable[Process], as_of: date) -> tuple[ProcessRow, ...]:
    """Return a row per process: open ones first, then by last entry, newest first."""
    rows = [_row(process, as_of) for process in processes]
    rows.sort(key=lambda row: row.last_event_on or date.min, reverse=True)
    rows.sort(key=lambda row: not row.is_open)
    return tuple(rows)


def _row(process: Process, as_of: date) -> ProcessRow:
    last = last_event_on(process)
    return ProcessRow(
        process=process,
        stage=current_stage(process),
        farthest=farthest(process),
        is_open=is_open(process),
        last_event_on=last,
        days_quiet=max((as_of - last).days, 0) if last else None,
    )
