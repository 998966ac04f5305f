"""Reads delimited text as text: every cell as written, every line accounted for."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.source import Intake, SourceError

Record = tuple[int, list[str]]
"""The line a record ends on, and its cells."""


@dataclass(frozen=True)
class TextTable:
    """A delimited file as text.

    Attributes:
        name: File name, for messages.
        rows: One column a header cell, all text, stripped; the index is the line in the file.
        ragged: Lines whose number of cells is not the header's, with that number.
    """

    name: str
    rows: pd.DataFrame
    ragged: tuple[tuple[int, int], ...]

    def require(self, columns: Collection[str]) -> None:
        """Raise ``SourceError`` naming the columns that are missing."""
        missing = [column for column in columns if column not in self.rows.columns]
        if missing:
            raise SourceError(
                f"{self.name} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
                f"found {', '.join(self.rows.columns)}"
            )

    def warn_unknown(self, known: Collection[str], intake: Intake) -> None:
        """Warn of columns that the source does not know: upstream may have changed."""
        unknown = [column for column in self.rows.columns if column not in known]
        if unknown:
            intake.warn(f"{self.name} has unknown columns: {', '.join(unknown)}")

    def refuse_broken_off(self) -> None:
        """Raise ``SourceError`` when the last line, which has no line end, is a ragged one."""
        last_whole = self.rows.index.max() if len(self.rows) else 0
        if self.ragged and self.ragged[-1][0] > last_whole:
            raise SourceError(f"{self.name} breaks off in line {self.ragged[-1][0]}: half a file?")

    def reject_ragged(self, intake: Intake) -> None:
        """Reject the lines with too few or too many cells."""
        for line, reason in self.ragged_reasons():
            intake.reject(line, f"{self.name}: {reason}")

    def ragged_reasons(self) -> Iterator[tuple[int, str]]:
        """Yield each line with too few or too many cells, and what is wrong with it."""
        width = len(self.rows.columns)
        return ((line, f"{cells} cells, expected {width}") for line, cells in self.ragged)


def read_table(text: str, name: str, *, delimiter: str = ",") -> TextTable:
    """Read delimited text with a header line; blank lines are no records.

    An empty last header cell, from a trailing delimiter, is dropped with its cells.

    Raises:
        SourceError: When there is no header, a column is named twice, quoting is broken, there is
            a header and no row of its width, or the text breaks off in its last line.
    """
    records = read_records(io.StringIO(text, newline=""), name, delimiter)
    columns = read_header(records, name)
    table = table_of(name, columns, list(records))
    if table.rows.empty:
        reasons = [f" that fit it: line {line}: {why}" for line, why in table.ragged_reasons()]
        raise SourceError(f"{name} has a header but no rows{''.join(reasons[:1])}")
    if not text.endswith(("\n", "\r")):
        table.refuse_broken_off()
    return table


def read_records(lines: Iterable[str], name: str, delimiter: str) -> Iterator[Record]:
    """Yield every record that is not blank.

    Raises:
        SourceError: When the quoting is broken, which is also how a file cut off may show.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield reader.line_num, cells
    except csv.Error as error:
        raise SourceError(
            f"{name}, line {reader.line_num}: broken quoting or a file cut off ({error})"
        ) from error


def read_header(records: Iterator[Record], name: str) -> list[str]:
    """Take the header from the records and return its columns.

    Raises:
        SourceError: When there is no record, or a column is named twice.
    """
    _, header = next(records, (0, []))
    if not header:
        raise SourceError(f"{name} is empty")
    columns = [cell.strip() for cell in header]
    if not columns[-1]:
        columns.pop()
    repeated = sorted(column or "(no name)" for column, n in Counter(columns).items() if n > 1)
    if repeated:
        raise SourceError(f"{name} names a column twice: {', '.join(repeated)}")
    return columns


def table_of(name: str, columns: Sequence[str], records: Sequence[Record]) -> TextTable:
    """Return records under their columns; an empty cell too many at the end is dropped."""
    whole, ragged = [], []
    for line, cells in records:
        if len(cells) == len(columns) + 1 and not cells[-1].strip():
            cells.pop()
        if len(cells) == len(columns):
            whole.append((line, cells))
        else:
            ragged.append((line, len(cells)))
    rows = pd.DataFrame(
        [cells for _, cells in whole],
        columns=pd.Index(columns, dtype=str),
        index=pd.Index([line for line, _ in whole], dtype="int64", name="line"),
        dtype="str",
    )
    return TextTable(name, rows.apply(lambda column: column.str.strip()), tuple(ragged))


def to_number(cells: pd.Series) -> pd.Series:
    """Return the cells as floats; what is not a finite plain number becomes missing."""
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    return numbers.where(numbers.abs() < float("inf"))


def to_day(cells: pd.Series, *, day_format: str = "%Y-%m-%d") -> pd.Series:
    """Return the cells as timestamps by one exact format; what does not fit becomes missing."""
    return pd.to_datetime(cells, format=day_format, exact=True, errors="coerce")
