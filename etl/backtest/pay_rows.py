"""Single salaries of one file in one shape, whatever survey they come from.

Scope: pay of a full-time year. Of the Ask a Manager survey, US answers in US dollars; of ai-jobs
everything, in dollars as published.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from etl.reading.unpack import open_unpacked
from etl.source import RawFile, SourceError
from etl.sources import ai_jobs
from etl.sources.salary_survey.layout import read_answers
from etl.sources.salary_survey.salaries import read_salaries
from greener.market.title_words import Seniority, normal_title, title_words
from greener.market.titles import curated_occupation

FULL_YEAR_MIN_USD = 15_080
"""Federal minimum wage of 2,080 hours: less is no full-time year's pay."""

EDUCATION = (
    "High School",
    "Some college",
    "College degree",
    "Master's degree",
    "PhD",
    "Professional degree (MD, JD, etc.)",
)
LEVELS = ("EN", "MI", "SE", "EX")

COLUMNS = (
    "paid_on",  # day
    "log_pay",  # natural log of yearly base pay
    "title",  # normalised
    "field",  # industry in plain words; "" where not told
    "tags",  # everything else that is one of a kind, joined by "|"
    "experience",  # years in the field, or the level's order; NaN: not told
    "overall",  # years of experience overall; NaN: not told
    "rank",  # order of education; NaN: not told
    "seniority",  # order of the rank that the title claims
    "soc_code",  # by the titles kept by hand; missing otherwise
    "place",  # state, or country of residence
    "level",  # range of experience, or the level
    "state",  # US state; "" for the US as a whole, missing elsewhere
)


@dataclass(frozen=True)
class PayRows:
    """The salaries of one file that are in scope.

    Attributes:
        layout: ``ask_a_manager`` or ``ai_jobs``.
        rows: One row a salary, columns ``COLUMNS``.
        left_out: Why others were left out, with how many.
    """

    layout: str
    rows: pd.DataFrame
    left_out: dict[str, int]


class _Tally:
    """An intake that only counts what is left out."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()

    def count(self, records: int) -> None:
        """Nothing to do: the salaries themselves are counted."""

    def keep(self, table: str, rows: pd.DataFrame, *, records: int | None = None) -> None:
        """Nothing to keep."""

    def reject(self, line: int | None, reason: str, *, records: int = 1) -> None:
        """Count an unreadable record."""
        self.left_out["unreadable"] += records

    def skip(self, rule: str, *, records: int = 1) -> None:
        """Count records out of scope."""
        if records:
            self.left_out[rule] += records

    def warn(self, message: str) -> None:
        """Nothing to do."""


def read_pay_rows(path: Path) -> PayRows:
    """Read one file of salaries of either layout.

    Raises:
        SourceError: When the file is of neither layout.
    """
    tally = _Tally()
    is_ai_jobs = set(ai_jobs.COLUMNS) <= _header(path)
    rows = _ai_jobs_rows(path, tally) if is_ai_jobs else _survey_rows(path, tally)
    if rows.empty:
        raise SourceError(f"{path.name} holds no salary in scope ({dict(tally.left_out)})")
    layout = "ai_jobs" if is_ai_jobs else "ask_a_manager"
    return PayRows(layout, rows.reset_index(drop=True), dict(tally.left_out))


def _header(path: Path) -> set[str]:
    with open_unpacked(path) as stream:
        first = stream.readline(100_000).decode("utf-8-sig", errors="replace")
    return set(first.strip().split(","))


def _survey_rows(path: Path, tally: _Tally) -> pd.DataFrame:
    told = read_salaries(read_answers(path), path.name, tally)
    is_us = (told["country"] == "US") & (told["currency"] == "USD")
    tally.skip("not in the US or not in US dollars", records=int((~is_us).sum()))
    told = told[is_us]
    is_repeat = told.duplicated()
    tally.skip("the same answer on the same day", records=int(is_repeat.sum()))
    told = told[~is_repeat]
    is_full = told["pay_annual"] >= FULL_YEAR_MIN_USD
    tally.skip("below the minimum wage of a full-time year", records=int((~is_full).sum()))
    told = told[is_full]
    city = _text(told["city"]).str.casefold().str.replace(r",.*", "", regex=True).str.strip()
    place, level = _text(told["region"]), _text(told["experience_from_years"])
    tags = place + "|" + place + " " + city + "|years " + level + "|" + _text(told["education"])
    return _framed(
        told,
        field=_text(told["industry"]).map(_plain_words),
        tags=tags,
        experience=_middle(told["experience_from_years"], told["experience_to_years"]),
        overall=_middle(told["overall_from_years"], told["overall_to_years"]),
        rank=told["education"].map({name: order for order, name in enumerate(EDUCATION)}),
        place=place,
        level=level,
        state=place,
    )


def _ai_jobs_rows(path: Path, tally: _Tally) -> pd.DataFrame:
    table = ai_jobs.read_list(RawFile(path, "", datetime.now(UTC)))
    text = table.rows[list(ai_jobs.COLUMNS)]
    is_repeat = text.duplicated()
    tally.skip("exact duplicate of another line", records=int(is_repeat.sum()))
    told = ai_jobs.read_salaries(text[~is_repeat], path.name, tally)
    tags = told["country"] + "|at " + told["company_country"] + "|" + told["company_size"]
    tags += "|" + told["remote_pct"].astype("str") + "|" + told["employment_type"]
    return _framed(
        told,
        field=pd.Series("", index=told.index),
        tags=tags + "|level " + told["experience_level"],
        experience=told["experience_level"].map({name: i for i, name in enumerate(LEVELS)}),
        overall=pd.Series(np.nan, index=told.index),
        rank=pd.Series(np.nan, index=told.index),
        place=told["country"],
        level=told["experience_level"],
        state=pd.Series("", index=told.index).where(told["country"] == "US"),
    )


def _framed(told: pd.DataFrame, **columns: pd.Series) -> pd.DataFrame:
    """Return the shape all share, with what the title alone tells."""
    titles = {title: title_words(title).seniority for title in told["title"].unique()}
    order = {seniority: place for place, seniority in enumerate(Seniority)}
    socs = {title: curated_occupation(title) for title in titles}
    seniority = told["title"].map(titles)
    soc_code = told["title"].map(socs).astype("str")
    tags = columns.pop("tags") + "|" + seniority.astype("str") + "|" + soc_code.fillna("")
    return pd.DataFrame(
        {
            "paid_on": told["paid_on"],
            "log_pay": np.log(told["pay_annual"]),
            "title": told["title"].map({title: normal_title(title) for title in titles}),
            "tags": tags,
            "seniority": seniority.map(order).astype("float64"),
            "soc_code": soc_code,
            **{
                name: values.astype("float64")
                if name in {"experience", "overall", "rank"}
                else values
                for name, values in columns.items()
            },
        }
    )[list(COLUMNS)]


def _text(values: pd.Series) -> pd.Series:
    """Return values as text, "" where missing, also where all are."""
    return values.astype("str").fillna("")


def _plain_words(industry: str) -> str:
    """Return the words of an industry, alike in both layouts ("&" for "and")."""
    words = re.findall(r"\w+", industry.casefold())
    return " ".join(word for word in words if word not in {"and", "or"})


def _middle(first: pd.Series, last: pd.Series) -> pd.Series:
    return (first.astype("float64") + last.astype("float64")) / 2
