"""OEWS: three layouts of one release give the same tables; marks keep their meaning."""

import gzip
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import SourceError
from etl.sources.oews import Oews
from tests.etl.sources.oews_layouts import (
    CELLS,
    DEVELOPER,
    TOTAL,
    write_flat,
    write_sqlite,
    write_workbook,
    zipped,
)

TABLES = ("oews_area", "oews_occupation", "oews_wage", "oews_employment")
WAGE = """SELECT wage_annual_p10_usd, wage_annual_p50_usd, wage_annual_p90_usd,
                 wage_hourly_p10_usd, wage_hourly_p90_usd, wage_topcoded_from_percentile,
                 wage_basis, employment
          FROM oews_wage WHERE area_code = '{}' AND soc_code = '{}'"""


@pytest.fixture
def packed(tmp_path):
    return write_sqlite(tmp_path / "oews.sqlite")


def tables(loaded):
    return {name: loaded.rows(f"FROM {name} ORDER BY ALL") for name in TABLES}


def test_all_layouts_give_the_same_tables(load, tmp_path, packed):
    expected = load(Oews(), packed)
    gz = tmp_path / "oews.sqlite.gz"
    gz.write_bytes(gzip.compress(packed.read_bytes()))
    book = write_workbook(tmp_path / "all_data_M_2025.xlsx")
    for files in ([gz], write_flat(tmp_path / "flat"), [book], [zipped(tmp_path / "a.zip", book)]):
        loaded = load(Oews(), *files)
        assert tables(loaded) == tables(expected)
        assert loaded.report.verdict == "ok"


def test_an_input_record_is_a_row_of_its_layout(load, tmp_path, packed):
    report = load(Oews(), packed).report
    assert (report.rows_in, report.rows_out, report.rejected) == (14, 12, 0)
    assert report.skipped == {
        "industry below or beside the sectors": 1,
        "employment of a sector not released": 1,
    }
    lines = load(Oews(), *write_flat(tmp_path / "flat")).report
    assert (lines.rows_in, lines.rows_out) == (14 * 16, 12 * 16)
    rows = load(Oews(), write_workbook(tmp_path / "a.xlsx")).report
    assert (rows.rows_in, rows.rows_out) == (15, 12)
    assert rows.skipped["same cell listed at another level"] == 1


def test_missing_marks_keep_their_meaning(load, packed):
    loaded = load(Oews(), packed)
    published = loaded.rows(WAGE.format("0000000", "15-1252"))
    assert published == [(128090, 186640, 273400, 61.58, 131.44, None, "hourly_and_annual", 1000)]
    assert loaded.rows(WAGE.format("0041860", "29-1215")) == [
        (239200, 239200, 239200, 115, 115, 10, "hourly_and_annual", 60)
    ]
    assert loaded.rows(WAGE.format("0600000", "29-1215")) == [
        (62400, 187200, 239200, 30, 115, 90, "hourly_and_annual", 70)
    ]
    assert loaded.rows(WAGE.format("0000000", "27-2021")) == [
        (32180, 99000, 649720, None, None, 90, "annual_only", 80)
    ]
    assert loaded.rows(WAGE.format("0000000", "27-2011")) == [
        (None, None, None, 12, 90, None, "hourly_only", 500)
    ]
    assert loaded.rows(WAGE.format("0600000", "25-2021")) == [
        (45000, 65000, 100000, None, None, None, "annual_only", 800)
    ]
    assert loaded.rows(WAGE.format("0100004", "15-1252")) == [
        (None, None, None, None, None, None, "not_released", 40)
    ]
    assert loaded.rows(WAGE.format("0041860", "15-1252"))[0][-1] is None


def test_a_topcoded_mean_is_not_known(load, packed):
    means = "SELECT wage_hourly_mean_usd, wage_annual_mean_usd FROM oews_wage WHERE employment = 60"
    assert load(Oews(), packed).rows(means) == [(None, None)]


def test_sectors_give_employment_and_areas_their_names(load, packed):
    loaded = load(Oews(), packed)
    assert loaded.rows(
        "SELECT naics_sector, soc_code, employment FROM oews_employment ORDER BY ALL"
    ) == [("51", "00-0000", 9000), ("51", "15-0000", 1000)]
    assert loaded.rows("SELECT area_code, area_type, state_fips FROM oews_area ORDER BY ALL") == [
        ("0000000", "nation", "00"),
        ("0041860", "metro", "06"),
        ("0100004", "metro", "01"),
        ("0600000", "state", "06"),
    ]
    assert loaded.rows(
        "SELECT soc_level FROM oews_occupation WHERE soc_code IN ('00-0000', '13-1020') ORDER BY 1"
    ) == [("detailed",), ("total",)]
    assert loaded.rows("SELECT DISTINCT as_of_date FROM oews_wage") == [(date(2025, 5, 31),)]


def test_of_two_releases_the_newer_wins_cell_by_cell(load, tmp_path, packed):
    cells = {
        ("0000000", "000000", "151252"): TOTAL,
        ("0000000", "000000", "150000"): TOTAL,
    }
    older = write_sqlite(tmp_path / "older.sqlite", cells, year=2024)
    for files in ((packed, older), (older, packed)):
        loaded = load(Oews(), *files)
        assert loaded.rows(
            "SELECT soc_code, wage_annual_p50_usd, as_of_date FROM oews_wage "
            "WHERE area_code = '0000000' AND soc_code IN ('15-1252', '15-0000') ORDER BY 1"
        ) == [
            ("15-0000", 52000, date(2024, 5, 31)),
            ("15-1252", 186640, date(2025, 5, 31)),
        ]
        assert loaded.report.skipped["taken from a newer release"] == 1


