"""Reads delimited files of any length in bounded memory, every line accounted for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from etl.reading.tabular import TextTable, read_header, read_records, table_of
from etl.reading.unpack import open_unpacked
from etl.source import SourceError

MAX_STREAM_BYTES = 8 * 2**30
CHUNK_RECORDS = 20_000
_MAX_LINE_CHARS = 2**20


def stream_tables(
    path: Path,
    *,
    delimiter: str = ",",
    max_bytes: int = MAX_STREAM_BYTES,
    member_suffix: str = "",
    chunk_records: int = CHUNK_RECORDS,
) -> Iterator[TextTable]:
    """Yield a delimited UTF-8 file as tables of at most ``chunk_records`` rows, in file order.

    Blank lines are no records. An empty last header cell, from a trailing delimiter, is dropped
    with its cells.

    Raises:
        SourceError: When the file is not UTF-8 text, has no header, names a column twice, holds a
            header and nothing else, breaks off in its last line, or its quoting is broken.
    """
    name = path.name
    with open_unpacked(path, max_bytes=max_bytes, member_suffix=member_suffix) as stream:
        lines = _Lines(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""), name)
        records = read_records(lines, name, delimiter)
        columns = read_header(records, name)
        table: TextTable | None = None
        while chunk := list(islice(records, chunk_records)):
            table = table_of(name, columns, chunk)
            if lines.break_off:
                table.refuse_broken_off()
            yield table
    if table is None:
        raise SourceError(f"{name} has a header but no rows")


class _Lines:
    """The lines of a text file, none longer than the limit; feeds ``csv.reader``."""

    def __init__(self, text: IO[str], name: str) -> None:
        self.name = name
        self.break_off = False
        """Whether the last line read lacks its line end."""
        self._text = text
        self._read = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._read += 1
        try:
            line = self._text.readline(_MAX_LINE_CHARS)
        except UnicodeDecodeError as error:
            raise SourceError(
                f"{self.name} is not UTF-8 text (in line {self._read} or one soon after)"
            ) from error
        if not line:
            raise StopIteration
        if "\0" in line:
            raise SourceError(f"{self.name} is a binary file, expected text")
        self.break_off = not line.endswith(("\n", "\r"))
        if self.break_off and len(line) == _MAX_LINE_CHARS:
            raise SourceError(
                f"{self.name}: line {self._read} is longer than {_MAX_LINE_CHARS:,} characters"
            )
        return line
