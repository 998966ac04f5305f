"""Euro reference rates: traps of the published file, and the real file."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import SourceError
from etl.sources.ecb_fx import EcbFx

HISTORY = Path(__file__).parents[2] / "fixtures" / "ecb_fx" / "eurofxref-hist.csv"


def zipped(tmp_path, text: str) -> Path:
    path = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return path


def csv_file(tmp_path, text: str, name="a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_zip_and_plain_csv_load_alike(load, tmp_path):
    loaded = load(EcbFx(), zipped(tmp_path, HISTORY.read_text()))
    assert loaded.rows("FROM fx_day ORDER BY ALL") == load(EcbFx(), HISTORY).rows(
        "FROM fx_day ORDER BY ALL"
    )
    assert (loaded.report.rows_in, loaded.report.rows_out, loaded.report.verdict) == (6, 6, "ok")
    assert loaded.offences() == {}


def test_a_missing_rate_is_no_row_and_old_currencies_stay(load):
    loaded = load(EcbFx(), HISTORY)
    assert loaded.rows("SELECT count(*) FROM fx_day") == [(29,)]
    assert loaded.rows(
        "SELECT day, units_per_eur, as_of_date FROM fx_day WHERE currency = 'TRL' ORDER BY day"
    ) == [
        (date(1999, 1, 4), 372274.0, date(2026, 3, 3)),
        (date(1999, 1, 5), 372816.0, date(2026, 3, 3)),
    ]


def test_a_month_is_the_mean_of_its_days_and_the_euro_is_one(load):
    months = load(EcbFx(), HISTORY).rows(
        """SELECT currency, units_per_eur, days FROM fx_month
           WHERE month = '2026-03-01' AND currency IN ('USD', 'EUR') ORDER BY currency"""
    )
    assert months == [("EUR", 1.0, 2), ("USD", pytest.approx((1.1172 + 1.113) / 2), 2)]


def test_of_two_releases_the_newer_wins_and_the_older_fills_in(load, tmp_path):
    older = csv_file(tmp_path, "Date,USD,\n2026-03-02,9,\n2026-02-26,1.2,\n")
    for files in ((older, HISTORY), (HISTORY, older)):
        loaded = load(EcbFx(), *files)
        assert loaded.rows(
            "SELECT day::VARCHAR, units_per_eur FROM fx_day WHERE currency = 'USD' "
            "AND day IN ('2026-03-02', '2026-02-26') ORDER BY day"
        ) == [("2026-02-26", 1.2), ("2026-03-02", 1.113)]
        assert loaded.report.skipped == {"day taken from a newer release": 1}
        assert loaded.report.rows_in == 8


def test_bad_lines_are_rejected_with_line_and_field(load, tmp_path):
    text = """Date,USD,GBP,
2026-03-03,1.1,0.8,
03/02/2026,1.1,0.8,
2026-02-30,1.1,0.8,
2026-02-27,-1.1,0.8,
2026-02-26,1.1,abc,
2026-02-25,1.1
2026-02-24,N/A,N/A,
2026-03-03,1.1,0.8,
"""
    report = load(EcbFx(), csv_file(tmp_path, text)).report
    assert (report.rows_in, report.rows_out, report.rejected) == (8, 1, 5)
    assert dict(report.rejected_examples) == {
        3: "Date: '03/02/2026' is no date YYYY-MM-DD",
        4: "Date: '2026-02-30' is no date YYYY-MM-DD",
        5: "USD: '-1.1' is no rate above 0",
        6: "GBP: 'abc' is no rate above 0",
        7: "a.csv: 2 cells, expected 3",
    }
    assert report.skipped == {"no rate that day": 1, "day listed before in the same file": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Date,USD,GBP\n", "a header but no rows"),
        ("Date,USD,comment\n2026-03-03,1,x\n", "no currency codes: comment"),
        ("Date,USD,USD\n2026-03-03,1,1\n", "twice: USD"),
        ("day,rate\n2026-03-03,1\n", "lacks the columns Date, USD"),
        ("<!doctype html><p>Forbidden", "web page"),
        ("", "is empty"),
    ],
)
def test_another_file_is_refused(load, tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        load(EcbFx(), csv_file(tmp_path, text))


def test_a_zip_bomb_is_refused(load, tmp_path):
    with pytest.raises(SourceError, match="more than 32 MiB"):
        load(EcbFx(), zipped(tmp_path, "Date,USD,\n" + "0" * 40_000_000))


def test_checks_name_a_table_upside_down_and_a_missing_currency(load, tmp_path):
    text = "Date,USD,GBP,JPY,\n2026-03-03,0.3,0.8,175,\n2026-03-02,0.9,0.8,1.75,\n"
    offences = load(EcbFx(), csv_file(tmp_path, text)).offences()
    assert offences == {"major_currencies": 1, "no_jump": 2}
    text = "Date,USD,GBP,JPY,CHF,\n2026-03-03,0.3,0.8,175,1,\n"
    assert load(EcbFx(), csv_file(tmp_path, text)).offences() == {"usd_in_range": 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.sampled_from(["1.5", "N/A", "", "-1", "x", "=1+1", "2026-03-03"]), max_size=4)
    )
)
def test_any_lines_are_accounted_for_or_refused(load, tmp_path, lines):
    text = "\n".join(["Date,USD,GBP", *(",".join(["2026-03-02", *cells]) for cells in lines)])
    try:
        report = load(EcbFx(), csv_file(tmp_path, text)).report
    except SourceError:
        return
    assert report.rows_in == len(lines)


@pytest.mark.real_data
def test_the_real_history(load, real_data):
    loaded = load(EcbFx(), real_data / "fx" / "eurofxref-hist.zip")
    assert (loaded.report.rows_in, loaded.report.rejected) == (7126, 0)
    assert loaded.offences() == {}
    assert loaded.rows("SELECT min(day), max(day) FROM fx_day") == [
        (date(1999, 1, 4), date(2026, 10, 30))
    ]
    assert loaded.rows("FROM fx_day WHERE day = '2026-10-30' AND currency = 'MYR'")[0][2] == 4.5325
    (currencies,) = loaded.rows("SELECT count(DISTINCT currency) FROM fx_month")[0]
    assert currencies == 42
