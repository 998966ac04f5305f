"""The kinds of fields that records are made of, each refusing what cannot be true."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)

MAX_ANNUAL_PAY: Final = Decimal("1000000000")
"""Above any yearly pay in any listed currency; a larger figure is a slip of the keyboard."""

EARLIEST_DATE: Final = date(1950, 1, 1)
LATEST_DATE: Final = date(2199, 12, 31)
NAME_LENGTH: Final = 200
TEXT_LENGTH: Final = 20_000

STORED: Final = {"stored": True}
"""Validation context of what is read back: a day that was today where it was entered stays valid
under a clock that is behind."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode categories Cc and Cs, but tab and line ends."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Unicode categories that leave no mark on a page."""


def past_date(value: date) -> date:
    """Return the date when it can be the day of something that happened.

    Raises:
        ValueError: Before 1950, or in the future.
    """
    if value > date.today():
        raise ValueError("must not lie in the future")
    return _sensible_date(value)


def problems_of(error: ValidationError) -> list[str]:
    """Return one ``field: what is wrong`` line per problem, without the value that was wrong."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        field = ".".join(str(part) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{field}: {message}" if field else message)
    return lines


def _sensible_date(value: date) -> date:
    if value < EARLIEST_DATE:
        raise ValueError("must be 1950 or later")
    if value > LATEST_DATE:
        raise ValueError("must be before 2200")
    return value


def _entered_date(value: date, info: ValidationInfo) -> date:
    return value if info.context == STORED else past_date(value)


def _storable(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("must be plain text without control characters")
    return value


def _visible(value: str) -> str:
    if all(unicodedata.category(char) in _UNSEEN for char in value):
        raise ValueError("must not be blank")
    return value


def _web_address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=TEXT_LENGTH),
    AfterValidator(_storable),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LENGTH),
    AfterValidator(_storable),
    AfterValidator(_visible),
]
WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(_storable),
    AfterValidator(_web_address),
]
PastDate = Annotated[date, AfterValidator(_entered_date)]
Day = Annotated[date, AfterValidator(_sensible_date)]
CurrencyCode = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z]{3}$")
]
Amount = Annotated[Decimal, Field(gt=0, le=MAX_ANNUAL_PAY, allow_inf_nan=False)]


class Record(BaseModel):
    """Base of all records: immutable, strict about fields it does not know, silent about values.

    The texts of its errors never repeat what was entered, so that they may reach a log.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
