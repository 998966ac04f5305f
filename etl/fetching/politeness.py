"""Keeps within what hosts put up with: a pause between requests, and so many questions a day."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from etl.fetching.raw import write_json
from etl.source import SourceError

CALLS_FILE = "api_calls.json"


class HostClock:
    """Spaces the requests of all sources to one host; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, interval_s: float) -> None:
        """Wait until ``interval_s`` has passed since the last request to the host."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + interval_s
        time.sleep(turn - now)


class DailyCalls:
    """Counts the questions put to each API, across runs; a day is a UTC day."""

    _lock = threading.Lock()

    def __init__(self, raw_dir: Path) -> None:
        """Count in a small file in ``raw_dir``."""
        self._path = raw_dir / CALLS_FILE

    def use(self, host: str, limit: int) -> None:
        """Count one question.

        Raises:
            SourceError: When the day's questions are used up.
        """
        today = datetime.now(UTC).date().isoformat()
        with self._lock:
            calls = self._read()
            used = calls.get(host, {}).get(today, 0)
            if used >= limit:
                raise SourceError(
                    f"{host} answers {limit} questions a day and today's are used up; the last "
                    "answers are kept, try again tomorrow"
                )
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_json(self._path, {**calls, host: {today: used + 1}})

    def _read(self) -> dict[str, dict[str, int]]:
        try:
            return dict(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}
