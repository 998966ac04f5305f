"""Indeed Hiring Lab: every file is told by its columns; each series takes its own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import SourceError
from etl.sources.indeed import IndeedAi, IndeedPostings, IndeedRemote, IndeedWages

FIXTURES = Path(__file__).parents[2] / "fixtures" / "indeed"
FILES = sorted(FIXTURES.iterdir())
ALL = (IndeedPostings, IndeedWages, IndeedRemote, IndeedAi)


def written(tmp_path, text: str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_postings_of_countries_sectors_and_states_stand_in_one_table(load):
    loaded = load(IndeedPostings(), *FILES)
    assert loaded.rows(
        "SELECT country, state_code, sector, variable, day::VARCHAR, index_adjusted, "
        "index_unadjusted, as_of_date FROM indeed_postings_day WHERE day <> '2020-02-01' "
        "ORDER BY ALL"
    ) == [
        ("GB", "", "All", "total", "2020-02-02", 99.5, 99.77, date(2020, 3, 1)),
        ("GB", "", "All", "total", "2020-03-01", 90.0, None, date(2020, 3, 1)),
        ("US", "", "Software Development", "total", "2020-02-02", 99.85, None, date(2020, 2, 2)),
        ("US", "CA", "All", "total", "2020-02-02", 99.96, None, date(2020, 2, 2)),
    ]
    assert (loaded.report.rows_out, loaded.report.rejected, loaded.report.verdict) == (10, 0, "ok")
    assert loaded.report.skipped["value not published"] == 1
    assert loaded.offences() == {}


def test_a_month_is_the_mean_of_its_days(load):
    months = load(IndeedPostings(), *FILES).rows(
        "SELECT month::VARCHAR, index_adjusted, index_unadjusted, days FROM indeed_postings_month "
        "WHERE country = 'GB' AND variable = 'total' ORDER BY month"
    )
    assert months == [("2020-02-01", 99.75, 99.89, 2), ("2020-03-01", 90.0, None, 1)]


def test_posted_wages_of_countries_and_sectors(load):
    loaded = load(IndeedWages(), *FILES)
    assert loaded.rows("FROM indeed_wage_growth ORDER BY country, month") == [
        (
            "EA",
            "All",
            date(2019, 1, 1),
            33208,
            0.020211619,
            None,
            "indeed_wages",
            date(2019, 3, 31),
        ),
        ("EA", "All", date(2019, 3, 1), 31114, -0.02, 0.019, "indeed_wages", date(2019, 3, 31)),
        (
            *("US", "Software Development", date(2026, 4, 1), 11753, 0.037037037, 0.03),
            *("indeed_wages", date(2026, 4, 30)),
        ),
    ]
    assert loaded.offences() == {}


def test_shares_are_percentages(load):
    remote = load(IndeedRemote(), *FILES)
    months = "SELECT country, remote_share_pct, days FROM indeed_remote_month ORDER BY country"
    assert remote.rows(months) == [("GB", 12.25, 1), ("US", 8.45, 2)]
    assert remote.offences() == {}
    ai = load(IndeedAi(), *FILES)
    assert ai.rows("SELECT country, ai_share_pct, as_of_date FROM indeed_ai_month") == [
        ("US", 5.85, date(2026, 6, 30))
    ]
    assert ai.offences() == {}


@pytest.mark.parametrize("source", ALL)
def test_every_line_of_every_file_is_accounted_for(load, source):
    report = load(source(), *FILES).report
    assert report.rows_in == 5 + 3 + 3 + 2 + 1 + 3 + 2 + 1
    assert report.skipped["file of another series: examples of titles"] == 1


def test_of_two_releases_the_newer_rewrites_history(load, tmp_path):
    older = written(
        tmp_path,
        "date,jobcountry,AI_share_postings\n2026-06-29,US,9.9\n2026-06-28,US,5.5\n",
    )
    for files in ((older, FIXTURES / "AI_posting.csv"), (FIXTURES / "AI_posting.csv", older)):
        shares = load(IndeedAi(), *files).rows(
            "SELECT day::VARCHAR, ai_share_pct FROM indeed_ai_day ORDER BY day"
        )
        assert shares == [("2026-06-28", 5.5), ("2026-06-29", 5.8), ("2026-06-30", 5.9)]


def test_bad_cells_are_rejected_with_line_and_column(load, tmp_path):
    text = """date,jobcountry,indeed_job_postings_index_SA,indeed_job_postings_index_NSA,variable
