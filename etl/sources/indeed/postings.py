"""Indeed's index of job postings: countries, sectors, US states; 1 February 2020 is 100."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.tabular import TextTable, to_day
from etl.reading.unite import unite
from etl.source import Check, Intake, RawFile, Source
from etl.sources.indeed.files import ALL_SECTORS, Cells, about, read_releases
from greener.market.us_states import find_state

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

COUNTRIES = ("AU", "CA", "DE", "EA", "ES", "FR", "GB", "IE", "IT", "NL", "US")
COUNTRIES_WITH_SECTORS = ("AU", "CA", "DE", "FR", "GB", "US")
WHOLE_COUNTRY = ""
_KEY = ("country", "state_code", "sector", "variable", "day")
_VARIABLES = {"total postings": "total", "new postings": "new"}
_PATHS = (
    *(f"master/{code}/aggregate_job_postings_{code}.csv" for code in COUNTRIES),
    *(f"master/{code}/job_postings_by_sector_{code}.csv" for code in COUNTRIES_WITH_SECTORS),
    "master/US/state_job_postings_us.csv",
)

_MONTH = """
    SELECT country, state_code, sector, variable, date_trunc('month', day)::DATE AS month,
           round(avg(index_adjusted), 2) AS index_adjusted,
           round(avg(index_unadjusted), 2) AS index_unadjusted,
           count(*)::INTEGER AS days, source, max(as_of_date) AS as_of_date
    FROM indeed_postings_day GROUP BY ALL
"""


class IndeedPostings(Source):
    """Postings by day; an input record is one line."""

    info: ClassVar = about(
        "indeed_postings",
        "Indeed Job Postings Index",
        "job_postings_tracker",
        _PATHS,
        cadence_days=21,
    )
    tables: ClassVar = ("indeed_postings_day",)
    marts: ClassVar = {"indeed_postings_month": _MONTH}
    sample: ClassVar = {"indeed_postings_month": "SELECT * FROM indeed_postings_month"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch all countries, their sectors, and the US states."""
        return [fetcher.get(url) for url in self.info.live_urls]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read the three layouts; of several files, the newest release of a day wins."""
        layouts = ("postings of countries", "postings of sectors", "postings of states")
        releases = read_releases(files, layouts, _read, "day", intake)
        rows = unite(releases, _KEY, intake)
        intake.keep("indeed_postings_day", rows.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """The index stands on its base, and every series goes on."""
        return (
            Check(
                "base_is_100",
                """SELECT * FROM indeed_postings_day
                   WHERE day = '2020-02-01' AND abs(index_adjusted - 100) > 0.01""",
                "{count} series that are not 100 on 1 February 2020",
            ),
            Check(
                "series_go_on",
                """SELECT country, state_code, sector, variable, max(month) AS newest
                   FROM indeed_postings_month
                   GROUP BY ALL
                   HAVING newest < (SELECT max(month) - INTERVAL 3 YEAR FROM indeed_postings_month)
                """,
                "{count} series that ended more than three years before the newest",
                severity="degraded",
            ),
        )


def _read(table: TextTable, layout: str, intake: Intake) -> pd.DataFrame:
    if layout == "postings of states":
        return _read_states(table, intake)
    index = "indeed_job_postings_index"
    is_country = layout == "postings of countries"
    adjusted = f"{index}_SA" if is_country else index
    more = f"{index}_NSA" if is_country else "display_name"
    cells = Cells(table, ["date", "jobcountry", adjusted, more, "variable"], intake)
    variable = cells.rows["variable"].map(_VARIABLES)
    return cells.usable(
        {
            "country": cells.country(),
            "state_code": WHOLE_COUNTRY,
            "sector": ALL_SECTORS if is_country else cells.text("display_name"),
            "variable": cells.parsed("variable", variable, " or ".join(_VARIABLES)),
            "day": cells.parsed("date", to_day(cells.rows["date"]), "YYYY-MM-DD"),
            "index_adjusted": cells.number(adjusted, 0, 10_000),
            "index_unadjusted": (
                cells.optional_number(more, 0, 10_000) if is_country else _none(cells.rows)
            ),
        }
    )


def _read_states(table: TextTable, intake: Intake) -> pd.DataFrame:
    cells = Cells(table, ["date", "state", "indeed_job_postings_index"], intake)
    postal = {
        word: state.postal
        for word in cells.rows["state"].unique()
        if (state := find_state(word)) is not None
    }
    return cells.usable(
        {
            "country": "US",
            "state_code": cells.parsed("state", cells.rows["state"].map(postal), "a US state"),
            "sector": ALL_SECTORS,
            "variable": "total",
            "day": cells.parsed("date", to_day(cells.rows["date"]), "YYYY-MM-DD"),
            "index_adjusted": cells.number("indeed_job_postings_index", 0, 10_000),
            "index_unadjusted": _none(cells.rows),
        }
    )


def _none(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(float("nan"), index=rows.index)
