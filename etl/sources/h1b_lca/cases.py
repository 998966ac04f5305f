"""Reads the disclosure sheets of labour condition applications into typed cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from etl.reading.fields import FieldReader
from etl.reading.tabular import TextTable
from etl.reading.workbook import Workbook
from etl.source import Intake, SourceError
from greener.market.companies import company_key

LOADED = (
    "CASE_NUMBER", "CASE_STATUS", "DECISION_DATE", "JOB_TITLE", "SOC_CODE", "FULL_TIME_POSITION",
    "TOTAL_WORKER_POSITIONS", "EMPLOYER_NAME", "NAICS_CODE", "WORKSITE_CITY", "WORKSITE_STATE",
    "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO", "WAGE_UNIT_OF_PAY", "PREVAILING_WAGE",
    "PW_UNIT_OF_PAY", "PW_WAGE_LEVEL",
)  # fmt: skip
REQUIRED = (
    "CASE_NUMBER", "CASE_STATUS", "DECISION_DATE", "JOB_TITLE", "EMPLOYER_NAME",
    "WAGE_RATE_OF_PAY_FROM", "WAGE_UNIT_OF_PAY",
)  # fmt: skip
# Known and never loaded: persons, addresses, the paperwork of the application.
_NOT_LOADED = re.compile(
    r"(EMPLOYER|AGENT|PREPARER|LAWFIRM|WORKSITE|SECONDARY_ENTITY|PW|STATE|NAME|CHANGE|APPENDIX)_.*"
    r"|(RECEIVED|ORIGINAL_CERT|BEGIN|END)_DATE|VISA_CLASS|SOC_TITLE|TRADE_NAME_DBA"
    r"|(NEW|CONTINUED)_EMPLOYMENT|NEW_CONCURRENT_EMPLOYMENT|AMENDED_PETITION"
    r"|TOTAL_WORKSITE_LOCATIONS|AGREE_TO_LC_STATEMENT|H_1B_DEPENDENT|WILLFUL_VIOLATOR"
    r"|SUPPORT_H1B|STATUTORY_BASIS|PUBLIC_DISCLOSURE|SECONDARY_ENTITY"
)
# How often a unit's wage is paid in a year; the Department itself takes 2,080 hours.
_PER_YEAR = {"year": 1, "month": 12, "bi-weekly": 26, "week": 52, "hour": 2080}
_LEAST_USD, _MOST_USD = 10_000, 5_000_000

_EARLIEST = date(2008, 1, 1)
_CHUNK_ROWS = 10_000
_MAX_TEXT_CHARS = 500
# One quarter was exported with every text wrapped as a formula: ="15-1252".
_WRAPPED = r'^="(.*)"$'
_EXCEL_ORIGIN = "1899-12-30"


def read_tables(path: Path, intake: Intake) -> Iterator[TextTable]:
    """Yield the loaded columns of the first sheet, piece by piece; blank rows are no records.

    Raises:
        SourceError: When the file is no workbook, or lacks a column that is needed.
    """
    book = Workbook(path)
    try:
        rows = book.rows(book.sheets[0])
        _, header = next(rows, (0, []))
        columns = [re.sub(r"[^0-9A-Z]+", "_", cell.strip().upper()) for cell in header]
        _judge_columns(columns, path.name, intake)
        places = {name: columns.index(name) for name in LOADED if name in columns}
        while chunk := list(islice(rows, _CHUNK_ROWS)):
            yield _table(path.name, places, len(columns), chunk)
    finally:
        book.close()


def _judge_columns(columns: Sequence[str], name: str, intake: Intake) -> None:
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise SourceError(
            f"{name} is no LCA disclosure file: it lacks the columns {', '.join(missing)}"
        )
    unknown = [c for c in columns if c and c not in LOADED and not _NOT_LOADED.fullmatch(c)]
    if unknown:
        intake.warn(f"{name} has unknown columns: {', '.join(unknown)}")


def _table(
    name: str, places: dict[str, int], width: int, chunk: Sequence[tuple[int, list[str]]]
) -> TextTable:
    ragged = tuple((line, len(cells)) for line, cells in chunk if len(cells) > width)
    whole = [(line, cells + [""] * (width - len(cells))) for line, cells in chunk]
    whole = [(line, cells) for line, cells in whole if len(cells) == width]
    rows = pd.DataFrame(
        {column: [cells[place] for _, cells in whole] for column, place in places.items()},
        index=pd.Index([line for line, _ in whole], dtype="int64", name="line"),
        dtype="str",
    )
    texts = rows.apply(lambda cells: cells.str.strip().str.replace(_WRAPPED, r"\1", regex=True))
    return TextTable(name, _normal(texts), ragged)


def read_cases(fields: FieldReader, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the cases of a table, typed, with their ``status``; wages in US dollars a year."""

    def column(name: str) -> str | None:
        return name if name in rows.columns else None

    def text(name: str, *, required: bool = False) -> pd.Series:
        return fields.text(column(name), max_chars=_MAX_TEXT_CHARS, required=required)

    employer = text("EMPLOYER_NAME", required=True)
    low = _annual(fields, rows, "WAGE_RATE_OF_PAY_FROM", "WAGE_UNIT_OF_PAY", required=True)
    high = _annual(fields, rows, "WAGE_RATE_OF_PAY_TO", "WAGE_UNIT_OF_PAY")
    level = text("PW_WAGE_LEVEL")
    today = datetime.now(UTC).date()
    return pd.DataFrame(
        {
            "case_number": text("CASE_NUMBER", required=True),
            "status": text("CASE_STATUS", required=True),
            "decision_date": fields.day(
                "DECISION_DATE", earliest=_EARLIEST, latest=today, required=True
            ),
            "job_title": text("JOB_TITLE", required=True),
            "soc_code": fields.code("SOC_CODE", r"[0-9]{2}-[0-9]{4}", "an occupation code"),
            "is_full_time": fields.flag(column("FULL_TIME_POSITION")),
            "worker_positions": fields.count(
                column("TOTAL_WORKER_POSITIONS"), maximum=10_000, spoil=False
            ),
            "employer_name": employer,
            "company_key": employer.map(company_key, na_action="ignore"),
            "naics_code": text("NAICS_CODE").str.removesuffix(".0"),
            "worksite_city": text("WORKSITE_CITY"),
            "worksite_state": text("WORKSITE_STATE"),
            "wage_annual_low_usd": low,
            "wage_annual_high_usd": high.where(high >= low),
            "prevailing_wage_annual_usd": _annual(
                fields, rows, "PREVAILING_WAGE", "PW_UNIT_OF_PAY"
            ),
            "prevailing_wage_level": level.where(level.isin(["I", "II", "III", "IV"])),
        }
    )


