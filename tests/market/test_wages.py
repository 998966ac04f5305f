"""Wages are asked as near to the person as published, and the answer says where it is from."""

from datetime import date

import duckdb
import pytest

from etl.schema import SCHEMA_SQL
from greener.market.store import Snapshot
from greener.market.us_states import states
from greener.market.wage_areas import AmbiguousAreaError, areas, find_areas, find_metro
from greener.market.wages import occupation_wage, occupations, wages_by_area

AREAS = [
    ("0000000", "nation", "00", "United States"),
    ("0600000", "state", "06", "California"),
    ("4100000", "state", "41", "Oregon"),
    ("0041860", "metro", "06", "San Francisco-Oakland-Fremont, CA"),
    ("0041940", "metro", "06", "San Jose-Sunnyvale-Santa Clara, CA"),
    ("0042200", "metro", "06", "Santa Maria-Santa Barbara, CA"),
    ("0038860", "metro", "23", "Portland-South Portland, ME"),
    ("0038900", "metro", "41", "Portland-Vancouver-Hillsboro, OR-WA"),
]
DEVELOPER, ACTOR, DOCTOR = "15-1252", "27-2011", "29-1215"


def wage(area, soc, annual=None, hourly=None, top=None, employment=100):
    annual, hourly = annual or [None] * 5, hourly or [None] * 5
    basis = "annual_only" if annual[2] else "hourly_only" if hourly[2] else "not_released"
    row = [area, soc, employment, 2.5, None, None, 1.5, *hourly, *annual]
    return [*row, top, basis, "oews", date(2025, 5, 31)]


@pytest.fixture
def snapshot(tmp_path):
    path = tmp_path / "market.duckdb"
    rows = [
        wage("0000000", DEVELOPER, [1, 2, 3, 4, 5]),
        wage("0600000", DEVELOPER, [10, 20, 30, 40, 50]),
        wage("4100000", DEVELOPER, [11, 21, 31, 41, 51]),
        wage("0041860", DEVELOPER, [100, 200, 300, 400, 500], employment=None),
        wage("0041940", DEVELOPER),
        wage("0000000", ACTOR, hourly=[10, 20, 30, 40, 50]),
        wage("0041860", DOCTOR, [100, 200, 300, 300, 300], top=75),
    ]
    with duckdb.connect(path) as connection:
        connection.execute(SCHEMA_SQL)
        connection.executemany(
            "INSERT INTO oews_area VALUES (?, ?, ?, ?, 'oews', '2025-05-31')", AREAS
        )
        connection.execute(
            "INSERT INTO oews_occupation VALUES "
            "('15-1252', 'Software Developers', 'detailed', 'oews', '2025-05-31')"
        )
        connection.executemany(f"INSERT INTO oews_wage VALUES ({', '.join('?' * 21)})", rows)
    with Snapshot(path) as opened:
        yield opened


def test_the_most_local_published_wage_answers(snapshot):
    found = occupation_wage(snapshot, DEVELOPER, "CA", "san francisco")
    assert found.area.name == "San Francisco-Oakland-Fremont, CA"
    assert found.percentiles_annual_usd == {10: 100, 25: 200, 50: 300, 75: 400, 90: 500}
    assert (found.occupation, found.as_of) == ("Software Developers", date(2025, 5, 31))
    assert (found.employment, found.employment_rse_pct, found.wage_rse_pct) == (None, 2.5, 1.5)
    assert found.passed_over == ()


def test_where_nothing_is_published_the_state_and_then_the_nation_stand_in(snapshot):
    in_state = occupation_wage(snapshot, DEVELOPER, "California", "San Jose")
    assert in_state.area.name == "California"
    assert [area.code for area in in_state.passed_over] == ["0041940"]
    in_nation = occupation_wage(snapshot, ACTOR, "ca", "0041940")
    assert in_nation.area.kind == "nation"
    assert [area.kind for area in in_nation.passed_over] == ["metro", "state"]
    assert occupation_wage(snapshot, DOCTOR, "OR") is None
    assert occupation_wage(snapshot, "99-9999") is None


def test_hourly_wages_become_yearly_ones_and_say_so(snapshot):
    found = occupation_wage(snapshot, ACTOR)
    assert found.is_from_hourly
    assert found.percentiles_annual_usd[50] == 30 * 2080


def test_topcoded_percentiles_are_lower_bounds(snapshot):
    found = occupation_wage(snapshot, DOCTOR, metro="41860")
    assert found.lower_bounds == {75, 90}
    assert occupation_wage(snapshot, DEVELOPER).lower_bounds == frozenset()


def test_a_metro_brings_its_state_and_a_state_decides_between_metros(snapshot):
    assert [area.code for area in find_areas(snapshot, metro="San Jose")] == [
        "0041940",
        "0600000",
        "0000000",
    ]
    assert find_metro(snapshot, "Portland", "WA").code == "0038900"
    assert find_metro(snapshot, "portland", "Maine").code == "0038860"
    with pytest.raises(AmbiguousAreaError, match="Portland-South Portland, ME; Portland-Vanc"):
        occupation_wage(snapshot, DEVELOPER, "TX", "Portland")


def test_a_beginning_is_of_whole_words(snapshot):
    assert find_metro(snapshot, "Santa").code == "0042200"
    assert find_metro(snapshot, "San Franciso") is None
    assert find_metro(snapshot, "  ") is None
    with pytest.raises(AmbiguousAreaError):
        find_metro(snapshot, "San", "CA")


def test_an_unknown_place_falls_back_to_the_nation(snapshot):
    assert [area.kind for area in find_areas(snapshot, "Bavaria", "Munich")] == ["nation"]


def test_lists_for_pickers_and_pages(snapshot):
    assert len(areas(snapshot)) == len(AREAS)
    assert [area.name for area in areas(snapshot, "state")] == ["California", "Oregon"]
    assert occupations(snapshot)["soc_code"].tolist() == [DEVELOPER]
    by_state = wages_by_area(snapshot, DEVELOPER, "state")
    assert by_state["area_name"].tolist() == ["Oregon", "California"]
    assert by_state["wage_annual_p50_usd"].tolist() == [31, 30]


@pytest.mark.real_data
def test_state_codes_agree_with_the_real_areas(real_data, tmp_path):
    """Postal and FIPS codes are typed in; the real release has both in its areas."""
    import gzip
    import sqlite3

    unpacked = tmp_path / "oews.sqlite"
    (packed,) = (real_data / "oews").glob("*.sqlite.gz")
    unpacked.write_bytes(gzip.decompress(packed.read_bytes()))
    with sqlite3.connect(unpacked) as connection:
        named = dict(
            connection.execute("SELECT state_code, area_name FROM area WHERE areatype_code = 'S'")
        )
        metros = connection.execute(
            "SELECT state_code, area_name FROM area WHERE area_name LIKE '%, __'"
        ).fetchall()
    assert named == {state.fips: state.name for state in states()}
    postal = {state.fips: state.postal for state in states()}
    assert len(metros) > 300
    assert all(name.endswith(postal[fips]) for fips, name in metros)
