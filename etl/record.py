"""Keeps a record of a run beside the market, for whoever wants to see how far it is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.staging.load import Listener
from greener.market.refreshing import PROGRESS
from greener.market.store import NoGenerationError, current_name
from greener.settings import Settings

_WRITES_EVERY_S = 0.5


@contextmanager
def recording(settings: Settings, sources: Sequence[str], listen: Listener) -> Iterator[Listener]:
    """Record what a listener hears, from the first line of a run to how it ended.

    The record is for looking at: a disk that takes no more of it does not stop the run.

    Args:
        settings: Where the market lies; the caller holds the right to write there.
        sources: Names of the sources that run, in order.
        listen: Who hears of progress too.
    """
    record = _Record(settings.data_dir / PROGRESS)
    before = _published(settings)
    record.begin(sources)

    def both(source: str, step: str, detail: str) -> None:
        record.hear(source, step, detail)
        listen(source, step, detail)

    error = ""
    try:
        yield both
    except BaseException as trouble:
        error = str(trouble) or type(trouble).__name__
        raise
    finally:
        now = _published(settings)
        record.write({"generation": now if now != before else None, "error": error})


class _Record:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._last = ("", "", 0.0)

    def begin(self, sources: Sequence[str]) -> None:
        self.write({"pid": os.getpid(), "sources": list(sources)}, mode="w")

    def hear(self, source: str, step: str, detail: str) -> None:
        """Write every step, but of the batches of one step only some a second."""
        last_source, last_step, last_time = self._last
        now = time.monotonic()
        if (source, step) == (last_source, last_step) and now - last_time < _WRITES_EVERY_S:
            return
        self._last = (source, step, now)
        self.write({"source": source, "step": step, "detail": detail})

    def write(self, told: dict[str, Any], mode: str = "a") -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **told}
        with suppress(OSError), self._file.open(mode, encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _published(settings: Settings) -> str | None:
    try:
        return current_name(settings.published_dir)
    except (NoGenerationError, OSError):
        return None
