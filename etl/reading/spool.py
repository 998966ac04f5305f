"""Keeps typed rows on disk until it is known which of them speak.

When several releases may hold the same record, every file has to be read before the first row can
be kept; rows wait here instead of in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa


class Spool:
    """Rows in the order they were added, piece by piece."""

    def __init__(self, path: Path) -> None:
        """Keep them in the file ``path``, which must not exist yet."""
        self._path = path
        self._writer: pa.RecordBatchFileWriter | None = None

    def add(self, rows: pd.DataFrame) -> None:
        """Add rows; all pieces have the same columns and types, and the index is kept."""
        if rows.empty:
            return
        table = pa.Table.from_pandas(rows)
        if self._writer is None:
            self._writer = pa.ipc.new_file(str(self._path), table.schema)
        self._writer.write_table(table)

    def pieces(self, is_kept: np.ndarray) -> Iterator[pd.DataFrame]:
        """Yield the rows to keep, in order and in pieces; nothing can be added after.

        Args:
            is_kept: Whether to keep each row, in the order they were added.
        """
        if self._writer is None:
            return
        self._writer.close()
        with pa.OSFile(str(self._path)) as file, pa.ipc.open_file(file) as reader:
            start = 0
            for number in range(reader.num_record_batches):
                rows = pa.Table.from_batches([reader.get_batch(number)]).to_pandas()
                yield rows[is_kept[start : start + len(rows)]]
                start += len(rows)
