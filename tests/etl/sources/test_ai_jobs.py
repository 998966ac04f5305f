"""ai-jobs.net salaries, from a file with the traps of the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.source import SourceError
from etl.sources.ai_jobs import AiJobs

FIXTURE = Path(__file__).parents[2] / "fixtures" / "ai_jobs" / "salaries.csv"


def test_exact_duplicates_are_skipped_and_counted(load):
    report = load(AiJobs(), FIXTURE).report
    assert (report.rows_in, report.rows_out, report.rejected) == (8, 4, 2)
    assert report.skipped == {"exact duplicate of another line": 2}


def test_rejections_name_the_field(load):
    examples = dict(load(AiJobs(), FIXTURE).report.rejected_examples)
    assert "experience_level: 'ZZ'" in examples[7]
    assert "salary_in_usd 'none'" in examples[8]


def test_the_last_two_years_are_one_round(load):
    loaded = load(AiJobs(), FIXTURE)
    assert loaded.rows(
        "SELECT round_year, count(*) FROM ai_jobs_salary GROUP BY ALL ORDER BY ALL"
    ) == [(2022, 1), (2025, 3)]


def test_titles_are_matched_by_the_table_kept_by_hand(load):
    loaded = load(AiJobs(), FIXTURE)
    found = dict(loaded.rows("SELECT title, soc_code FROM ai_jobs_salary"))
    assert found["Data Engineer"] == "15-1243"
    assert found["Alchemist of Data"] is None


def test_pay_stands_by_year_and_by_where_people_work(load, tmp_path):
    header, line, *_ = FIXTURE.read_text(encoding="utf-8").splitlines()
    lines = [line.replace("150000", f"{150_000 + 1000 * each}") for each in range(10)]
    remote = line.replace(",US,0,US", ",US,100,US").replace("SE,FT", "EX,FT")
    path = tmp_path / "years.csv"
    path.write_text("\n".join([header, *lines, remote, ""]), encoding="utf-8")
    assert load(AiJobs(), path).rows(
        """SELECT year, work_mode, experience_from_years, experience_to_years, reports,
                  pay_annual_p50 FROM ai_jobs_pay_year ORDER BY ALL"""
    ) == [
        (2024, "all", 0, 99, 11, 154_000.0),
        (2024, "all", 5, 99, 10, 154_500.0),
        (2024, "onsite", 0, 99, 10, 154_500.0),
        (2024, "onsite", 5, 99, 10, 154_500.0),
        (2024, "remote", 0, 99, 1, None),
    ]


def test_the_same_list_twice_counts_once(load):
    assert load(AiJobs(), FIXTURE, FIXTURE).report.rows_out == 4


def test_other_columns_are_refused(load, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("work_year,job_title\n2024,Data Engineer\n")
    with pytest.raises(SourceError, match="experience_level"):
        load(AiJobs(), path)


@pytest.mark.parametrize("junk", ["-1e400", "9" * 400, "NaN", "", "0.5", "=1+1"])
def test_a_junk_cell_spoils_its_line_alone(load, tmp_path, junk):
    header, *lines = FIXTURE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "junk.csv"
    junked = [
        ",".join([*cells[:position], junk, *cells[position + 1 :]])
        for cells in [lines[0].split(",")]
        for position in range(len(cells))
    ]
    path.write_text("\n".join([header, *lines, *junked, ""]), encoding="utf-8")
    report = load(AiJobs(), path).report
    assert report.rows_in == 8 + len(junked)
    assert 4 <= report.rows_out <= 7  # title, and two columns that are not loaded
    assert all(len(reason) <= 500 for _, reason in report.rejected_examples)


@pytest.mark.real_data
def test_the_real_list_has_its_known_duplicates(load, real_data):
    loaded = load(AiJobs(), real_data / "ai_jobs" / "salaries_2025-01.csv.gz")
    assert loaded.report.rows_in == 74_301
    assert loaded.report.skipped == {"exact duplicate of another line": 39_304}
    assert loaded.report.rejected == 0
    assert loaded.offences() == {}
    assert loaded.rows("SELECT count(*) > 100 FROM ai_jobs_pay_band") == [(True,)]
