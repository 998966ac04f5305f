"""O*NET job titles: what the jobs of each occupation are called.

Three tables of the O*NET database are read, told apart by their headers: occupations, alternate
titles, sampled reported titles. Its finer codes (``15-1252.00``) are cut to SOC codes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.fields import FieldReader
from etl.reading.tabular import TextTable, read_table, to_day
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

RELEASE = "30_0"
URL = f"https://www.onetcenter.org/dl_files/database/db_{RELEASE}_text.zip"
CODE = "O*NET-SOC Code"

_MAX_BYTES = 64 * 2**20
_MAX_TITLE_CHARS = 200
_CODE_PATTERN = r"[0-9]{2}-[0-9]{4}\.[0-9]{2}"
_NO_SHORT_TITLE = "n/a"


@dataclass(frozen=True)
class _Table:
    """One table of the database: its title column and what its titles are."""

    title: str
    kind: str
    others: tuple[str, ...]
    member: str


_TABLES = (
    _Table("Title", "occupation", ("Description",), "Occupation Data.txt"),
    _Table("Alternate Title", "alternate", ("Short Title", "Source(s)"), "Alternate Titles.txt"),
    _Table(
        "Reported Job Title",
        "reported",
        ("Shown in My Next Move",),
        "Sample of Reported Titles.txt",
    ),
)


class Onet(Source):
    """Titles by occupation; an input record is one line of one table."""

    info: ClassVar = SourceInfo(
        name="onet",
        title="O*NET job titles",
        publisher="US Department of Labor, Employment and Training Administration",
        licence="CC BY 4.0",
        citation="O*NET Database by the U.S. Department of Labor, Employment and Training "
        "Administration (USDOL/ETA), used under the CC BY 4.0 licence, modified",
        homepage_url="https://www.onetcenter.org/database.html",
        live_urls=(URL,),
        cadence_days=200,
    )
    tables: ClassVar = ("occupation_title",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the whole text database, one zip of about 12 MB."""
        return [fetcher.get(URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read tables given one by one, as a folder, or as the publisher's zip.

        Of several releases the newest one's occupations, alternate and reported titles count.
        """
        found = _with_titles([(file, table) for file in files for table in _tables(file)], intake)
        if not found:
            expected = ", ".join(table.member for table in _TABLES)
            raise SourceError(f"none of the files is an O*NET table; expected {expected}")
        newest = {kind.kind: max(day for day, k, _ in found if k is kind) for _, kind, _ in found}
        rows = []
        for day, kind, table in found:
            records = len(table.rows) + len(table.ragged)
            if day < newest[kind.kind]:
                intake.skip("taken from a newer release", records=records)
            else:
                rows.append(_titles(table, kind, intake).assign(as_of_date=pd.Timestamp(day)))
        titles = pd.concat(rows).assign(source=self.info.name)
        key = ["soc_code", "title", "title_kind"]
        is_repeat = titles.duplicated(key)
        is_record = titles["title_kind"] != "short"
        intake.skip(
            "title listed twice in one occupation", records=int((is_repeat & is_record).sum())
        )
        kept = titles[~is_repeat]
        intake.keep("occupation_title", kept, records=int((~is_repeat & is_record).sum()))

    def checks(self) -> Sequence[Check]:
        """There are titles for most occupations of every large group."""
        return (
            Check(
                "occupations",
                """SELECT n FROM (SELECT count(DISTINCT soc_code) AS n FROM occupation_title)
                   WHERE n < 500""",
                "titles for fewer than 500 occupations: the release is not whole",
            ),
            Check(
                "software_developers",
                """SELECT 1 WHERE NOT EXISTS (
                       SELECT 1 FROM occupation_title
                       WHERE soc_code = '15-1252' AND title = 'Software Developers')""",
                "15-1252 is not named Software Developers: another classification",
            ),
        )


def numbered_release(file: RawFile) -> date | None:
    """Return the month of the release whose number a file's path holds.

    O*NET numbers its releases by year from August (27.0 is of August 2022), a quarter apart.
    """
    named = re.search(r"db_([0-9]{2})_([0-3])", str(file.path).lower())
    if named is None:
        return None
    year, quarter = 1995 + int(named[1]), int(named[2])
    month = 8 + 3 * quarter
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _with_titles(
    tables: Sequence[tuple[RawFile, TextTable]], intake: Intake
) -> list[tuple[date, _Table, TextTable]]:
    """Return the tables that hold titles, each with its kind and the month of its release.

    Files without a release number are taken for one release, of the newest month that a dated
    table among them tells (``Job Zones`` is one); where none is dated, of the day they were had.
    """
    told = [_newest_month(table) for file, table in tables if numbered_release(file) is None]
    newest_told = max(filter(None, told), default=None)
    found = []
    for file, table in tables:
        kind = next((kind for kind in _TABLES if kind.title in table.rows.columns), None)
        if kind is None or CODE not in table.rows.columns:
            records = len(table.rows) + len(table.ragged)
            intake.skip("line of a table or note without titles", records=records)
            continue
        table.warn_unknown({CODE, kind.title, *kind.others}, intake)
        day = numbered_release(file) or newest_told or file.retrieved_at.date()
        found.append((day, kind, table))
    return found


def _newest_month(table: TextTable) -> date | None:
    if CODE not in table.rows.columns or "Date" not in table.rows.columns:
        return None
    newest = to_day(table.rows["Date"], day_format="%m/%Y").max()
    return None if pd.isna(newest) else newest.date()


def _tables(file: RawFile) -> Iterator[TextTable]:
    """Read a file, or the three members of the publisher's zip that hold titles.

    A note beside the tables (where they are from) is no table and is passed over.
    """
    if not zipfile.is_zipfile(file.path):
        text = read_text(file.path, max_bytes=_MAX_BYTES)
        if CODE in text.partition("\n")[0]:
            yield read_table(text, file.path.name, delimiter="\t")
        return
    for table in _TABLES:
        text = read_text(file.path, max_bytes=_MAX_BYTES, member_suffix=f"/{table.member}")
        yield read_table(text, f"{file.path.name}: {table.member}", delimiter="\t")


def _titles(table: TextTable, kind: _Table, intake: Intake) -> pd.DataFrame:
    """Return a table's titles; short titles follow as rows of their own."""
    table.reject_ragged(intake)
    fields = FieldReader(table.rows, missing=("",))
    titles = pd.DataFrame(
        {
            "soc_code": fields.text(CODE, max_chars=20, required=True),
            "title": fields.text(kind.title, max_chars=_MAX_TITLE_CHARS, required=True),
            "title_kind": kind.kind,
        }
    )
    is_code = titles["soc_code"].str.fullmatch(_CODE_PATTERN).fillna(value=False).astype(bool)
    readable = fields.is_readable()
    for line, code in titles.loc[readable & ~is_code, "soc_code"].items():
        intake.reject(int(str(line)), f"{CODE}: {code!r} is no code like 15-1252.00")
    fields.report(table.name, intake)
    titles = titles[readable & is_code]
    if kind.kind == "occupation":
        is_detail = ~titles["soc_code"].str.endswith(".00")
        titles = titles.assign(title_kind=titles["title_kind"].mask(is_detail, "specialty"))
    if "Short Title" in table.rows.columns:
        short = table.rows.loc[titles.index, "Short Title"]
        short = short[(short != _NO_SHORT_TITLE) & (short != "")]
        shorts = titles.loc[short.index].assign(title=short, title_kind="short")
        titles = pd.concat([titles, shorts])
    return titles.assign(soc_code=titles["soc_code"].str[:7])
