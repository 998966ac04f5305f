"""Reads collections of WARN notices, of two publishers, into typed rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl.reading.fields import FieldReader
from etl.reading.stream import stream_tables
from etl.reading.tabular import TextTable
from etl.source import Intake, SourceError

EARLIEST = date(1980, 1, 1)
MAX_EMPLOYEES = 100_000
"""More than any one notice ever covered (the largest real ones have 16,000)."""

_MAX_VERSION = 10_000
_MAX_ID_CHARS = 200
_MAX_NAME_CHARS = 2_000
_MAX_TEXT_CHARS = 10_000
_MAX_CODE_CHARS = 20


@dataclass(frozen=True)
class Layout:
    """One publisher's columns.

    Attributes:
        name: What to call it.
        rank: The lower speaks for a state that several publishers have.
        column: Field → column.
        required: Fields without which a file is not of this layout.
        not_loaded: Columns that are known and left out.
    """

    name: str
    rank: int
    column: Mapping[str, str]
    required: tuple[str, ...]
    not_loaded: frozenset[str] = frozenset()

    def warn_unknown(self, table: TextTable, intake: Intake) -> None:
        """Warn of columns that are not known: the publisher may have changed something."""
        table.warn_unknown({*self.column.values(), *self.not_loaded}, intake)


_REGISTER_NOT_LOADED = """
    normalized_name canonical_basis industry naics_basis naics_level cik cik_match sic
    sic_description ein ntee lei wikidata_qid wikidata_match parent_company parent_cik
    identity_source place_name place_fips latitude longitude geo_basis site_address is_amended
    source_notice_id notice_date_precision notice_date_basis effective_date_precision
    effective_date_basis effective_date_end effective_date_end_precision effective_date_end_basis
    source_identity source_details affected_site_address affected_site_city site_role
    employer_mailing_address employer_name_verbatim letter_date agency_processed_date
    source_record_urls source_locators source_status timing_qc
"""

REGISTER = Layout(
    name="register",
    rank=0,
    column={
        "id": "dedupe_key",
        "state": "state",
        "employer": "employer_name",
        "canonical": "canonical_name",
        "employer_key": "employer_key",
        "ticker": "ticker",
        "naics": "naics",
        "county_fips": "county_fips",
        "county": "county_name",
        "location": "location",
        "notice_date": "notice_date",
        "received_date": "agency_received_date",
        "notified_date": "agency_notification_date",
        "effective_date": "effective_date",
        "employees": "employees_affected",
        "type": "layoff_type",
        "is_temporary": "is_temporary",
        "is_amendment": "is_amendment",
        "version": "current_version",
        "url": "source_url",
        "first_seen": "first_seen",
        "last_seen": "last_seen",
    },
    required=("id", "state", "employer", "effective_date", "version"),
    not_loaded=frozenset(_REGISTER_NOT_LOADED.split()),
)
_BLN_COLUMNS = {
    "id": "hash_id",
    "state": "postal_code",
    "employer": "company",
    "location": "location",
    "notice_date": "notice_date",
    "effective_date": "effective_date",
    "employees": "jobs",
    "is_closure": "is_closure",
    "is_temporary": "is_temporary",
    "is_amendment": "is_amendment",
}
CONSOLIDATED = Layout(
    name="Big Local News, consolidated",
    rank=2,
    column=_BLN_COLUMNS,
    required=("id", "state", "employer", "effective_date"),
)
INTEGRATED = Layout(
    name="Big Local News, integrated",
    rank=1,
    column={
        **_BLN_COLUMNS,
        "is_superseded": "is_superseded",
        "amendments": "estimated_amendments",
        "first_seen": "first_inserted_date",
        "last_seen": "last_updated_date",
    },
    required=("id", "state", "employer", "effective_date", "is_superseded"),
    not_loaded=frozenset({"likely_ancestor"}),
)


@dataclass(frozen=True)
class Piece:
    """A piece of one file.

    Attributes:
        layout: What its columns mean.
        table: The text, with its ragged lines.
        fields: The reader that holds what was wrong with it.
        notices: The rows that could be read, typed; the index is the line in the file.
    """

    layout: Layout
    table: TextTable
    fields: FieldReader
    notices: pd.DataFrame


def recognise(columns: Sequence[str], name: str) -> Layout:
    """Return the layout of a file from its columns.

    Raises:
        SourceError: When it is none of the known ones; what is missing is named.
    """
    missing = {
        layout.name: [
            layout.column[field] for field in layout.required if layout.column[field] not in columns
        ]
        for layout in (REGISTER, INTEGRATED, CONSOLIDATED)
    }
    for layout in (REGISTER, INTEGRATED, CONSOLIDATED):
        if not missing[layout.name]:
            return layout
    nearest = min(missing, key=lambda layout: len(missing[layout]))
    raise SourceError(
        f"{name} is no collection of WARN notices: as {nearest!r} it lacks the columns "
        f"{', '.join(missing[nearest])}"
    )


def read_pieces(path: Path, latest: date) -> Iterator[Piece]:
    """Yield one file in pieces; days after ``latest`` are left out.

    Raises:
        SourceError: When the file as a whole is no collection of notices.
    """
    for table in stream_tables(path):
        layout = recognise(list(table.rows.columns), table.name)
        fields = FieldReader(table.rows)
        notices = _notices(fields, layout, list(table.rows.columns), latest)
        yield Piece(layout, table, fields, notices[fields.is_readable()])


def _notices(
    fields: FieldReader, layout: Layout, columns: Sequence[str], latest: date
) -> pd.DataFrame:
    def column(field: str) -> str | None:
        name = layout.column.get(field)
        return name if name in columns else None

    def text(field: str, max_chars: int = _MAX_TEXT_CHARS, *, required: bool = False) -> pd.Series:
        return fields.text(column(field), max_chars=max_chars, required=required)

    def day(field: str) -> pd.Series:
        return fields.day(column(field), earliest=EARLIEST, latest=latest)

    def number(field: str, maximum: int) -> pd.Series:
        return fields.count(column(field), maximum=maximum, spoil=False)

    received = day("received_date")
    is_closure = fields.flag(column("is_closure")).fillna(value=False).astype(bool)
    version = number("version", _MAX_VERSION)
    return pd.DataFrame(
        {
            "notice_id": text("id", _MAX_ID_CHARS, required=True),
            "state": fields.code(column("state"), r"[A-Z]{2}", "a postal code", required=True),
            "employer_name": text("employer", _MAX_NAME_CHARS, required=True),
            "employer_canonical": text("canonical", _MAX_NAME_CHARS),
            "employer_key": text("employer_key", _MAX_NAME_CHARS),
            "ticker": text("ticker", _MAX_CODE_CHARS),
            "naics_code": text("naics", _MAX_CODE_CHARS),
            "county_fips": fields.code(column("county_fips"), r"[0-9]{5}", "five digits"),
            "county_name": text("county"),
            "location": text("location"),
            "notice_date": day("notice_date"),
            "agency_date": received.fillna(day("notified_date")),
            "effective_date": day("effective_date"),
            "employees_affected": number("employees", MAX_EMPLOYEES),
            "layoff_type": text("type").where(~is_closure, "closure").fillna("unknown"),
            "is_temporary": fields.flag(column("is_temporary")),
            "is_amendment": fields.flag(column("is_amendment")),
            "is_superseded": fields.flag(column("is_superseded")).fillna(value=False),
            "version": version.fillna(number("amendments", _MAX_VERSION) + 1).fillna(1),
            "source_url": text("url"),
            "first_seen_date": day("first_seen"),
            "last_seen_date": day("last_seen"),
        }
    )
