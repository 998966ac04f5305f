"""The contract between a source and the rest of the ETL.

A source says who publishes it (``SourceInfo``), how its bytes are fetched, and how they are read
into rows of its own tables. It never sees the database: rows go to an ``Intake``, which counts
every input record exactly once as kept, rejected or skipped.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import pandas as pd

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher


class SourceError(Exception):
    """A source cannot be used; the message tells a person what is wrong and what was expected."""


@dataclass(frozen=True)
class SourceInfo:
    """What a reader must know about a source before trusting it.

    Attributes:
        name: Name on the command line.
        title: What a page calls it.
        publisher: Who publishes it.
        licence: Licence of the data, as a short name.
        citation: How the publisher wants to be named.
        homepage_url: Where a person reads about it.
        live_urls: Addresses that ``fetch`` calls.
        cadence_days: Days after the newest date of a release until the next one is out, the
            publisher's delay included; a source past it is flagged as stale.
        needs: What it needs before it can load ("a file given with --file"); empty when nothing.
            A source that needs something runs only when it is named or given a file.
    """

    name: str
    title: str
    publisher: str
    licence: str
    citation: str
    homepage_url: str
    live_urls: tuple[str, ...]
    cadence_days: int
    needs: str = ""


@dataclass(frozen=True)
class RawFile:
    """One unedited file of a source.

    Attributes:
        path: Where it lies.
        sha256: Digest of its bytes, hex.
        retrieved_at: When it was fetched, or the file's own time for a given file (UTC).
        url: Address it was fetched from; None for a file given on the command line.
    """

    path: Path
    sha256: str
    retrieved_at: datetime
    url: str | None = None


@dataclass(frozen=True)
class Check:
    """A rule on a source's staged rows: a query that returns the rows that break it.

    Attributes:
        name: Short identifier, unique within the source.
        query: SQL over the source's tables; each returned row is one offence.
        message: What is wrong, for a person; may use ``{count}``.
        severity: ``failed`` keeps the last good rows, ``degraded`` publishes with a warning.
    """

    name: str
    query: str
    message: str
    severity: str = "failed"


class Intake(Protocol):
    """Where a source puts what it read; closes the account of its input records."""

    def count(self, records: int) -> None:
        """Add to the number of input records seen, where the reader counts them by itself.

        The load then fails unless kept, rejected and skipped records add up to it.
        """

    def keep(self, table: str, rows: pd.DataFrame, *, records: int | None = None) -> None:
        """Add rows to a table; ``records`` input records stand behind them (default: one each).

        A record whose rows go to two tables is counted once: pass ``records=0`` the second time.
        """

    def reject(self, line: int | None, reason: str, *, records: int = 1) -> None:
        """Count records that cannot be read, with the file line (1-based) and the reason."""

    def skip(self, rule: str, *, records: int = 1) -> None:
        """Count records that are out of scope by a named rule."""

    def warn(self, message: str) -> None:
        """Note something a reader should know (new column, odd unit): makes the load degraded."""


class Source(ABC):
    """One source: its metadata, its tables, and how it is fetched, read and checked."""

    info: ClassVar[SourceInfo]
    tables: ClassVar[tuple[str, ...]]
    """Tables of ``schema.sql`` that this source owns and replaces whole on each load."""
    marts: ClassVar[dict[str, str]] = {}
    """Mart table → SELECT that builds it from ``tables``."""
    mart_parts: ClassVar[dict[str, tuple[str, str]]] = {}
    """Mart → table and column by whose values it can be built part by part, for marts with lists:
    no row of the mart may need rows of two values."""
    sample: ClassVar[dict[str, str] | None] = None
    """Table or mart → SELECT over the loaded database whose rows the sample ships.

    None ships all rows of ``tables``. A mart that is not in it is built from what is; a source that
    ships marts instead of rows lists all its marts.
    """
    row_keys: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Table → columns by which a row is found again in the next release, where that is not the
    primary key; tells a rewritten row from one that vanished and one that appeared."""
    uncompared: ClassVar[tuple[str, ...]] = ()
    """Columns in which a difference is no change, such as numbers given anew in each release."""

    @abstractmethod
    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the current release from its live addresses.

        Raises:
            SourceError: When the publisher refuses or answers with something else.
        """

    @abstractmethod
    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read all files into ``intake``; several files unite, on one key the newest release wins.

        Raises:
            SourceError: When a file is not what it should be as a whole; nothing is then loaded.
        """

    def checks(self) -> Sequence[Check]:
        """Rules of this source beyond those that hold for every source.

        They may query ``tables`` and ``marts``, and run before anything is published and again in
        ``verify``. Constraints of ``schema.sql`` are checked without being repeated here.
        """
        return ()


@dataclass(frozen=True)
class Changes:
    """What a load changed against the rows before it, counted in rows of the source's tables.

    Attributes:
        appeared: Rows whose key is new.
        vanished: Rows whose key is gone.
        rewritten: Rows with a known key and other values.
    """

    appeared: int
    vanished: int
    rewritten: int


@dataclass
class LoadReport:
    """What one load of one source did; the unit of ``refresh --json`` and of ``etl status``.

    ``rows_in == rows_out + rejected + sum(skipped)`` always, counted in input records.
    """

    source: str
    origin: str
    """``live``, ``file`` or ``sample``: loads are compared with the last one of the same origin."""
    attempted_at: datetime
    rows_in: int = 0
    rows_out: int = 0
    rejected: int = 0
    rejected_examples: list[tuple[int | None, str]] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    verdict: str = "failed"
    """``ok``, ``degraded`` (published with a warning) or ``failed`` (last good rows kept)."""
    message: str = ""
    newest_date: date | None = None
    files: tuple[RawFile, ...] = ()
    changes: Changes | None = None
    """None when there was nothing to compare with."""

    def fail(self, message: str) -> None:
        """Turn the verdict to failed; the rows of this load are then not published."""
        self.verdict = "failed"
        self.message = message

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON; ``rejected`` with its count and the first examples."""
        return {
            "origin": self.origin,
            "rows_in": self.rows_in,
            "rows_out": self.rows_out,
            "rejected": {
                "count": self.rejected,
                "examples": [
                    {"line": line, "reason": reason} for line, reason in self.rejected_examples
                ],
            },
            "skipped": self.skipped,
            "verdict": self.verdict,
            "message": self.message,
            "newest_date": self.newest_date.isoformat() if self.newest_date else None,
            "changes": asdict(self.changes) if self.changes else None,
            "attempted_at": self.attempted_at.isoformat(),
            "files": [
                {"name": file.path.name, "sha256": file.sha256, "url": file.url}
                for file in self.files
            ],
        }
