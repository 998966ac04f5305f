"""The example in docs/add_a_source.md works as it stands there."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

import pandas as pd
import pytest

import etl.schema
from etl.fetching.acquire import Request
from etl.fetching.http import Fetcher
from etl.reading.tabular import read_table, to_number
from etl.reading.unpack import read_text
from etl.refresh import refresh
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from tests.etl.fakes import ask

PAGE = Path(__file__).parents[2] / "docs" / "add_a_source.md"
GIVEN = {
    "Check": Check,
    "ClassVar": ClassVar,
    "Fetcher": Fetcher,
    "Intake": Intake,
    "RawFile": RawFile,
    "Sequence": Sequence,
    "Source": Source,
    "SourceInfo": SourceInfo,
    "date": date,
    "pd": pd,
    "read_table": read_table,
    "read_text": read_text,
    "to_number": to_number,
}
"""What a module of a source imports."""


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL).group(1)


@pytest.fixture
def example(monkeypatch):
    sql = f"{etl.schema.SCHEMA_SQL}\n{block('sql')}"
    monkeypatch.setattr("etl.schema.SCHEMA_SQL", sql)
    monkeypatch.setattr("etl.publishing.generations.SCHEMA_SQL", sql)
    etl.schema.tables.cache_clear()
    names = dict(GIVEN)
    exec(block("python"), names)
    yield names["MinimumWage"]()
    etl.schema.tables.cache_clear()


def load(settings, example, path):
    request = Request(files={"minimum_wage": [path]}, offline=True)
    return refresh(request, settings, [example]).reports[0]


def test_it_loads_a_file_and_closes_its_account(settings, example, tmp_path):
    path = tmp_path / "wages.csv"
    path.write_text(
        "state,year,hourly\nAL,2024,7.25\nAK,2024,11.73\nCA,2024,16\nCA,1960,1\n"
        + "".join(f"NY,{year},10\n" for year in range(1970, 2024))
        + "WA,last,16.28\nTX,2024\n"
    )
    report = load(settings, example, path)
    assert (report.rows_in, report.rows_out, report.rejected) == (60, 57, 2)
    assert report.skipped == {"before 1968": 1}
    assert sorted(report.rejected_examples) == [
        (60, "year and hourly must be numbers"),
        (61, "wages.csv: 2 cells, expected 3"),
    ]
    wages = ask(settings, "SELECT * FROM minimum_wage WHERE state_code = 'CA'")
    assert list(wages.wage_hourly_usd) == [16.0]
    assert report.newest_date == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("state,year,hourly\nAL,2024,7.25\nAK,2024,11.73\n", "fewer than 3 states"),
        ("state,year,hourly\nAL,2024,7\nAK,2024,11\nCA,2024,1600\n", "BETWEEN 1 AND 100"),
        ("state,year\nAL,2024\n", "hourly"),
        ("<html>not found</html>", "web page"),
    ],
)
def test_it_refuses_what_is_wrong(settings, example, tmp_path, content, reason):
    path = tmp_path / "wages.csv"
    path.write_text(content)
    report = load(settings, example, path)
    assert report.verdict == "failed"
    assert reason in report.message
