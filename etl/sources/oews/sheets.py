"""OEWS as the workbook in ``oesm25all.zip``: a row a cell, on one sheet of half a million rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from etl.reading.tabular import to_number
from etl.reading.workbook import Workbook
from etl.source import Intake, SourceError
from etl.sources.oews.cells import NUMBERS, Ceiling, naics_sector
from etl.sources.oews.packed import NATION, read_ceiling
from greener.market.us_states import find_state

_SHEET = re.compile(r"\bMay (\d{4})\b")
_DESCRIPTIONS = "Field Descriptions"
_AREA_TYPES = {"1": "nation", "2": "state", "3": "state", "4": "metro", "6": "metro"}
_MISSING = frozenset({"", "*", "**", "~"})
_TOP_CODED = "#"
_COLUMNS = (
    "TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE",
    "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90",
    "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
)  # fmt: skip
"""Columns of the sheet, in the order of ``cells.NUMBERS``."""
_KEYS = (
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "OCC_CODE", "OCC_TITLE", "O_GROUP",
)  # fmt: skip
_CHUNK_ROWS = 20_000


class SheetRelease:
    """A release in a workbook; see ``cells.Release``."""

    def __init__(self, path: Path, name: str) -> None:
        """Open the workbook.

        Raises:
            SourceError: When it is damaged or has no sheet of such a release.
        """
        self._name = name
        self._book = Workbook(path)
        found = [(sheet, _SHEET.search(sheet)) for sheet in self._book.sheets]
        of_a_year = [(sheet, match) for sheet, match in found if match]
        if len(of_a_year) != 1:
            sheets = ", ".join(self._book.sheets)
            raise SourceError(f"{name} has no sheet 'All May …' of an OEWS release; found {sheets}")
        self._sheet, match = of_a_year[0]
        self.year = int(match[1])
        self.ceiling = self._read_ceiling()
        self._areas: dict[str, tuple[str, str, str]] = {}
        self._occupations: dict[str, tuple[str, str]] = {}

    def cells(self, intake: Intake) -> Iterator[pd.DataFrame]:
        """Yield the cells in scope; an input record is a row."""
        rows = self._book.rows(self._sheet)
        header = next(rows, (0, []))[1]
        columns = [cell.strip().upper() for cell in header]
        missing = [column for column in (*_KEYS, *_COLUMNS) if column not in columns]
        if missing:
            raise SourceError(f"{self._name} lacks the columns {', '.join(missing)}")
        while chunk := list(islice(rows, _CHUNK_ROWS)):
            intake.count(len(chunk))
            table = pd.DataFrame(
                [
                    [*cells, *[""] * (len(columns) - len(cells))][: len(columns)]
                    for _, cells in chunk
                ],
                columns=pd.Index(columns),
                index=pd.Index([number for number, _ in chunk]),
                dtype="str",
            )
            yield self._read(table.apply(lambda cells: cells.str.strip()), intake)

    def areas(self) -> pd.DataFrame:
        """Return the areas of the rows read so far."""
        return pd.DataFrame(
            [(code, *said) for code, said in self._areas.items()],
            columns=pd.Index(["area_code", "area_type", "state_fips", "area_name"]),
        )

    def occupations(self) -> pd.DataFrame:
        """Return the occupations of the rows read so far."""
        return pd.DataFrame(
            [(code, *said) for code, said in self._occupations.items()],
            columns=pd.Index(["soc_code", "occupation_name", "soc_level"]),
        )

    def close(self) -> None:
        """Close the file."""
        self._book.close()

    def _read_ceiling(self) -> Ceiling:
        if _DESCRIPTIONS not in self._book.sheets:
            raise SourceError(f"{self._name} has no sheet '{_DESCRIPTIONS}' that explains its #")
        notes = (cell for _, cells in self._book.rows(_DESCRIPTIONS) for cell in cells)
        return read_ceiling(next((note for note in notes if note.startswith(_TOP_CODED)), None))

    def _read(self, rows: pd.DataFrame, intake: Intake) -> pd.DataFrame:
        sectors = {code: naics_sector(code) for code in rows["NAICS"].unique()}
        sector = rows["NAICS"].map(sectors)
        area_type = rows["AREA_TYPE"].map(_AREA_TYPES)
        values = rows[list(_COLUMNS)].set_axis(list(NUMBERS), axis=1)
        is_missing, is_top = values.isin(_MISSING), values == _TOP_CODED
        numbers = values.apply(to_number).mask(is_top, np.inf)
        is_bad_number = ~is_missing & ~(numbers >= 0)
        is_bad_soc = ~rows["OCC_CODE"].str.match(r"^\d\d-\d{4}$")
        is_bad_area = area_type.isna() | ~rows["AREA"].str.match(r"^\d{1,7}$")
        is_out = sector.isna()
        is_bad = ~is_out & (is_bad_soc | is_bad_area | is_bad_number.any(axis=1))
        for position in is_bad.to_numpy().nonzero()[0]:
            reason = self._what_is_wrong(rows.iloc[position], is_bad_number.iloc[position])
            intake.reject(int(rows.index.to_numpy()[position]), reason)
        intake.skip("industry below or beside the sectors", records=int(is_out.sum()))
        is_kept = ~(is_out | is_bad)
        kept = rows[is_kept]
        area_code = _area_codes(kept["AREA"], area_type[is_kept])
        self._note_names(kept.assign(area_code=area_code, area_type=area_type[is_kept]))
        return numbers[is_kept].assign(
            area_code=area_code,
            naics_sector=sector[is_kept],
            soc_code=kept["OCC_CODE"],
            records=1,
        )

    def _note_names(self, rows: pd.DataFrame) -> None:
        areas = rows[["area_code", "area_type", "AREA_TITLE", "PRIM_STATE"]].drop_duplicates(
            "area_code"
        )
        for code, kind, title, postal in areas.to_numpy().tolist():
            if code not in self._areas:
                state = find_state(postal)
                name = NATION if kind == "nation" else title
                self._areas[code] = (kind, state.fips if state else "00", name)
        names = rows[["OCC_CODE", "OCC_TITLE", "O_GROUP"]].drop_duplicates()
        for code, title, level in names.to_numpy().tolist():
            # A broad occupation with nothing below it is listed again as a detailed one.
            if level == "detailed" or code not in self._occupations:
                self._occupations[code] = (title, level)

    def _what_is_wrong(self, row: pd.Series, is_bad_number: pd.Series) -> str:
        if is_bad_number.any():
            column = _COLUMNS[NUMBERS.index(str(is_bad_number.idxmax()))]
            return f"{self._name}, {column}: {row[column]!r} is no number"
        return (
            f"{self._name}: {row['OCC_CODE']!r} in area {row['AREA']!r} of type "
            f"{row['AREA_TYPE']!r} is no occupation and area"
        )


def _area_codes(areas: pd.Series, area_types: pd.Series) -> pd.Series:
    """Return the codes of the flat files: 0000000 nation, ss00000 state, 00ccccc metro."""
    state = areas.str.zfill(2) + "00000"
    code = areas.str.zfill(7).where(area_types != "state", state)
    return code.where(area_types != "nation", "0000000")
