"""Read the file that describes the job a person has (``docs/job_file.md``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.parse.amounts import parse_amount, parse_currency
from greener.journal.parse.dates import parse_month
from greener.journal.parse.places import currency_of, parse_country, parse_us_state
from greener.journal.parse.words import did_you_mean, normalised, parse_choice, shown
from greener.journal.records import Job, PayPeriod, WorkMode
from greener.market.industries import parse_sector

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "job": (
        "employer",
        "title",
        "occupation",
        "industry",
        "employer_size",
        "employer_stage",
        "country",
        "region",
        "metro",
        "started",
        "experience_years",
        "work_mode",
        "pay_annual",
        "currency",
    ),
    "cushion": ("savings_months",),
}
"""Keys of each table of the file."""


class JobFileError(ValueError):
    """The job file cannot be used; ``problems`` says why, one entry a field."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([f"{path}: not a job Greener can use", *problems]))


def read_job(path: Path) -> Job:
    """Read the job from a TOML file.

    Spelling is lenient: countries and US states by name or code, dates as TOML dates or text, an
    occupation with or without dash, an industry by NAICS code or name, pay as ``180k``.

    Raises:
        JobFileError: The file cannot be read, or fields are wrong; every wrong field is named.
    """
    tables = _load(path)
    problems: list[str] = []
    written = _known_keys(tables, problems)
    fields: dict[str, object] = {}
    for name in ("employer", "title"):
        if name not in written:
            problems.append(f"{name}: missing, expected a text")
    for name, value in written.items():
        if name == "region" and "country" in written and "country" not in fields:
            continue
        try:
            fields |= _read_field(name, value, fields)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    if not problems:
        _settle_currency(fields, problems)
    if problems:
        raise JobFileError(path, problems)
    try:
        return Job.model_validate(fields)
    except ValidationError as error:
        raise JobFileError(path, problems_of(error)) from None


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise JobFileError(path, [error.strerror or "cannot be read"]) from None
    except UnicodeDecodeError:
        raise JobFileError(path, ["expected text in UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise JobFileError(path, [f"not valid TOML: {error}"]) from None


def _known_keys(tables: dict[str, Any], problems: list[str]) -> dict[str, Any]:
    """Return the known fields in the order they are read, noting all others as problems."""
    written: dict[str, Any] = {}
    for section, table in tables.items():
        keys = SECTIONS.get(normalised(section))
        if keys is None:
            hint = did_you_mean(normalised(section), SECTIONS)
            problems.append(f"[{section}]: unknown table, expected [job] and [cushion]{hint}")
        elif not isinstance(table, dict):
            problems.append(f"{section}: expected a table, written [{section}]")
        else:
            for key, value in table.items():
                if normalised(key) in keys:
                    written[normalised(key)] = value
                else:
                    hint = did_you_mean(normalised(key), keys)
                    problems.append(f"{key}: unknown key in [{section}]{hint}")
    if "job" not in {normalised(section) for section in tables}:
        problems.append("[job]: missing, expected this table with employer and title")
    order = [key for keys in SECTIONS.values() for key in keys]
    return {key: written[key] for key in order if key in written}


def _read_field(name: str, value: object, fields: Mapping[str, object]) -> dict[str, object]:
    if isinstance(value, str) and not value.strip() and name not in {"employer", "title"}:
        return {}
    if name == "region":
        in_us = fields.get("country", "US") == "US"
        return {"region": parse_us_state(_text(value)) if in_us else _text(value)}
    if name == "pay_annual":
        return _pay(value)
    return {name: _READERS[name](value)}


def _pay(value: object) -> dict[str, object]:
    pay = parse_amount(_text(value))
    if pay.period not in {None, PayPeriod.YEAR}:
        raise ValueError(f"expected pay for a year, got {shown(str(value))}")
    named = {"_pay_currency": pay.currency, "_by_sign": pay.by_sign} if pay.currency else {}
    return {"pay_annual": pay.amount, **named}


def _settle_currency(fields: dict[str, Any], problems: list[str]) -> None:
    """Take the currency as written, else the sign beside the pay, else the country's own."""
    beside_pay = fields.pop("_pay_currency", None)
    by_sign = fields.pop("_by_sign", False)
    country = fields.get("country", "US")
    home = currency_of(country)
    if "currency" in fields:
        if beside_pay not in {None, fields["currency"]} and not by_sign:
            problems.append(f"currency: {fields['currency']}, but pay_annual is in {beside_pay}")
    elif beside_pay is not None and not by_sign:
        fields["currency"] = beside_pay
    elif home is not None:
        fields["currency"] = home
    elif "pay_annual" in fields:
        problems.append("currency: missing, expected an ISO 4217 code like USD")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError(f"expected a text, got {shown(str(value))}")  # noqa: TRY004 - bad input
    return str(value).strip()


def _occupation(value: object) -> str:
    match = re.fullmatch(r"(\d{2})-?(\d{4})(\.\d\d)?", _text(value))
    if match is None:
        raise ValueError(f"expected a SOC code like 15-1252, got {shown(str(value))}")
    return f"{match[1]}-{match[2]}"


def _industry(value: object) -> str:
    sector = parse_sector(_text(value))
    if sector is None:
        raise ValueError(f"expected a NAICS sector like 51 or its name, got {shown(str(value))}")
    return sector


def _employer_stage(value: object) -> str:
    word = normalised(_text(value))
    if word in {"public", "listed", "ipo", "post_ipo"}:
        return "Post-IPO"
    return re.sub(r"\b[a-z]", lambda first: first[0].upper(), _text(value))


def _whole_number(value: object) -> int:
    number = parse_amount(_text(value)).amount
    if number != int(number):
        raise ValueError(f"expected a whole number, got {shown(str(value))}")
    return int(number)


def _number(value: object) -> float:
    try:
        return float(_text(value))
    except ValueError:
        raise ValueError(f"expected a number, got {shown(str(value))}") from None


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_month(_text(value))


_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "employer": _text,
    "title": _text,
    "occupation": _occupation,
    "industry": _industry,
    "employer_size": _whole_number,
    "employer_stage": _employer_stage,
    "country": lambda value: parse_country(_text(value)),
    "metro": _text,
    "started": _day,
    "experience_years": _number,
    "work_mode": lambda value: parse_choice(WorkMode, _text(value)),
    "currency": lambda value: parse_currency(_text(value)),
    "savings_months": _number,
}
