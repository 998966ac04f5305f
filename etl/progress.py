"""Tells what a run is doing: a bar per source on a terminal, plain lines, or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from etl.staging.load import Listener

_STEPS = ("fetching", "opening", "reading", "checking", "ready", "publishing")
_DONE = {"fetching": 0, "opening": 0, "reading": 1, "checking": 2, "ready": 3, "publishing": 3}
_ALL_DONE = 4


@contextmanager
def listening(sources: Sequence[str], *, as_json: bool = False) -> Iterator[Listener]:
    """Give a listener that writes to standard error, in the form that suits who reads it.

    Args:
        sources: Names of the sources that will run.
        as_json: Whether to write one JSON object a line, for log collectors.
    """
    if as_json:
        yield _JsonLines()
    elif sys.stderr.isatty():
        with Progress(
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[step]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        ) as progress:
            yield _Bars(progress, sources)
    else:
        yield _Lines()


class _Bars:
    def __init__(self, progress: Progress, sources: Sequence[str]) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {
            name: progress.add_task(name, total=_ALL_DONE, start=False, step="waiting")
            for name in sources
        }

    def __call__(self, source: str, step: str, detail: str) -> None:
        task = self._tasks[source]
        self._progress.start_task(task)
        shown = f"{step} {detail}" if step == "reading" else step
        self._progress.update(task, completed=_DONE.get(step, _ALL_DONE), step=shown)
        if step not in _STEPS:
            self._progress.stop_task(task)


class _Lines:
    """One line a step, not one a batch of rows."""

    def __init__(self) -> None:
        self._last = ("", "")

    def __call__(self, source: str, step: str, detail: str) -> None:
        if (source, step) != self._last:
            self._last = (source, step)
            self.write(source, step, detail)

    def write(self, source: str, step: str, detail: str) -> None:
        if step in _STEPS:
            typer.echo(f"{source}: {step}", err=True)


class _JsonLines(_Lines):
    def write(self, source: str, step: str, detail: str) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "source": source, "step": step, "detail": detail}
        typer.echo(json.dumps(line), err=True)
