"""Reads delimited text as text: every cell as written, every line accounted for."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from etl.source import Intake, SourceError


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

    def reject_ragged(self, intake: Intake) -> None:
        """Reject the lines with too few or too many cells."""
        width = len(self.rows.columns)
        for line, cells in self.ragged:
            intake.reject(line, f"{self.name}: {cells} cells, expected {width}")


def read_table(text: str, name: str, *, delimiter: str = ",") -> TextTable:
    """Read delimited text with a header line; blank lines are no records.

    An empty last header cell, from a trailing delimiter, is dropped with its cells.

    Raises:
        SourceError: When there is no header, a column is named twice, or quoting is broken.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise SourceError(f"{name}, line {reader.line_num}: {error}") from error
    if not lines:
        raise SourceError(f"{name} is empty")
    header = [cell.strip() for cell in lines[0][1]]
    has_trailing = header[-1] == ""
    if has_trailing:
        header.pop()
    _refuse_repeats(header, name)
    whole, ragged = [], []
    for line, cells in lines[1:]:
        if has_trailing and len(cells) == len(header) + 1 and not cells[-1].strip():
            cells.pop()
        if len(cells) == len(header):
            whole.append((line, cells))
        else:
            ragged.append((line, len(cells)))
    rows = pd.DataFrame(
        [cells for _, cells in whole],
        columns=pd.Index(header, dtype=str),
        index=pd.Index([line for line, _ in whole], dtype="int64", name="line"),
        dtype="str",
    )
    return TextTable(name, rows.apply(lambda column: column.str.strip()), tuple(ragged))


def _refuse_repeats(header: list[str], name: str) -> None:
    repeated = sorted(column or "(no name)" for column, n in Counter(header).items() if n > 1)
    if repeated:
        raise SourceError(f"{name} names a column twice: {', '.join(repeated)}")


def to_number(cells: pd.Series) -> pd.Series:
    """Return the cells as floats; what is not a finite plain number becomes missing."""
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    return numbers.where(numbers.abs() < float("inf"))


def to_day(cells: pd.Series, *, day_format: str = "%Y-%m-%d") -> pd.Series:
    """Return the cells as timestamps by one exact format; what does not fit becomes missing."""
    return pd.to_datetime(cells, format=day_format, exact=True, errors="coerce")
