"""Interviews as one flat CSV, a row an observation (``docs/interviews_file.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.flatrow import COLUMNS, FlatRow, read_row
from greener.journal.parse.dates import DayOrder, day_order
from greener.journal.parse.words import normalised
from greener.journal.records import PayObservation, Process
from greener.journal.tabular import Table, TableError, TableRow, csv_bytes, read_table, restored


class InterviewsFileError(ValueError):
    """The file as a whole cannot be used."""


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken, with its line in the file and the reason."""

    line: int
    reason: str


@dataclass(frozen=True)
class Interviews:
    """What an interviews file holds.

    Attributes:
        processes: One a company and role (or a ``process`` id), in order of first mention.
        pay: Pay observations in order of the file.
        rejected: Rows that were not taken.
        ignored_columns: Columns that have no meaning here.
    """

    processes: tuple[Process, ...] = ()
    pay: tuple[PayObservation, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    ignored_columns: tuple[str, ...] = ()


def read_interviews(source: Path | bytes, default_currency: str | None = None) -> Interviews:
    """Read the flat interviews file.

    Args:
        source: Path or content of a CSV (or spreadsheet).
        default_currency: Currency of figures that name none; without it such rows are rejected.

    Raises:
        InterviewsFileError: Not a table, or without a date or company column.
    """
    try:
        return interviews_of(read_table(source), default_currency)
    except TableError as error:
        raise InterviewsFileError(str(error)) from None


def interviews_of(table: Table, default_currency: str | None = None) -> Interviews:
    """Return the interviews that a table holds.

    Raises:
        InterviewsFileError: It has no date or no company column.
    """
    names = _column_names(table.columns)
    dates = next(header for header, name in names.items() if name == "date")
    order = day_order(row.cells[dates] for row in table.rows)
    rows: list[FlatRow] = []
    rejected: list[RejectedRow] = []
    for table_row in table.rows:
        try:
            rows.append(_read_table_row(table_row, names, order, default_currency))
        except ValidationError as error:
            rejected.append(RejectedRow(table_row.line, "; ".join(problems_of(error))))
        except ValueError as error:
            rejected.append(RejectedRow(table_row.line, str(error)))
    return Interviews(
        processes=tuple(_processes(rows)),
        pay=tuple(row.pay for row in rows if row.pay),
        rejected=tuple(rejected),
        ignored_columns=tuple(column for column in table.columns if column not in names),
    )


def write_interviews(
    path: Path, processes: Iterable[Process], pay: Iterable[PayObservation]
) -> None:
    """Write the flat interviews file; :func:`read_interviews` reads the same back.

    A process without a single event and without word of exploring leaves no row.
    """
    path.write_bytes(interviews_csv(processes, pay))


def interviews_csv(processes: Iterable[Process], pay: Iterable[PayObservation]) -> bytes:
    """Return the content of the flat interviews file."""
    return csv_bytes(COLUMNS, (*_process_rows(processes), *_pay_rows(pay)))


def _column_names(columns: tuple[str, ...]) -> dict[str, str]:
    """Return header → column of ``COLUMNS`` for the headers that have a meaning."""
    meanings = {alias: name for name, aliases in COLUMNS.items() for alias in (name, *aliases)}
    names: dict[str, str] = {}
    for header in columns:
        name = meanings.get(normalised(header))
        if name in names.values():
            raise InterviewsFileError(f"two columns mean {name}, one of them {header!r}")
        if name is not None:
            names[header] = name
    missing = [name for name in ("date", "company") if name not in names.values()]
    if missing:
        found = ", ".join(columns)
        raise InterviewsFileError(f"missing column {' and '.join(missing)}; found {found}")
    return names


def _read_table_row(
    row: TableRow, names: Mapping[str, str], order: DayOrder | None, default_currency: str | None
) -> FlatRow:
    if row.surplus:
        raise ValueError("more cells than columns; is a text with a comma missing its quotes?")
    cells = {names[header]: restored(text) for header, text in row.cells.items() if header in names}
    return read_row(cells, order, default_currency)


def _processes(rows: Iterable[FlatRow]) -> Iterator[Process]:
    groups: dict[str, list[FlatRow]] = {}
    for row in rows:
        if row.names_process:
            groups.setdefault(row.process.key, []).append(row)
    for group in groups.values():
        yield _joined(group)


def _joined(rows: list[FlatRow]) -> Process:
    """Return one process from its rows: what a later day says of it overrides an earlier one."""
    by_day = sorted(rows, key=lambda row: row.day)
    told_days = [row.day for row in by_day if row.told]
    facts = {
        name: getattr(row.process, name)
        for row in by_day
        for name in ("channel", "purpose")
        if getattr(row.process, name) is not None
    }
    told_known = any(row.told is not None for row in by_day)
    return rows[0].process.model_copy(
        update={
            "told_exploring": bool(told_days) if told_known else None,
            "told_on": told_days[0] if told_days else None,
            "events": tuple(event for row in by_day for event in row.process.events),
            **facts,
        }
    )


def _process_rows(processes: Iterable[Process]) -> Iterator[dict[str, object]]:
    for process in processes:
        facts: dict[str, object] = {
            "company": process.company,
            "title": process.title or "",
            "channel": process.channel or "",
            "purpose": process.purpose or "",
            "process": process.key,
        }
        denied = "no" if process.told_exploring is False else ""
        for event in process.events:
            yield facts | {
                "date": event.occurred_on.isoformat(),
                "stage": event.stage,
                "told_exploring": denied,
                "rating": event.self_rating or "",
                "people_met": event.people_met,
                "note": event.note,
            }
        if process.told_exploring and process.told_on:
            yield facts | {"date": process.told_on.isoformat(), "told_exploring": "yes"}


def _pay_rows(pay: Iterable[PayObservation]) -> Iterator[dict[str, object]]:
    for seen in pay:
        yield {
            "date": seen.observed_on.isoformat(),
            "company": seen.company,
            "title": seen.title or "",
            "pay_kind": seen.kind,
            "low": f"{seen.low:f}",
            "high": f"{seen.high:f}",
            "currency": seen.currency,
            "period": seen.period,
            "component": seen.component,
            "note": seen.note,
        }
