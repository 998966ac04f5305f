"""Dates as people and exports write them, without guessing the order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from greener.journal.parse.words import shown

_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ ,T].*)?")
_NAMED_FORMATS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y %b %d", "%d %b %y")


class DayOrder(StrEnum):
    """Whether ``3/4/2026`` is the 3rd of April or the 4th of March."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """Return the order that a column of dates proves by a part above 12.

    None when no date proves one, or when dates prove both.
    """
    proved = set()
    for text in texts:
        match = _NUMERIC.fullmatch(text.strip())
        if match and int(match[1]) > 12:
            proved.add(DayOrder.DAY_FIRST)
        if match and int(match[2]) > 12:
            proved.add(DayOrder.MONTH_FIRST)
    return proved.pop() if len(proved) == 1 else None


def parse_date(text: str, order: DayOrder | None = None) -> date:
    """Read a date: ISO (also with a time), ``1 May 2026``, ``May 1, 2026``, or ``5/13/2026``.

    Args:
        text: The date as written.
        order: How to read ``3/4/2026``; without it such a date is refused, while ``5/13/2026`` and
            ``4/4/2026`` have one reading only.

    Raises:
        ValueError: Not a date, or one with two readings.
    """
    cleaned = " ".join(text.split())
    try:
        return datetime.fromisoformat(cleaned).date()
    except ValueError:
        pass
    match = _NUMERIC.fullmatch(cleaned)
    if match:
        return _numeric_date(match, order, text)
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[,.]", " ", cleaned)
    words = " ".join(words.replace("-", " ").replace("/", " ").split())
    for form in _NAMED_FORMATS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise ValueError(f"expected a date like 2026-05-01, got {shown(text)}")


def parse_month(text: str) -> date:
    """Read a date, or a month as ``2021-03`` (its first day).

    Raises:
        ValueError: Neither.
    """
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    return parse_date(f"{match[1]}-{int(match[2]):02d}-01" if match else text)


def _numeric_date(match: re.Match[str], order: DayOrder | None, text: str) -> date:
    first, second = int(match[1]), int(match[2])
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    readings = {}
    for reading, (day, month) in {
        DayOrder.DAY_FIRST: (first, second),
        DayOrder.MONTH_FIRST: (second, first),
    }.items():
        try:
            readings[reading] = date(year, month, day)
        except ValueError:
            continue
    if order in readings:
        return readings[order]
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    if not readings:
        raise ValueError(f"expected a date like 2026-05-01, got {shown(text)}")
    raise ValueError(f"{shown(text)} has two readings: say which, or write it as YYYY-MM-DD")
