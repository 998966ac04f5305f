"""Reads the workbook of ASHE table 14.7a, from the publisher's archive or on its own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from etl.reading.workbook import Workbook
from etl.source import Intake, RawFile, SourceError

SHEETS = {"All": "all", "Full-Time": "full_time"}
ALL_OCCUPATIONS = "all"

_MEMBER = re.compile(r"table 14\.7a\b.*\.xlsx$", re.IGNORECASE)
_MAX_MEMBER_BYTES = 64 * 2**20
_YEAR = re.compile(r"\b20\d\d\b")
_CODE = re.compile(r"[1-9][0-9]{0,3}")
_HEADER_ROWS = 12
_MOST_GBP = 2_000_000
# Header cell → column of the table.
_COLUMNS = {
    "(thousand)": "jobs_thousands",
    "Mean": "wage_annual_mean_gbp",
    "10": "wage_annual_p10_gbp",
    "25": "wage_annual_p25_gbp",
    "Median": "wage_annual_p50_gbp",
    "75": "wage_annual_p75_gbp",
    "90": "wage_annual_p90_gbp",
}
# What stands in place of an estimate.
_REASONS = {"x": "unreliable", "..": "disclosive", ":": "not_applicable", "-": "nil"}


@dataclass(frozen=True)
class Edition:
    """One year's table.

    Attributes:
        file: Where it is from.
        year: Tax year that ended in April of it.
        is_provisional: Whether a revised edition is still to come.
        rows: Its occupations, for both groups of employees.
    """

    file: RawFile
    year: int
    is_provisional: bool
    rows: pd.DataFrame

    @property
    def rank(self) -> tuple[int, bool, float]:
        """Sorts editions, the newest last; of one year the revised comes after the provisional."""
        return (self.year, not self.is_provisional, self.file.retrieved_at.timestamp())


def read_edition(file: RawFile, intake: Intake) -> Edition:
    """Read one archive or workbook.

    Raises:
        SourceError: When it holds no table 14.7a.
    """
    with TemporaryDirectory(prefix="greener-") as folder:
        path, member = _unpacked(file.path, Path(folder))
        with _opened(path) as book:
            missing = [sheet for sheet in SHEETS if sheet not in book.sheets]
            if missing:
                raise SourceError(f"{file.path.name} lacks the sheet {missing[0]} of table 14.7a")
            parts = {
                group: _read_sheet(book, sheet, file.path.name, intake)
                for sheet, group in SHEETS.items()
            }
    years = {year for year, _ in parts.values()}
    if len(years) != 1:
        raise SourceError(f"{file.path.name}: its sheets are of different years, {sorted(years)}")
    rows = pd.concat(
        [rows.assign(employee_group=group) for group, (_, rows) in parts.items()],
        ignore_index=True,
    )
    is_provisional = "provisional" in file.path.name.lower() or member.upper().startswith("PROV")
    return Edition(file, years.pop(), is_provisional, rows)


def _unpacked(path: Path, folder: Path) -> tuple[Path, str]:
    """Return the workbook, unpacked where it lies in an archive, and the name it has there."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return path, path.name
            wanted = [info for info in archive.infolist() if _MEMBER.search(info.filename)]
            if len(wanted) != 1:
                raise SourceError(f"{path.name} holds {len(wanted)} workbooks of table 14.7a")
            if wanted[0].file_size > _MAX_MEMBER_BYTES:
                raise SourceError(f"{path.name}: its workbook is too large: refused")
            target = folder / "table.xlsx"
            target.write_bytes(archive.read(wanted[0]))
            return target, Path(wanted[0].filename).name
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise SourceError(f"{path.name} is no whole archive or workbook ({error})") from error


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    book = Workbook(path)
    try:
        yield book
    finally:
        book.close()


def _read_sheet(book: Workbook, sheet: str, name: str, intake: Intake) -> tuple[int, pd.DataFrame]:
    rows = book.rows(sheet)
    top = list(islice(rows, _HEADER_ROWS))
    place = next((n for n, (_, cells) in enumerate(top) if "Description" in cells), None)
    if place is None:
        raise SourceError(f"{name}, sheet {sheet}: no row names a column Description")
    header = [cell.strip().removesuffix(".0") for cell in top[place][1]]
    missing = [column for column in ("Code", *_COLUMNS) if column not in header]
    if missing:
        raise SourceError(f"{name}, sheet {sheet}: lacks the columns {', '.join(missing)}")
    years = _YEAR.findall(" ".join(cell for _, cells in top[:place] for cell in cells))
    if not years:
        raise SourceError(f"{name}, sheet {sheet}: its title names no year")
    places = {column: header.index(column) for column in ("Description", "Code", *_COLUMNS)}
    kept: list[dict[str, object]] = []
    for line, cells in [*top[place + 1 :], *rows]:
        filled = cells + [""] * (len(header) - len(cells))
        row = {column: filled[at].strip() for column, at in places.items()}
        kept.extend(_read_row(row, line, f"{name}, sheet {sheet}", intake))
    return int(years[-1]), pd.DataFrame(kept)


def _read_row(
    row: Mapping[str, str], line: int, where: str, intake: Intake
) -> Sequence[dict[str, object]]:
    """Return the row typed; none when it is a note or cannot be read, which is accounted for."""
    code = row["Code"].removesuffix(".0")
    if not code and row["Description"] == "All employees":
        code = ALL_OCCUPATIONS
    if not code and not any(row[column] for column in _COLUMNS):
        intake.skip("note or heading")
        return []
    if code != ALL_OCCUPATIONS and not _CODE.fullmatch(code):
        intake.reject(line, f"{where}: Code: {code!r} is no SOC 2020 code")
        return []
    values: dict[str, float | None] = {}
    for column, target in _COLUMNS.items():
        try:
            values[target] = _estimate(row[column])
        except ValueError:
            intake.reject(line, f"{where}: {column}: {row[column]!r} is no estimate")
            return []
    return [
        {
            "soc2020_code": code,
            "occupation_name": row["Description"],
            "p50_missing": _REASONS.get(row["Median"]),
            **values,
        }
    ]


def _estimate(cell: str) -> float | None:
    """Return a published estimate; None where a mark stands in its place.

    Raises:
        ValueError: When the cell is neither.
    """
    if cell in _REASONS or not cell:
        return None
    number = float(cell.replace(",", ""))
    if not 0 <= number <= _MOST_GBP:
        raise ValueError(cell)
    return number
