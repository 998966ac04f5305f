"""OEWS as one SQLite file: a row a cell, values and footnotes as text side by side."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from etl.reading.tabular import to_number
from etl.source import Intake, SourceError
from etl.sources.oews.cells import DATATYPES, NUMBERS, Ceiling, naics_sector

MAGIC = b"SQLite format 3\0"
TOP_CODED = "5"
NATION = "United States"
_AREA_TYPES = {"N": "nation", "S": "state", "M": "metro"}
_LEVELS = {0: "major", 1: "minor", 2: "broad", 3: "detailed"}
_KEY_CHARS = 23
_CHUNK_CELLS = 40_000
_CEILING = re.compile(r"\$([\d.,]+) per hour or \$([\d.,]+) per year")


def read_ceiling(footnote: str | None) -> Ceiling:
    """Return the ceiling that the text of footnote 5 names.

    Raises:
        SourceError: When it names none: a top-coded wage would then have no value.
    """
    found = _CEILING.search(footnote or "")
    if not found:
        raise SourceError(f"footnote {TOP_CODED} names no ceiling of wages: {footnote!r}")
    hourly, annual = (float(text.rstrip(".").replace(",", "")) for text in found.groups())
    return Ceiling(hourly, annual)


def named_areas(areas: pd.DataFrame) -> pd.DataFrame:
    """Return areas from ``area_code, areatype_code, state_code, area_name``."""
    return pd.DataFrame(
        {
            "area_code": areas["area_code"],
            "area_type": areas["areatype_code"].map(_AREA_TYPES),
            "state_fips": areas["state_code"],
            "area_name": areas["area_name"].where(areas["areatype_code"] != "N", NATION),
        }
    )


def named_occupations(occupations: pd.DataFrame) -> pd.DataFrame:
    """Return occupations from ``occupation_code, occupation_name, display_level``."""
    code = occupations["occupation_code"]
    level = pd.to_numeric(occupations["display_level"], errors="coerce").map(_LEVELS)
    return pd.DataFrame(
        {
            "soc_code": code.str[:2] + "-" + code.str[2:],
            "occupation_name": occupations["occupation_name"],
            "soc_level": level.where(code != "000000", "total"),
        }
    )


class PackedRelease:
    """A release in an unpacked SQLite file; see ``cells.Release``."""

    def __init__(self, path: Path, name: str) -> None:
        """Open the file.

        Args:
            path: The SQLite file.
            name: What to call it in messages.

        Raises:
            SourceError: When it is damaged or not such a release.
        """
        self._name = name
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        meta = self._query("SELECT name, value FROM meta").set_index("name")["value"]
        footnotes = self._query("SELECT footnote_text FROM footnote WHERE footnote_code = '5'")
        self.ceiling = read_ceiling(footnotes["footnote_text"].max())
        year = str(meta.get("data_year"))
        if not year.isdecimal():
            raise SourceError(f"{name} does not say of which year it is")
        self.year = int(year)

    def cells(self, intake: Intake) -> Iterator[pd.DataFrame]:
        """Yield the cells in scope; an input record is a cell."""
        sectors = self._count(intake)
        wanted = ", ".join("?" * len(sectors))
        columns = ", ".join(["key", *(f"v{n}" for n in DATATYPES), *(f"f{n}" for n in DATATYPES)])
        chunks = self._query_chunks(
            f"SELECT {columns} FROM cell WHERE substr(key, 12, 6) IN ({wanted})",  # noqa: S608
            tuple(sectors),
        )
        for chunk in chunks:
            yield self._read(chunk, sectors, intake)

    def areas(self) -> pd.DataFrame:
        """Return the areas."""
        return named_areas(self._query("SELECT * FROM area"))

    def occupations(self) -> pd.DataFrame:
        """Return the occupations."""
        return named_occupations(self._query("SELECT * FROM occupation"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _count(self, intake: Intake) -> dict[str, str]:
        """Count the cells and skip those out of scope; return industry → sector of the rest."""
        counts = self._query(
            "SELECT substr(key, 12, 6) AS industry, count(*) AS cells FROM cell GROUP BY 1"
        )
        sector = {industry: naics_sector(industry) for industry in counts["industry"]}
        in_scope = {industry: found for industry, found in sector.items() if found is not None}
        is_out = ~counts["industry"].isin(in_scope)
        intake.count(int(counts["cells"].sum()))
        intake.skip(
            "industry below or beside the sectors", records=int(counts["cells"][is_out].sum())
        )
        return in_scope

    def _read(self, chunk: pd.DataFrame, sectors: dict[str, str], intake: Intake) -> pd.DataFrame:
        values = chunk[[f"v{number}" for number in DATATYPES]].set_axis(list(NUMBERS), axis=1)
        footnotes = chunk[[f"f{number}" for number in DATATYPES]].set_axis(list(NUMBERS), axis=1)
        numbers = values.apply(to_number)
        is_missing = (values == "-") | values.isna()
        numbers = numbers.mask(is_missing & (footnotes == TOP_CODED), np.inf)
        is_bad_number = ~is_missing & ~(numbers >= 0)
        key = chunk["key"]
        is_bad_key = key.str.len() != _KEY_CHARS
        is_bad = is_bad_key | is_bad_number.any(axis=1)
        for position in is_bad.to_numpy().nonzero()[0]:
            intake.reject(
                None, self._what_is_wrong(chunk.iloc[position], is_bad_number.iloc[position])
            )
        cells = numbers.assign(
            area_code=key.str[4:11],
            naics_sector=key.str[11:17].map(sectors),
            soc_code=key.str[17:19] + "-" + key.str[19:23],
            records=1,
        )
        return cells[~is_bad]

    def _what_is_wrong(self, cell: pd.Series, is_bad_number: pd.Series) -> str:
        if not is_bad_number.any():
            return f"{self._name}: key {cell['key']!r} is not {_KEY_CHARS} characters long"
        column = str(is_bad_number.idxmax())
        number = next(code for code, name in DATATYPES.items() if name == column)
        return f"{self._name}: cell {cell['key']}, {column}: {cell[f'v{number}']!r} is no number"

    def _query(self, sql: str) -> pd.DataFrame:
        with self._explained():
            cursor = self._connection.execute(sql)
            return pd.DataFrame(cursor.fetchall(), columns=_names(cursor))

    def _query_chunks(self, sql: str, params: tuple[str, ...]) -> Iterator[pd.DataFrame]:
        with self._explained():
            cursor = self._connection.execute(sql, params)
            while rows := cursor.fetchmany(_CHUNK_CELLS):
                yield pd.DataFrame(rows, columns=_names(cursor))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise SourceError(f"{self._name} is damaged or no OEWS release ({error})") from error


def _names(cursor: sqlite3.Cursor) -> pd.Index:
    return pd.Index([column[0] for column in cursor.description])
