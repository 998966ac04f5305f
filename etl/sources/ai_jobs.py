"""Salaries given to ai-jobs.net: data and AI work around the world, mostly in the US."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.fields import FieldReader
from etl.reading.tabular import TextTable, read_table
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from etl.sources.pay_bands import ALL_YEARS, MIN_REPORTS, band_query, occupations_of

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = "https://raw.githubusercontent.com/foorilla/ai-jobs-net-salaries/main/salaries.csv"
COLUMNS = (
    "work_year",
    "experience_level",
    "employment_type",
    "job_title",
    "salary",
    "salary_currency",
    "salary_in_usd",
    "employee_residence",
    "remote_ratio",
    "company_location",
    "company_size",
)
LEVEL_YEARS = {"EN": (0, 1), "MI": (2, 4), "SE": (5, 99)}
"""Experience level → years in the field that it stands for [judgement]; executives: none."""

_PERCENTILES = ", ".join(
    f"CASE WHEN count(*) >= {MIN_REPORTS} THEN quantile_cont(pay_annual, {p / 100}) END"
    f" AS pay_annual_p{p}"
    for p in (10, 25, 50, 75, 90)
)
_PAY_YEAR = f"""
    WITH placed AS (
        SELECT *, unnest(['all', CASE remote_pct WHEN 0 THEN 'onsite' WHEN 50 THEN 'hybrid'
                                                 ELSE 'remote' END]) AS work_mode
        FROM ai_jobs_salary WHERE soc_code IS NOT NULL
    ), spread AS (
        SELECT * EXCLUDE (experience_from_years, experience_to_years),
               unnest([{{'low': {ALL_YEARS[0]}, 'high': {ALL_YEARS[1]}}},
                       {{'low': experience_from_years, 'high': experience_to_years}}]) AS years
        FROM placed
    )
    SELECT soc_code, country, year(paid_on)::SMALLINT AS year, work_mode,
           years.low::SMALLINT AS experience_from_years,
           years.high::SMALLINT AS experience_to_years, count(*)::INTEGER AS reports,
           {_PERCENTILES},
           currency, any_value(source) AS source, max(as_of_date) AS as_of_date
    FROM spread WHERE years.low IS NOT NULL
    GROUP BY soc_code, country, year(paid_on), work_mode, years, currency
"""  # noqa: S608 (only constants are put in)

_CHOICES = {
    "experience_level": ("EN", "MI", "SE", "EX"),
    "employment_type": ("FT", "PT", "CT", "FL"),
    "company_size": ("S", "M", "L"),
    "remote_ratio": ("0", "50", "100"),
}
_MAX_BYTES = 64 * 2**20
_MIN_PAY_USD = 1_000
_MAX_PAY_USD = 5_000_000


class AiJobs(Source):
    """One salary a line. Exact duplicates are skipped: half of the list is the same line again."""

    info: ClassVar = SourceInfo(
        name="ai_jobs",
        title="ai-jobs.net salaries",
        publisher="ai-jobs.net (foorilla)",
        licence="CC0 1.0",
        citation="ai-jobs.net salaries, foorilla/ai-jobs-net-salaries",
        homepage_url="https://github.com/foorilla/ai-jobs-net-salaries",
        live_urls=(URL,),
        cadence_days=800,
    )
    tables: ClassVar = ("ai_jobs_salary",)
    marts: ClassVar = {
        "ai_jobs_pay_band": band_query("ai_jobs_salary"),
        "ai_jobs_pay_year": _PAY_YEAR,
    }
    sample: ClassVar = {mart: f"SELECT * FROM {mart}" for mart in marts}  # noqa: S608

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the whole list; its publisher stopped adding to it in August 2025."""
        return [fetcher.get(URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read all files given as one list; the same line in two files counts once."""
        tables = [read_list(file) for file in files]
        rows = pd.concat([table.rows[list(COLUMNS)] for table in tables])
        for table in tables:
            table.warn_unknown(COLUMNS, intake)
            table.reject_ragged(intake)
        is_repeat = rows.duplicated()
        intake.skip("exact duplicate of another line", records=int(is_repeat.sum()))
        kept = read_salaries(rows[~is_repeat], ", ".join(t.name for t in tables), intake)
        intake.keep(
            "ai_jobs_salary",
            kept.assign(
                salary_id=range(1, len(kept) + 1),
                source=self.info.name,
                as_of_date=kept["paid_on"].max(),
            ),
        )

    def checks(self) -> Sequence[Check]:
        """The list is about pay in dollars, of known years."""
        return (
            Check(
                "median_in_range",
                """SELECT * FROM (SELECT median(pay_annual) AS median_usd FROM ai_jobs_salary
                                  WHERE country = 'US' HAVING count(*) >= 100)
                   WHERE median_usd NOT BETWEEN 60000 AND 400000""",
                "the median of US pay lies outside 60,000 to 400,000 dollars: misread figures",
            ),
        )


def read_list(file: RawFile) -> TextTable:
    """Read one list as text.

    Raises:
        SourceError: When it is no table or lacks a column.
    """
    table = read_table(read_text(file.path, max_bytes=_MAX_BYTES), file.path.name)
    table.require(COLUMNS)
    return table


def read_salaries(rows: pd.DataFrame, name: str, intake: Intake) -> pd.DataFrame:
    """Return typed salaries, as in the table ``ai_jobs_salary``; unreadable lines are rejected."""
    fields = FieldReader(rows)
    title = fields.text("job_title", max_chars=200, required=True)
    country = fields.text("employee_residence", max_chars=2, required=True)
    company_country = fields.text("company_location", max_chars=2, required=True)
    year = fields.count("work_year", maximum=2100)
    pay = fields.amount("salary_in_usd", maximum=_MAX_PAY_USD)
    is_bad = ~fields.is_readable() | year.isna() | (year < 2000) | ~(pay >= _MIN_PAY_USD)
    for column, choices in _CHOICES.items():
        is_bad |= ~rows[column].isin(choices)
    for line in rows.index[is_bad]:
        intake.reject(int(line), f"{name}: {_what_is_wrong(rows.loc[line])}")
    newest = year[~is_bad].max()
    years = rows["experience_level"].map(LEVEL_YEARS)
    return pd.DataFrame(
        {
            "round_year": year.where(year < newest - 1, newest),
            "paid_on": pd.to_datetime(year.astype("str") + "-07-01", errors="coerce"),
            "title": title,
            "soc_code": occupations_of(title),
            "experience_level": rows["experience_level"],
            "experience_from_years": years.str[0].astype("Int16"),
            "experience_to_years": years.str[1].astype("Int16"),
            "employment_type": rows["employment_type"],
            "country": country,
            "company_country": company_country,
            "company_size": rows["company_size"],
            "remote_pct": pd.to_numeric(rows["remote_ratio"].mask(is_bad)).astype("Int16"),
            "pay_annual": pay,
            "currency": "USD",
        }
    )[~is_bad]


def _what_is_wrong(row: pd.Series) -> str:
    for column, choices in _CHOICES.items():
        if row[column] not in choices:
            return f"{column}: {row[column]!r}, expected one of {', '.join(choices)}"
    return (
        f"work_year {row['work_year']!r}, salary_in_usd {row['salary_in_usd']!r}, job_title "
        f"{row['job_title'][:60]!r}: expected a year, pay of {_MIN_PAY_USD:,} to "
        f"{_MAX_PAY_USD:,} dollars and a title"
    )
