"""OEWS as flat files: 331 MB of one value a line, with areas and occupations beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.reading.bls import COLUMNS
from etl.reading.tabular import read_table, to_number
from etl.reading.unpack import open_unpacked, read_text
from etl.source import Intake, SourceError
from etl.sources.oews.cells import DATATYPES, NUMBERS, naics_sector
from etl.sources.oews.packed import TOP_CODED, named_areas, named_occupations, read_ceiling

BESIDE = ("oe.area", "oe.occupation", "oe.footnote")
_MAX_BYTES = 2 * 2**30
_BLOCK_BYTES = 16 * 2**20
_SERIES = r"^OEU[NSM][0-9]{7}.{6}[0-9]{8}$"
_POSITIONS = {number: position for position, number in enumerate(DATATYPES)}
# The descriptions of occupations hold typographic quotes in this encoding.
_ENCODING = "cp1252"


class FlatRelease:
    """A release in the files ``oe.data.*`` and ``BESIDE``; see ``cells.Release``."""

    def __init__(self, data: Path, beside: Mapping[str, Path]) -> None:
        """Open the files.

        Args:
            data: The file of values.
            beside: The files of ``BESIDE`` by name.

        Raises:
            SourceError: When one is missing or is not what it should be.
        """
        missing = [name for name in BESIDE if name not in beside]
        if missing:
            raise SourceError(f"{data.name} needs {', '.join(missing)} beside it")
        self._data = data
        self._beside = beside
        footnotes = self._table("oe.footnote", ["footnote_code", "footnote_text"])
        texts = footnotes.set_index("footnote_code")["footnote_text"]
        self.ceiling = read_ceiling(texts.get(TOP_CODED))
        self.year = self._read_year()

    def cells(self, intake: Intake) -> Iterator[pd.DataFrame]:
        """Yield the cells in scope, all at once; an input record is a line."""
        gathered = _Gathered()
        with open_unpacked(self._data, max_bytes=_MAX_BYTES) as stream:
            stream.readline()
            for first_line, lines in _blocks(stream):
                gathered.add(self._values(first_line, lines, intake), intake)
        yield gathered.frame()

    def areas(self) -> pd.DataFrame:
        """Return the areas."""
        columns = ["area_code", "areatype_code", "state_code", "area_name"]
        return named_areas(self._table("oe.area", columns))

    def occupations(self) -> pd.DataFrame:
        """Return the occupations."""
        columns = ["occupation_code", "occupation_name", "display_level"]
        return named_occupations(self._table("oe.occupation", columns))

    def _table(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        text = read_text(self._beside[name], fallback_encoding=_ENCODING)
        table = read_table(text, name, delimiter="\t")
        table.require(columns)
        return table.rows

    def _read_year(self) -> int:
        with open_unpacked(self._data, max_bytes=_MAX_BYTES) as stream:
            header, first = (stream.readline().decode("utf-8", "replace") for _ in range(2))
        columns = tuple(cell.strip() for cell in header.split("\t"))
        cells = first.split("\t")
        if columns != COLUMNS or len(cells) != len(COLUMNS) or not cells[1].strip().isdecimal():
            raise SourceError(
                f"{self._data.name} is no OEWS flat file: expected the columns {', '.join(COLUMNS)}"
            )
        return int(cells[1])

    def _values(self, first_line: int, lines: list[bytes], intake: Intake) -> pd.DataFrame:
        """Return the values in scope of some lines: ``key, datatype, value, line``."""
        name = self._data.name
        try:
            text = pc.utf8_trim_whitespace(pa.array(lines, pa.binary()).cast(pa.string()))
        except pa.ArrowInvalid as error:
            raise SourceError(f"{name} is not UTF-8 text near line {first_line}") from error
        is_filled = pc.not_equal(text, "")
        # Trimming took the tab before an empty last cell with it.
        parts = pc.split_pattern(
            pc.binary_join_element_wise(text.filter(is_filled), "", "\t"), "\t"
        )
        cells = pc.list_value_length(parts)
        number = pa.array(np.arange(first_line, first_line + len(lines))).filter(is_filled)
        intake.count(len(number))
        is_whole = pc.is_in(cells, pa.array([len(COLUMNS), len(COLUMNS) + 1], cells.type))
        for line in number.filter(pc.invert(is_whole)).to_pylist():
            intake.reject(line, f"{name}: expected {len(COLUMNS)} cells")
        whole = parts.filter(is_whole)
        rows = pd.DataFrame(
            {
                column: pc.utf8_trim_whitespace(pc.list_element(whole, i)).to_pandas()
                for i, column in enumerate(COLUMNS)
            }
        )
        return self._in_scope(rows.assign(line=number.filter(is_whole).to_numpy()), intake)

    def _in_scope(self, rows: pd.DataFrame, intake: Intake) -> pd.DataFrame:
        series = rows["series_id"]
        is_bad_series = ~series.str.match(_SERIES)
        is_other_year = ~is_bad_series & (rows["year"] != str(self.year))
        industry = series.str[11:17]
        sectors = {code for code in industry.unique() if naics_sector(code) is not None}
        is_out = ~is_bad_series & ~is_other_year & ~industry.isin(sectors)
        is_dash = rows["value"] == "-"
        value = to_number(rows["value"]).mask(
            is_dash & (rows["footnote_codes"] == TOP_CODED), np.inf
        )
        is_bad_value = ~is_bad_series & ~is_other_year & ~is_out & ~is_dash & ~(value >= 0)
        for is_bad, column, expected in (
            (is_bad_series, "series_id", "an OEWS series"),
            (is_other_year, "year", str(self.year)),
            (is_bad_value, "value", "a number from 0"),
        ):
            for line, given in zip(rows["line"][is_bad], rows[column][is_bad], strict=True):
                intake.reject(int(line), f"{column}: {given!r}, expected {expected}")
        intake.skip("industry below or beside the sectors", records=int(is_out.sum()))
        values = pd.DataFrame(
            {"key": series.str[:23], "datatype": series.str[23:], "value": value}
        ).assign(line=rows["line"])
        kept: pd.DataFrame = values[~(is_bad_series | is_other_year | is_out | is_bad_value)]
        return kept


class _Gathered:
    """Values of cells, gathered from lines in any order; memory grows with cells, not lines."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._values = np.full((0, len(NUMBERS)), np.nan)
        self._is_given = np.zeros((0, 100), dtype=bool)
        self._records = np.zeros(0, dtype=np.int64)

    def add(self, values: pd.DataFrame, intake: Intake) -> None:
        """Add values; a value of a cell that was there before is rejected."""
        codes, keys = pd.factorize(values["key"])
        for key in keys:
            self._rows.setdefault(key, len(self._rows))
        self._grow()
        row = np.array([self._rows[key] for key in keys], dtype=np.int64)[codes]
        datatype = values["datatype"].astype(int).to_numpy()
        is_repeat_here = pd.Series(row * 100 + datatype).duplicated().to_numpy()
        is_repeat = self._is_given[row, datatype] | is_repeat_here
        for line in values["line"].to_numpy()[is_repeat]:
            intake.reject(int(line), "the same value of the same cell is listed twice")
        is_new = ~is_repeat
        self._is_given[row[is_new], datatype[is_new]] = True
        np.add.at(self._records, row[is_new], 1)
        position = values["datatype"].map(_POSITIONS).to_numpy(dtype=float)
        is_used = is_new & ~np.isnan(position)
        self._values[row[is_used], position[is_used].astype(int)] = values["value"][is_used]

    def frame(self) -> pd.DataFrame:
        """Return the cells; see ``cells.Release``."""
        key = pd.Series(list(self._rows), dtype="str")
        industry = key.str[11:17]
        sectors = {code: naics_sector(code) for code in industry.unique()}
        return pd.DataFrame(self._values[: len(key)], columns=pd.Index(NUMBERS)).assign(
            area_code=key.str[4:11],
            naics_sector=industry.map(sectors),
            soc_code=key.str[17:19] + "-" + key.str[19:23],
            records=self._records[: len(key)],
        )

    def _grow(self) -> None:
        missing = len(self._rows) - len(self._values)
        if missing > 0:
            # By half at least, so that growing costs no more than filling.
            missing = max(missing, len(self._values) // 2)
            empty = np.full((missing, len(NUMBERS)), np.nan)
            self._values = np.concatenate([self._values, empty])
            self._is_given = np.concatenate(
                [self._is_given, np.zeros((missing, self._is_given.shape[1]), dtype=bool)]
            )
            self._records = np.concatenate([self._records, np.zeros(missing, dtype=np.int64)])


def _blocks(stream: IO[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the lines after the header in blocks, each with the number of its first line."""
    line = 2
    rest = b""
    while block := stream.read(_BLOCK_BYTES):
        *lines, rest = (rest + block).split(b"\n")
        yield line, lines
        line += len(lines)
    if rest:
        yield line, [rest]
