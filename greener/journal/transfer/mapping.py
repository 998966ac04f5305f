"""Which column of a file means what: recognised, guessed, and changed by the person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from greener.journal.flatrow import COLUMNS
from greener.journal.parse.dates import DayOrder
from greener.journal.parse.words import normalised
from greener.journal.records import Channel, Stage
from greener.journal.tabular import Table

_LAYOUTS: Final = Path(__file__).with_name("layouts.toml")
SPREADSHEET: Final = "Spreadsheet"


class ImportKind(StrEnum):
    """What the rows of a file are."""

    PROCESSES = "processes"
    CONTACTS = "contacts"
    INTERVIEWS = "interviews"


@dataclass(frozen=True)
class ColumnMapping:
    """How to read a file.

    Attributes:
        layout: Whose file it seems to be; ``Spreadsheet`` when nobody's we know.
        kind: What its rows are.
        columns: Field → header; fields without a column are left out.
        date_order: How to read ``3/4/2026``; None: as the column itself proves.
        currency: Currency of pay that names none; None: such pay becomes a note.
        undated_on: Day of entries without one; None: such rows are rejected.
        channel: How processes began, where the file does not say.
        stages: What the file's own words for stages mean; None: leave the word out.
    """

    layout: str
    kind: ImportKind
    columns: Mapping[str, str]
    date_order: DayOrder | None = None
    currency: str | None = None
    undated_on: date | None = None
    channel: Channel | None = None
    stages: Mapping[str, Stage | None] = field(default_factory=dict)


def fields_of(kind: ImportKind) -> tuple[str, ...]:
    """Return the fields that a column can be mapped to."""
    if kind is ImportKind.INTERVIEWS:
        return tuple(COLUMNS)
    return tuple(_layouts()["fields"][kind.value])


def guess_mapping(table: Table, currency: str | None = None) -> ColumnMapping:
    """Return how the file is most likely to be read; the person confirms or changes it."""
    headers = {_plain(header) for header in table.columns}
    for layout in _layouts()["layout"]:
        if headers.issuperset(map(_plain, layout["signature"])):
            kind = ImportKind(layout["kind"])
            return ColumnMapping(
                layout=layout["name"],
                kind=kind,
                columns=guess_columns(table.columns, kind),
                date_order=DayOrder(layout["date_order"]) if "date_order" in layout else None,
                currency=currency,
                channel=Channel(layout["channel"]) if "channel" in layout else None,
            )
    by_kind = {kind: guess_columns(table.columns, kind) for kind in list(ImportKind)[:2]}
    kind = max(by_kind, key=lambda kind: len(by_kind[kind]))
    return ColumnMapping(SPREADSHEET, kind, by_kind[kind], currency=currency)


def guess_columns(headers: Iterable[str], kind: ImportKind) -> dict[str, str]:
    """Return field → header for the headers that are known by name."""
    by_name = {_plain(header): header for header in headers}
    if kind is ImportKind.INTERVIEWS:
        names: Mapping[str, Iterable[str]] = {
            name: (name, *aliases) for name, aliases in COLUMNS.items()
        }
    else:
        names = _layouts()["fields"][kind.value]
    found: dict[str, str] = {}
    for name, aliases in names.items():
        header = next((by_name[_plain(a)] for a in aliases if _plain(a) in by_name), None)
        if header is not None and header not in found.values():
            found[name] = header
    return found


def _plain(header: str) -> str:
    return normalised(re.sub(r"\(.*?\)", "", header)).replace("_", "")


@cache
def _layouts() -> dict[str, Any]:
    with _LAYOUTS.open("rb") as file:
        return tomllib.load(file)
