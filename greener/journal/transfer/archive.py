"""Everything in the journal as one zip, and back: JSON for Greener, CSV for spreadsheets."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError, model_validator

from greener.journal.fields import STORED, problems_of
from greener.journal.flatfile import RejectedRow, interviews_csv
from greener.journal.store import Transaction
from greener.journal.store.rows import Log, Rows
from greener.journal.tabular import csv_bytes

JSON_NAME: Final = "journal.json"
FORMAT: Final = "greener-journal"
_MAX_JSON_BYTES: Final = 500_000_000
_PARENTS: Final = (("process_key", "process"), ("contact_id", "contact"), ("job_id", "job"))
_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""Archives of equal journals are equal, byte by byte."""


class ArchiveError(ValueError):
    """The file is not an archive of a journal."""


@dataclass
class ArchiveReport:
    """What became of the rows of an archive.

    Attributes:
        added: Rows that were new, by table.
        same: Rows that the journal already held.
        differing: Rows that the journal holds in another state; the journal's were kept.
        rejected: Rows that were not taken, by their number within the table, with the reason.
    """

    added: dict[str, int] = field(default_factory=dict)
    same: int = 0
    differing: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)


def write_archive(transaction: Transaction) -> bytes:
    """Return a zip of everything: ``journal.json``, a CSV per table, and ``interviews.csv``."""
    tables = {name: _in_order(rows.dump()) for name, rows in transaction.tables().items()}
    entries = transaction.entries()
    content = {"format": FORMAT, "tables": tables}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, JSON_NAME, json.dumps(content, default=_as_json, indent=1).encode())
        for name, rows in tables.items():
            columns = dict.fromkeys(column for row in rows for column in row)
            _add(file, f"csv/{name}.csv", csv_bytes(columns, rows))
        _add(file, "interviews.csv", interviews_csv(entries.processes, entries.pay_observations))
    return archive.getvalue()


def is_archive(content: bytes) -> bool:
    """Return whether the file is a zip with a journal in it; a spreadsheet is a zip, too."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return JSON_NAME in file.namelist()
    except zipfile.BadZipFile:
        return False


def read_archive(content: bytes, transaction: Transaction) -> ArchiveReport:
    """Add the rows of an archive that the journal does not hold yet.

    An archive read into an empty journal gives the journal it was written from; read twice, it
    adds nothing twice.

    Raises:
        ArchiveError: Not an archive of a journal.
    """
    tables = _tables_of(content)
    loader = _Loader(transaction.tables())
    for name in tables:
        if name not in loader.known:
            loader.reject(1, name, "unknown table")
    for name in loader.known:
        loader.load_table(name, tables.get(name, []))
    return loader.report


class _Loader:
    """Reads one archive: what the journal holds already, and what became of each row."""

    def __init__(self, known: Mapping[str, Rows[Any]]) -> None:
        self.known = known
        self.present = {
            name: {str(row["id"]): row for row in rows.dump()} for name, rows in known.items()
        }
        self.report = ArchiveReport()

    def load_table(self, name: str, incoming: list[object]) -> None:
        for number, raw in enumerate(incoming, start=1):
            try:
                row = _valid_row(self.known[name], raw)
                self._load_row(name, row)
            except ValidationError as error:
                self.reject(number, name, "; ".join(problems_of(error)))
            except ValueError as error:
                self.reject(number, name, str(error))

    def reject(self, number: int, name: str, reason: str) -> None:
        self.report.rejected.append(RejectedRow(number, f"{name}: {reason}"))

    def _load_row(self, name: str, row: dict[str, Any]) -> None:
        held = self.present[name].get(row["id"])
        if held is None:
            self._check_fits(name, row)
            self.known[name].load(row)
            self.present[name][row["id"]] = row
            self.report.added[name] = self.report.added.get(name, 0) + 1
        elif held == row:
            self.report.same += 1
        else:
            self.report.differing += 1

    def _check_fits(self, name: str, row: Mapping[str, Any]) -> None:
        for column, table in (*_PARENTS, ("supersedes_id", name)):
            parent = row.get(column)
            if parent is not None and parent not in self.present[table]:
                raise ValueError(f"{column}: belongs to a row that is not there")
        others = self.present[name].values()
        superseded = row.get("supersedes_id")
        if superseded and any(other["supersedes_id"] == superseded for other in others):
            raise ValueError("supersedes_id: that version was corrected already")
        if name == "job" and row["ended"] is None and any(job["ended"] is None for job in others):
            raise ValueError("ended: the journal has another present job; end it first")


class _ShelfMeta(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    version: PositiveInt


class _LogMeta(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    entry_id: UUID
    supersedes_id: UUID | None = None
    parent: UUID | None
    retracted: bool
    recorded_at: datetime

    @model_validator(mode="after")
    def _versions_hang_together(self) -> Self:
        if (self.supersedes_id is None) != (self.entry_id == self.id):
            raise ValueError("entry_id: the first version of an entry, and only it, bears its id")
        if self.retracted and self.supersedes_id is None:
            raise ValueError("retracted: a first version cannot be taken back")
        return self


def _valid_row(rows: Rows[Any], raw: object) -> dict[str, Any]:
    """Return the row as the store takes it; the record's own validation holds here too."""
    if not isinstance(raw, dict):
        raise ValueError("expected an object")  # noqa: TRY004 - bad input, not a bug
    rest = dict(raw)
    if isinstance(rows, Log):
        names = [name for name in _LogMeta.model_fields if name != "parent"]
        meta = {name: rest.pop(name, None) for name in names}
        read = _LogMeta.model_validate({**meta, "parent": rest.pop(rows.parent, None)})
        kept = read.model_dump(exclude={"parent"}) | {rows.parent: read.parent}
    else:
        meta = {name: rest.pop(name, None) for name in _ShelfMeta.model_fields}
        kept = _ShelfMeta.model_validate(meta).model_dump()
    fields: dict[str, Any] = rows.record.model_validate(rest, context=STORED).model_dump()
    ids = {name: str(value) if isinstance(value, UUID) else value for name, value in kept.items()}
    return ids | fields


def _tables_of(content: bytes) -> dict[str, list[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if file.getinfo(JSON_NAME).file_size > _MAX_JSON_BYTES:
                raise ArchiveError("the archive is too large")
            parsed = json.loads(file.read(JSON_NAME))
    except (zipfile.BadZipFile, KeyError, ValueError, RecursionError, zlib.error) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError("not an archive of a journal, or it is damaged") from None
    tables = parsed.get("tables") if isinstance(parsed, dict) else None
    if not isinstance(tables, dict) or parsed.get("format") != FORMAT:
        raise ArchiveError("not an archive of a journal, or it is damaged")
    return {name: rows if isinstance(rows, list) else [rows] for name, rows in tables.items()}


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return versions after those they supersede."""
    return sorted(rows, key=lambda row: (str(row.get("recorded_at", "")), row["id"]))


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, content)


def _as_json(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
