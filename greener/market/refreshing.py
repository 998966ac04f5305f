"""What a refresh of the market leaves beside it while it runs: who writes, and how far it is.

The ETL writes these files under its lock; a page only reads them. So a run that a timer started is
shown like one that a page started, in every window, and after a page was left and opened again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

LOCK = "refresh.lock"
HOLDER = "refresh.holder.json"
PROGRESS = "refresh.progress.jsonl"

VERDICTS = frozenset({"ok", "degraded", "failed"})
NO_NETWORK = "is there a network?"
"""How the reason of a source ends whose publisher could not even be called."""


@dataclass(frozen=True)
class Writer:
    """Who writes the market at present.

    Attributes:
        pid: Its process.
        since: When it began, as ISO 8601 in UTC.
        doing: What it does, in words.
    """

    pid: int
    since: str
    doing: str


@dataclass(frozen=True)
class SourceProgress:
    """How far one source is in a run.

    Attributes:
        step: ``waiting``, a step (``fetching``, ``reading``, …) or a verdict.
        detail: How much was read, or why the verdict is what it is.
    """

    step: str = "waiting"
    detail: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the verdict is there."""
        return self.step in VERDICTS


@dataclass(frozen=True)
class Run:
    """The latest refresh as far as it has told.

    Attributes:
        pid: Its process.
        started_at: When it began.
        sources: Source → how far it is, in the order in which they run.
        ended_at: When it ended; None while it runs, and when it was stopped from outside.
        generation: What it published; None when it published nothing.
        error: Why it published nothing, in a sentence; empty otherwise.
    """

    pid: int
    started_at: datetime
    sources: dict[str, SourceProgress] = field(default_factory=dict)
    ended_at: datetime | None = None
    generation: str | None = None
    error: str = ""

    @property
    def is_offline(self) -> bool:
        """Whether no publisher of this run could be called at all."""
        told = self.sources.values()
        return bool(told) and all(
            each.step == "failed" and NO_NETWORK in each.detail for each in told
        )


def writer(data_dir: Path) -> Writer | None:
    """Return who writes the market in ``data_dir``; None when nobody does."""
    holder = data_dir / HOLDER
    found = read_writer(holder)
    if found is None:
        return None
    # A killed run leaves the file behind but not the lock: only then is the lock free here.
    try:
        with FileLock(data_dir / LOCK, timeout=0):
            if read_writer(holder) == found:
                holder.unlink(missing_ok=True)
            return None
    except Timeout:
        return found
    except OSError:
        return None


def read_writer(holder: Path) -> Writer | None:
    """Return what the file of a writer says; None when it is not there or not whole."""
    try:
        held = json.loads(holder.read_text(encoding="utf-8"))
        return Writer(int(held["pid"]), str(held["since"]), str(held["doing"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def latest_run(data_dir: Path) -> Run | None:
    """Return the latest refresh of ``data_dir``, running or over; None when none left a record."""
    run = None
    for line in _lines(data_dir / PROGRESS):
        try:
            run = _follow(run, line)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # not a line of ours, or one that is still being written
    return run


def _follow(run: Run | None, line: dict[str, Any]) -> Run | None:
    time = datetime.fromisoformat(line["time"])
    if "sources" in line:
        waiting = {str(name): SourceProgress() for name in line["sources"]}
        return Run(int(line["pid"]), time, waiting)
    if run is None:
        return None
    if "source" in line:
        told = SourceProgress(str(line["step"]), str(line["detail"]))
        return replace(run, sources={**run.sources, str(line["source"]): told})
    return replace(run, ended_at=time, generation=line["generation"], error=str(line["error"]))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for line in text.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict):
            yield told
