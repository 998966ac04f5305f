"""What the files of Indeed Hiring Lab have in common: recognition, countries, days, numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import pandas as pd

from etl.reading.tabular import TextTable, read_table, to_number
from etl.reading.unite import Release
from etl.reading.unpack import read_text
from etl.source import Intake, RawFile, SourceError, SourceInfo

RAW_URL = "https://raw.githubusercontent.com/hiring-lab/"
ALL_SECTORS = "All"

# A column that only this layout has → the layout.
_MARKS = {
    "indeed_job_postings_index_SA": "postings of countries",
    "display_name": "postings of sectors",
    "state": "postings of states",
    "posted_wage_growth_yoy": "posted wages",
    "remote_share_postings": "remote postings",
    "AI_share_postings": "AI postings",
    "job_titles": "examples of titles",
}
_MISSING = frozenset({"", "NA"})


def about(
    name: str, title: str, repository: str, paths: Sequence[str], cadence_days: int
) -> SourceInfo:
    """Return the metadata of one series; ``paths`` lead to its files in the repository."""
    return SourceInfo(
        name=name,
        title=title,
        publisher="Indeed Hiring Lab",
        licence="CC BY 4.0",
        citation=f"Indeed Hiring Lab, {title}",
        homepage_url=f"https://github.com/hiring-lab/{repository}",
        live_urls=tuple(f"{RAW_URL}{repository}/{path}" for path in paths),
        cadence_days=cadence_days,
    )


def read_releases(
    files: Sequence[RawFile],
    layouts: Collection[str],
    read: Callable[[TextTable, str, Intake], pd.DataFrame],
    day_column: str,
    intake: Intake,
) -> list[Release]:
    """Read the files of some layouts; files of the other series of Indeed are skipped.

    Args:
        files: The files.
        layouts: Layouts, as ``_MARKS`` names them, that are read.
        read: Reads a table of such a layout into rows with a column ``day_column``.
        day_column: Column whose newest value the release speaks for.
        intake: Takes the account.

    Raises:
        SourceError: When a file is none of Indeed's, or none of them has a row of these layouts.
    """
    releases = []
    for file in files:
        table = read_table(read_text(file.path), file.path.name)
        intake.count(len(table.rows) + len(table.ragged))
        layout = _layout_of(table)
        if layout not in layouts:
            records = len(table.rows) + len(table.ragged)
            intake.skip(f"file of another series: {layout}", records=records)
            continue
        table.reject_ragged(intake)
        rows = read(table, layout, intake)
        if not rows.empty:
            releases.append(Release(file, rows, rows[day_column].max()))
    if not releases:
        names = ", ".join(file.path.name for file in files)
        raise SourceError(f"there are no {' or '.join(layouts)} in {names}")
    return releases


def _layout_of(table: TextTable) -> str:
    for column, layout in _MARKS.items():
        if column in table.rows:
            return layout
    raise SourceError(
        f"{table.name} is no series of Indeed Hiring Lab that is known; found the columns "
        f"{', '.join(table.rows.columns)}"
    )


class Cells:
    """Reads the cells of a table by column, and keeps account of the rows that cannot be used."""

    def __init__(self, table: TextTable, known: Sequence[str], intake: Intake) -> None:
        """Begin with a table that must have the columns ``known``, and no others unnoticed."""
        table.require(known)
        table.warn_unknown(known, intake)
        self.rows = table.rows
        self._name = table.name
        self._intake = intake
        self._is_bad = pd.Series(data=False, index=table.rows.index)
        self._is_missing = self._is_bad.copy()

    def country(self) -> pd.Series:
        """Return the country codes, of two capitals; ``EA`` is the euro area."""
        return self._checked(
            "jobcountry",
            self.rows["jobcountry"].where(self.rows["jobcountry"].str.fullmatch("[A-Z]{2}")),
            "two capital letters",
        )

    def text(self, column: str) -> pd.Series:
        """Return texts; a row without one is rejected."""
        return self._checked(column, self.rows[column].replace("", None), "a text")

    def parsed(self, column: str, values: pd.Series, expected: str) -> pd.Series:
        """Return values read from a column; rows without one are rejected."""
        return self._checked(column, values, expected)

    def number(self, column: str, low: float, high: float) -> pd.Series:
        """Return numbers from ``low`` to ``high``; a row without one is skipped when it says so."""
        cells = self.rows[column]
        self._is_missing |= cells.isin(_MISSING)
        numbers = to_number(cells)
        return self._checked(
            column, numbers.where(numbers.between(low, high)), f"a number from {low} to {high}"
        )

    def optional_number(self, column: str, low: float, high: float) -> pd.Series:
        """Return numbers; where the publisher has none there is none."""
        cells = self.rows[column]
        numbers = to_number(cells)
        known = numbers.where(numbers.between(low, high))
        self._checked(
            column,
            known.fillna(low).where(known.notna() | cells.isin(_MISSING)),
            f"a number from {low} to {high}",
        )
        return known

    def usable(self, values: dict[str, pd.Series | str]) -> pd.DataFrame:
        """Give the rest to the intake and return the usable rows."""
        is_missing = self._is_missing & ~self._is_bad
        self._intake.skip("value not published", records=int(is_missing.sum()))
        rows = pd.DataFrame(values, index=self.rows.index)
        usable: pd.DataFrame = rows[~self._is_bad & ~is_missing]
        return usable

    def _checked(self, column: str, values: pd.Series, expected: str) -> pd.Series:
        is_bad = values.isna() & ~self._is_bad & ~self._is_missing
        cells = self.rows[column]
        for line, text in zip(cells.index[is_bad], cells[is_bad], strict=True):
            self._intake.reject(int(line), f"{self._name}, {column}: {text!r}, expected {expected}")
        self._is_bad |= is_bad
        return values