def test_notes_beside_a_release_are_passed_over(load, tmp_path, packed):
    note = tmp_path / "PROVENANCE.txt"
    note.write_text("where it is from")
    assert load(Oews(), note, packed).report.rows_in == 14
    with pytest.raises(SourceError, match=r"PROVENANCE\.txt: no OEWS release"):
        load(Oews(), note)


def test_bad_values_are_rejected_and_named(load, tmp_path):
    bad = DEVELOPER.replace("186640", "n/a")
    cells = {**CELLS, ("0000000", "000000", "150000"): bad}
    report = load(Oews(), write_sqlite(tmp_path / "a.sqlite", cells)).report
    assert report.rejected == 1
    assert "wage_annual_p50_usd: 'n/a' is no number" in report.rejected_examples[0][1]
    text = write_workbook(tmp_path / "a.xlsx", {**CELLS, ("0000000", "000000", "150000"): TOTAL})
    assert load(Oews(), text).report.rejected == 0


def test_lines_of_a_flat_file_are_rejected_one_by_one(load, tmp_path):
    files = write_flat(tmp_path / "flat")
    data = next(file for file in files if file.name == "oe.data.0.Current")
    text = data.read_text().splitlines()
    developer = next(n for n, line in enumerate(text) if "00000015125213" in line)
    text[developer] = text[developer].replace("186640", "186,640")
    broken = "OEUN0000000000000151252"
    data.write_text("\n".join([*text, text[1], "x\ty", "", f"{broken}\t2025\tA01\t1\t"]))
    report = load(Oews(), *files).report
    assert dict(report.rejected_examples) == {
        developer + 1: "value: '186,640', expected a number from 0",
        len(text) + 1: "the same value of the same cell is listed twice",
        len(text) + 2: "oe.data.0.Current: expected 5 cells",
        len(text) + 4: f"series_id: '{broken}', expected an OEWS series",
    }
    assert report.rows_in == 14 * 16 + 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.sqlite", b"SQLite format 3\0" + b"\0" * 100, "damaged or no OEWS release"),
        ("a.csv", b"a,b\n1,2\n", "is no OEWS release"),
        ("a.zip", b"<html>Access Denied", "web page"),
        ("a.sqlite.gz", gzip.compress(b"SQLite format 3\0" * 99, mtime=0)[:40], "cut off"),
        ("oe.data.0.Current", b"series_id\tyear\n", "needs oe.area, oe.occupation, oe.footnote"),
    ],
)
def test_another_file_is_refused(load, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        load(Oews(), path)


def test_a_cut_off_release_is_refused_or_short(load, tmp_path, packed):
    content = packed.read_bytes()
    for share in (0.3, 0.6, 0.9):
        cut = tmp_path / f"cut-{share}.sqlite"
        cut.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(SourceError):
            load(Oews(), cut)


def test_checks_name_what_cannot_be(load, tmp_path):
    falling = TOTAL.replace("83200", "30000")
    hours = TOTAL.replace("52000", "60000")
    cells = {("0000000", "000000", "000000"): falling, ("0600000", "000000", "000000"): hours}
    assert load(Oews(), write_sqlite(tmp_path / "a.sqlite", cells)).offences() == {
        "percentiles_rise": 1,
        "year_is_2080_hours": 1,
    }
    parts = {
        ("0000000", "000000", "000000"): TOTAL,
        ("0000000", "000000", "150000"): DEVELOPER,
        ("0600000", "000000", "000000"): DEVELOPER,
    }
    assert load(Oews(), write_sqlite(tmp_path / "b.sqlite", parts)).offences() == {
        "groups_add_up": 1,
        "states_add_up": 1,
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["OEUN000000000000015125201", "OEUM004186000000015125213", "x", ""]),
            st.sampled_from(["2025", "2024", ""]),
            st.sampled_from(["1", "-", "", "x", "-1", "inf", "\t", "é"]),
            st.sampled_from(["", "5", "8", "4"]),
        ),
        max_size=12,
    )
)
def test_any_lines_are_accounted_for(load, tmp_path, lines):
    files = write_flat(tmp_path / "flat")
    data = next(file for file in files if file.name == "oe.data.0.Current")
    given_lines = [f"{s}\t{y}\tA01\t{v}\t{f}" for s, y, v, f in lines]
    with data.open("a", newline="", encoding="utf-8") as stream:
        stream.write("\n".join(given_lines))
    report = load(Oews(), *files).report
    assert report.rows_in == 14 * 16 + len(given_lines)


@pytest.mark.real_data
def test_the_real_release(load, real_data):
    loaded = load(Oews(), *sorted((real_data / "oews").iterdir()))
    report = loaded.report
    assert (report.rows_in, report.rows_out, report.rejected) == (370_172, 248_683, 0)
    assert report.skipped == {
        "industry below or beside the sectors": 120_761,
        "employment of a sector not released": 728,
    }
    assert loaded.offences() == {}
    assert loaded.rows("SELECT area_type, count(*) FROM oews_area GROUP BY 1 ORDER BY 1") == [
        ("metro", 528),
        ("nation", 1),
        ("state", 54),
    ]
    assert loaded.rows(
        "SELECT max(wage_annual_p90_usd), count(*) FILTER (wage_annual_p90_usd > 239200) "
        "FROM oews_wage WHERE wage_topcoded_from_percentile IS NULL"
    ) == [(946560, 6711)]
    assert loaded.rows(
        "SELECT wage_topcoded_from_percentile, count(*) FROM oews_wage "
        "WHERE wage_topcoded_from_percentile IS NOT NULL GROUP BY 1 ORDER BY 1"
    ) == [(10, 338), (50, 1), (90, 11)]
