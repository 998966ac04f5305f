"""One writer at a time: who wants to write the market while another does is told who holds it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from greener.market.refreshing import HOLDER, LOCK, read_writer


class BusyError(Exception):
    """Another run is writing the market; the message says which, since when."""


@contextmanager
def writing(data_dir: Path, doing: str) -> Iterator[None]:
    """Hold the only right to write into ``data_dir`` for the body.

    The operating system gives the lock back when the process ends, however it ends.

    Args:
        data_dir: The data folder; made when it is missing.
        doing: What this run does, for whoever finds it busy.

    Raises:
        BusyError: At once, when another run holds it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(_who_holds(data_dir)) from None
    # Not in the lock file itself: whoever tries the lock empties it.
    holder = data_dir / HOLDER
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        told = {"pid": os.getpid(), "since": since, "doing": doing}
        holder.write_text(json.dumps(told), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who_holds(data_dir: Path) -> str:
    held = read_writer(data_dir / HOLDER)
    who = f"{held.doing}, process {held.pid}, since {held.since}" if held else "it has just started"
    return f"Another run is writing the market in {data_dir} ({who}). Nothing was changed."
