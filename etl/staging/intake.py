"""Stages what a source reads as Parquet, one file a table, and closes its account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.schema import TableShape, tables
from etl.source import LoadReport, Source, SourceError

REJECTED_EXAMPLES = 20
_MESSAGE_CHARS = 500
_FLUSH_BYTES = 32 * 2**20
"""A table's rows wait in memory up to this size: small batches make slow, large files."""


class StagingIntake:
    """Takes one source's rows; implements ``etl.source.Intake``.

    Attributes:
        files: Table → staged Parquet file; complete once ``close`` ran.
    """

    def __init__(
        self, source: Source, folder: Path, *, on_rows: Callable[[int], None] = lambda _: None
    ) -> None:
        """Stage into ``folder``, which must exist; ``on_rows`` hears the records kept so far."""
        self.files: dict[str, Path] = {}
        self._source = source
        self._folder = folder
        self._on_rows = on_rows
        self._writers: dict[str, _TableWriter] = {}
        self._counted: int | None = None
        self._kept = 0
        self._rejected = 0
        self._rejected_examples: list[tuple[int | None, str]] = []
        self._skipped: Counter[str] = Counter()
        self._warnings: list[str] = []

    def count(self, records: int) -> None:
        """Add to the number of input records seen, where the reader counts them by itself."""
        self._counted = (self._counted or 0) + records

    def keep(self, table: str, rows: pd.DataFrame, *, records: int | None = None) -> None:
        """Add rows to a table; ``records`` input records stand behind them (default: one each).

        Raises:
            SourceError: When the rows do not fit the table's columns or types.
        """
        if table not in self._source.tables:
            raise SourceError(f"{self._source.info.name} does not own the table {table}")
        if table not in self._writers:
            self.files[table] = self._folder / f"{table}.parquet"
            self._writers[table] = _TableWriter(tables()[table], self.files[table])
        self._writers[table].add(rows)
        self._kept += len(rows) if records is None else records
        self._on_rows(self._kept)

    def reject(self, line: int | None, reason: str, *, records: int = 1) -> None:
        """Count records that cannot be read, with the file line (1-based) and the reason."""
        self._rejected += records
        if len(self._rejected_examples) < REJECTED_EXAMPLES:
            self._rejected_examples.append((line, _shortened(reason)))

    def skip(self, rule: str, *, records: int = 1) -> None:
        """Count records that are out of scope by a named rule."""
        if records:
            self._skipped[rule] += records

    def warn(self, message: str) -> None:
        """Note something a reader should know; makes the load degraded."""
        message = _shortened(message)
        if message not in self._warnings:
            self._warnings.append(message)

    def report(self, origin: str, attempted_at: datetime) -> LoadReport:
        """Return the account of what came in; its verdict stands until a check changes it.

        Raises:
            SourceError: When the records do not add up to what the reader counted.
        """
        accounted = self._kept + self._rejected + self._skipped.total()
        rows_in = accounted if self._counted is None else self._counted
        if rows_in != accounted:
            raise SourceError(
                f"the account does not close: {rows_in} records read, but {self._kept} kept + "
                f"{self._rejected} rejected + {self._skipped.total()} skipped = {accounted}"
            )
        return LoadReport(
            source=self._source.info.name,
            origin=origin,
            attempted_at=attempted_at,
            rows_in=rows_in,
            rows_out=self._kept,
            rejected=self._rejected,
            rejected_examples=list(self._rejected_examples),
            skipped=dict(self._skipped),
            verdict="degraded" if self._warnings else "ok",
            message="; ".join(self._warnings),
        )

    def close(self) -> None:
        """Write what still waits in memory and finish the files."""
        for writer in self._writers.values():
            writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _shortened(message: str) -> str:
    """Cut a message that quotes a very long cell."""
    return message if len(message) <= _MESSAGE_CHARS else f"{message[: _MESSAGE_CHARS - 1]}…"


class _TableWriter:
    """Writes one table's batches to one Parquet file of the table's own types."""

    def __init__(self, shape: TableShape, path: Path) -> None:
        self._shape = shape
        self._waiting: list[pa.Table] = []
        self._waiting_bytes = 0
        self._writer = pq.ParquetWriter(path, shape.columns, compression="zstd")

    def add(self, rows: pd.DataFrame) -> None:
        if rows.empty:
            return
        batch = self._typed(rows)
        self._waiting.append(batch)
        self._waiting_bytes += batch.nbytes
        if self._waiting_bytes >= _FLUSH_BYTES:
            self._flush()

    def close(self) -> None:
        if self._waiting:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(pa.concat_tables(self._waiting))
        self._waiting = []
        self._waiting_bytes = 0

    def _typed(self, rows: pd.DataFrame) -> pa.Table:
        unknown = sorted(set(rows.columns) - set(self._shape.columns.names))
        if unknown:
            raise SourceError(f"the table {self._shape.name} has no column {', '.join(unknown)}")
        return pa.table(
            [self._column(rows, field) for field in self._shape.columns],
            schema=self._shape.columns.remove_metadata(),
        )

    def _column(self, rows: pd.DataFrame, field: pa.Field) -> pa.Array | pa.ChunkedArray:
        if field.name not in rows.columns:
            return pa.nulls(len(rows), field.type)
        try:
            return pa.Array.from_pandas(rows[field.name], type=field.type)
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise SourceError(
                f"{self._shape.name}.{field.name} takes {field.type} values: {error}"
            ) from error
