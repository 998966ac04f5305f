"""Malaysia: Parquet and CSV alike, parts that add up, percentiles that rise, the real months."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from etl.source import RawFile, SourceError
from etl.sources.malaysia import MyLabour, MyWages

LABOUR = """date,lf,lf_employed,lf_unemployed,lf_outside,p_rate,ep_ratio,u_rate
2026-01-01,17281.0,16771.4,509.6,7105.6,70.9,68.8,2.9
2026-02-01,17297.6,16790.9,506.8,7102.9,70.9,68.8,2.9
"""
WAGES = "date,percentile,salary\n2025-12-01,10,1500\n2025-12-01,50,3000.5\n2025-12-01,90,9500\n"


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a file, as Parquet where its name says so."""

    def write(text: str, name: str = "a.csv") -> Path:
        path = tmp_path / name
        path.write_text(text)
        if name.endswith(".parquet"):
            pd.read_csv(path, parse_dates=["date"]).to_parquet(path)
        return path

    return write


def test_parquet_and_csv_load_alike(load, written):
    query = "FROM my_labour_month ORDER BY month"
    from_csv = load(MyLabour(), written(LABOUR))
    from_parquet = load(MyLabour(), written(LABOUR, "a.parquet"))
    assert from_csv.rows(query) == from_parquet.rows(query)
    assert from_csv.rows(query)[0] == (
        date(2026, 1, 1), 17281.0, 16771.4, 509.6, 7105.6, 70.9, 68.8, 2.9, "my_labour",
        date(2026, 2, 1),
    )  # fmt: skip
    assert from_parquet.offences() == {}


def test_wages_by_percentile(load, written):
    loaded = load(MyWages(), written(WAGES, "a.parquet"))
    assert loaded.rows(
        "SELECT period_start, percentile, wage_monthly_myr FROM my_wage_percentile ORDER BY ALL"
    ) == [
        (date(2025, 12, 1), 10, 1500),
        (date(2025, 12, 1), 50, 3000.5),
        (date(2025, 12, 1), 90, 9500),
    ]
    assert loaded.offences() == {}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-03-15,1,1,0,0,1,1,1", "date: 2026-03-15 is no first day of a month"),
        ("2026-03-01,-,1,0,0,1,1,1", "lf: is blank"),
        ("2026-03-01,1,1,0,0,1,1,101", "u_rate: '101' expected an amount of 0 to 100"),
        ("soon,1,1,0,0,1,1,1", "date: 'soon' is no date"),
    ],
)
def test_bad_months_are_rejected_by_field(load, written, row, said):
    loaded = load(MyLabour(), written(f"{LABOUR}{row}\n"))
    report = loaded.report
    assert (report.rows_in, report.rows_out, report.rejected) == (3, 2, 1)
    assert said in report.rejected_examples[0][1]


def test_parts_that_do_not_add_up_are_an_offence(load, written):
    loaded = load(MyLabour(), written(LABOUR + "2026-03-01,17000,16000,500,7000,70,68,2.9\n"))
    assert loaded.offences() == {"parts_add_up": 1}
    loaded = load(MyLabour(), written(LABOUR + "2026-03-01,17000,16500,500,7000,70,68,9.2\n"))
    assert loaded.offences() == {"rate_is_ratio": 1}
    loaded = load(MyWages(), written(WAGES + "2025-12-01,95,9000\n"))
    assert loaded.offences() == {"percentiles_rise": 1}


@pytest.mark.parametrize("percentile", ["0", "50.5", "101", "x"])
def test_what_is_no_percentile(load, written, percentile):
    loaded = load(MyWages(), written(f"{WAGES}2025-12-01,{percentile},5\n"))
    assert (loaded.report.rows_out, loaded.report.rejected) == (3, 1)
    assert "percentile: " in loaded.report.rejected_examples[0][1]


def test_a_newer_file_revises_a_month(load, written):
    older = RawFile(
        written(LABOUR), "0" * 64, datetime(2026, 3, 1, tzinfo=UTC), "https://a.example/1"
    )
    newer_path = written(LABOUR.replace("509.6", "510.6").replace("16771.4", "16770.4"), "b.csv")
    newer = RawFile(newer_path, "1" * 64, datetime(2026, 4, 1, tzinfo=UTC), "https://a.example/2")
    loaded = load(MyLabour(), newer, older)
    assert (loaded.report.rows_in, loaded.report.rows_out) == (4, 2)
    assert loaded.rows("SELECT max(unemployed_thousands) FROM my_labour_month") == [(510.6,)]


@pytest.mark.parametrize("content", [b"PAR1 but not really PAR1", b"", b"date,percentile\n"])
def test_what_is_no_table_is_refused(load, tmp_path, content):
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        load(MyWages(), path)


@pytest.mark.real_data
def test_the_real_months(load, real_data):
    loaded = load(MyLabour(), real_data / "malaysia" / "lfs_month_tail.csv")
    assert (loaded.report.rows_in, loaded.report.rows_out, loaded.report.verdict) == (15, 15, "ok")
    assert loaded.offences() == {}
    assert loaded.rows(
        "SELECT max(month), arg_max(unemployment_rate_pct, month) FROM my_labour_month"
    ) == [(date(2026, 3, 1), 2.9)]