2020-02-01,GB,100,100,total postings
2020/02/02,GB,100,100,total postings
2020-02-03,gb,100,100,total postings
2020-02-04,GB,-1,100,total postings
2020-02-05,GB,100,x,total postings
2020-02-06,GB,100,100,old postings
2020-02-07,GB,100
"""
    report = load(IndeedPostings(), written(tmp_path, text)).report
    expected = "expected a number from 0 to 10000"
    assert dict(report.rejected_examples) == {
        3: "a.csv, date: '2020/02/02', expected YYYY-MM-DD",
        4: "a.csv, jobcountry: 'gb', expected two capital letters",
        5: f"a.csv, indeed_job_postings_index_SA: '-1', {expected}",
        6: f"a.csv, indeed_job_postings_index_NSA: 'x', {expected}",
        7: "a.csv, variable: 'old postings', expected total postings or new postings",
        8: "a.csv: 3 cells, expected 5",
    }
    assert (report.rows_in, report.rows_out) == (7, 1)


def test_a_new_column_is_noticed(load, tmp_path):
    text = "date,jobcountry,AI_share_postings,GenAI\n2026-06-29,US,5.8,1\n"
    report = load(IndeedAi(), written(tmp_path, text)).report
    assert (report.verdict, report.message) == ("degraded", "a.csv has unknown columns: GenAI")


@pytest.mark.parametrize("source", ALL)
def test_another_file_is_refused(load, tmp_path, source):
    for text, said in (
        ("company,date\nA,2020-01-01\n", "no series of Indeed Hiring Lab that is known"),
        ("sector,job_titles\nA,b\n", "there are no .* in a.csv"),
        ("<html>", "web page"),
        ("date,state\n2020-01-01,ca\n", "lacks the column|there are no"),
    ):
        with pytest.raises(SourceError, match=said):
            load(source(), written(tmp_path, text))


def test_checks_name_another_base_and_another_unit(load, tmp_path):
    text = "date,state,indeed_job_postings_index\n2020-02-01,ca,0\n2020-02-01,wy,100\n"
    assert load(IndeedPostings(), written(tmp_path, text)).offences() == {"base_is_100": 1}
    text = "date,jobcountry,AI_share_postings\n2026-06-29,US,0.058\n"
    assert load(IndeedAi(), written(tmp_path, text)).offences() == {"share_in_percent": 1}
    text = (FIXTURES / "posted-wage-growth-by-country.csv").read_text().replace("-0.02", "2.0")
    offences = load(IndeedWages(), written(tmp_path, text)).offences()
    assert offences == {"growth_is_a_fraction": 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=100), st.sampled_from(FILES), st.sampled_from(ALL), st.data())
def test_a_damaged_file_is_read_in_part_or_refused(load, tmp_path, junk, file, source, data):
    text = file.read_text()
    cut = data.draw(st.integers(0, len(text)))
    path = tmp_path / "a.csv"
    path.write_text(text[:cut] + junk + text[cut:], encoding="utf-8")
    try:
        load(source(), path)
    except SourceError:
        return


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("source", "without", "read", "kept"),
    [
        (IndeedPostings, (), 349_217, 303_149),
        (IndeedWages, ("job_postings",), 46_068, 2_640),
        (IndeedRemote, ("job_postings",), 46_068, 18_739),
        (IndeedAi, ("job_postings",), 46_068, 24_642),
    ],
)
def test_the_real_files_together(load, real_data, source, without, read, kept):
    files = sorted((real_data / "indeed").iterdir())
    loaded = load(source(), *(f for f in files if not any(word in f.name for word in without)))
    assert (loaded.report.rows_in, loaded.report.rows_out, loaded.report.rejected) == (
        read,
        kept,
        0,
    )
    assert loaded.offences() == {}
