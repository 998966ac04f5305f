"""O*NET titles, from files with the traps of the real ones."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl.source import RawFile, SourceError
from etl.sources.onet import Onet, numbered_release

FIXTURES = Path(__file__).parents[2] / "fixtures" / "onet"
TABLES = [
    FIXTURES / f"{name}.txt" for name in ("alternate_titles", "occupation_data", "reported_titles")
]


def test_every_line_is_accounted_for(load):
    loaded = load(Onet(), *TABLES, FIXTURES / "job_zones.txt")
    report = loaded.report
    assert report.rows_in == 8 + 5 + 2 + 1
    assert report.rejected == 3
    assert report.skipped == {
        "title listed twice in one occupation": 1,
        "line of a table or note without titles": 1,
    }
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())


def test_codes_are_cut_and_kinds_kept(load):
    loaded = load(Onet(), *TABLES)
    assert loaded.rows(
        "SELECT title, title_kind FROM occupation_title WHERE soc_code = '15-2051' ORDER BY ALL"
    ) == [
        ("BI Developer", "short"),
        ("Business Intelligence Analysts", "specialty"),
        ("Business Intelligence Developer", "alternate"),
        ("Data Scientists", "occupation"),
    ]


def test_rejections_name_line_and_expectation(load):
    examples = dict(load(Onet(), TABLES[0]).report.rejected_examples)
    assert "15-1252.00" in examples[6]
    assert "blank" in examples[7]
    assert "2 cells, expected 4" in examples[8]


def test_a_short_release_is_an_offence(load):
    assert load(Onet(), *TABLES).offences() == {"occupations": 1}


def test_the_publishers_zip_is_read_whole(load, tmp_path):
    archive = tmp_path / "db_30_0_text.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path, name in zip(
            TABLES,
            ("Alternate Titles.txt", "Occupation Data.txt", "Sample of Reported Titles.txt"),
            strict=True,
        ):
            target.write(path, f"db_30_0_text/{name}")
        target.write(FIXTURES / "job_zones.txt", "db_30_0_text/Job Zones.txt")
    loaded = load(Onet(), archive)
    assert loaded.report.rows_in == 8 + 5 + 2
    assert loaded.rows("SELECT DISTINCT as_of_date FROM occupation_title") == [(date(2025, 8, 1),)]


def test_the_newest_release_of_a_table_wins(load, tmp_path):
    old = tmp_path / "db_27_3_text_alternate.txt"
    old.write_text(
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n15-1252.00\tCoder\tn/a\t1\n"
    )
    new = tmp_path / "db_28_0_text_alternate.txt"
    new.write_text(old.read_text().replace("Coder", "Programmer"))
    loaded = load(Onet(), new, old)
    assert loaded.rows("SELECT title FROM occupation_title") == [("Programmer",)]
    assert loaded.report.skipped == {"taken from a newer release": 1}


def test_a_note_beside_the_tables_is_passed_over(load, tmp_path):
    note = tmp_path / "PROVENANCE.txt"
    note.write_text("O*NET 27.0, CC BY 4.0, one line without an end")
    assert load(Onet(), *TABLES, note).report.rows_in == 8 + 5 + 2


def test_files_without_titles_are_refused(load):
    with pytest.raises(SourceError, match="Alternate Titles"):
        load(Onet(), FIXTURES / "job_zones.txt")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/db_27_0_text.zip", date(2022, 8, 1)),
        ("a/db_28_2_text/x.txt", date(2024, 2, 1)),
        ("a/titles.txt", None),
    ],
)
def test_the_release_month_is_read_from_its_number(path, expected):
    file = RawFile(Path(path), "", datetime(2026, 11, 1, tzinfo=UTC))
    assert numbered_release(file) == expected


def test_unnumbered_files_are_of_the_newest_month_that_they_tell(load):
    loaded = load(Onet(), *TABLES, FIXTURES / "job_zones.txt")
    assert loaded.rows("SELECT DISTINCT as_of_date FROM occupation_title") == [(date(2015, 7, 1),)]


@pytest.mark.real_data
def test_the_real_files_load_whole(load, real_data):
    loaded = load(Onet(), *sorted((real_data / "onet").glob("data_*.txt")))
    assert loaded.report.rows_in == 52_754 + 7_541 + 1_016 + 923
    assert loaded.report.rejected == 0
    assert loaded.offences() == {}
    assert loaded.rows("SELECT DISTINCT as_of_date FROM occupation_title") == [(date(2022, 8, 1),)]
    # By O*NET's finer codes, 6,398 titles are ambiguous.
    assert loaded.rows(
        """SELECT count(*) FROM (SELECT title FROM occupation_title WHERE title_kind = 'alternate'
                                 GROUP BY title HAVING count(DISTINCT soc_code) > 1)"""
    ) == [(6_264,)]
