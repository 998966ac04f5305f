"""UK earnings by occupation: ONS Annual Survey of Hours and Earnings, table 14.7a."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.uk_ashe.sheets import read_edition

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

PAGE_URL = (
    "https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/earningsandworkinghours/"
    "datasets/occupation4digitsoc2010ashetable14"
)
_LINK = re.compile(r"[^\"'\s>]*ashetable14(20\d\d)(provisional|revised)[^\"'\s>/]*\.zip")


class UkAshe(Source):
    """Gross annual pay by occupation; an input record is one row of the sheets All, Full-Time."""

    info: ClassVar = SourceInfo(
        name="uk_ashe",
        title="UK earnings by occupation (ASHE)",
        publisher="Office for National Statistics",
        licence="Open Government Licence v3.0",
        citation="Office for National Statistics, Annual Survey of Hours and Earnings, table 14.7a",
        homepage_url=PAGE_URL,
        live_urls=(PAGE_URL,),
        cadence_days=600,
    )
    tables: ClassVar = ("ashe_wage",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Find the newest edition of table 14 on its page and fetch the archive."""
        editions = {
            (link[1], link[2]): link[0] for link in _LINK.finditer(unquote(fetcher.page(PAGE_URL)))
        }
        if not editions:
            raise SourceError(f"{PAGE_URL} links no archive ashetable14….zip")
        newest = max(editions)  # of one year, "revised" comes after "provisional"
        link = editions[newest]
        url = link if link.startswith("https://") else f"https://www.ons.gov.uk{link}"
        return [fetcher.get(url, name=f"ashetable14{''.join(newest)}.zip")]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read archives or the workbook in them; of one year a revised edition comes first."""
        editions = sorted(
            (read_edition(file, intake) for file in files),
            key=lambda edition: edition.rank,
            reverse=True,
        )
        seen: set[int] = set()
        for edition in editions:
            if edition.year in seen:
                intake.skip("year_in_newer_edition", records=len(edition.rows))
                continue
            seen.add(edition.year)
            rows = edition.rows.assign(
                year=edition.year,
                is_provisional=edition.is_provisional,
                source=self.info.name,
                as_of_date=date(edition.year, 4, 5),
            )
            intake.keep("ashe_wage", rows)

    def checks(self) -> Sequence[Check]:
        """Percentiles rise, and the overall median is a year's pay in pounds."""
        return (
            Check(
                "percentiles_rise",
                """SELECT * FROM ashe_wage
                   WHERE wage_annual_p10_gbp > wage_annual_p25_gbp
                      OR wage_annual_p25_gbp > wage_annual_p50_gbp
                      OR wage_annual_p50_gbp > wage_annual_p75_gbp
                      OR wage_annual_p75_gbp > wage_annual_p90_gbp""",
                "{count} occupations have percentiles that fall",
            ),
            Check(
                "overall_median",
                """SELECT * FROM ashe_wage
                   WHERE soc2020_code = 'all' AND employee_group = 'full_time'
                     AND wage_annual_p50_gbp NOT BETWEEN 20000 AND 80000""",
                "the full-time median is not between 20,000 and 80,000 pounds a year",
            ),
        )
