"""US wages by occupation and place: BLS Occupational Employment and Wage Statistics."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar

from etl.fetching import bls
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from etl.sources.oews.flat import BESIDE
from etl.sources.oews.loading import SOURCE, Loader
from etl.sources.oews.opening import open_releases

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

FLAT_URL = "https://download.bls.gov/pub/time.series/oe/"
FLAT_FILES = ("oe.data.0.Current", *BESIDE)

# Hourly figures follow from annual ones wherever both are published. Rows of one occupation side by
# side pack best.
_SAMPLE_WAGES = """
    SELECT soc_code, wage.* EXCLUDE (soc_code) REPLACE (
               NULL AS wage_hourly_mean_usd, NULL AS wage_annual_mean_usd,
               if(wage_basis = 'hourly_only', wage_hourly_p10_usd, NULL) AS wage_hourly_p10_usd,
               if(wage_basis = 'hourly_only', wage_hourly_p25_usd, NULL) AS wage_hourly_p25_usd,
               if(wage_basis = 'hourly_only', wage_hourly_p50_usd, NULL) AS wage_hourly_p50_usd,
               if(wage_basis = 'hourly_only', wage_hourly_p75_usd, NULL) AS wage_hourly_p75_usd,
               if(wage_basis = 'hourly_only', wage_hourly_p90_usd, NULL) AS wage_hourly_p90_usd)
    FROM oews_wage AS wage JOIN oews_occupation USING (soc_code)
    WHERE soc_level IN ('total', 'major', 'detailed')
"""
_SAMPLE_EMPLOYMENT = """
    SELECT oews_employment.* FROM oews_employment JOIN oews_occupation USING (soc_code)
    WHERE soc_level IN ('total', 'major')
"""


class Oews(Source):
    """Wages of each occupation in each place; an input record is a row of the layout given."""

    info: ClassVar = SourceInfo(
        name=SOURCE,
        title="Occupational Employment and Wage Statistics (OEWS)",
        publisher=bls.PUBLISHER,
        licence=bls.LICENCE,
        citation="US Bureau of Labor Statistics, Occupational Employment and Wage Statistics",
        homepage_url="https://www.bls.gov/oes/",
        live_urls=tuple(FLAT_URL + name for name in FLAT_FILES),
        cadence_days=730,
    )
    tables: ClassVar = ("oews_area", "oews_occupation", "oews_wage", "oews_employment")
    sample: ClassVar = {
        "oews_area": "SELECT * FROM oews_area",
        "oews_occupation": "SELECT * FROM oews_occupation",
        "oews_wage": _SAMPLE_WAGES,
        "oews_employment": _SAMPLE_EMPLOYMENT,
    }

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the flat files; the values alone are 331 MB."""
        return [fetcher.get(FLAT_URL + name) for name in FLAT_FILES]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read packed SQLite, flat files or workbooks; of a cell, the newest release wins."""
        with ExitStack() as stack:
            loader = Loader(intake)
            for release in open_releases(files, stack):
                loader.load(release)

    def checks(self) -> Sequence[Check]:
        """Percentiles rise, hours and years agree, parts add up, codes have names."""
        return (
            Check(
                "percentiles_rise",
                """SELECT area_code, soc_code FROM oews_wage
                   WHERE wage_annual_p10_usd > wage_annual_p25_usd
                      OR wage_annual_p25_usd > wage_annual_p50_usd
                      OR wage_annual_p50_usd > wage_annual_p75_usd
                      OR wage_annual_p75_usd > wage_annual_p90_usd
                      OR wage_hourly_p10_usd > wage_hourly_p25_usd
                      OR wage_hourly_p25_usd > wage_hourly_p50_usd
                      OR wage_hourly_p50_usd > wage_hourly_p75_usd
                      OR wage_hourly_p75_usd > wage_hourly_p90_usd""",
                "{count} cells whose percentiles do not rise",
            ),
            Check(
                "year_is_2080_hours",
                """SELECT area_code, soc_code, wage_hourly_p50_usd, wage_annual_p50_usd
                   FROM oews_wage
                   WHERE abs(wage_annual_p50_usd / wage_hourly_p50_usd / 2080 - 1) > 0.01""",
                "{count} cells whose yearly wage is not 2,080 times the hourly one",
            ),
            Check(
                "wages_plausible",
                """SELECT area_code, soc_code, wage_annual_p10_usd, wage_annual_p90_usd
                   FROM oews_wage
                   WHERE wage_annual_p10_usd < 8000 OR wage_annual_p90_usd > 3000000
                      OR wage_hourly_p10_usd < 4 OR wage_hourly_p90_usd > 1500""",
                "{count} cells with wages below 8,000 or above 3 million a year",
            ),
            Check(
                "groups_add_up",
                """SELECT area_code, any_value(total.employment) AS total,
                          sum(part.employment) AS parts
                   FROM oews_wage AS total JOIN oews_wage AS part USING (area_code, as_of_date)
                   WHERE area_code = '0000000' AND total.soc_code = '00-0000'
                     AND part.soc_code LIKE '%-0000' AND part.soc_code <> '00-0000'
                   GROUP BY area_code
                   HAVING abs(parts / any_value(total.employment) - 1) > 0.005""",
                "the major groups do not add up to all occupations in the nation",
            ),
            Check(
                "states_add_up",
                """SELECT nation.soc_code, any_value(nation.employment) AS nation,
                          sum(state.employment) AS states
                   FROM oews_wage AS state JOIN oews_area USING (area_code)
                   JOIN oews_wage AS nation
                     ON nation.area_code = '0000000' AND nation.soc_code = state.soc_code
                    AND nation.as_of_date = state.as_of_date
                   WHERE area_type = 'state' AND state_fips < '60' AND state.soc_code = '00-0000'
                   GROUP BY nation.soc_code
                   HAVING abs(states / any_value(nation.employment) - 1) > 0.01""",
                "the states do not add up to the nation",
            ),
            Check(
                "codes_have_names",
                """SELECT area_code, soc_code FROM oews_wage
                   WHERE area_code NOT IN (SELECT area_code FROM oews_area)
                      OR soc_code NOT IN (SELECT soc_code FROM oews_occupation)""",
                "{count} cells of an area or occupation without a name",
            ),
        )
