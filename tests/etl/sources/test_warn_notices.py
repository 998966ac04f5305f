"""WARN notices: versions, dates that cannot be, publishers side by side, and the real states."""

import csv
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import RawFile, SourceError
from etl.sources.warn_notices import WarnNotices

FIXTURES = Path(__file__).parents[2] / "fixtures" / "warn_notices"
REGISTER = FIXTURES / "register_al.csv"


def raw_file(path: Path, retrieved: datetime = datetime(2026, 11, 1, tzinfo=UTC)) -> RawFile:
    return RawFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), retrieved)


def account(loaded) -> tuple[int, int, int, dict[str, int]]:
    report = loaded.report
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())
    assert loaded.rows("SELECT count(*) FROM warn_notice") == [(report.rows_out,)]
    return report.rows_in, report.rows_out, report.rejected, report.skipped


@pytest.fixture
def variant(tmp_path):
    """Return a function that writes the register's fixture with changed rows."""

    def write(name: str, *changes: dict[str, str], drop: int = 0, **everywhere: str) -> RawFile:
        with REGISTER.open(newline="") as lines:
            reader = csv.DictReader(lines)
            rows = list(reader)[drop:]
        for row, change in zip(rows, [*changes, *[{}] * len(rows)], strict=False):
            row.update(everywhere | change)
        with (tmp_path / name).open("w", newline="") as lines:
            writer = csv.DictWriter(lines, reader.fieldnames)
            writer.writeheader()
            writer.writerows(rows)
        return raw_file(tmp_path / name)

    return write


def test_a_version_is_a_number_and_no_flag(load):
    loaded = load(WarnNotices(), raw_file(REGISTER))
    assert account(loaded) == (5, 5, 0, {})
    assert loaded.rows("SELECT version, employees_affected FROM warn_notice LIMIT 1") == [(25, 120)]


def test_codes_keep_their_leading_zeros(load):
    loaded = load(WarnNotices(), raw_file(REGISTER))
    assert loaded.rows(
        """SELECT notice_id, county_fips, naics_code, naics_sector, employer_key, company_key
           FROM warn_notice ORDER BY notice_id LIMIT 3"""
    ) == [
        ("al-1", "01001", "44-45", "44-45", "qid:Q900", "kingfisher mills"),
        ("al-2", "01001", "313310", "31-33", "qid:Q900", "kingfisher mills"),
        ("al-3", "01007", None, None, "n:dunlin freight", "dunlin freight"),
    ]


def test_a_month_comes_from_the_best_date_there_is(load):
    """No notice date: the first layoff. A notice after the last look cannot be: likewise."""
    loaded = load(WarnNotices(), raw_file(REGISTER))
    assert loaded.rows(
        """SELECT notice_id, month, month_basis, notice_date, as_of_date
           FROM warn_notice ORDER BY notice_id"""
    ) == [
        ("al-1", date(2026, 5, 1), "notice", date(2026, 5, 4), date(2026, 8, 8)),
        ("al-2", date(2025, 12, 1), "notice", date(2025, 12, 1), date(2026, 8, 8)),
        ("al-3", date(2026, 4, 1), "effective", None, date(2026, 8, 8)),
        ("al-4", date(2026, 6, 1), "effective", date(2026, 12, 31), date(2026, 8, 8)),
        ("al-5", None, None, None, date(2026, 8, 8)),
    ]


def test_sixteen_thousand_is_real_and_billions_are_not(load):
    loaded = load(WarnNotices(), raw_file(REGISTER))
    assert loaded.rows("SELECT employees_affected FROM warn_notice ORDER BY notice_id") == [
        (120,), (16_000,), (None,), (None,), (35,),
    ]  # fmt: skip
    assert "1 unreadable values of employees_affected left out" in loaded.report.message
    assert "'4000000000'" in loaded.report.message


def test_the_highest_version_of_a_notice_counts_once(load, variant):
    old = variant("old.csv", {"current_version": "24", "employees_affected": "90"})
    # In one file, or in two that are parts of a list: the version decides.
    both = variant("both.csv", {}, {"dedupe_key": "al-1", "current_version": "3"})
    loaded = load(WarnNotices(), both)
    assert account(loaded) == (5, 4, 0, {"older_version_of_a_notice": 1})
    assert loaded.rows(
        "SELECT version, employees_affected FROM warn_notice WHERE notice_id = 'al-1'"
    ) == [(25, 120)]
    assert account(load(WarnNotices(), raw_file(REGISTER), old)) == (
        10,
        5,
        0,
        {"superseded_by_newer_release": 5},
    )


