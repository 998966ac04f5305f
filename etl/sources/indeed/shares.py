"""Indeed's shares of postings: that offer remote work, that speak of AI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.tabular import TextTable, to_day
from etl.reading.unite import unite
from etl.source import Check, Intake, RawFile, Source
from etl.sources.indeed.files import Cells, about, read_releases

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher


def _month(table: str, column: str) -> str:
    return f"""
        SELECT country, date_trunc('month', day)::DATE AS month,
               round(avg({column}), 3) AS {column}, count(*)::INTEGER AS days,
               source, max(as_of_date) AS as_of_date
        FROM {table} GROUP BY ALL
    """  # noqa: S608


class _Share(Source):
    """A share of postings by country and day; an input record is one line."""

    layout: ClassVar[str]
    column: ClassVar[str]
    """Column of the file."""
    share: ClassVar[str]
    """Column of the table."""

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the one file of all countries."""
        return [fetcher.get(url) for url in self.info.live_urls]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read the file; of several, the newest release of a day wins."""
        releases = read_releases(files, (self.layout,), self._read, "day", intake)
        rows = unite(releases, ["country", "day"], intake)
        intake.keep(self.tables[0], rows.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """Shares are percentages, not fractions."""
        (mart,) = self.marts
        return (
            Check(
                "share_in_percent",
                f"""SELECT country, max({self.share}) AS highest FROM {mart}
                    GROUP BY country HAVING highest < 1""",  # noqa: S608
                "{count} countries whose share never reaches 1%: fractions, not percentages?",
            ),
        )

    def _read(self, table: TextTable, _: str, intake: Intake) -> pd.DataFrame:
        cells = Cells(table, ["date", "jobcountry", self.column], intake)
        return cells.usable(
            {
                "country": cells.country(),
                "day": cells.parsed("date", to_day(cells.rows["date"]), "YYYY-MM-DD"),
                self.share: cells.number(self.column, 0, 100),
            }
        )


class IndeedRemote(_Share):
    """Share of postings that offer remote work."""

    info: ClassVar = about(
        "indeed_remote",
        "Indeed Remote Tracker",
        "remote-tracker",
        ["main/remote_postings.csv"],
        cadence_days=75,
    )
    tables: ClassVar = ("indeed_remote_day",)
    marts: ClassVar = {
        "indeed_remote_month": _month("indeed_remote_day", "remote_share_pct"),
    }
    sample: ClassVar = {"indeed_remote_month": "SELECT * FROM indeed_remote_month"}
    layout: ClassVar = "remote postings"
    column: ClassVar = "remote_share_postings"
    share: ClassVar = "remote_share_pct"


class IndeedAi(_Share):
    """Share of postings that speak of artificial intelligence."""

    info: ClassVar = about(
        "indeed_ai", "Indeed AI Tracker", "ai-tracker", ["main/AI_posting.csv"], cadence_days=75
    )
    tables: ClassVar = ("indeed_ai_day",)
    marts: ClassVar = {"indeed_ai_month": _month("indeed_ai_day", "ai_share_pct")}
    sample: ClassVar = {"indeed_ai_month": "SELECT * FROM indeed_ai_month"}
    layout: ClassVar = "AI postings"
    column: ClassVar = "AI_share_postings"
    share: ClassVar = "ai_share_pct"
