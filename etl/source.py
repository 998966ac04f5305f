"""The contract between a source and the rest of the ETL.

A source says who publishes it (``SourceInfo``), how its bytes are fetched, and how they are read
into rows of its own tables. It never sees the database: rows go to an ``Intake``, which counts
every input record exactly once as kept, rejected or skipped.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

import pandas as pd

if TYPE_CHECKING:
    from etl.http import Fetcher


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
        cadence_days: Days after which a newer release can be expected; older is flagged.
        needs: What it needs before it can load ("a file given with --file"); empty when nothing.
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
    """Mart table → SELECT that builds it from ``tables``; a sample ships marts, not rows."""

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
        """Rules of this source beyond those that hold for every source."""
        return ()


@dataclass
class LoadReport:
    """What one load of one source did; the unit of ``refresh --json`` and of ``etl status``.

    ``rows_in == rows_out + rejected + sum(skipped)`` always, counted in input records.
    """

    source: str
    origin: str
    """``live``, ``file`` or ``sample``: loads are compared with the last one of the same origin."""
    rows_in: int = 0
    rows_out: int = 0
    rejected: int = 0
    rejected_examples: list[tuple[int | None, str]] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    verdict: str = "failed"
    """``ok``, ``degraded`` (published with a warning) or ``failed`` (last good rows kept)."""
    message: str = ""
    newest_date: date | None = None
    loaded_at: datetime | None = None