def test_a_newer_release_of_a_state_replaces_the_older_and_what_vanished_is_gone(load, variant):
    newer = variant("newer.csv", {"employees_affected": "99"}, drop=1, last_seen="2026-09-09")
    for files in ([raw_file(REGISTER), newer], [newer, raw_file(REGISTER)]):
        loaded = load(WarnNotices(), *files)
        assert account(loaded) == (9, 4, 0, {"superseded_by_newer_release": 5})
        assert loaded.rows("SELECT max(as_of_date), max(employees_affected) FROM warn_notice") == [
            (date(2026, 9, 9), 99)
        ]


def test_parts_of_a_state_unite(load, variant):
    part = variant(
        "part.csv", *({"dedupe_key": f"other-{n}"} for n in range(4)), {"dedupe_key": "al-5"}
    )
    loaded = load(WarnNotices(), raw_file(REGISTER), part)
    assert account(loaded) == (10, 9, 0, {"notice_given_twice": 1})


def test_the_same_file_twice_adds_nothing(load):
    assert account(load(WarnNotices(), raw_file(REGISTER), raw_file(REGISTER)))[1] == 5


def test_superseded_amendments_of_the_integrated_file_are_skipped(load):
    loaded = load(WarnNotices(), raw_file(FIXTURES / "integrated.csv"))
    assert account(loaded) == (2, 1, 0, {"superseded_by_an_amendment": 1})
    assert loaded.report.verdict == "ok"
    assert loaded.rows(
        """SELECT notice_id, employees_affected, version, layoff_type, employer_key, company_key,
                  is_amendment, first_seen_date, as_of_date FROM warn_notice"""
    ) == [
        ("i2", 178, 5, "closure", "n:avocet systems", "avocet systems, inc.", True,
         date(2026, 7, 3), date(2026, 7, 8)),
    ]  # fmt: skip


def test_a_state_is_taken_from_one_publisher(load):
    """The register comes first, then the integrated file, then the consolidated one."""
    files = [raw_file(FIXTURES / name) for name in ("consolidated.csv", "integrated.csv")]
    loaded = load(WarnNotices(), *files, raw_file(REGISTER))
    assert account(loaded) == (
        10,
        6,
        0,
        {"state_taken_from_another_publisher": 3, "superseded_by_an_amendment": 1},
    )
    assert loaded.rows("SELECT state, count(*) FROM warn_notice GROUP BY ALL ORDER BY ALL") == [
        ("AL", 5),
        ("CA", 1),
    ]
    alone = load(WarnNotices(), raw_file(FIXTURES / "consolidated.csv"))
    assert account(alone) == (3, 3, 0, {})
    assert alone.rows(
        "SELECT DISTINCT employer_key, as_of_date FROM warn_notice WHERE state = 'CA'"
    ) == [("n:avocet systems", date(2026, 6, 1))]


def test_rows_that_name_nothing_are_rejected_by_field(load, variant):
    file = variant("bad.csv", {"employer_name": " "}, {"state": "Alabama"}, {"dedupe_key": ""})
    loaded = load(WarnNotices(), file)
    assert account(loaded) == (5, 2, 3, {})
    assert [(line, reason) for line, reason in loaded.report.rejected_examples] == [
        (2, "bad.csv: employer_name: is blank"),
        (3, "bad.csv: state: 'Alabama' is not a postal code"),
        (4, "bad.csv: dedupe_key: is blank"),
    ]


def test_unreadable_minor_values_are_left_out_and_named(load, variant):
    file = variant(
        "odd.csv", {"county_fips": "1001", "notice_date": "2206-01-01", "is_temporary": "x"}
    )
    loaded = load(WarnNotices(), file)
    assert loaded.rows(
        "SELECT county_fips, notice_date, month_basis, is_temporary FROM warn_notice LIMIT 1"
    ) == [(None, None, "effective", None)]
    for column in ("county_fips", "notice_date", "is_temporary"):
        assert f"1 unreadable values of {column} left out" in loaded.report.message


