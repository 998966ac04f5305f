"""Every input record is counted once, and staged rows have the table's own types."""

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.source import SourceError
from etl.staging.intake import REJECTED_EXAMPLES, StagingIntake
from tests.etl.fakes import Rates


def rates(days, **columns):
    day = pd.date_range("2026-01-01", periods=days)
    frame = {"day": day, "currency": "USD", "units_per_eur": 1.1, "source": "rates"}
    return pd.DataFrame({**frame, "as_of_date": day.max(), **columns})


def report(intake):
    return intake.report("file", pd.Timestamp.now(tz="UTC").to_pydatetime())


def test_rows_are_staged_with_the_types_of_the_schema(tmp_path):
    with StagingIntake(Rates(), tmp_path) as intake:
        intake.keep("fx_day", rates(3))
        intake.keep("fx_day", rates(0))
        intake.keep("fx_day", rates(2).drop(columns="currency"))
    staged = pq.read_table(intake.files["fx_day"])
    assert staged.num_rows == 5
    assert str(staged.schema.field("day").type) == "date32[day]"
    assert staged["currency"].to_pylist() == ["USD"] * 3 + [None] * 2


@settings(max_examples=25, deadline=None)
@given(
    kept=st.lists(st.integers(0, 40), max_size=4),
    rejected=st.lists(st.integers(1, 9), max_size=30),
    skipped=st.lists(st.tuples(st.sampled_from(["old", "foreign"]), st.integers(0, 9)), max_size=5),
)
def test_the_account_always_closes(tmp_path_factory, kept, rejected, skipped):
    with StagingIntake(Rates(), tmp_path_factory.mktemp("staging")) as intake:
        for rows in kept:
            intake.keep("fx_day", rates(rows))
        for records in rejected:
            intake.reject(7, "no number", records=records)
        for rule, records in skipped:
            intake.skip(rule, records=records)
    account = report(intake)
    assert account.rows_out == sum(kept)
    assert account.rejected == sum(rejected)
    assert account.rows_in == sum(kept) + sum(rejected) + sum(n for _, n in skipped)
    assert sum(account.skipped.values()) == sum(n for _, n in skipped)
    assert len(account.rejected_examples) == min(len(rejected), REJECTED_EXAMPLES)


def test_a_record_the_reader_counted_and_lost_is_an_error(tmp_path):
    with StagingIntake(Rates(), tmp_path) as intake:
        intake.count(4)
        intake.keep("fx_day", rates(3))
    with pytest.raises(SourceError, match="4 records read, but 3 kept"):
        report(intake)


def test_records_behind_rows_in_two_tables_are_counted_once(tmp_path):
    with StagingIntake(Rates(), tmp_path) as intake:
        intake.keep("fx_day", rates(6), records=2)
        intake.keep("fx_day", rates(1), records=0)
    assert report(intake).rows_in == 2


def test_a_warning_makes_the_load_degraded_and_is_said_once(tmp_path):
    with StagingIntake(Rates(), tmp_path) as intake:
        intake.keep("fx_day", rates(1))
        intake.warn("unknown column: mood")
        intake.warn("unknown column: mood")
    account = report(intake)
    assert (account.verdict, account.message) == ("degraded", "unknown column: mood")


def test_a_reason_that_quotes_a_long_cell_is_cut(tmp_path):
    with StagingIntake(Rates(), tmp_path) as intake:
        intake.reject(2, "rate: " + "9" * 10_000)
        intake.warn("unknown column: " + "x" * 10_000)
    account = report(intake)
    assert len(account.rejected_examples[0][1]) == len(account.message) == 500


@pytest.mark.parametrize(
    ("table", "rows", "named"),
    [
        ("cpi_month", rates(1), "does not own the table cpi_month"),
        ("fx_day", rates(1, mood="good"), "has no column mood"),
        ("fx_day", rates(1, units_per_eur="cheap"), "fx_day.units_per_eur takes double"),
        ("fx_day", rates(1, day=["soon"]), "fx_day.day takes date"),
    ],
)
def test_rows_that_do_not_fit_are_refused_by_name(tmp_path, table, rows, named):
    with StagingIntake(Rates(), tmp_path) as intake, pytest.raises(SourceError, match=named):
        intake.keep(table, rows)


def test_large_loads_reach_the_file_before_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.staging.intake._FLUSH_BYTES", 10_000)
    with StagingIntake(Rates(), tmp_path) as intake:
        for _ in range(20):
            intake.keep("fx_day", rates(200))
    assert pq.ParquetFile(intake.files["fx_day"]).num_row_groups > 5
    assert pq.read_table(intake.files["fx_day"]).num_rows == 4000
