"""Rows of a file, read into entries that are not in the journal yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.flatfile import RejectedRow, interviews_of
from greener.journal.flatrow import process_key
from greener.journal.parse.dates import DayOrder, day_order
from greener.journal.people import Contact
from greener.journal.records import Disclosure, PayObservation, Process, ProcessHead, StageEvent
from greener.journal.tabular import Table, TableRow, restored
from greener.journal.transfer import rows as read
from greener.journal.transfer.mapping import ColumnMapping, ImportKind

_BLANK = frozenset({"n/a", "na", "none", "null", "nan", "-", "–", "unknown"})
_DATES = ("found_on", "applied_on", "stage_on", "follow_up_on", "connected_on")


@dataclass(frozen=True)
class DraftProcess:
    """A process as a file tells it.

    Attributes:
        head: The process.
        line: Line of the file; None when several tell it.
        events: Its entries.
        pay: Figures named in it.
        disclosure: What they were told, if the file says.
        follow_up_on: Day to follow up, if the file says.
        process_id: Identifier that the file gives it; empty when it gives none.
    """

    head: ProcessHead
    line: int | None = None
    events: tuple[StageEvent, ...] = ()
    pay: tuple[PayObservation, ...] = ()
    disclosure: Disclosure | None = None
    follow_up_on: date | None = None
    process_id: str = ""


@dataclass(frozen=True)
class DraftContact:
    """A contact as a file tells it, with the line of the file."""

    contact: Contact
    line: int


@dataclass(frozen=True)
class Drafts:
    """What a file holds.

    Attributes:
        processes: Processes, in the order of the file.
        contacts: Contacts, in the order of the file.
        pay: Figures that belong to no process of the file.
        rejected: Rows that cannot be taken, with the reason.
        ignored_columns: Columns that no field was mapped to.
    """

    processes: tuple[DraftProcess, ...] = ()
    contacts: tuple[DraftContact, ...] = ()
    pay: tuple[PayObservation, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    ignored_columns: tuple[str, ...] = ()


def read_drafts(table: Table, mapping: ColumnMapping) -> Drafts:
    """Read every row of a table as the mapping says; what cannot be read is told per row.

    Raises:
        InterviewsFileError: Interviews without a date or company column.
    """
    if mapping.kind is ImportKind.INTERVIEWS:
        return _from_interviews(table, mapping)
    order = mapping.date_order or _proved_order(table, mapping)
    processes: list[DraftProcess] = []
    contacts: list[DraftContact] = []
    rejected: list[RejectedRow] = []
    for row in table.rows:
        try:
            cells = _cells(row, mapping)
            if mapping.kind is ImportKind.CONTACTS:
                contacts.append(DraftContact(read.contact(cells, order), row.line))
            else:
                processes.append(_process(cells, order, mapping, row.line))
        except ValidationError as error:
            problems = (_of_column(problem, mapping) for problem in problems_of(error))
            rejected.append(RejectedRow(row.line, "; ".join(problems)))
        except ValueError as error:
            rejected.append(RejectedRow(row.line, _of_column(str(error), mapping)))
    used = set(mapping.columns.values())
    return Drafts(
        processes=tuple(processes),
        contacts=tuple(contacts),
        rejected=tuple(rejected),
        ignored_columns=tuple(column for column in table.columns if column not in used),
    )


def leaves_open(table: Table, mapping: ColumnMapping) -> bool:
    """Return whether saying how days and bare amounts are meant changes what is read."""
    if mapping.kind is ImportKind.INTERVIEWS:
        return False
    said = replace(
        mapping,
        date_order=mapping.date_order or _proved_order(table, mapping) or DayOrder.DAY_FIRST,
        currency=mapping.currency or "USD",
        undated_on=mapping.undated_on or date.today(),
    )
    return read_drafts(table, mapping) != read_drafts(table, said)


def unknown_stages(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """Return the file's words for stages that mean nothing here yet, each once."""
    header = mapping.columns.get("stage")
    if header is None or mapping.kind is not ImportKind.PROCESSES:
        return ()
    words = dict.fromkeys(row.cells[header] for row in table.rows)
    return tuple(word for word in words if _is_text(word) and not read.is_stage(word, mapping))


def _process(
    cells: dict[str, str], order: DayOrder | None, mapping: ColumnMapping, line: int
) -> DraftProcess:
    days = read.days(cells, order)
    events = read.stage_events(cells, days, mapping)
    pay, pay_text = read.posted_pay(cells, events[0].occurred_on, mapping)
    return DraftProcess(
        head=read.process_head(cells, mapping, pay_text),
        line=line,
        events=events,
        pay=pay,
        follow_up_on=days.get("follow_up_on"),
    )


def _from_interviews(table: Table, mapping: ColumnMapping) -> Drafts:
    interviews = interviews_of(table, mapping.currency)
    by_process: dict[str, list[PayObservation]] = {}
    for observation in interviews.pay:
        key = process_key(observation.company, observation.title)
        by_process.setdefault(key, []).append(observation)
    drafts = []
    for process in interviews.processes:
        key = process_key(process.company, process.title)
        drafts.append(_from_process(process, by_process.pop(key, [])))
    return Drafts(
        processes=tuple(drafts),
        pay=tuple(observation for rest in by_process.values() for observation in rest),
        rejected=interviews.rejected,
        ignored_columns=interviews.ignored_columns,
    )


def _from_process(process: Process, pay: list[PayObservation]) -> DraftProcess:
    said_on = process.told_on or next((event.occurred_on for event in process.events), None)
    disclosure = None
    if process.told_exploring is not None and said_on is not None:
        disclosure = Disclosure(said_on=said_on, told=process.told_exploring)
    derived = process_key(process.company, process.title)
    return DraftProcess(
        head=ProcessHead.model_validate(
            {name: getattr(process, name) for name in ProcessHead.model_fields}
        ),
        events=process.events,
        pay=tuple(pay),
        disclosure=disclosure,
        process_id="" if process.key == derived else process.key,
    )


def _of_column(problem: str, mapping: ColumnMapping) -> str:
    """Return what is wrong with the file's own name of the column in place of the field's."""
    field, colon, rest = problem.partition(": ")
    return f"{mapping.columns.get(field, field)}{colon}{rest}"


def _cells(row: TableRow, mapping: ColumnMapping) -> dict[str, str]:
    if row.surplus:
        raise ValueError("more cells than columns; is a text with a comma missing its quotes?")
    texts = {name: restored(row.cells[header]) for name, header in mapping.columns.items()}
    return {name: text if _is_text(text) else "" for name, text in texts.items()}


def _is_text(cell: str) -> bool:
    return bool(cell.strip()) and cell.strip().casefold() not in _BLANK


def _proved_order(table: Table, mapping: ColumnMapping) -> DayOrder | None:
    headers = [mapping.columns[name] for name in _DATES if name in mapping.columns]
    return day_order(row.cells[header] for row in table.rows for header in headers)
