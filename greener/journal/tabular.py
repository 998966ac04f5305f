"""Read CSV and spreadsheet files of any origin into rows of text, each with its line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES = 50_000_000
_DELIMITERS = ",;\t|"
_ROWS_LOOKED_AT = 25
_SPREADSHEET_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")


class TableError(ValueError):
    """The content is not a table; the message says what it seems to be."""


@dataclass(frozen=True)
class TableRow:
    """One row: its line in the file (from 1) and its text by column."""

    line: int
    cells: dict[str, str]
    surplus: tuple[str, ...] = ()
    """Non-blank cells beyond the last column: the row is broken."""


@dataclass(frozen=True)
class Table:
    """The columns and the non-blank rows of a file."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(source: Path | bytes) -> Table:
    """Read a CSV (any usual encoding and delimiter) or a spreadsheet's first non-empty sheet.

    Lines before the header that hold a single cell (notes, a title) are passed over.

    Raises:
        TableError: Empty, too large, unreadable, or not a table.
    """
    content = _bytes_of(source) if isinstance(source, Path) else source
    if len(content) > MAX_BYTES:
        raise TableError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    is_spreadsheet = content.startswith(_SPREADSHEET_STARTS)
    lines = _spreadsheet_lines(content) if is_spreadsheet else _csv_lines(_decode(content))
    return _table(lines)


def csv_bytes(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return rows as a CSV in UTF-8 in which no cell is a formula; None is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(columns), restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: "" if cell is None else neutralised(str(cell)) for name, cell in row.items()}
        )
    return text.getvalue().encode()


def neutralised(text: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; :func:`restored` undoes it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def restored(cell: str) -> str:
    """Return the text that :func:`neutralised` wrote."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or 'cannot be read'}") from None


def _table(lines: list[tuple[int, list[str]]]) -> Table:
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if not filled:
        raise TableError("the file is empty")
    start = next(
        (i for i, (_, cells) in enumerate(filled[:_ROWS_LOOKED_AT]) if sum(map(bool, cells)) > 1), 0
    )
    header = filled[start][1]
    while header and not header[-1]:
        header = header[:-1]
    columns = _distinct(header)
    rows = []
    for line, cells in filled[start + 1 :]:
        padded = cells + [""] * (len(columns) - len(cells))
        surplus = tuple(cell for cell in padded[len(columns) :] if cell)
        rows.append(TableRow(line, dict(zip(columns, padded, strict=False)), surplus))
    return Table(columns, tuple(rows))


def _distinct(header: list[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    columns = []
    for position, name in enumerate(header, start=1):
        label = " ".join(name.split()) or f"column {position}"
        seen[label] += 1
        columns.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(columns)


def _decode(content: bytes) -> str:
    if not content.strip():
        raise TableError("the file is empty")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise TableError("expected a CSV or spreadsheet, got a file that is not text")
    if "\0" in text:
        raise TableError("expected a CSV or spreadsheet, got a binary file")
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise TableError("expected a CSV or spreadsheet, got a web page")
    return text


def _csv_lines(text: str) -> list[tuple[int, list[str]]]:
    named = re.match(r"sep=(.)\r?\n", text)
    delimiter = named[1] if named else _delimiter(text)
    try:
        lines = list(_records(text, delimiter))
    except csv.Error as error:
        raise TableError(f"not a readable CSV: {error}") from None
    return lines[1:] if named else lines


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield line, [cell.strip() for cell in cells]
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """Return the sign that splits most of the first rows into the same number of cells."""

    def score(delimiter: str) -> int:
        widths: Counter[int] = Counter()
        try:
            for count, (_, cells) in enumerate(_records(text, delimiter)):
                if count == _ROWS_LOOKED_AT:
                    break
                widths[len(cells)] += 1
        except csv.Error:
            return 0
        return max(((width - 1) * rows for width, rows in widths.items()), default=0)

    return max(_DELIMITERS, key=score)


def _spreadsheet_lines(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            lines = [(i, [_cell_text(cell) for cell in row]) for i, row in enumerate(rows, start=1)]
            if any(any(cells) for _, cells in lines):
                return lines
    except (CalamineError, OSError, ValueError) as error:
        raise TableError(f"not a readable spreadsheet: {error}") from None
    return []


def _cell_text(cell: object) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
