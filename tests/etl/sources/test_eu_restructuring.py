"""European restructurings: signs, the word None, several countries, and newer factsheets."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import RawFile, SourceError
from etl.sources.eu_restructuring import EuRestructuring

FACTSHEETS = Path(__file__).parents[2] / "fixtures" / "eu_restructuring" / "factsheets.csv"


def account(loaded) -> tuple[int, int, int, dict[str, int]]:
    report = loaded.report
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())
    return report.rows_in, report.rows_out, report.rejected, report.skipped


def test_losses_are_negative_and_none_is_a_word(load):
    loaded = load(EuRestructuring(), FACTSHEETS)
    assert account(loaded) == (7, 7, 0, {})
    assert (loaded.report.verdict, loaded.offences()) == ("ok", {})
    assert loaded.rows(
        """SELECT event_id, announced_date, country, company_key, restructuring_type,
                  employment_change FROM eu_restructuring_event ORDER BY event_id"""
    ) == [
        ("300001", date(2026, 9, 8), "ES", "gaviota hoteles", "Business expansion", 100),
        ("300002", date(2026, 9, 4), "DE", "möwe werke ag", "Closure", -1200),
        ("300003", date(2026, 9, 3), "CZ", "racek s.r.o.", "Internal restructuring", -150),
        ("300004", date(2026, 8, 30), None, "seagull group", "Internal restructuring", -2000),
        ("300005", date(2026, 8, 28), None, "tern logistics", "Merger/Acquisition", None),
        ("300006", date(2026, 8, 21), "GB", "puffin foods", "Merger/Acquisition", -210),
        ("300007", date(2026, 8, 20), "NO", "lunde, as", "Offshoring/Delocalisation", -75),
    ]


def test_a_month_shows_losses_gains_and_what_is_not_known(load):
    assert load(EuRestructuring(), FACTSHEETS).rows(
        """SELECT month, country, jobs_lost_known, jobs_gained_known, events_of_loss, events,
                  events_size_unknown FROM eu_restructuring_month
           WHERE country IN ('ZZ', 'ES') ORDER BY country"""
    ) == [
        (date(2026, 9, 1), "ES", 0, 100, 0, 1, 0),
        (date(2026, 8, 1), "ZZ", 2000, 0, 1, 2, 1),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,08/09/2026x,Spain,A,B,Closure,-5", "Announcement date: '08/09/2026x' is no date"),
        ("1,2126-01-01,Spain,A,B,Closure,-5", "Announcement date: '2126-01-01' is no date"),
        ("1,2026-01-01,Spain, ,B,Closure,-5", "Company: is blank"),
        (",2026-01-01,Spain,A,B,Closure,-5", "Id: is blank"),
        ("1,2026-01-01,Spain,A,B,Closure", "6 cells, expected 7"),
    ],
)
def test_bad_rows_are_rejected_by_field(load, tmp_path, row, said):
    path = tmp_path / "a.csv"
    path.write_text(FACTSHEETS.read_text() + row + "\n")
    loaded = load(EuRestructuring(), path)
    assert account(loaded) == (8, 7, 1, {})
    assert said in loaded.report.rejected_examples[0][1]


def test_an_absurd_change_is_left_out_and_an_unknown_country_named(load, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(FACTSHEETS.read_text() + "1,2026-01-01,Atlantis,A,B,Closure,-5000000000\n")
    loaded = load(EuRestructuring(), path)
    assert loaded.rows(
        "SELECT country, employment_change FROM eu_restructuring_event WHERE event_id = '1'"
    ) == [(None, None)]
    assert "unknown countries left without a code: Atlantis" in loaded.report.message
    assert "1 unreadable values of Employment Change left out" in loaded.report.message


def test_a_newer_release_rewrites_a_factsheet(load, tmp_path):
    path = tmp_path / "newer.csv"
    newer = FACTSHEETS.read_text().replace("-1200", "-900")
    path.write_text(newer + "300008,2026-10-01,France,Mouette,Retail,Closure,-80\n")
    files = [
        RawFile(
            file, hashlib.sha256(file.read_bytes()).hexdigest(), datetime(2026, 11, 1, tzinfo=UTC)
        )
        for file in (path, FACTSHEETS)
    ]
    loaded = load(EuRestructuring(), *files)
    assert account(loaded) == (15, 8, 0, {"taken from a newer release": 7})
    assert loaded.rows(
        "SELECT employment_change FROM eu_restructuring_event WHERE event_id = '300002'"
    ) == [(-900,)]


def test_a_missing_column_refuses_the_file(load, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Id,Country,Company\n1,Spain,A\n")
    with pytest.raises(SourceError, match="lacks the columns Announcement date, Sector"):
        load(EuRestructuring(), path)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200))
def test_anything_is_accounted_for_or_refused(load, tmp_path, body):
    path = tmp_path / "fuzz.csv"
    path.write_bytes(FACTSHEETS.read_bytes() + body)
    try:
        account(load(EuRestructuring(), path))
    except SourceError:
        return
