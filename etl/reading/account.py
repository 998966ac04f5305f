"""Accounts for the records of one file while it is read piece by piece."""

from __future__ import annotations

from collections import Counter

from etl.reading.fields import FieldReader, shown
from etl.reading.tabular import TextTable
from etl.source import Intake, SourceError


class FileAccount:
    """Counts, rejects and warns for one file."""

    def __init__(self, name: str, intake: Intake) -> None:
        """Account for the file ``name`` at ``intake``."""
        self._name = name
        self._intake = intake
        self._readable = 0
        self._first_problem = ""
        self._left_out: Counter[str] = Counter()
        self._first_left_out: dict[str, tuple[int, str]] = {}

    def add(self, table: TextTable, fields: FieldReader) -> None:
        """Count a piece's records and reject those that are ragged or spoilt."""
        self._intake.count(len(table.rows) + len(table.ragged))
        table.reject_ragged(self._intake)
        fields.report(self._name, self._intake)
        problems = [*fields.problems.values(), *(reason for _, reason in table.ragged_reasons())]
        self._first_problem = self._first_problem or next(iter(problems), "")
        for column, values in fields.left_out.items():
            self._left_out[column] += len(values)
            self._first_left_out.setdefault(column, values[0])
        self._readable += len(table.rows) - len(fields.problems)

    def close(self) -> None:
        """Warn once a column of values that were left out, with the first.

        Raises:
            SourceError: When no record of the file could be read.
        """
        if not self._readable:
            raise SourceError(f"{self._name}: no row can be read; the first: {self._first_problem}")
        for column, records in self._left_out.items():
            line, value = self._first_left_out[column]
            self._intake.warn(
                f"{self._name}: {records:,} unreadable values of {column} left out, the first in "
                f"line {line}: {shown(value)}"
            )
