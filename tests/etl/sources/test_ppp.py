"""Purchasing power: the World Bank's reply, a packed CSV, and the reference figures."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import etl
from etl.source import SourceError
from etl.sources.ppp import Ppp

REPLY = Path(__file__).parents[2] / "fixtures" / "ppp" / "PA.NUS.PPP.json"
REFERENCE = Path(etl.__file__).parent / "reference" / "ppp-gdp_2022.csv"
RATES = "SELECT country, year, units_per_intl_usd, as_of_date FROM ppp_rate ORDER BY ALL"


def written(tmp_path, text: str) -> Path:
    path = tmp_path / "file"
    path.write_text(text)
    return path


def test_a_reply_of_the_api(load):
    loaded = load(Ppp(), REPLY)
    day = date(2024, 12, 31)
    assert loaded.rows(RATES) == [
        ("MY", 2024, 1.41, day),
        ("NA", 2024, 7.2, day),
        ("US", 2024, 1.0, day),
    ]
    assert loaded.report.skipped == {
        "a group of countries, not one": 1,
        "more than 10 years older": 1,
        "no figure": 1,
    }
    assert loaded.report.rows_in == 6


def test_a_newer_release_wins_and_an_older_one_fills_in(load, tmp_path):
    older = written(
        tmp_path, "Country,Country ID,Year,PPP\nMalaysia,MY,2023,1.5\nChad,TD,2023,200\n"
    )
    loaded = load(Ppp(), older, REPLY)
    assert [row[:3] for row in loaded.rows(RATES)] == [
        ("MY", 2023, 1.5),
        ("MY", 2024, 1.41),
        ("NA", 2024, 7.2),
        ("TD", 2023, 200.0),
        ("US", 2024, 1.0),
    ]


def test_bad_figures_are_rejected(load, tmp_path):
    text = (
        "Country,Country ID,Year,PPP\nMalaysia,MY,2023,-1\nChad,TD,x,200\nUnited States,US,2023,1\n"
    )
    report = load(Ppp(), written(tmp_path, text)).report
    assert dict(report.rejected_examples) == {
        2: "Malaysia, year '2023': '-1' is no rate",
        3: "Chad, year 'x': '200' is no rate",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"message":[{"id":"120","key":"Invalid value","value":"not valid"}]}]', "not valid"),
        ('[{"page":1,"pages":2},[]]', "is page 1 of 2: not the whole"),
        ('[{"page":1,"pages":1},null]', "no reply of the World Bank's API"),
        ('[{"page":1,"pages":1},[]]', "holds no purchasing power"),
        ("[", "no reply of the World Bank's API"),
        (REPLY.read_text().replace("PA.NUS.PPP", "PA.NUS.FCRF"), "is of PA.NUS.FCRF"),
        ("a,b\n1,2\n", "lacks the columns Country, Country ID, Year, PPP"),
        ("<html>", "web page"),
    ],
)
def test_another_file_is_refused(load, tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        load(Ppp(), written(tmp_path, text))


def test_checks_want_the_world_and_the_dollar_as_the_unit(load, tmp_path):
    text = "Country,Country ID,Year,PPP\nUnited States,US,2023,1.3\n"
    offences = load(Ppp(), written(tmp_path, text)).offences()
    assert offences == {"us_is_one": 1, "countries": 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["message", "page", "pages", "country", "indicator", "id", "value"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(lambda reply: json.dumps([reply, [reply]]))
)
def test_any_reply_is_read_or_refused(load, tmp_path, text):
    with pytest.raises(SourceError):
        load(Ppp(), written(tmp_path, text))


def test_the_reference_figures_load(load):
    loaded = load(Ppp(), REFERENCE)
    assert (loaded.report.rows_in, loaded.report.rejected) == (194, 0)
    assert loaded.offences() == {}
    asked = ("US", "MY", "GB", "DE", "FR", "IN", "CA", "AU", "NL", "IE", "ES", "IT", "SG")
    assert loaded.rows(f"SELECT count(*) FROM ppp_rate WHERE country IN {asked}") == [(13,)]
