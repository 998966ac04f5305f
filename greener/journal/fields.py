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
from pydantic_core import ErrorDetails

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


_CURRENCY_FORM: Final = r"^[A-Za-z]{3}$"
OCCUPATION_FORM: Final = r"^\d{2}-\d{4}$"
COUNTRY_FORM: Final = r"^[A-Z]{2}$"
_FORM_WORDS: Final = {
    _CURRENCY_FORM: "a currency of three letters, like USD",
    OCCUPATION_FORM: "a SOC code like 15-1252",
    COUNTRY_FORM: "a country of two capitals, like US",
}
_NUMBER_WORDS: Final = "must be a number"
_DAY_WORDS: Final = "must be a day like 2026-05-01"
_PROBLEM_WORDS: Final = {
    "missing": "missing",
    "string_too_short": "missing",
    "string_too_long": "must have at most {max_length} characters",
    "string_type": "must be text",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "finite_number": _NUMBER_WORDS,
    "decimal_type": _NUMBER_WORDS,
    "decimal_parsing": _NUMBER_WORDS,
    "float_type": _NUMBER_WORDS,
    "float_parsing": _NUMBER_WORDS,
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "date_type": _DAY_WORDS,
    "date_parsing": _DAY_WORDS,
    "date_from_datetime_parsing": _DAY_WORDS,
    "date_from_datetime_inexact": _DAY_WORDS,
    "enum": "must be {expected}",
    "bool_type": "must be yes or no",
    "bool_parsing": "must be yes or no",
    "uuid_parsing": "must be an identifier (UUID)",
    "extra_forbidden": "not known here",
}
"""pydantic's types of error → plain words, with pydantic's names of the bounds."""


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
        message = _in_words(problem)
        lines.append(f"{field}: {message}" if field else message)
    return lines


def _in_words(problem: ErrorDetails) -> str:
    """Return what is wrong in plain words; records' own words stay as they are."""
    context = problem.get("ctx", {})
    if problem["type"] == "string_pattern_mismatch":
        return f"must be {_FORM_WORDS[context['pattern']]}"
    words = _PROBLEM_WORDS.get(problem["type"])
    if words is None:
        return problem["msg"].removeprefix("Value error, ")
    return words.format(
        **{
            name: bound if isinstance(bound, str) else f"{bound:,.0f}"
            for name, bound in context.items()
        }
    )


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
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=_CURRENCY_FORM)
]
Amount = Annotated[Decimal, Field(gt=0, le=MAX_ANNUAL_PAY, allow_inf_nan=False)]


class Record(BaseModel):
    """Base of all records: immutable, strict about fields it does not know, silent about values.

    The texts of its errors never repeat what was entered, so that they may reach a log.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