def _normal(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the text with days as dates, occupation codes cut to SOC, units in lower case."""
    days = rows["DECISION_DATE"]
    # A date cell holds the days since the origin of the spreadsheet's calendar.
    serial = pd.to_numeric(days.where(days.str.match(r"^[0-9]{5}(?:\.[0-9]+)?$")), errors="coerce")
    dates = pd.to_datetime(serial, unit="D", origin=_EXCEL_ORIGIN).dt.strftime("%Y-%m-%d")
    normal = rows.assign(DECISION_DATE=dates.fillna(days))
    if "SOC_CODE" in rows:
        normal["SOC_CODE"] = rows["SOC_CODE"].str.replace(r"\.[0-9]{2}$", "", regex=True)
    for unit in ("WAGE_UNIT_OF_PAY", "PW_UNIT_OF_PAY"):
        if unit in rows:
            normal[unit] = rows[unit].str.lower()
    return normal


def _annual(
    fields: FieldReader, rows: pd.DataFrame, wage: str, unit: str, *, required: bool = False
) -> pd.Series:
    """Return a wage in US dollars a year; out of range it spoils its row if it is required."""
    if wage not in rows or unit not in rows:
        return pd.Series(np.nan, index=rows.index)
    amount = fields.amount(wage, maximum=_MOST_USD, required=required)
    per_year = fields.code(unit, "|".join(_PER_YEAR), f"one of {', '.join(_PER_YEAR)}")
    annual = amount * per_year.map(_PER_YEAR).astype("float64")
    is_usable = annual.between(_LEAST_USD, _MOST_USD)
    if required:
        expected = f"{_LEAST_USD:,} to {_MOST_USD:,} USD a year"
        for line, given, per in rows.loc[~is_usable, [wage, unit]].itertuples(name=None):
            fields.spoil(line, f"{wage}: {given} per {per} is not {expected}")
    return annual.where(is_usable)
