"""The Stack Overflow survey, the publisher's layout and the extract."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl.source import RawFile, SourceError
from etl.sources.stackoverflow import StackOverflow, survey_year

FIXTURES = Path(__file__).parents[2] / "fixtures" / "stackoverflow"
EXTRACT = FIXTURES / "extract_2025.csv"
RESULTS = FIXTURES / "results_2024.csv"


def test_every_respondent_is_kept_or_skipped(load):
    report = load(StackOverflow(), EXTRACT).report
    assert (report.rows_in, report.rows_out, report.rejected) == (15, 12, 0)
    assert report.skipped == {
        "pay, role or country not told": 2,
        "yearly pay below 1,000 or above 1,000,000 US dollars": 1,
    }


def test_roles_are_occupations_and_years_are_ranges(load):
    loaded = load(StackOverflow(), EXTRACT)
    assert loaded.rows(
        """SELECT DISTINCT title, soc_code, country, experience_from_years, experience_to_years,
                  paid_on FROM stackoverflow_salary ORDER BY country"""
    ) == [
        ("Developer, mobile", "15-1252", "UA", 0, 1, date(2025, 6, 1)),
        ("Developer, back-end", "15-1252", "US", 11, 20, date(2025, 6, 1)),
    ]


def test_a_piece_in_which_nobody_tells_their_years_is_read(load, tmp_path):
    path = tmp_path / "results_2025.csv"
    path.write_text(
        "ConvertedCompYearly,YearsCode,Country,EdLevel,DevType\n"
        '90000,NA,Germany,NA,"Developer, back-end"\n'
    )
    assert load(StackOverflow(), path).rows(
        "SELECT country, experience_from_years, years_coding FROM stackoverflow_salary"
    ) == [("DE", None, None)]


def test_the_publishers_own_layout_is_read(load):
    loaded = load(StackOverflow(), RESULTS)
    assert loaded.rows(
        "SELECT round_year, soc_code, country, years_coding, pay_annual FROM stackoverflow_salary"
    ) == [(2024, "15-1252", "US", 51.0, 125_000.0)]


def test_bands_are_of_the_newest_survey_alone(load):
    loaded = load(StackOverflow(), EXTRACT, RESULTS)
    assert loaded.rows("SELECT DISTINCT country, reports FROM stackoverflow_pay_band") == [
        ("US", 11)
    ]


def test_a_pointer_to_large_file_storage_is_recognised(load):
    with pytest.raises(SourceError, match="Git LFS pointer"):
        load(StackOverflow(), FIXTURES / "pointer.csv")


def test_missing_columns_are_named(load, tmp_path):
    path = tmp_path / "results_2023.csv"
    path.write_text("Country,EdLevel,DevType\nGermany,BSc,Student\n")
    with pytest.raises(SourceError, match="ConvertedCompYearly or salary, YearsCode"):
        load(StackOverflow(), path)


@pytest.mark.parametrize(
    ("path", "url", "year"),
    [
        ("results.csv", "https://host/packages/archive/2024/results.csv", 2024),
        ("stackoverflow_2025_extract.csv.gz", None, 2025),
        ("results.csv", None, 2026),
    ],
)
def test_the_year_is_read_off_the_path(path, url, year):
    file = RawFile(Path(path), "", datetime(2026, 11, 1, tzinfo=UTC), url)
    assert survey_year(file) == year


@pytest.mark.real_data
def test_the_real_extract_loads_whole(load, real_data):
    loaded = load(StackOverflow(), real_data / "survey" / "stackoverflow_2025_extract.csv.gz")
    assert loaded.report.rows_in == 21_942
    assert loaded.report.rejected == 0
    assert loaded.offences() == {}
