"""Initial claims for unemployment insurance in the US, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from etl.reading.fred import read_export
from etl.reading.tabular import read_table
from etl.reading.unite import Release, unite
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = "https://fred.stlouisfed.org/graph/fredgraph.csv?id=ICSA"
SERIES = "ICSA"
_MAX_BYTES = 16 * 2**20


class Claims(Source):
    """Seasonally adjusted initial claims; an input record is one week."""

    info: ClassVar = SourceInfo(
        name="claims",
        title="Initial unemployment claims",
        publisher="US Department of Labor, by FRED",
        licence="US public domain",
        citation="US Employment and Training Administration, Initial Claims [ICSA], FRED",
        homepage_url="https://fred.stlouisfed.org/series/ICSA",
        live_urls=(URL,),
        cadence_days=14,
    )
    tables: ClassVar = ("claims_week",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the whole series."""
        return [fetcher.get(URL, name=f"{SERIES}.csv")]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read exports of the series; of several, the newest release of a week wins."""
        releases = []
        for file in files:
            table = read_table(read_text(file.path, max_bytes=_MAX_BYTES), file.path.name)
            table.require([SERIES])
            intake.count(len(table.ragged) + len(table.rows) * (len(table.rows.columns) - 1))
            values = read_export(table, intake)
            is_other = values["column"] != SERIES
            intake.skip("another series", records=int(is_other.sum()))
            weeks = values[~is_other].drop(columns="column")
            if weeks.empty:
                raise SourceError(f"{file.path.name} holds no week of {SERIES}")
            releases.append(Release(file, weeks, weeks["day"].max()))
        rows = unite(releases, ["day"], intake)
        intake.keep(
            "claims_week",
            rows.rename(columns={"day": "week_ending", "value": "initial_claims"}).assign(
                source=self.info.name
            ),
        )

    def checks(self) -> Sequence[Check]:
        """Weeks end on Saturdays, none is missing, and counts are of people."""
        return (
            Check(
                "weeks_end_on_saturdays",
                "SELECT * FROM claims_week WHERE isodow(week_ending) <> 6",
                "{count} weeks that do not end on a Saturday",
            ),
            Check(
                "claims_plausible",
                "SELECT * FROM claims_week WHERE initial_claims NOT BETWEEN 100000 AND 10000000",
                "{count} weeks with fewer than 100,000 or more than 10 million claims",
            ),
            Check(
                "no_week_missing",
                """SELECT week_ending, before FROM (
                       SELECT week_ending, lag(week_ending) OVER (ORDER BY week_ending) AS before
                       FROM claims_week)
                   WHERE week_ending - before <> 7""",
                "{count} gaps between weeks",
                severity="degraded",
            ),
        )
