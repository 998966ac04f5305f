"""Moments and identifiers that keep the order in which things were entered."""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)
_IMPORTED = uuid.UUID("6f6d1c0e-4f6b-4a53-9a30-5f0e9f9c7a11")
_lock = threading.Lock()
_last_microsecond = 0


def now() -> datetime:
    """Return the present moment, UTC without a zone, later than every one given out before."""
    return _EPOCH + timedelta(microseconds=_next_microsecond())


def new_id() -> str:
    """Return a UUID version 7 (RFC 9562): identifiers sort by the moment they were made."""
    milliseconds, microseconds = divmod(_next_microsecond(), 1000)
    value = milliseconds << 80 | 7 << 76 | microseconds << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def derived_id(*parts: str) -> str:
    """Return the identifier of an imported entry: the same parts always give the same one."""
    return str(uuid.uuid5(_IMPORTED, "\x1f".join(parts)))


def _next_microsecond() -> int:
    global _last_microsecond  # noqa: PLW0603 - the clock of this process
    with _lock:
        _last_microsecond = max(_last_microsecond + 1, time.time_ns() // 1000)
        return _last_microsecond
