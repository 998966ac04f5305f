"""Turns the survey's answers from text into salaries, and says why others are left out."""

from __future__ import annotations

from datetime import date

import pandas as pd

from etl.source import Intake
from etl.sources.pay_bands import occupations_of
from etl.sources.salary_survey.layout import Answers
from etl.sources.salary_survey.words import (
    is_plausible_yearly,
    read_country,
    read_currency,
    read_state,
    read_years,
)

MAX_TITLE_CHARS = 200
_EXCEL_EPOCH = pd.Timestamp(1899, 12, 30)
_EARLIEST, _LATEST = date(2014, 1, 1), date(2100, 1, 1)


def read_salaries(answers: Answers, name: str, intake: Intake) -> pd.DataFrame:
    """Return the answers that state plausible pay in a known currency and country, typed.

    Columns as in the table ``survey_salary``; the rest is rejected or skipped with its rule.
    """
    typed = _typed(answers.rows)
    is_open = _without_unreadable(typed, name, intake)
    is_open = _without_out_of_scope(typed, is_open, intake)
    kept = typed[is_open]
    round_year = kept["paid_on"].dt.year.mode().iloc[0] if is_open.any() else 0
    return kept.assign(round_year=round_year, soc_code=occupations_of(kept["title"]))


def _typed(text: pd.DataFrame) -> pd.DataFrame:
    """Return every answer with its columns typed, missing where they cannot be read."""
    states = text["region"].map(read_state)
    countries = text["country"].map(read_country).where(states.isna(), "US")
    field, overall = (_years(text[f"experience_{kind}"]) for kind in ("field", "overall"))
    bonus = _amount(text["bonus_annual"])
    return pd.DataFrame(
        {
            "paid_on": _days(text["answered_on"]),
            "title": text["title"].str.split().str.join(" "),
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
            "pay_annual": _amount(text["pay_annual"]),
            "bonus_annual": bonus.where(bonus >= 0),
            "currency": _currencies(text, countries),
        }
    )


def _without_unreadable(typed: pd.DataFrame, name: str, intake: Intake) -> pd.Series:
    """Reject answers without a day, a title or a figure; return which are left."""
    is_open = pd.Series(True, index=typed.index)
    for is_bad, reason in (
        (typed["paid_on"].isna(), "Timestamp: is no date"),
        (typed["title"] == "", "Job title: is blank"),
        (
            typed["title"].str.len() > MAX_TITLE_CHARS,
            f"Job title: longer than {MAX_TITLE_CHARS} characters",
        ),
        (typed["pay_annual"].isna(), "Annual salary: is no number"),
    ):
        for line in typed.index[is_open & is_bad]:
            intake.reject(int(line), f"{name}: {reason}")
        is_open &= ~is_bad
    return is_open


def _without_out_of_scope(typed: pd.DataFrame, is_open: pd.Series, intake: Intake) -> pd.Series:
    """Skip answers without a country, a currency or a plausible figure; return which are left."""
    is_plausible = pd.Series(
        [
            isinstance(currency, str) and is_plausible_yearly(pay, currency)
            for pay, currency in zip(typed["pay_annual"], typed["currency"], strict=True)
        ],
        index=typed.index,
        dtype=bool,
    )
    for is_out, rule in (
        (typed["country"].isna(), "country not recognised"),
        (typed["currency"].isna(), "currency not told"),
        (~is_plausible, "yearly pay below 1,000 or above 1,000,000 US dollars"),
    ):
        intake.skip(rule, records=int((is_open & is_out).sum()))
        is_open = is_open & ~is_out
    return is_open


def _currencies(text: pd.DataFrame, countries: pd.Series) -> pd.Series:
    return pd.Series(
        [
            read_currency(named, other, country if isinstance(country, str) else None)
            for named, other, country in zip(
                text["currency"], text["currency_other"], countries, strict=True
            )
        ],
        index=text.index,
        dtype="str",
    )


def _amount(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.str.replace(r"[,$ ]", "", regex=True), errors="coerce")


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
