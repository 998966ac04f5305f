"""US consumer prices: the CPI-U of all items, to compare pay of different years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.fetching import bls
from etl.reading.bls import monthly, read_observations
from etl.reading.unite import Release, unite
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

FLAT_URL = "https://download.bls.gov/pub/time.series/cu/cu.data.1.AllItems"
SERIES = {"CUUR0000SA0": False, "CUSR0000SA0": True}
"""Series → whether seasonally adjusted."""
_FIRST_YEAR = 1998


class Cpi(Source):
    """The index by month; an input record is one value of one series."""

    info: ClassVar = SourceInfo(
        name="cpi",
        title="Consumer Price Index (CPI-U), US city average, all items",
        publisher=bls.PUBLISHER,
        licence=bls.LICENCE,
        citation="US Bureau of Labor Statistics, Consumer Price Index for All Urban Consumers",
        homepage_url="https://www.bls.gov/cpi/",
        live_urls=(FLAT_URL, bls.API_V2_URL, bls.API_V1_URL),
        cadence_days=50,
    )
    tables: ClassVar = ("cpi_month",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the flat file of all items, or ask the API where that is refused."""
        return bls.fetch_series(fetcher, FLAT_URL, list(SERIES), _FIRST_YEAR)

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read replies of the API or flat files; the newest release of a month wins."""
        releases = []
        for file in files:
            observations = read_observations(read_text(file.path), file.path.name, intake)
            is_other = ~observations["series_id"].isin(SERIES)
            intake.skip("another series", records=int(is_other.sum()))
            months = monthly(observations[~is_other], intake)
            if not months.empty:
                newest = months["month"].max() + pd.offsets.MonthEnd(0)
                releases.append(Release(file, months, newest))
        if not releases:
            names = ", ".join(file.path.name for file in files)
            raise SourceError(f"there is no month of {' or '.join(SERIES)} in {names}")
        rows = unite(releases, ["series_id", "month"], intake)
        intake.keep(
            "cpi_month",
            pd.DataFrame(
                {
                    "month": rows["month"],
                    "is_seasonally_adjusted": rows["series_id"].map(SERIES),
                    "index_1982_84": rows["value"],
                    "source": self.info.name,
                    "as_of_date": rows["as_of_date"],
                }
            ),
        )

    def checks(self) -> Sequence[Check]:
        """The index is on its base, and prices do not jump."""
        return (
            Check(
                "base_is_1982_84",
                """SELECT is_seasonally_adjusted, avg(index_1982_84) AS mean FROM cpi_month
                   WHERE month BETWEEN '1982-01-01' AND '1984-12-01'
                   GROUP BY ALL HAVING count(*) = 36 AND abs(mean - 100) > 0.2""",
                "the index does not average 100 over 1982 to 1984",
            ),
            Check(
                "no_jump",
                """SELECT * FROM (
                       SELECT *, lag(index_1982_84) OVER by_month AS before,
                              date_diff('month', lag(month) OVER by_month, month) AS months
                       FROM cpi_month
                       WINDOW by_month AS (PARTITION BY is_seasonally_adjusted ORDER BY month))
                   WHERE months = 1 AND month >= '1950-01-01'
                     AND abs(index_1982_84 / before - 1) > 0.03""",
                "{count} months in which prices changed by more than 3%",
            ),
        )
