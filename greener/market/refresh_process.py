"""Starts ``python -m etl refresh`` beside the app, so that a long load never holds up a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock, Thread

from greener.market.refreshing import latest_run, writer
from greener.settings import PROJECT_DIR, Settings

OUTPUT = "refresh.output.txt"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
_WORDS_OF_END = 400
_NEVER = datetime.min.replace(tzinfo=UTC)


class AlreadyRunningError(Exception):
    """The market is being written; the message says by whom."""


@dataclass
class RefreshProcess:
    """At most one refresh at a time, started by this server; safe to share between sessions."""

    _child: subprocess.Popen[bytes] | None = None
    _started_at: datetime = _NEVER
    _guard: Lock = field(default_factory=Lock)

    def start(self, settings: Settings, sources: Sequence[str]) -> None:
        """Start a refresh and return at once.

        Args:
            settings: Where the market lies.
            sources: What to load; empty for all that need nothing first.

        Raises:
            AlreadyRunningError: When this server or another process is writing the market.
            OSError: When no process can be started.
        """
        with self._guard:
            if self.is_alive:
                raise AlreadyRunningError("A refresh has just been started.")
            busy = writer(settings.data_dir)
            if busy:
                raise AlreadyRunningError(f"The market is being written already: {busy.doing}.")
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            path = os.pathsep.join(filter(None, (str(PROJECT_DIR), os.environ.get("PYTHONPATH"))))
            self._started_at = datetime.now(UTC)
            with (settings.data_dir / OUTPUT).open("wb") as output:
                self._child = subprocess.Popen(  # noqa: S603 (names of sources, no shell)
                    [sys.executable, "-m", "etl", "refresh", *sources],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, "PYTHONPATH": path, "GREENER_DATA": str(settings.data_dir)},
                    start_new_session=True,  # stopping the server does not stop the load
                    creationflags=_NO_WINDOW,
                )
        # A child that nobody waits for stays in the table of processes.
        Thread(target=self._child.wait, daemon=True).start()

    @property
    def is_alive(self) -> bool:
        """Whether the refresh that this server started is still running."""
        return self._child is not None and self._child.poll() is None

    def failure_to_start(self, settings: Settings) -> str:
        """Return why the refresh started last ended before it had a record.

        Empty if it had one, or if a run that began later, whoever started it, left one since.
        """
        child = self._child
        if child is None or child.poll() in (None, 0):
            return ""
        run = latest_run(settings.data_dir)
        if run is not None and run.started_at >= self._started_at:
            return ""
        try:
            said = (settings.data_dir / OUTPUT).read_text(encoding="utf-8", errors="replace")
        except OSError:
            said = ""
        return said.strip()[-_WORDS_OF_END:] or f"it ended with status {child.returncode}"
