"""JOLTS: every layout it comes in, the traps of each, and the real files together."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import RawFile, SourceError
from etl.sources.jolts import Jolts
from etl.sources.jolts.series import decode, series_id

FIXTURES = Path(__file__).parents[2] / "fixtures" / "jolts"
REPLY = FIXTURES / "api_reply.json"
FLAT = FIXTURES / "jt.data.1.AllItems"
VALUES = """SELECT series_id, month::VARCHAR, averaged_months, rate_monthly_pct, level_thousands,
                   is_preliminary FROM jolts_value ORDER BY ALL"""


def written(tmp_path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def parquet(tmp_path, name: str, rows: dict) -> Path:
    path = tmp_path / name
    pd.DataFrame(rows).to_parquet(path)
    return path


def test_an_id_says_what_the_series_is():
    said = decode(pd.Series(["JTU510099000000000LDR", "JTS000000060000003JOL"], index=[7, 8]))
    assert said.loc[7].tolist() == [False, "510099", "00", "00", "LD", True]
    assert said.loc[8].tolist() == [True, "000000", "06", "03", "JO", False]
    assert series_id("LD", "R", industry_code="510000") == "JTS510000000000000LDR"


def test_an_api_reply(load):
    loaded = load(Jolts(), REPLY)
    assert loaded.rows(VALUES) == [
        ("JTS000000000000000LDL", "2026-07-01", 1, None, 1702.0, False),
        ("JTS000000000000000LDL", "2026-08-01", 1, None, 1641.0, True),
        ("JTS510000000000000LDR", "2026-08-01", 1, 1.0, None, True),
        ("JTS510099000000000LDR", "2026-08-01", 1, 0.4, None, False),
    ]
    assert loaded.report.skipped == {"not a JOLTS series": 1, "value not published": 1}
    assert (loaded.report.rows_in, loaded.report.verdict) == (6, "ok")
    assert loaded.rows("SELECT DISTINCT as_of_date FROM jolts_value") == [(date(2026, 8, 31),)]
    assert loaded.offences() == {}


def test_a_flat_file(load):
    loaded = load(Jolts(), FLAT)
    assert loaded.rows(VALUES) == [
        ("JTS000000000000000LDL", "2026-07-01", 1, None, 1702.0, False),
        ("JTS000000000000000LDL", "2026-08-01", 1, None, 1641.0, True),
        ("JTS000000060000000LDR", "2026-08-01", 1, 1.1, None, True),
    ]
    assert loaded.report.skipped == {
        "annual average (M13)": 1,
        "value not published": 1,
        "unemployed per job opening: neither rate nor level": 1,
    }


def test_a_csv_of_one_series_named_as_fred_does(load):
    loaded = load(Jolts(), FIXTURES / "JTSLDL.csv")
    assert [row[:2] for row in loaded.rows(VALUES)] == [
        ("JTS000000000000000LDL", "2026-06-01"),
        ("JTS000000000000000LDL", "2026-08-01"),
    ]
    assert loaded.report.skipped == {"value not published": 1}


def test_short_names_and_their_columns_of_means_are_told_apart(load):
    assert load(Jolts(), FIXTURES / "short_names.csv").rows(VALUES) == [
        ("JTS000000000000000JOR", "2023-12-01", 1, 5.4, None, False),
        ("JTS000000000000000LDL", "2023-12-01", 1, None, 1616.0, False),
        ("JTS000000000000000LDR", "2023-12-01", 1, 1.0, None, False),
    ]


def test_three_month_means_stand_beside_monthly_values_and_never_replace_them(load):
    loaded = load(Jolts(), FIXTURES / "in_words.csv")
    assert [row[:4] for row in loaded.rows(VALUES)] == [
        ("JTS000000000000000LDR", "2025-05-01", 1, 1.0),
        ("JTS000000000000000LDR", "2025-05-01", 3, 1.0333333333333334),
        ("JTS000000110000000LDR", "2025-05-01", 3, 1.6),
        ("JTS510000000000000LDR", "2025-05-01", 3, 1.0999999999999999),
        ("JTS510099000000000LDR", "2025-05-01", 3, 0.7333333333333334),
    ]
    assert loaded.report.rejected_examples == [
        (7, "data_measure_text: 'Level' is not known"),
        (8, "industry_text: 'Software' is not known"),
    ]


def test_parquet_of_all_series_with_its_faulty_dictionary_beside_it(load, tmp_path):
    values = parquet(
        tmp_path,
        "jolts.parquet",
        {
            "series_id": ["JTS510099000000000LDR", "JTS51099000000000LDR", "JTS000000000000000UOR"],
            "date": pd.to_datetime(["2022-09-01", "2022-09-01", "2022-09-01"]),
            "value": [0.5, 0.5, 1.1],
        },
    )
    dictionary = parquet(
        tmp_path,
        "dictionary.parquet",
        {"series_id": ["JTS510099000000000LDR"], "seasonal": ["S"], "industry_code": [510099]},
    )
    loaded = load(Jolts(), values, dictionary)
    assert [row[:4] for row in loaded.rows(VALUES)] == [
        ("JTS510099000000000LDR", "2022-09-01", 1, 0.5)
    ]
    assert loaded.report.skipped["catalogue of series, no values"] == 1
    assert loaded.report.rejected_examples == [
        (2, "series_id: 'JTS51099000000000LDR' is no JOLTS series id")
    ]
    with pytest.raises(SourceError, match=r"no JOLTS value in dictionary\.parquet"):
        load(Jolts(), dictionary)


def test_of_several_files_the_newest_release_of_a_value_wins_in_any_order(load, tmp_path):
    older = written(
        tmp_path, "older.csv", "observation_date,JTSLDL\n2026-06-01,1999\n2026-07-01,1888\n"
    )
    for files in ((older, REPLY), (REPLY, older)):
        loaded = load(Jolts(), *files)
        assert loaded.rows(
            "SELECT level_thousands, as_of_date FROM jolts_value "
            "WHERE level_thousands IS NOT NULL ORDER BY month"
        ) == [
            (1999.0, date(2026, 7, 31)),
            (1702.0, date(2026, 8, 31)),
            (1641.0, date(2026, 8, 31)),
        ]
        assert loaded.report.skipped["taken from a newer release"] == 1


def test_replies_fetched_together_are_one_release(load, tmp_path):
    """Requests are cut by years: the reply of old years is as new as that of the last one."""
    old_years = written(tmp_path, "a.csv", "observation_date,JTSLDL\n2010-06-01,1900\n")
    given = written(
        tmp_path, "b.csv", "observation_date,JTSLDL\n2010-06-01,1800\n2011-06-01,1700\n"
    )
    day = datetime(2026, 10, 8, tzinfo=UTC)
    loaded = load(
        Jolts(),
        RawFile(old_years, "0", day, url="https://api.bls.gov/a"),
        RawFile(REPLY, "0", day, url="https://api.bls.gov/b"),
        given,
    )
    assert loaded.rows(
        "SELECT level_thousands, as_of_date FROM jolts_value WHERE month < '2026-01-01' ORDER BY 1"
    ) == [(1700.0, date(2011, 6, 30)), (1900.0, date(2026, 8, 31))]


def test_a_month_listed_twice_with_different_values_is_rejected(load, tmp_path):
    text = "observation_date,JTSLDL\n2026-06-01,1\n2026-06-01,1\n2026-06-01,2\n"
    report = load(Jolts(), written(tmp_path, "a.csv", text)).report
    assert (report.rows_out, report.skipped) == (1, {"listed twice in one file": 1})
    assert report.rejected_examples[0][0] == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"status":"REQUEST_NOT_PROCESSED","message":["Daily limit"],"Results":{}}',
            "Daily limit",
        ),
        ('{"status":"REQUEST_SUCCEEDED","message":[],"Results":{}}', "lacks 'series'"),
        ('{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"JT"}]}}', "lacks 'data'"),
        ('{"status":"REQUEST_SUCCEEDED","Results":[1]}', "no reply of the BLS API"),
        ('{"status":"REQUEST_SUCC', "is no JSON"),
        ("{}", "has no status"),
        ("<html><h1>Access Denied</h1>", "web page"),
        ("company,date\nA,2020-01-01\n", "no JOLTS layout that is known"),
        ("observation_date,ICSA\n2020-01-01,1\n", "column ICSA is no JOLTS series"),
        ("series_id\tyear\nJTS\t2020\n", "lacks the columns period, value, footnote_codes"),
        ("PAR1 and no more", "cut off or damaged"),
        ("year,period,series,value\n", "a header but no rows"),
        ("year,period,series,value\n2020,M01,none,1\n", "no JOLTS value"),
    ],
)
def test_another_file_is_refused(load, tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        load(Jolts(), written(tmp_path, "file", text))


def test_industries_that_do_not_add_up_are_noticed(load, tmp_path):
    parts = ["110099", "230000", "300000", "400000", "510000", "510099"]
    parts += ["540099", "600000", "700000", "810000", "900000"]
    lines = [f"{series_id('LD', 'L', industry_code=code)}\t2026\tM08\t100\t" for code in parts]
    header = "series_id\tyear\tperiod\tvalue\tfootnote_codes"
    for total, offences in ((1103, {}), (1150, {"industries_add_up": 1})):
        total_line = f"{series_id('LD', 'L')}\t2026\tM08\t{total}\t"
        text = "\n".join([header, *lines, total_line])
        assert load(Jolts(), written(tmp_path, "jt.data", text)).offences() == offences


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "year": st.sampled_from(["2026", "20x6", "", "99999"]),
                "period": st.sampled_from(["M01", "M13", "M00", "Q01", "S01", ""]),
                "value": st.sampled_from(["1.2", "-", "", "1,641", "nan", "-3", "1e400", "٣"]),
                "footnotes": st.sampled_from([[{}], [{"code": "P"}], [], None]),
            }
        ),
        max_size=8,
    )
)
def test_any_observation_is_accounted_for(load, tmp_path, observations):
    reply = {
        "status": "REQUEST_SUCCEEDED",
        "Results": {"series": [{"seriesID": "JTS000000000000000LDR", "data": observations}]},
    }
    try:
        report = load(Jolts(), written(tmp_path, "a.json", json.dumps(reply))).report
    except SourceError as error:
        assert "no JOLTS value" in str(error)
        return
    assert report.rows_in == len(observations)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.sampled_from([REPLY, FLAT, FIXTURES / "in_words.csv"]), st.data())
def test_a_damaged_file_is_read_in_part_or_refused(load, tmp_path, junk, file, data):
    text = file.read_text()
    cut = data.draw(st.integers(0, len(text)))
    try:
        load(Jolts(), written(tmp_path, "a", text[:cut] + junk + text[cut:]))
    except SourceError:
        return


@pytest.mark.real_data
def test_the_real_files_together(load, real_data):
    loaded = load(Jolts(), *sorted((real_data / "jolts").iterdir()))
    report = loaded.report
    assert (report.rows_out, report.rejected, report.verdict) == (506_497, 0, "ok")
    assert report.rows_in == 523_591
    assert report.skipped == {
        "catalogue of series, no values": 1984,
        "not a JOLTS series": 2,
        "taken from a newer release": 1483,
        "unemployed per job opening: neither rate nor level": 13_624,
        "value not published": 1,
    }
    assert loaded.offences() == {}
    (industries, states) = loaded.rows(
        """SELECT count(DISTINCT industry_code) FILTER (state_code = '00'),
                  count(DISTINCT state_code) FILTER (regexp_matches(state_code, '[0-9]{2}'))
           FROM jolts_value WHERE element = 'LD' AND averaged_months = 1"""
    )[0]
    assert (industries, states) == (28, 52)


@pytest.mark.real_data
def test_short_names_hold_the_same_values_as_the_series(load, real_data):
    """Before the five years that a release revises, both vintages agree to the last digit."""
    folder = real_data / "jolts"
    values = "SELECT * FROM jolts_value WHERE month BETWEEN '2013-01-01' AND '2017-12-01'"
    short = load(Jolts(), folder / "jolts_total_nonfarm_2000_2023.csv").connection.sql(values).df()
    every = load(Jolts(), folder / "jolts_2000-12_2022-09.parquet").connection.sql(values).df()
    both = short.merge(every, on=["series_id", "month"], suffixes=("", "_every"))
    assert len(both) == len(short) == 600
    for column in ("rate_monthly_pct", "level_thousands"):
        assert both[column].equals(both[f"{column}_every"])
