"""Indeed's wage tracker: how much more the same postings pay than a year before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.tabular import TextTable, to_day
from etl.reading.unite import unite
from etl.source import Check, Intake, RawFile, Source
from etl.sources.indeed.files import ALL_SECTORS, Cells, about, read_releases

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

_COLUMNS = (
    "jobcountry",
    "country",
    "month",
    "n_obs",
    "posted_wage_growth_yoy",
    "posted_wage_growth_yoy_3moavg",
)
_PATHS = ("main/posted-wage-growth-by-country.csv", "main/posted-wage-growth-by-sector.csv")


class IndeedWages(Source):
    """Growth of posted wages by month; an input record is one line."""

    info: ClassVar = about(
        "indeed_wages", "Indeed Wage Tracker", "indeed-wage-tracker", _PATHS, cadence_days=60
    )
    tables: ClassVar = ("indeed_wage_growth",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the growth by country, and by sector of the US."""
        return [fetcher.get(url) for url in self.info.live_urls]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read both layouts; of several files, the newest release of a month wins."""
        releases = read_releases(files, ("posted wages",), _read, "month", intake)
        rows = unite(releases, ["country", "sector", "month"], intake)
        rows["as_of_date"] += pd.offsets.MonthEnd(0)
        intake.keep("indeed_wage_growth", rows.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """Growth is a fraction, not a percentage, and speaks of some postings."""
        return (
            Check(
                "growth_is_a_fraction",
                """SELECT * FROM indeed_wage_growth
                   WHERE growth_yoy_share NOT BETWEEN -0.3 AND 0.5""",
                "{count} months in which posted wages grew by less than -30% or more than 50%",
            ),
            Check(
                "postings_behind_it",
                "SELECT * FROM indeed_wage_growth WHERE postings < 100",
                "{count} months with fewer than 100 postings behind them",
                severity="degraded",
            ),
        )


def _read(table: TextTable, _: str, intake: Intake) -> pd.DataFrame:
    has_sectors = "sector" in table.rows
    cells = Cells(table, [*_COLUMNS, "sector"] if has_sectors else _COLUMNS, intake)
    month = to_day(cells.rows["month"], day_format="%b-%y")
    return cells.usable(
        {
            "country": cells.country(),
            "sector": cells.text("sector") if has_sectors else ALL_SECTORS,
            "month": cells.parsed("month", month, "a month such as Jan-19"),
            "postings": cells.number("n_obs", 0, 1e9),
            "growth_yoy_share": cells.number("posted_wage_growth_yoy", -1, 10),
            "growth_yoy_3m_share": cells.optional_number("posted_wage_growth_yoy_3moavg", -1, 10),
        }
    )
