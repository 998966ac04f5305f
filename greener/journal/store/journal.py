"""The journal of one owner: open it, read it, write it, keep copies of it, erase it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from greener.journal.entries import Entries
from greener.journal.store import tables
from greener.journal.store.backups import Backups
from greener.journal.store.engine import WRITES, connect, file_of
from greener.journal.store.errors import JournalError, told_plainly
from greener.journal.store.identifiers import now
from greener.journal.store.migrate import migrate
from greener.journal.store.transaction import Transaction

LOCAL_OWNER = "local"


def open_journal(url: str, owner: str = LOCAL_OWNER) -> Journal:
    """Open the journal at a URL (or path), making or upgrading it when needed.

    Args:
        url: SQLAlchemy URL of a SQLite file or a PostgreSQL database, or the path of a file.
        owner: Whose journal; nothing of another owner can be read or written through it.

    Raises:
        JournalError: It cannot be reached, is damaged, or was written by a newer version.
    """
    return Journal(connect(url), owner)


class Journal:
    """One owner's journal; safe to share between threads, each call is a transaction of its own.

    Attributes:
        file: Where it lies; None for a database server.
        backups: Copies of the file; None for a database server, which has its own.
    """

    def __init__(self, engine: Engine, owner: str = LOCAL_OWNER) -> None:
        self._engine = engine
        self._owner = owner
        self.file = file_of(engine.url)
        self.backups = Backups(self.file) if self.file else None
        try:
            self._upgrade()
            self._make_owner()
        except BaseException:
            engine.dispose()
            raise

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Give a view of one moment; what is written through it is not kept."""
        level = {} if self.backups else {"isolation_level": "REPEATABLE READ"}
        with _plain_errors(), self._engine.connect().execution_options(**level) as connection:
            yield Transaction(connection, self._owner)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Give a transaction: all of it is kept at the end, or nothing when an error leaves it.

        The first write of a day takes a backup before.

        Raises:
            ConflictError: An entry was changed elsewhere since it was read.
            JournalError: The database refused a row, or cannot be used.
        """
        if self.backups:
            self.backups.take_if_due()
        with self._writing() as connection:
            yield Transaction(connection, self._owner)

    def entries(self) -> Entries:
        """Return everything the owner has entered, as of one moment."""
        with self.read() as transaction:
            return transaction.entries()

    def restore(self, backup: Path) -> None:
        """Put a backup in the journal's place; what was there becomes the newest backup.

        Raises:
            JournalError: Not a sound backup, or the journal is not a local file.
        """
        if self.backups is None:
            raise JournalError("Only a local file has backups here; ask who runs the database.")
        self.backups.restore(backup)
        self._upgrade()

    def erase(self) -> None:
        """Delete everything the owner has entered, for good: rows, backups and leftovers on disk.

        On a shared database only the owner's rows; its server's backups are not in reach.
        """
        with self._writing() as connection:
            connection.execute(sa.delete(tables.owner).where(tables.owner.c.id == self._owner))
        if self.backups:
            self.backups.erase()
            self._rewrite_file()
        self._make_owner()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _upgrade(self) -> None:
        with _plain_errors():
            migrate(self._engine, before=self.backups.take if self.backups else lambda: None)

    def _make_owner(self) -> None:
        mine = sa.select(tables.owner).where(tables.owner.c.id == self._owner)
        with _plain_errors(), self._engine.connect() as connection:
            if connection.execute(mine).first():
                return
        with self._writing() as connection:
            if not connection.execute(mine).first():
                connection.execute(sa.insert(tables.owner).values(id=self._owner, created_at=now()))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            _plain_errors(),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def _rewrite_file(self) -> None:
        """Leave no deleted page in the file or in its write-ahead log."""
        with _plain_errors(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM").close()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise told_plainly(error) from None
