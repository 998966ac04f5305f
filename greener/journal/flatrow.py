"""One row of the flat interviews file: its columns, and what their cells mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from greener.journal.fields import past_date
from greener.journal.parse.amounts import WrittenAmount, parse_currency, parse_period, parse_range
from greener.journal.parse.dates import DayOrder, parse_date
from greener.journal.parse.words import parse_choice, parse_yes_no, shown
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    Purpose,
    Stage,
    StageEvent,
)

Value = TypeVar("Value")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("day", "when", "observed_on", "occurred_on"),
    "company": ("employer", "company_name", "organisation", "organization"),
    "title": ("role", "position", "job_title"),
    "stage": ("status", "step"),
    "channel": ("source", "how"),
    "purpose": ("why",),
    "told_exploring": ("told", "told_them", "exploring"),
    "pay_kind": ("kind", "pay_type"),
    "low": ("pay_low", "min", "from", "amount", "pay"),
    "high": ("pay_high", "max", "to"),
    "currency": ("pay_currency",),
    "period": ("pay_period", "per"),
    "component": ("pay_component", "part"),
    "rating": ("self_rating",),
    "people_met": ("people", "met"),
    "note": ("notes", "comment", "comments"),
    "process": ("process_key", "process_id"),
}
"""Columns of the file, each with other headers it may carry; date and company are required."""

SMALLEST_YEARLY_BASE = Decimal(1000)
"""A smaller base without a period is hourly, or short for thousands: asked back, not guessed."""


@dataclass(frozen=True)
class FlatRow:
    """One row, read and valid.

    Attributes:
        process: The row's facts about its process; its events hold at most the row's own.
        told: The ``told_exploring`` cell; None when blank.
        day: The row's date.
        pay: The figure; None when the row has none.
        names_process: The row says something of the process itself, not only a figure.
    """

    process: Process
    told: bool | None
    day: date
    pay: PayObservation | None
    names_process: bool


def read_row(
    cells: Mapping[str, str], order: DayOrder | None, default_currency: str | None
) -> FlatRow:
    """Read the cells of one row, by column of :data:`COLUMNS`.

    Raises:
        ValueError: A cell is wrong (also as pydantic's ``ValidationError``); the column is named.
    """
    for name in ("date", "company"):
        if not cells.get(name):
            raise ValueError(f"{name}: missing")
    day = _cell(cells, "date", lambda text: past_date(parse_date(text, order)))
    assert day is not None
    told = _cell(cells, "told_exploring", parse_yes_no)
    event = _read_event(day, cells)
    company, title = cells["company"], cells.get("title") or None
    process = Process(
        key=cells.get("process") or process_key(company, title),
        company=company,
        title=title,
        channel=_cell(cells, "channel", lambda text: parse_choice(Channel, text)),
        purpose=_cell(cells, "purpose", lambda text: parse_choice(Purpose, text)),
        told_exploring=told,
        told_on=day,
        events=(event,) if event else (),
    )
    pay = _read_pay(day, process, cells, default_currency)
    if event is None and pay is None and told is None:
        raise ValueError("says nothing: expected a stage, a pay figure or told_exploring")
    facts = (event, told, process.channel, process.purpose, cells.get("process") or None)
    return FlatRow(process, told, day, pay, any(fact is not None for fact in facts))


def process_key(company: str, title: str | None) -> str:
    """Return the key that rows of one process share: company and role, however they are spaced."""
    parts = [" ".join(part.split()).casefold() for part in (company, title or "")]
    return " / ".join(part for part in parts if part)


def _cell(cells: Mapping[str, str], name: str, read: Callable[[str], Value]) -> Value | None:
    text = cells.get(name, "")
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _read_event(day: date, cells: Mapping[str, str]) -> StageEvent | None:
    stage = _cell(cells, "stage", lambda text: parse_choice(Stage, text))
    rating = _cell(cells, "rating", _read_rating)
    if stage is None:
        if rating is not None or cells.get("people_met"):
            raise ValueError("stage: missing, but a rating or people met are given")
        return None
    return StageEvent(
        occurred_on=day,
        stage=stage,
        self_rating=rating,
        people_met=cells.get("people_met", ""),
        note=cells.get("note", ""),
    )


def _read_rating(text: str) -> int:
    if text not in {"1", "2", "3", "4", "5"}:
        raise ValueError(f"expected 1 to 5, got {shown(text)}")
    return int(text)


def _read_pay(
    day: date, process: Process, cells: Mapping[str, str], default_currency: str | None
) -> PayObservation | None:
    kind = _cell(cells, "pay_kind", lambda text: parse_choice(PayKind, text))
    ends = _read_ends(cells)
    if ends is None and kind is None:
        return None
    if ends is None:
        raise ValueError("low: missing, but pay_kind is given")
    if kind is None:
        raise ValueError(f"pay_kind: missing, expected one of {', '.join(PayKind)}")
    low, high = ends
    component = _cell(cells, "component", lambda text: parse_choice(PayComponent, text))
    component = component or PayComponent.BASE
    period = _cell(cells, "period", parse_period) or low.period or high.period
    if period is None and component is PayComponent.BASE and low.amount < SMALLEST_YEARLY_BASE:
        raise ValueError(
            f"period: missing, and {low.amount} is too little for a year;"
            f" write {low.amount}k or name the period"
        )
    return PayObservation(
        observed_on=day,
        company=process.company,
        title=process.title,
        kind=kind,
        component=component,
        low=low.amount,
        high=high.amount,
        currency=_currency(cells, (low, high), default_currency),
        period=period or PayPeriod.YEAR,
        note="" if process.events else cells.get("note", ""),
    )


def _read_ends(cells: Mapping[str, str]) -> tuple[WrittenAmount, WrittenAmount] | None:
    """Return both ends; a figure given once is both, and one cell may hold a whole range."""
    low = _cell(cells, "low", parse_range)
    high = _cell(cells, "high", parse_range)
    if low is None or high is None:
        return low or high
    for name, (start, end) in {"low": low, "high": high}.items():
        if start != end:
            raise ValueError(f"{name}: expected one amount, as both low and high are given")
    return low[0], high[1]


def _currency(
    cells: Mapping[str, str], ends: tuple[WrittenAmount, WrittenAmount], default: str | None
) -> str:
    """Return the currency column's, else the one beside the figure, else the default.

    A bare ``$`` or ``¥`` beside the figure agrees with any currency that is named.
    """
    named = _cell(cells, "currency", parse_currency)
    for end in ends:
        certain = end.currency if not end.by_sign else None
        if named and certain and certain != named:
            raise ValueError(f"currency: {named}, but the figure is in {certain}")
    beside = next((end.currency for end in ends if end.currency), None)
    currency = named or beside or default
    if currency is None:
        raise ValueError("currency: missing, expected an ISO 4217 code like USD")
    return currency
