"""The days a back-test speaks from: months, written ``FIRST:LAST:STEP``."""

from __future__ import annotations

import re
from datetime import date

DEFAULT = "2021-12:2025-03:3"
CHOSEN_UNTIL = date(2023, 6, 1)
"""Features and shrinkage were chosen on origins up to this month; later ones stayed untouched."""

_PATTERN = re.compile(r"(\d{4})-(\d{2})(?::(\d{4})-(\d{2}):(\d{1,3}))?")


def parse_origins(text: str) -> list[date]:
    """Read ``2021-12:2025-03:3`` (every third month), or one month.

    Raises:
        ValueError: When it is not that, naming what was expected.
    """
    found = _PATTERN.fullmatch(text.strip())
    numbers = [int(part) for part in found.groups() if part] if found else []
    months_fit = numbers and all(1 <= month <= 12 for month in numbers[1:4:2])
    if not months_fit or (len(numbers) == 5 and numbers[4] == 0):
        raise ValueError(f"expected FIRST:LAST:STEP in months, like {DEFAULT}, not {text!r}")
    first = numbers[0] * 12 + numbers[1] - 1
    if len(numbers) == 2:
        return [_month(first)]
    last, step = numbers[2] * 12 + numbers[3] - 1, numbers[4]
    if last < first:
        raise ValueError(f"the last origin lies before the first: {text!r}")
    return [_month(number) for number in range(first, last + 1, step)]


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
