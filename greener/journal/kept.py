"""What the store gives back: a record with the identity it is kept under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from greener.journal.fields import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Kept(Generic[R]):
    """A record that can be edited.

    Attributes:
        id: Identifier, for good.
        version: Number of the edit; an edit names the version it was made on.
        record: The record.
    """

    id: str
    version: int
    record: R


@dataclass(frozen=True)
class Logged(Generic[R]):
    """A record of an append-only log, in its current version.

    Attributes:
        id: Identifier of this version; a correction names it.
        entry_id: Identifier that all versions of the entry share.
        parent_id: The process or contact it belongs to.
        recorded_at: When this version was written, UTC.
        record: The record.
        retracted: The entry was taken back; only histories show such versions.
    """

    id: str
    entry_id: str
    parent_id: str | None
    recorded_at: datetime
    record: R
    retracted: bool = False
