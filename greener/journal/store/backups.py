"""Copies of a SQLite journal beside it: taken by themselves, the last ten kept."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from greener.journal.store.engine import PRIVATE_FILE, PRIVATE_FOLDER
from greener.journal.store.errors import JournalError

KEEP = 10
DUE_AFTER = timedelta(days=1)
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Backup:
    """One copy: its file and when it was taken, UTC."""

    path: Path
    taken_at: datetime


class Backups:
    """The copies of one journal file.

    Attributes:
        folder: Where they lie; readable for the owner alone.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.folder = file.with_name(f"{file.stem}-backups")

    def all(self) -> list[Backup]:
        """Return the copies, newest first."""
        found = []
        for path in self.folder.glob("*.sqlite"):
            try:
                taken_at = datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Backup(path, taken_at))
        return sorted(found, key=lambda backup: backup.taken_at, reverse=True)

    def take(self) -> Backup:
        """Copy the journal as it is now, also while it is in use, and drop the oldest copies.

        Raises:
            JournalError: The copy could not be written.
        """
        return self._take(spared=None)

    def take_if_due(self) -> None:
        """Copy the journal unless a copy of the last day exists."""
        copies = self.all()
        if not copies or datetime.now(UTC) - copies[0].taken_at > DUE_AFTER:
            self.take()

    def restore(self, path: Path) -> None:
        """Put a copy in the journal's place; what was there becomes the newest copy.

        Raises:
            JournalError: The file is not a sound copy of a journal; nothing was changed.
        """
        _check(path)
        self._take(spared=path)
        _copy(path, self._file)

    def erase(self) -> None:
        """Delete every copy, finished or not."""
        if self.folder.is_dir():
            for path in (*self.folder.glob("*.sqlite*"), *self.folder.glob("*.new*")):
                path.unlink(missing_ok=True)

    def _take(self, spared: Path | None) -> Backup:
        now = datetime.now(UTC)
        path = self.folder / f"{now.strftime(_STAMP)}.sqlite"
        unfinished = path.with_suffix(".new")
        try:
            self.folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            for leftover in self.folder.glob("*.new*"):
                leftover.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
            _copy(self._file, unfinished)
            unfinished.replace(path)
            for old in self.all()[KEEP:]:
                if old.path != spared:
                    old.path.unlink(missing_ok=True)
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"No backup could be taken ({type(error).__name__}).") from None
        return Backup(path, now)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _check(path: Path) -> None:
    try:
        address = f"{path.resolve(strict=True).as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
            copy.execute("SELECT count(*) FROM owner").fetchone()
    except (OSError, sqlite3.Error):
        raise JournalError(f"{path} is not a copy of a journal.") from None
    if verdict != "ok":
        raise JournalError(f"{path} is damaged.")
