"""Puts the cells of OEWS releases into their tables; of one cell, the newest release wins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.source import Intake
from etl.sources.oews.cells import (
    ALL_INDUSTRIES,
    KEYS,
    NUMBERS,
    Release,
    employment_rows,
    wage_rows,
)

SOURCE = "oews"


class Loader:
    """Loads releases, which must come newest first."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._newer: set[str] = set()
        """Keys of what newer releases gave: cells, areas and occupations."""

    def load(self, release: Release) -> None:
        """Load what no newer release has."""
        as_of_date = pd.Timestamp(release.year, 5, 31)
        seen: dict[str, int] = {}
        for cells in release.cells(self._intake):
            new = self._new_cells(cells, seen)
            is_wage = new["naics_sector"] == ALL_INDUSTRIES
            wages = wage_rows(new[is_wage], release.ceiling)
            self._keep("oews_wage", wages, as_of_date, records=int(new["records"][is_wage].sum()))
            self._keep_employment(new[~is_wage], as_of_date)
        self._newer |= seen.keys()
        for table, names, key in (
            ("oews_area", release.areas(), "area_code"),
            ("oews_occupation", release.occupations(), "soc_code"),
        ):
            self._keep(table, names[~names[key].isin(self._newer)], as_of_date, records=0)
            self._newer |= set(names[key])

    def _new_cells(self, cells: pd.DataFrame, seen: dict[str, int]) -> pd.DataFrame:
        """Drop the cells that a newer release has, or that this one has given before."""
        key = cells[KEYS[0]] + " " + cells[KEYS[1]] + " " + cells[KEYS[2]]
        digest = pd.util.hash_pandas_object(cells[list(NUMBERS)], index=False)
        verdict = np.array(
            [self._judge(*cell, seen) for cell in zip(key.tolist(), digest.tolist(), strict=True)],
            dtype=str,
        )
        self._skip("taken from a newer release", cells[verdict == "older"])
        # A broad occupation with nothing below it, or a sector that is one industry.
        self._skip("same cell listed at another level", cells[verdict == "same"])
        other = cells[verdict == "other"]
        for line, name, records in zip(
            other.index, key[other.index], other["records"], strict=True
        ):
            reason = f"cell {name}: listed twice with different values"
            self._intake.reject(int(line), reason, records=int(records))
        new: pd.DataFrame = cells[verdict == "new"]
        return new

    def _judge(self, key: str, digest: int, seen: dict[str, int]) -> str:
        if key in self._newer:
            return "older"
        if key not in seen:
            seen[key] = digest
            return "new"
        return "same" if seen[key] == digest else "other"

    def _keep_employment(self, cells: pd.DataFrame, as_of_date: pd.Timestamp) -> None:
        is_known = cells["employment"].notna()
        self._skip("employment of a sector not released", cells[~is_known])
        known = cells[is_known]
        records = int(known["records"].sum())
        self._keep("oews_employment", employment_rows(known), as_of_date, records=records)

    def _keep(
        self, table: str, rows: pd.DataFrame, as_of_date: pd.Timestamp, *, records: int
    ) -> None:
        spoken = rows.assign(source=SOURCE, as_of_date=as_of_date)
        self._intake.keep(table, spoken, records=records)

    def _skip(self, rule: str, cells: pd.DataFrame) -> None:
        self._intake.skip(rule, records=int(cells["records"].sum()))
