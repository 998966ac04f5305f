"""US layoffs, quits, hires and openings a month: the BLS Job Openings and Labor Turnover Survey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.fetching import bls
from etl.reading.unite import Release, unite
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.jolts import layouts
from etl.sources.jolts.series import SERIES_PATTERN, decode, series_id
from greener.market.jolts import INDUSTRY_NAMES
from greener.market.us_states import states

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

FLAT_URL = "https://download.bls.gov/pub/time.series/jt/jt.data.1.AllItems"
_FIRST_YEAR = 2000
_KEY = ("series_id", "month", "averaged_months")
# Industries that together are total nonfarm.
_PARTITION = (
    "'110099', '230000', '300000', '400000', '510000', '510099', '540099', '600000', '700000', "
    "'810000', '900000'"
)
_PARTS = 11

_SAMPLE = """
    SELECT * FROM jolts_value
    WHERE element = 'LD' AND is_seasonally_adjusted AND size_class_code = '00'
      AND (rate_monthly_pct IS NOT NULL OR industry_code || state_code = '00000000')
"""


class Jolts(Source):
    """One value a series and month; an input record is one value."""

    info: ClassVar = SourceInfo(
        name="jolts",
        title="Job Openings and Labor Turnover Survey (JOLTS)",
        publisher=bls.PUBLISHER,
        licence=bls.LICENCE,
        citation="US Bureau of Labor Statistics, Job Openings and Labor Turnover Survey",
        homepage_url="https://www.bls.gov/jlt/",
        live_urls=(FLAT_URL, bls.API_V2_URL, bls.API_V1_URL),
        cadence_days=75,
    )
    tables: ClassVar = ("jolts_value",)
    sample: ClassVar = {"jolts_value": _SAMPLE}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the flat file of all series; where that is refused, layoffs by the API."""
        return bls.fetch_series(fetcher, FLAT_URL, _layoff_series(), _FIRST_YEAR)

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read every layout of ``layouts``; of several files the newest release of a value wins."""
        releases = []
        for file in files:
            values = layouts.read(file, intake)
            rows = None if values is None else _known_series(values, intake)
            if rows is not None and not rows.empty:
                newest = rows["month"].max() + pd.offsets.MonthEnd(0)
                releases.append(Release(file, rows, newest))
        if not releases:
            names = ", ".join(file.path.name for file in files)
            raise SourceError(f"there is no JOLTS value in {names}")
        rows = unite(releases, _KEY, intake)
        said = decode(rows["series_id"])
        is_rate = said.pop("is_rate").to_numpy()
        intake.keep(
            "jolts_value",
            pd.concat([rows.drop(columns="value"), said], axis=1).assign(
                rate_monthly_pct=rows["value"].where(is_rate),
                level_thousands=rows["value"].where(~is_rate),
                source=self.info.name,
            ),
        )

    def checks(self) -> Sequence[Check]:
        """Industries add up to total nonfarm, and no layoff rate is a level in disguise."""
        return (
            Check(
                "industries_add_up",
                f"""SELECT total.month, total.is_seasonally_adjusted, total.level_thousands,
                           sum(part.level_thousands) AS sum_thousands
                    FROM jolts_value AS total
                    JOIN jolts_value AS part
                      USING (month, is_seasonally_adjusted, state_code, size_class_code, element,
                             averaged_months, as_of_date)
                    WHERE element = 'LD' AND state_code = '00' AND size_class_code = '00'
                      AND averaged_months = 1 AND total.industry_code = '000000'
                      AND part.industry_code IN ({_PARTITION})
                      AND total.level_thousands IS NOT NULL AND part.level_thousands IS NOT NULL
                    GROUP BY ALL
                    HAVING count(*) = {_PARTS}
                       AND abs(sum_thousands - total.level_thousands)
                           > greatest(6, 0.005 * total.level_thousands)""",  # noqa: S608
                "{count} months in which the industries do not add up to total nonfarm",
            ),
            Check(
                "layoff_rate_plausible",
                """SELECT * FROM jolts_value
                   WHERE element = 'LD' AND industry_code = '000000' AND state_code = '00'
                     AND (rate_monthly_pct NOT BETWEEN 0.3 AND 15
                          OR level_thousands NOT BETWEEN 400 AND 25000)""",
                "{count} layoff figures of total nonfarm outside 0.3 to 15% or 0.4 to 25 million",
            ),
        )


def _layoff_series() -> list[str]:
    """Return what the answers need: layoff rates by industry and state, and the total level."""
    industries = [series_id("LD", "R", industry_code=code) for code in INDUSTRY_NAMES]
    of_states = [
        series_id("LD", "R", state_code=state.fips) for state in states() if state.fips < "60"
    ]
    return [series_id("LD", "L"), *industries, *of_states]


def _known_series(rows: pd.DataFrame, intake: Intake) -> pd.DataFrame:
    """Drop the series that are not JOLTS, not rates or levels, or have no valid id."""
    ids = rows["series_id"].astype("str")  # of no rows, the type is lost
    valid = {name for name in ids.unique() if re.fullmatch(SERIES_PATTERN, name)}
    is_other = ~ids.str.startswith("JT")
    is_invalid = ~is_other & ~ids.isin(valid)
    is_ratio = ids.isin({name for name in valid if name[18:20] == "UO"})
    intake.skip("not a JOLTS series", records=int(is_other.sum()))
    intake.skip("unemployed per job opening: neither rate nor level", records=int(is_ratio.sum()))
    for line, name in ids[is_invalid].items():
        intake.reject(int(str(line)), f"series_id: {name!r} is no JOLTS series id")
    known = rows[~(is_other | is_invalid | is_ratio)]
    return known if "averaged_months" in known else known.assign(averaged_months=1)
