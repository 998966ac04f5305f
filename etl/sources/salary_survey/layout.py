"""The survey's two layouts, read into one: questions as headers (2021), short names (2023)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.reading.tabular import read_table
from etl.reading.unpack import read_text
from etl.reading.workbook import Workbook
from etl.source import SourceError

_WORKBOOK_MAGIC = b"PK\x03\x04"
_MAX_BYTES = 128 * 2**20

QUESTIONS: dict[str, tuple[str, ...]] = {
    "answered_on": ("timestamp",),
    "industry": ("what industry do you work in", "industry"),
    "functional_area": ("functional area of job",),
    "title": ("job title",),
    "pay_annual": ("what is your annual salary", "annual salary"),
    "bonus_annual": (
        "how much additional monetary compensation",
        "additional monetary compensation",
    ),
    "currency": ("please indicate the currency", "currency"),
    "currency_other": ('if "other," please indicate the currency', "currency - other"),
    "country": ("what country do you work in", "country"),
    "region": ("if you're in the u.s., what state", "state"),
    "city": ("what city do you work in", "city"),
    "work_mode": ("remote or on-site",),
    "experience_overall": (
        "how many years of professional work experience do you have overall",
        "years of experience, overall",
    ),
    "experience_field": (
        "how many years of professional work experience do you have in your field",
        "years of experience in field",
    ),
    "education": ("what is your highest level of education", "highest level of education"),
}
"""Field → beginnings of its question in lower case, the longer layout first."""

NOT_LOADED = (
    "how old are you",
    "what is your gender",
    "gender",
    "what is your race",
    "race",
    "if your job title needs additional context",
    "job title - additional context",
    "if your income needs additional context",
    "income - additional context",
)
"""Questions about the person, and remarks that may name them: never read further."""

REQUIRED = ("answered_on", "title", "pay_annual", "currency", "country")


@dataclass(frozen=True)
class Answers:
    """One file's answers as text.

    Attributes:
        rows: One column a field of ``QUESTIONS``, "" where not answered; the index is the line.
        unknown: Questions that are neither known nor left out on purpose.
        ragged: Lines with another number of cells than the header.
    """

    rows: pd.DataFrame
    unknown: tuple[str, ...]
    ragged: tuple[int, ...]


def read_answers(path: Path) -> Answers:
    """Read one file of the survey, xlsx or CSV, of either layout.

    Raises:
        SourceError: When it is no such file, or lacks a question that is needed.
    """
    with path.open("rb") as file:
        is_workbook = file.read(4) == _WORKBOOK_MAGIC
    if is_workbook:
        header, lines, numbers = _read_workbook(path)
        ragged: tuple[int, ...] = ()
    else:
        table = read_table(read_text(path, max_bytes=_MAX_BYTES), path.name)
        header, numbers = list(table.rows.columns), table.rows.index.tolist()
        lines = table.rows.to_numpy().tolist()
        ragged = tuple(line for line, _ in table.ragged)
    fields = [_field(question) for question in header]
    missing = [field for field in REQUIRED if field not in fields]
    if missing:
        raise SourceError(
            f"{path.name} is no salary survey that is known: it lacks {', '.join(missing)}; "
            f"found {', '.join(repr(question[:40]) for question in header)}"
        )
    rows = pd.DataFrame(lines, index=pd.Index(numbers, name="line"), dtype="str")
    positions = {field: fields.index(field) for field in QUESTIONS if field in fields}
    known = pd.DataFrame({field: rows[at] for field, at in positions.items()}, dtype="str")
    unknown = [q for q, field in zip(header, fields, strict=True) if field == ""]
    return Answers(
        known.reindex(columns=list(QUESTIONS), fill_value="").fillna(""), tuple(unknown), ragged
    )


def _field(question: str) -> str | None:
    """Return the field of a question; None for one left out on purpose, "" for an unknown one."""
    asked = " ".join(question.casefold().split())
    if asked.startswith(NOT_LOADED):
        return None
    exact = [field for field, starts in QUESTIONS.items() if asked in starts]
    begun = [field for field, starts in QUESTIONS.items() if asked.startswith(starts)]
    # "Currency - other" begins like "Currency": the longest beginning that fits is meant.
    begun.sort(key=lambda field: -max(len(s) for s in QUESTIONS[field] if asked.startswith(s)))
    return (exact or begun or [""])[0]


def _read_workbook(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    workbook = Workbook(path)
    try:
        rows: Iterator[tuple[int, list[str]]] = workbook.rows(workbook.sheets[0])
        first = next(rows, None)
        if first is None:
            raise SourceError(f"{path.name} has an empty first sheet")
        header = first[1]
        numbers, lines = [], []
        for number, cells in rows:
            numbers.append(number)
            lines.append([*cells, *[""] * (len(header) - len(cells))][: len(header)])
    finally:
        workbook.close()
    return header, lines, numbers