def test_columns_of_neither_publisher_are_named(load, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("state,employer_name,dedupe_key,effective_date\nAL,Ibis,1,2026-01-01\n")
    with pytest.raises(SourceError, match="as 'register' it lacks the columns current_version"):
        load(WarnNotices(), raw_file(path))
    path.write_text("hash_id,postal_code,day\n1,AL,2026-01-01\n")
    with pytest.raises(
        SourceError, match=r"consolidated.*lacks the columns company, effective_date"
    ):
        load(WarnNotices(), raw_file(path))


def test_the_register_of_before_has_fewer_columns_and_a_new_one_is_named(load, tmp_path):
    path = tmp_path / "warn_notices.csv"
    path.write_text(
        "state,employer_name,location,effective_date,notice_date,current_version,dedupe_key,mood\n"
        '"AL","Dunlin Freight, LLC",Mobile,2026-06-01,2026-04-01,1,al-9,grim\n'
    )
    loaded = load(WarnNotices(), raw_file(path))
    assert loaded.rows("SELECT employer_key, layoff_type FROM warn_notice") == [
        ("n:dunlin freight", "unknown")
    ]
    assert loaded.report.message == "warn_notices.csv has unknown columns: mood"


def test_an_agency_date_stands_in_for_a_notice_date(load, tmp_path):
    path = tmp_path / "warn_notices.csv"
    path.write_text(
        "state,employer_name,effective_date,notice_date,agency_notification_date,current_version,"
        "dedupe_key,last_seen\nFL,Ibis,2026-06-01,,2026-04-03,1,fl-1,2026-07-01\n"
    )
    assert load(WarnNotices(), raw_file(path)).rows(
        "SELECT month, month_basis FROM warn_notice"
    ) == [(date(2026, 4, 1), "agency")]


def test_marts_count_employers_once_and_show_what_is_not_known(load):
    loaded = load(WarnNotices(), raw_file(REGISTER), raw_file(FIXTURES / "integrated.csv"))
    assert set(loaded.offences()) == {"dated", "headcount_known"}
    assert loaded.rows(
        """SELECT employer_key, notices, notices_last_12m, employees_known, notices_size_unknown,
                  first_month, last_month, states, ticker
           FROM warn_employer WHERE employer_key IN ('qid:Q900', 'n:turnstone hotel')
           ORDER BY ALL"""
    ) == [
        ("n:turnstone hotel", 1, 0, 35, 0, None, None, ["AL"], None),
        ("qid:Q900", 2, 2, 16_120, 0, date(2025, 12, 1), date(2026, 5, 1), ["AL"], "KFM"),
    ]
    assert loaded.rows(
        """SELECT month, notices, employers, employees_known, notices_size_unknown,
                  notices_by_effective_date
           FROM warn_state_month WHERE state = 'AL' ORDER BY month"""
    ) == [
        (date(2025, 12, 1), 1, 1, 16_000, 0, 0),
        (date(2026, 4, 1), 1, 1, 0, 1, 1),
        (date(2026, 5, 1), 1, 1, 120, 0, 0),
        (date(2026, 6, 1), 1, 1, 0, 1, 1),
    ]
    assert loaded.rows(
        "SELECT year, employers, notices, states, has_california FROM warn_year ORDER BY year"
    ) == [(2025, 1, 1, 1, False), (2026, 4, 4, 2, True)]
    assert loaded.rows(
        """SELECT county_fips, county_name, notices_last_12m, employees_known_last_12m
           FROM warn_county ORDER BY county_fips"""
    ) == [("01001", "Autauga County", 2, 16_120), ("01007", "Bibb County", 1, 0)]


def test_a_missing_california_is_said(load):
    assert load(WarnNotices(), raw_file(REGISTER)).offences()["california_present"] == 1


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200), cells=st.lists(st.text(max_size=12), max_size=45))
def test_anything_is_accounted_for_or_refused(load, tmp_path, body, cells):
    header, first, *_ = REGISTER.read_bytes().splitlines(keepends=True)
    path = tmp_path / "fuzz.csv"
    for extra in (body, ",".join(cells).encode(errors="replace")):
        path.write_bytes(header + first + extra)
        try:
            account(load(WarnNotices(), raw_file(path)))
        except SourceError:
            continue


@pytest.mark.real_data
def test_forty_real_states(load, real_data):
    files = sorted((real_data / "warn" / "states").glob("*.csv.gz"))
    retrieved = datetime(2026, 8, 9, tzinfo=UTC)
    loaded = load(WarnNotices(), *(raw_file(file, retrieved) for file in files))
    assert account(loaded) == (53_190, 53_190, 0, {})
    assert loaded.offences() == {"california_present": 1}
    assert loaded.rows(
        """SELECT count(DISTINCT state), count(*) FILTER (version > 1), max(version),
                  count(*) FILTER (notice_date IS NULL), count(*) FILTER (notice_date > as_of_date),
                  max(employees_affected), max(as_of_date)
           FROM warn_notice"""
    ) == [(40, 6_467, 25, 5_287, 16, 16_000, date(2026, 8, 8))]
    assert loaded.rows(
        """SELECT state FROM warn_notice GROUP BY state
           HAVING count(notice_date) = 0 ORDER BY state"""
    ) == [("GA",), ("PA",)]
    assert loaded.rows(
        "SELECT count(DISTINCT state) FROM warn_notice WHERE notice_date IS NULL"
    ) == [(12,)]
    assert loaded.rows(
        """SELECT round(count(*) FILTER (employees_affected IS NULL) / count(*), 2),
                  round(count(*) FILTER (naics_code IS NULL) / count(*), 1) FROM warn_notice"""
    ) == [(0.05, 0.5)]
    assert (
        loaded.rows(
            "SELECT count(*) FROM warn_notice WHERE state = 'AL' AND county_fips LIKE '01%'"
        )[0][0]
        > 500
    )
