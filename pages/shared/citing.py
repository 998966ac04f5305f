"""The grey line under a chart: which source, of which day, how much of it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from greener.market.sources import source_status
from pages.shared.market import ask


def cited(source: str, *details: str, newest: date | None = None) -> str:
    """Return the line that names a source, the newest day it speaks for, and further details.

    Args:
        source: Name of the source as on the command line.
        details: What else belongs in the line, such as n.
        newest: The newest day of what is shown, where it ends before the source as a whole; a
            period's last day will do, since the line never goes past the source's own newest day.
    """
    row = _status(source)
    if row is None:
        return " · ".join((source, *details))
    days = [pd.Timestamp(day) for day in (newest, row["newest_date"]) if not pd.isna(day)]
    day = (f"to {min(days):%d %b %Y}".replace(" 0", " "),) if days else ()
    origin = ("sample",) if row["last_good_origin"] == "sample" else ()
    return " · ".join((row["title"], *day, *origin, *details))


def source_title(source: str) -> str:
    """Return what a source is called; its name on the command line where it has no title yet."""
    row = _status(source)
    return source if row is None else str(row["title"])


def _status(source: str) -> pd.Series | None:
    status = ask(source_status, date.today())
    rows = status[status["source"] == source]
    return None if rows.empty else rows.iloc[0]


def https_only(address: object) -> str | None:
    """Return an address that a page may link to; None for anything but https."""
    return address if isinstance(address, str) and address.startswith("https://") else None
