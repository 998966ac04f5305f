"""The Ask a Manager salary survey: yearly pay as people report it, by title and place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.pay_bands import band_query
from etl.sources.salary_survey.layout import read_answers
from etl.sources.salary_survey.salaries import read_salaries

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher


class SalarySurvey(Source):
    """Answers of every survey given; an input record is one answer."""

    info: ClassVar = SourceInfo(
        name="salary_survey",
        title="Ask a Manager salary survey",
        publisher="Ask a Manager and its respondents",
        licence="Not stated; figures derived from answers given in public",
        citation="Ask a Manager salary survey (Alison Green)",
        homepage_url="https://www.askamanager.org/category/salaries",
        live_urls=(),
        cadence_days=800,
        needs="the survey's answers, downloaded as xlsx or CSV and given with --file",
    )
    tables: ClassVar = ("survey_salary",)
    marts: ClassVar = {"survey_pay_band": band_query("survey_salary")}
    sample: ClassVar = {"survey_pay_band": "SELECT * FROM survey_pay_band"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Say how to get the answers: they are published as a spreadsheet to copy by hand."""
        raise SourceError(
            "the survey has no stable address; open its spreadsheet from the survey's page, "
            "download it as CSV or xlsx and give it with --file salary_survey=PATH"
        )

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read all surveys given; the same answer in two files counts once."""
        found = []
        for file in files:
            answers = read_answers(file.path)
            intake.count(len(answers.rows) + len(answers.ragged))
            if answers.unknown:
                intake.warn(f"{file.path.name} has unknown questions: {'; '.join(answers.unknown)}")
            for line in answers.ragged:
                intake.reject(line, f"{file.path.name}: another number of cells than the header")
            found.append(read_salaries(answers, file.path.name, intake))
        rows = pd.concat(found)
        is_repeat = rows.duplicated()
        intake.skip("the same answer given twice", records=int(is_repeat.sum()))
        kept = rows[~is_repeat].sort_values(["paid_on", "title", "pay_annual"], kind="stable")
        intake.keep(
            "survey_salary",
            kept.assign(
                salary_id=range(1, len(kept) + 1),
                source=self.info.name,
                as_of_date=kept["paid_on"].max(),
            ),
        )

    def checks(self) -> Sequence[Check]:
        """The answers are about real pay, and mostly of the currency of their country."""
        return (
            Check(
                "median_in_range",
                """SELECT * FROM (SELECT median(pay_annual) AS median_usd FROM survey_salary
                                  WHERE currency = 'USD' HAVING count(*) >= 100)
                   WHERE median_usd NOT BETWEEN 30000 AND 300000""",
                "the median of US pay lies outside 30,000 to 300,000 dollars: misread figures",
            ),
        )
