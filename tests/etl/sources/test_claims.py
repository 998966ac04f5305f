"""Initial claims: both ways the series is exported, and the real files together."""

from datetime import date
from pathlib import Path

import pytest

from etl.source import SourceError
from etl.sources.claims import Claims

FIXTURES = Path(__file__).parents[2] / "fixtures" / "claims"
WEEKS = "SELECT week_ending::VARCHAR, initial_claims, as_of_date FROM claims_week ORDER BY 1"


def written(tmp_path, text: str) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(text)
    return path


def test_two_exports_unite_and_the_newer_wins(load):
    newer, older = FIXTURES / "ICSA.csv", FIXTURES / "ICSA_api.csv"
    for files in ((newer, older), (older, newer)):
        loaded = load(Claims(), *files)
        assert loaded.rows(WEEKS) == [
            ("2026-02-07", 227000, date(2026, 2, 21)),
            ("2026-02-14", 206000, date(2026, 2, 28)),
            ("2026-02-21", 212000, date(2026, 2, 21)),
            ("2026-02-28", 213000, date(2026, 2, 28)),
        ]
        assert loaded.report.skipped == {
            "value not published": 1,
            "taken from a newer release": 1,
        }
        assert loaded.offences() == {}


def test_bad_lines_are_rejected(load, tmp_path):
    text = "date,ICSA,OTHER\n2026-02-07,227000,1\n2026-13-01,1,1\n2026-02-14,-5,1\n2026-02-21\n"
    report = load(Claims(), written(tmp_path, text)).report
    assert (report.rows_in, report.rows_out) == (7, 1)
    assert dict(report.rejected_examples) == {
        5: "claims.csv: 1 cells, expected 3",
        3: "claims.csv: '2026-13-01' is not a day YYYY-MM-DD",
        4: "claims.csv: '-5' is not a number from 0",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,CPI\n2026-02-07,1\n", "lacks the column ICSA"),
        ("week,ICSA\n2026-02-07,1\n", "expected a first column observation_date or date"),
        ("date,ICSA\n2026-02-07,.\n", "holds no week of ICSA"),
        ("<html>", "web page"),
    ],
)
def test_another_file_is_refused(load, tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        load(Claims(), written(tmp_path, text))


def test_checks_name_wrong_days_gaps_and_units(load, tmp_path):
    text = "date,ICSA\n2026-02-07,227\n2026-02-21,213000\n2026-02-27,213000\n"
    assert load(Claims(), written(tmp_path, text)).offences() == {
        "weeks_end_on_saturdays": 1,
        "claims_plausible": 1,
        "no_week_missing": 2,
    }


@pytest.mark.real_data
def test_the_real_files_together(load, real_data):
    loaded = load(Claims(), *sorted((real_data / "claims").iterdir()))
    assert loaded.report.rows_in == 1000 + 3043
    assert loaded.rows("SELECT count(*), min(week_ending), max(week_ending) FROM claims_week") == [
        (3087, date(1967, 1, 7), date(2026, 2, 28))
    ]
    assert loaded.offences() == {}
