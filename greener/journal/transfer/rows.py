"""What the cells of one row mean, by field of the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import TypeAdapter, ValidationError

from greener.journal.fields import NAME_LENGTH, WebAddress, past_date
from greener.journal.flatrow import SMALLEST_YEARLY_BASE
from greener.journal.parse.amounts import parse_currency, parse_period, parse_range
from greener.journal.parse.dates import DayOrder, parse_date
from greener.journal.parse.words import normalised, parse_choice, parse_yes_no, spellings
from greener.journal.people import Contact
from greener.journal.records import (
    Channel,
    PayKind,
    PayObservation,
    PayPeriod,
    ProcessHead,
    Stage,
    StageEvent,
)
from greener.journal.transfer.mapping import ColumnMapping

_web_address = TypeAdapter[str](WebAddress)
_DAY_UNKNOWN = "The file names no day for this; the last day it names was taken."


def days(cells: Mapping[str, str], order: DayOrder | None) -> dict[str, date]:
    """Return the dates of the row by field; a yes or no in a date column is no date.

    Raises:
        ValueError: A date cannot be read, or lies ahead though it happened; the field is named.
    """
    found = {}
    for name in ("found_on", "applied_on", "stage_on", "follow_up_on"):
        text = cells.get(name, "")
        if text and not _is_yes_or_no(text):
            try:
                day = parse_date(text, order)
                found[name] = day if name == "follow_up_on" else past_date(day)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
    return found


def stage_events(
    cells: Mapping[str, str], found: Mapping[str, date], mapping: ColumnMapping
) -> tuple[StageEvent, ...]:
    """Return what the row says of the course of the process, by day.

    Raises:
        ValueError: The stage has no meaning here, or no day can be told.
    """
    known = {Stage.FOUND: found.get("found_on"), Stage.APPLIED: found.get("applied_on")}
    events = [StageEvent(occurred_on=day, stage=stage) for stage, day in known.items() if day]
    stage = _stage(cells.get("stage", ""), mapping)
    last = max((day for name, day in found.items() if name != "follow_up_on"), default=None)
    day = last or mapping.undated_on
    if day is None:
        raise ValueError("date: none; choose a day for entries without one")
    if stage is not None and known.get(stage) is None:
        note = "" if "stage_on" in found else _DAY_UNKNOWN
        events.append(StageEvent(occurred_on=day, stage=stage, note=note))
    if not events:
        events.append(StageEvent(occurred_on=day, stage=Stage.FOUND))
    return tuple(sorted(events, key=lambda event: event.occurred_on))


def is_stage(word: str, mapping: ColumnMapping) -> bool:
    """Return whether the word means a stage, by the mapping or of itself."""
    return word in mapping.stages or normalised(word) in spellings(Stage)


def posted_pay(
    cells: Mapping[str, str], day: date, mapping: ColumnMapping
) -> tuple[tuple[PayObservation, ...], str]:
    """Return the pay that the posting names; else nothing, and its text for the note."""
    low, high = cells.get("pay_low", ""), cells.get("pay_high", "")
    text = cells.get("pay", "") or " - ".join(part for part in (low, high) if part)
    if not text.strip("0 -"):
        return (), ""
    try:
        start, end = parse_range(text)
        period = start.period or PayPeriod.YEAR
        if cells.get("period"):
            period = parse_period(cells["period"])
        elif start.period is None and end.amount < SMALLEST_YEARLY_BASE:
            return (), text
        currency = start.currency or mapping.currency or ""
        if cells.get("currency"):
            currency = parse_currency(cells["currency"])
        seen = PayObservation(
            observed_on=day,
            company=cells["company"],
            title=cells.get("title") or None,
            kind=PayKind.POSTED,
            low=start.amount,
            high=end.amount,
            currency=currency,
            period=period,
        )
    except ValueError:
        return (), text
    return (seen,), ""


def process_head(cells: Mapping[str, str], mapping: ColumnMapping, pay_text: str) -> ProcessHead:
    """Return the process; what has no field of its own goes into its note.

    Raises:
        ValueError: The company is missing, or a field is wrong (as ``ValidationError``).
    """
    if not cells.get("company"):
        raise ValueError("company: missing")
    source, link = cells.get("channel", ""), cells.get("posting_url", "")
    channel = mapping.channel
    if normalised(source) in spellings(Channel):
        channel, source = parse_choice(Channel, source), ""
    try:
        link, address = "", _web_address.validate_python(link)
    except ValidationError:
        address = ""
    extra = {"Source": source, "Place": cells.get("location", ""), "Pay": pay_text, "Link": link}
    lines = [cells.get("note", ""), *(f"{name}: {text}" for name, text in extra.items() if text)]
    return ProcessHead(
        company=cells["company"],
        title=cells.get("title") or None,
        channel=channel,
        posting_url=address,
        note="\n".join(line for line in lines if line),
    )


def contact(cells: Mapping[str, str], order: DayOrder | None) -> Contact:
    """Return the contact of the row.

    Raises:
        ValueError: The name is missing, or a field is wrong (as ``ValidationError``).
    """
    whole = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}"
    name = whole.strip()[:NAME_LENGTH]
    if not name:
        raise ValueError("name: missing")
    connected = cells.get("connected_on", "")
    optional = {
        field: cells.get(field) or None for field in ("company", "role", "email", "relation")
    }
    try:
        connected_on = parse_date(connected, order) if connected else None
    except ValueError as error:
        raise ValueError(f"connected_on: {error}") from None
    return Contact.model_validate(
        {
            "name": name,
            **optional,
            "profile_url": cells.get("profile_url", ""),
            "connected_on": connected_on,
            "note": cells.get("note", ""),
        }
    )


def _stage(word: str, mapping: ColumnMapping) -> Stage | None:
    if not word or word in mapping.stages:
        return mapping.stages.get(word)
    try:
        return parse_choice(Stage, word)
    except ValueError as error:
        raise ValueError(f"stage: {error}") from None


def _is_yes_or_no(text: str) -> bool:
    try:
        parse_yes_no(text)
    except ValueError:
        return False
    return True
