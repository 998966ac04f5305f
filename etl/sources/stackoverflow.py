"""The Stack Overflow developer survey: yearly pay of developers by country, role and experience.

Of the publisher's 160 MB a year six columns are read. An extract with other names for them
(``salary``, ``PrimaryRole``) is read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.stream import stream_tables
from etl.reading.tabular import TextTable, to_number
from etl.source import Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.pay_bands import band_query, occupations_of
from etl.sources.salary_survey.words import is_plausible_yearly, read_country

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

YEARS = (2025,)
URL = (
    "https://media.githubusercontent.com/media/StackExchange/Survey/main/packages/archive/"
    "{year}/results.csv"
)
FIELDS = {
    "pay": ("ConvertedCompYearly", "salary"),
    "years": ("YearsCode",),
    "country": ("Country",),
    "education": ("EdLevel",),
    "role": ("DevType", "PrimaryRole"),
}
"""Field → its column names, the publisher's own first."""

EXPERIENCE_RANGES = ((0, 1), (2, 4), (5, 7), (8, 10), (11, 20), (21, 30), (31, 40), (41, 99))
"""Ranges of years that years of code are put into."""

_SPOKEN_YEARS = {"less than 1 year": "0.5", "more than 50 years": "51"}
_MISSING = ("", "NA")


class StackOverflow(Source):
    """One respondent a line; only those who told their pay, role and country are kept."""

    info: ClassVar = SourceInfo(
        name="stackoverflow",
        title="Stack Overflow developer survey",
        publisher="Stack Exchange Inc.",
        licence="ODbL 1.0",
        citation="Stack Overflow Annual Developer Survey, Stack Exchange Inc., ODbL 1.0",
        homepage_url="https://survey.stackoverflow.co/",
        live_urls=tuple(URL.format(year=year) for year in YEARS),
        cadence_days=500,
    )
    tables: ClassVar = ("stackoverflow_salary",)
    marts: ClassVar = {"stackoverflow_pay_band": band_query("stackoverflow_salary")}
    sample: ClassVar = {"stackoverflow_pay_band": "SELECT * FROM stackoverflow_pay_band"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the newest survey from the host of large files; the plain one has pointers only."""
        return [fetcher.get(url) for url in self.info.live_urls]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read surveys of any years; one year given twice counts once, as the later file has it."""
        by_year: dict[int, list[RawFile]] = {}
        for file in sorted(files, key=lambda file: file.retrieved_at):
            by_year.setdefault(survey_year(file), []).append(file)
        kept = []
        for year, releases in sorted(by_year.items()):
            for file in releases[:-1]:
                skipped = sum(len(t.rows) + len(t.ragged) for t in stream_tables(file.path))
                intake.skip("taken from a newer release", records=skipped)
            for table in stream_tables(releases[-1].path):
                table.reject_ragged(intake)
                kept.append(_salaries(table, year, intake))
        rows = pd.concat(kept)
        intake.keep(
            "stackoverflow_salary",
            rows.assign(
                salary_id=range(1, len(rows) + 1),
                source=self.info.name,
                as_of_date=rows["paid_on"].max(),
            ),
        )


def survey_year(file: RawFile) -> int:
    """Return the year that a file's path names last, else the year it was had."""
    named = re.findall(r"(?<![0-9])20[1-9][0-9](?![0-9])", str(file.url or file.path.name))
    return int(named[-1]) if named else file.retrieved_at.year


def _salaries(table: TextTable, year: int, intake: Intake) -> pd.DataFrame:
    columns = {
        field: next((name for name in names if name in table.rows.columns), None)
        for field, names in FIELDS.items()
    }
    missing = [" or ".join(FIELDS[field]) for field, name in columns.items() if name is None]
    if missing:
        raise SourceError(f"{table.name} lacks the column {', '.join(missing)}")
    text = pd.DataFrame({field: table.rows[name] for field, name in columns.items()}, dtype="str")
    text = text.mask(text.isin(_MISSING))
    pay = to_number(text["pay"])
    country = text["country"].map(read_country, na_action="ignore")
    is_open = pd.Series(True, index=text.index)
    for is_out, rule in (
        (
            text["pay"].isna() | text["role"].isna() | country.isna(),
            "pay, role or country not told",
        ),
        (
            ~pay.map(lambda value: is_plausible_yearly(value, "USD")),
            "yearly pay below 1,000 or above 1,000,000 US dollars",
        ),
    ):
        intake.skip(rule, records=int((is_open & is_out).sum()))
        is_open &= ~is_out
    years = to_number(text["years"].str.lower().replace(_SPOKEN_YEARS))
    ranges = years.map(_range_of)
    return pd.DataFrame(
        {
            "round_year": year,
            "paid_on": pd.Timestamp(year, 6, 1),
            "title": text["role"].str.slice(0, 200),
            "soc_code": occupations_of(text["role"]),
            "country": country,
            "experience_from_years": ranges.map(lambda told: told[0]).astype("Int16"),
            "experience_to_years": ranges.map(lambda told: told[1]).astype("Int16"),
            "years_coding": years.where(years.between(0, 70)),
            "education": text["education"],
            "pay_annual": pay,
            "currency": "USD",
        }
    )[is_open]


def _range_of(years: float) -> tuple[int | None, int | None]:
    within = (limits for limits in EXPERIENCE_RANGES if limits[0] <= years < limits[1] + 1)
    return next(within, (None, None))
