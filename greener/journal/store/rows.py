"""The rows of one owner: the only place that reads and writes the journal's tables."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Generic

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.engine import Connection

from greener.journal.fields import STORED
from greener.journal.kept import Kept, Logged, R
from greener.journal.store.errors import ConflictError, MissingEntryError
from greener.journal.store.identifiers import new_id, now


class Rows(Generic[R]):
    """The rows of one table that belong to one owner; every statement is scoped here.

    Attributes:
        record: Type of the records in it.
    """

    def __init__(self, connection: Connection, owner: str, table: Table, record: type[R]) -> None:
        self._connection = connection
        self._owner = owner
        self._table = table
        self.record = record
        self._fields = [name for name in record.model_fields if name in table.c]

    def dump(self) -> list[dict[str, Any]]:
        """Return every row as it is stored, superseded and retracted ones too, but the owner."""
        return [
            {name: value for name, value in row.items() if name != "owner_id"}
            for row in self._select()
        ]

    def load(self, row: Mapping[str, Any]) -> None:
        """Insert a row that :meth:`dump` returned."""
        self._insert(row)

    def ids(self) -> set[str]:
        """Return the identifier of every row, superseded and retracted ones too."""
        columns = self._table.c
        statement = sa.select(columns.id).where(columns.owner_id == self._owner)
        return set(self._connection.scalars(statement))

    def _select(self, *conditions: sa.ColumnElement[bool]) -> list[sa.RowMapping]:
        mine = self._table.c.owner_id == self._owner
        statement = sa.select(self._table).where(mine, *conditions).order_by(self._table.c.id)
        return list(self._connection.execute(statement).mappings())

    def _insert(self, values: Mapping[str, Any]) -> None:
        row = {"owner_id": self._owner, **_plain(values)}
        self._connection.execute(sa.insert(self._table), row)

    def _read(self, row: sa.RowMapping) -> R:
        return self.record.model_validate(
            {name: row[name] for name in self._fields}, context=STORED
        )


class Shelf(Rows[R]):
    """Records that are edited in place; an edit names the version it was made on."""

    def all(self) -> list[Kept[R]]:
        """Return every record, those made here in the order they were made."""
        return [self._kept(row) for row in self._select()]

    def get(self, key: str) -> Kept[R]:
        """Return one record.

        Raises:
            MissingEntryError: There is none under this identifier.
        """
        found = self.find(key)
        if found is None:
            raise MissingEntryError("There is no such entry.")
        return found

    def find(self, key: str) -> Kept[R] | None:
        """Return one record; None when there is none under this identifier."""
        if not _is_id(key):
            return None
        rows = self._select(self._table.c.id == key)
        return self._kept(rows[0]) if rows else None

    def add(self, record: R, key: str | None = None) -> Kept[R]:
        """Add a record, under a new identifier unless one is given."""
        kept = Kept(key or new_id(), 1, record)
        self._insert({"id": kept.id, "version": 1, **record.model_dump()})
        return kept

    def edit(self, key: str, version: int, record: R) -> Kept[R]:
        """Replace a record.

        Raises:
            ConflictError: It was changed or deleted since ``version`` was read.
        """
        changed = self._connection.execute(
            sa.update(self._table)
            .where(*self._at(key, version))
            .values(version=version + 1, **_plain(record.model_dump()))
        )
        if changed.rowcount != 1:
            raise ConflictError(self.find(key))
        return Kept(key, version + 1, record)

    def delete(self, key: str, version: int) -> None:
        """Delete a record with all that hangs on it.

        Raises:
            ConflictError: It was changed or deleted since ``version`` was read.
        """
        deleted = self._connection.execute(sa.delete(self._table).where(*self._at(key, version)))
        if deleted.rowcount != 1:
            raise ConflictError(self.find(key))

    def _at(self, key: str, version: int) -> tuple[sa.ColumnElement[bool], ...]:
        columns = self._table.c
        return columns.owner_id == self._owner, columns.id == key, columns.version == version

    def _kept(self, row: sa.RowMapping) -> Kept[R]:
        return Kept(row["id"], row["version"], self._read(row))


class Log(Rows[R]):
    """Records that are only ever added to; a correction supersedes the version it names.

    Attributes:
        parent: Column of the process or contact that an entry belongs to.
        day: Column of the day that entries are ordered by.
    """

    def __init__(
        self,
        connection: Connection,
        owner: str,
        table: Table,
        record: type[R],
        *,
        parent: str,
        day: str,
    ) -> None:
        super().__init__(connection, owner, table, record)
        self.parent = parent
        self.day = day

    def entries(self, parent: str | None = None) -> list[Logged[R]]:
        """Return the current version of every entry (of one parent), by day, then as entered."""
        conditions = [] if parent is None else [self._table.c[self.parent] == parent]
        rows = self._select(*conditions)
        superseded = {row["supersedes_id"] for row in rows}
        entered = {row["id"]: row["recorded_at"] for row in rows}
        current = [row for row in rows if row["id"] not in superseded and not row["retracted"]]
        current.sort(key=lambda row: (row[self.day], entered[row["entry_id"]], row["entry_id"]))
        return [self._logged(row) for row in current]

    def histories(self, parent: str) -> list[tuple[Logged[R], ...]]:
        """Return every version of every entry of one parent, each oldest first, as entered.

        The last version of an entry that was taken back says so.
        """
        versions: dict[str, list[Logged[R]]] = defaultdict(list)
        rows = self._select(self._table.c[self.parent] == parent)
        for row in sorted(rows, key=lambda row: row["recorded_at"]):
            versions[row["entry_id"]].append(self._logged(row))
        return [tuple(each) for each in versions.values()]

    def add(self, record: R, parent: str | None = None, key: str | None = None) -> Logged[R]:
        """Add an entry, under a new identifier unless one is given."""
        entry = key or new_id()
        return self._append(Logged(entry, entry, parent, now(), record), supersedes=None)

    def correct(self, key: str, record: R) -> Logged[R]:
        """Supersede the version ``key`` of an entry.

        Raises:
            MissingEntryError: There is no such version.
            ConflictError: It was corrected or taken back since it was read.
        """
        return self._supersede(key, record, retracted=False)

    def retract(self, key: str) -> None:
        """Take an entry back; its versions stay in its history.

        Raises:
            MissingEntryError: There is no such version.
            ConflictError: It was corrected or taken back since it was read.
        """
        self._supersede(key, None, retracted=True)

    def _supersede(self, key: str, record: R | None, *, retracted: bool) -> Logged[R]:
        named = self._select(self._table.c.id == key) if _is_id(key) else []
        if not named:
            raise MissingEntryError("There is no such entry.")
        versions = self._select(self._table.c.entry_id == named[0]["entry_id"])
        superseded = {row["supersedes_id"] for row in versions}
        newest = self._logged(next(row for row in versions if row["id"] not in superseded))
        if newest.id != key:
            raise ConflictError(None if newest.retracted else newest)
        return self._append(
            replace(
                newest,
                id=new_id(),
                recorded_at=now(),
                record=record or newest.record,
                retracted=retracted,
            ),
            supersedes=key,
        )

    def _append(self, entry: Logged[R], *, supersedes: str | None) -> Logged[R]:
        self._insert(
            {
                "id": entry.id,
                "entry_id": entry.entry_id,
                "supersedes_id": supersedes,
                "retracted": entry.retracted,
                "recorded_at": entry.recorded_at,
                self.parent: entry.parent_id,
                **entry.record.model_dump(),
            }
        )
        return entry

    def _logged(self, row: sa.RowMapping) -> Logged[R]:
        return Logged(
            row["id"],
            row["entry_id"],
            row[self.parent],
            row["recorded_at"],
            self._read(row),
            row["retracted"],
        )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: v.value if isinstance(v, Enum) else v for name, v in values.items()}


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
