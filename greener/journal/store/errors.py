"""What can go wrong between a record and its store, told without the record's content."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError

from greener.journal.kept import Kept, Logged


class JournalError(Exception):
    """The journal could not do what was asked; nothing was changed."""


class MissingEntryError(JournalError):
    """There is no such entry (any more)."""


class ConflictError(JournalError):
    """The entry was changed elsewhere since it was read; nothing was changed.

    Attributes:
        current: The entry as it is now; None when it was deleted.
    """

    def __init__(self, current: Kept[Any] | Logged[Any] | None) -> None:
        self.current = current
        change = "changed" if current else "deleted"
        super().__init__(f"This entry was {change} elsewhere meanwhile. Nothing was saved.")


def told_plainly(error: DBAPIError | sqlite3.Error) -> JournalError:
    """Return the error without values: a database's own text quotes the rows it refuses."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, IntegrityError):
        rule = _constraint_name(cause) or "unknown"
        if "supersedes" in rule:
            return ConflictError(None)
        return JournalError(f"The journal refused the entry (rule {rule}).")
    if "locked" in str(cause):
        return JournalError("The journal is busy with another change. Try again in a moment.")
    if "not a database" in str(cause):
        return JournalError("The journal's file is not a journal, or it is damaged.")
    return JournalError(f"The journal cannot be used ({type(cause).__name__}).")


def _constraint_name(cause: BaseException | None) -> str | None:
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name) if diagnosis.constraint_name else None
    rule = str(cause).partition("constraint failed: ")[2]
    return rule.partition(" ")[0] or None
