"""Consumer prices: API replies and flat files of BLS, and the reference figures."""

from datetime import date
from pathlib import Path

import pytest

import etl
from etl.source import SourceError
from etl.sources.cpi import Cpi

FIXTURES = Path(__file__).parents[2] / "fixtures" / "cpi"
REFERENCE = Path(etl.__file__).parent / "reference" / "cpi_2000-2026.tsv"
MONTHS = """SELECT month::VARCHAR, is_seasonally_adjusted, index_1982_84, as_of_date
            FROM cpi_month ORDER BY ALL"""


def test_flat_file_and_api_reply_unite(load):
    loaded = load(Cpi(), FIXTURES / "cu.data.1.AllItems", FIXTURES / "api_reply.json")
    assert loaded.rows(MONTHS) == [
        ("2025-09-01", False, 324.8, date(2025, 11, 30)),
        ("2025-09-01", True, 324.245, date(2025, 9, 30)),
        ("2025-11-01", False, 324.122, date(2025, 11, 30)),
    ]
    assert loaded.report.skipped == {
        "another series": 1,
        "annual average (M13)": 1,
        "taken from a newer release": 1,
        "value not published": 2,
    }
    assert (loaded.report.rows_in, loaded.report.rejected) == (8, 0)
    assert loaded.offences() == {}


def test_another_file_is_refused(load, tmp_path):
    path = tmp_path / "file"
    for text, said in (
        ("date,value\n2020-01-01,1\n", "lacks the columns series_id"),
        ('{"status":"REQUEST_NOT_PROCESSED","message":["limit reached"]}', "limit reached"),
        (
            "series_id\tyear\tperiod\tvalue\tfootnote_codes\nJTS\t2020\tM01\t1\t\n",
            "no month of CUUR0000SA0 or CUSR0000SA0 in file",
        ),
    ):
        path.write_text(text)
        with pytest.raises(SourceError, match=said):
            load(Cpi(), path)


def test_checks_name_a_jump_and_another_base(load, tmp_path):
    lines = ["series_id\tyear\tperiod\tvalue\tfootnote_codes"]
    for year in (1982, 1983, 1984):
        lines += [f"CUUR0000SA0\t{year}\tM{month:02}\t50\t" for month in range(1, 13)]
    lines.append("CUUR0000SA0\t1985\tM01\t55\t")
    path = tmp_path / "cu.data"
    path.write_text("\n".join(lines))
    assert load(Cpi(), path).offences() == {"base_is_1982_84": 1, "no_jump": 1}


def test_the_reference_figures_load(load):
    loaded = load(Cpi(), REFERENCE)
    assert loaded.report.rejected == 0
    assert loaded.offences() == {}
    assert loaded.rows(
        "SELECT count(*), min(month), max(month), any_value(as_of_date) FROM cpi_month "
        "WHERE NOT is_seasonally_adjusted"
    ) == [(319, date(2000, 1, 1), date(2026, 8, 1), date(2026, 8, 31))]
