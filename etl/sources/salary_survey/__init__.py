"""The Ask a Manager salary survey: yearly pay as people report it, by title and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.pay_bands import band_query, occupations_of
from etl.sources.salary_survey.layout import Answers, read_answers
from etl.sources.salary_survey.words import (
    is_plausible_yearly,
    read_country,
    read_currency,
    read_state,
    read_years,
)

if TYPE_CHECKING:
    from etl.http import Fetcher

MAX_TITLE_CHARS = 200
_EXCEL_EPOCH = pd.Timestamp(1899, 12, 30)
_EARLIEST, _LATEST = date(2014, 1, 1), date(2100, 1, 1)


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


def read_salaries(answers: Answers, name: str, intake: Intake) -> pd.DataFrame:
    """Return the answers that state plausible pay in a known currency and country, typed.

    Columns as in the table ``survey_salary``; the rest is rejected or skipped with its rule.
    """
    text = answers.rows
    days = _days(text["answered_on"])
    pay = pd.to_numeric(text["pay_annual"].str.replace(r"[,$ ]", "", regex=True), errors="coerce")
    states = text["region"].map(read_state)
    countries = text["country"].map(read_country).where(states.isna(), "US")
    currencies = pd.Series(
        [
            read_currency(named, other, country if isinstance(country, str) else None)
            for named, other, country in zip(
                text["currency"], text["currency_other"], countries, strict=True
            )
        ],
        index=text.index,
        dtype="str",
    )
    titles = text["title"].str.split().str.join(" ")
    is_open = pd.Series(True, index=text.index)
    for is_bad, reason in (
        (days.isna(), "Timestamp: is no date"),
        (titles == "", "Job title: is blank"),
        (
            titles.str.len() > MAX_TITLE_CHARS,
            f"Job title: longer than {MAX_TITLE_CHARS} characters",
        ),
        (pay.isna(), "Annual salary: is no number"),
    ):
        for line in text.index[is_open & is_bad]:
            intake.reject(int(line), f"{name}: {reason}")
        is_open &= ~is_bad
    is_plausible = pd.Series(
        [
            isinstance(currency, str) and is_plausible_yearly(value, currency)
            for value, currency in zip(pay, currencies, strict=True)
        ],
        index=text.index,
    )
    for is_out, rule in (
        (countries.isna(), "country not recognised"),
        (currencies.isna(), "currency not told"),
        (~is_plausible, "yearly pay below 1,000 or above 1,000,000 US dollars"),
    ):
        intake.skip(rule, records=int((is_open & is_out).sum()))
        is_open &= ~is_out
    bonus = pd.to_numeric(
        text["bonus_annual"].str.replace(r"[,$ ]", "", regex=True), errors="coerce"
    )
    field, overall = (_years(text[f"experience_{kind}"]) for kind in ("field", "overall"))
    return pd.DataFrame(
        {
            "round_year": days[is_open].dt.year.mode().iloc[0] if is_open.any() else 0,
            "paid_on": days,
            "title": titles,
            "soc_code": occupations_of(titles),
            "industry": _text(text["industry"]),
            "functional_area": _text(text["functional_area"]),
            "country": countries,
            "region": states.where(countries == "US"),
            "city": _text(text["city"]),
            "work_mode": text["work_mode"].map(_work_mode),
            "experience_from_years": field["from"].fillna(overall["from"]),
            "experience_to_years": field["to"].fillna(overall["to"]),
            "overall_from_years": overall["from"],
            "overall_to_years": overall["to"],
            "education": _text(text["education"]),
            "pay_annual": pay,
            "bonus_annual": bonus.where(bonus >= 0),
            "currency": currencies,
        }
    )[is_open]


def _days(stamps: pd.Series) -> pd.Series:
    """Return days of timestamps: a spreadsheet's serial number, ISO, or month first."""
    serial = pd.to_numeric(stamps, errors="coerce")
    counted = _EXCEL_EPOCH + pd.to_timedelta(serial.where(serial.between(30_000, 80_000)), unit="D")
    written = stamps.str.split().str[0]
    iso = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce")
    us = pd.to_datetime(written, format="%m/%d/%Y", errors="coerce")
    days = counted.fillna(iso).fillna(us).dt.floor("D")
    return days.where(days.between(pd.Timestamp(_EARLIEST), pd.Timestamp(_LATEST)))


def _years(ranges: pd.Series) -> pd.DataFrame:
    ends = ranges.map(read_years)
    return pd.DataFrame(
        {"from": ends.str[0].astype("Int16"), "to": ends.str[1].astype("Int16")}, index=ranges.index
    )


def _text(cells: pd.Series) -> pd.Series:
    cleaned = cells.str.split().str.join(" ").str.slice(0, MAX_TITLE_CHARS)
    return cleaned.mask(cleaned == "")


def _work_mode(text: str) -> str | None:
    said = text.casefold()
    modes = (("hybrid", "hybrid"), ("remote", "remote"), ("site", "onsite"), ("person", "onsite"))
    return next((mode for word, mode in modes if word in said), None)
