"""A run publishes what is good, keeps what was good, and says which is which."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import duckdb
import pandas as pd
import pytest

from etl.fetching.acquire import Request, choose
from etl.publishing.generations import generation_names
from etl.publishing.verify import verify_snapshot
from etl.refresh import PublishError, refresh
from etl.source import Check
from greener.market.sources import source_status
from greener.market.store import NoGenerationError, current_name, open_current
from tests.etl.fakes import SOURCES, Prices, Rates, ask, write_prices, write_rates


def run(settings, sources=SOURCES, **given):
    files = {
        name: path if isinstance(path, list) else [path]
        for name, path in given.items()
        if name in ("rates", "prices")
    }
    options = {key: value for key, value in given.items() if key not in files}
    return refresh(Request(files=files, **{"offline": True, **options}), settings, sources)


def report(outcome, name="rates"):
    return next(report for report in outcome.reports if report.source == name)


def test_a_first_load_fills_tables_marts_and_books(settings, tmp_path):
    outcome = run(settings, rates=write_rates(tmp_path / "r.csv", 40, extra=["x,XAU,4000"]))
    assert outcome.exit_status == 0
    assert outcome.generation == current_name(settings.published_dir)
    assert ask(settings, "SELECT sum(days) AS n FROM fx_month").n[0] == 40
    load = ask(settings, "SELECT * FROM source_load").iloc[0]
    assert (load.verdict, load.origin, load.rows_in, load.rows_kept) == ("ok", "file", 41, 40)
    assert load.newest_date.date().isoformat() == "2026-02-09"
    assert ask(settings, "SELECT name FROM generation").name[0] == outcome.generation
    assert list(ask(settings, "SELECT source FROM source_info ORDER BY position").source) == [
        "rates",
        "prices",
    ]


def test_one_failing_source_never_fails_the_run(settings, tmp_path):
    good = run(settings, rates=write_rates(tmp_path / "r.csv"), prices=write_prices(tmp_path / "p"))
    assert good.exit_status == 0
    (tmp_path / "p").write_text("nothing,useful\n1,2\n")
    outcome = run(settings, rates=write_rates(tmp_path / "r.csv", 25), prices=tmp_path / "p")
    assert outcome.exit_status == 1
    assert report(outcome).verdict == "ok"
    assert report(outcome, "prices").verdict == "failed"
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 25
    assert ask(settings, "SELECT count(*) AS n FROM cpi_month").n[0] == 12
    with open_current(settings.published_dir) as snapshot:
        status = source_status(snapshot, datetime.now(UTC).date()).set_index("source")
    assert status.verdict["prices"] == "failed"
    assert "KeyError" in status.message["prices"]
    assert status.rows_kept["prices"] == 12
    assert status.last_good_at["prices"] < status.attempted_at["prices"]


def csv(text):
    return lambda path: path.write_text(text)


def half_of_last(path):
    write_rates(path, 10)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (csv("alpha,beta\n1,2\n"), "lacks the columns"),
        (csv("day,currency,rate\n2026-01-01,USD,1.1\n2026-01-02,USD,1.1,7,8\n"), "no CSV"),
        (csv("<!DOCTYPE html><html><body>404, not found</body></html>\n"), "lacks the columns"),
        (lambda path: path.write_bytes(gzip.compress(b"day,currency,rate\n")[:20]), "no CSV"),
        (lambda path: path.write_bytes(bytes(range(256)) * 40), "no CSV"),
        (csv(""), "no CSV"),
        (csv("day,currency,rate\n"), "no record was kept of 0 read"),
        (half_of_last, "10 records, the last load had 20"),
        (csv("day,currency,rate\n2026-01-01,USD,-1\n" * 2), "occur twice"),
        (lambda path: write_rates(path, 20, rate=-1), "units_per_eur > 0"),
        (lambda path: write_rates(path, 20, start="2126-01-01"), "lies in the future"),
        (lambda path: write_rates(path, 20, rate="much"), "20 of 20 records|no record was kept"),
        (
            lambda path: write_rates(path, 20, extra=["2025-01-01,GBP,x"] * 21),
            "21 of 41 records could not be read .first: line 22, rate: 'x' is no number",
        ),
    ],
)
def test_a_bad_file_is_named_and_changes_no_row(settings, tmp_path, spoil, reason):
    run(settings, rates=write_rates(tmp_path / "good.csv"))
    before = ask(settings, "SELECT * FROM fx_day ORDER BY ALL")
    spoil(tmp_path / "bad.csv")
    outcome = run(settings, rates=tmp_path / "bad.csv")
    assert outcome.exit_status == 1
    assert pd.Series([report(outcome).message]).str.contains(reason).all(), report(outcome).message
    pd.testing.assert_frame_equal(ask(settings, "SELECT * FROM fx_day ORDER BY ALL"), before)
    load = ask(settings, "SELECT * FROM source_load").iloc[0]
    assert (load.verdict, load.message) == ("failed", report(outcome).message)
    assert list(ask(settings, "SELECT verdict FROM source_load_history").verdict) == [
        "ok",
        "failed",
    ]


def test_a_failure_with_no_market_yet_is_recorded(settings, tmp_path):
    (tmp_path / "bad.csv").write_text("")
    outcome = run(settings, rates=tmp_path / "bad.csv")
    assert outcome.exit_status == 1
    load = ask(settings, "SELECT * FROM source_load").iloc[0]
    assert (load.verdict, load.rows_kept) == ("failed", 0)
    assert pd.isna(load.last_good_at)


def test_a_smaller_release_can_be_accepted(settings, tmp_path):
    run(settings, rates=write_rates(tmp_path / "r.csv", 20))
    path = write_rates(tmp_path / "r.csv", 10)
    assert run(settings, rates=path).exit_status == 1
    accepted = run(settings, rates=path, accept_smaller=True)
    assert (accepted.exit_status, report(accepted).verdict) == (0, "degraded")
    assert report(run(settings, rates=path)).verdict == "ok"


def test_an_older_or_much_larger_release_is_published_with_a_warning(settings, tmp_path):
    run(settings, rates=write_rates(tmp_path / "r.csv", 20))
    older = run(settings, rates=write_rates(tmp_path / "r.csv", 20, start="2025-01-01"))
    assert "went back" in report(older).message
    larger = run(settings, rates=write_rates(tmp_path / "r.csv", 90))
    assert (larger.exit_status, report(larger).verdict) == (0, "degraded")


def test_few_rejected_records_are_a_warning_and_keep_their_lines(settings, tmp_path):
    path = write_rates(tmp_path / "r.csv", 20, extra=["2026-03-01,USD,none"])
    plain = run(settings, rates=path).to_dict()["sources"]["rates"]
    assert plain["verdict"] == "degraded"
    assert plain["rejected"] == {
        "count": 1,
        "examples": [{"line": 22, "reason": "rate: 'none' is no number"}],
    }
    assert plain["rows_in"] == plain["rows_out"] + 1


def test_what_changed_is_counted_from_the_second_load_on(settings, tmp_path):
    first = run(settings, rates=write_rates(tmp_path / "r.csv", 20))
    assert report(first).changes is None
    lines = (tmp_path / "r.csv").read_text().splitlines()
    lines[3] = lines[3].replace("1.1", "1.2")
    (tmp_path / "r.csv").write_text("\n".join([*lines[:-1], "2026-02-01,USD,1.1\n"]))
    second = run(settings, rates=tmp_path / "r.csv")
    changes = report(second).changes
    assert (changes.appeared, changes.vanished, changes.rewritten) == (1, 1, 1)
    with open_current(settings.published_dir) as snapshot:
        status = source_status(snapshot, datetime.now(UTC).date()).iloc[0]
    assert (status.rows_appeared, status.rows_vanished, status.rows_rewritten) == (1, 1, 1)


def test_the_last_three_generations_are_kept(settings, tmp_path):
    names = [run(settings, rates=write_rates(tmp_path / "r.csv")).generation for _ in range(5)]
    assert generation_names(settings.published_dir) == names[-3:]
    assert names == sorted(names)


def test_a_clock_set_back_still_names_later_generations_later(settings, tmp_path, monkeypatch):
    first = run(settings, rates=write_rates(tmp_path / "r.csv")).generation

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=1)

    monkeypatch.setattr("etl.publishing.generations.datetime", Yesterday)
    second = run(settings, rates=tmp_path / "r.csv").generation
    assert second > first
    assert current_name(settings.published_dir) == second


def test_which_sources_run(settings):
    def names(**request):
        return [s.info.name for s in choose(Request(**request), settings, SOURCES)]

    assert names() == ["rates"]  # prices needs a file
    assert names(names=("prices",)) == ["prices"]
    assert names(files={"prices": []}) == ["rates", "prices"]
    assert names(files={"prices": []}, offline=True) == ["prices"]
    assert names(names=("rates",), files={"prices": []}) == ["rates", "prices"]
    assert names(offline=True) == []


def test_nothing_to_do_makes_no_generation(settings):
    outcome = run(settings)
    assert (outcome.exit_status, outcome.generation) == (0, None)
    with pytest.raises(NoGenerationError):
        open_current(settings.published_dir)


def test_a_named_source_with_nothing_kept_says_what_to_do(settings):
    outcome = run(settings, names=("rates",))
    assert "--file rates=PATH" in report(outcome).message


def test_a_mart_that_cannot_be_built_fails_its_source_alone(settings, tmp_path):
    class Broken(Rates):
        marts: ClassVar = {
            "fx_month": "SELECT day AS month, NULL AS currency, 1 AS units FROM fx_day"
        }

    outcome = run(
        settings,
        (Broken(), Prices()),
        rates=write_rates(tmp_path / "r.csv"),
        prices=write_prices(tmp_path / "p.csv"),
    )
    assert report(outcome).verdict == "failed"
    assert report(outcome, "prices").verdict == "ok"
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 0


def test_a_breach_of_the_whole_database_publishes_no_row(settings, tmp_path, monkeypatch):
    run(settings, rates=write_rates(tmp_path / "r.csv"))
    rule = "SELECT 1 FROM fx_day HAVING count(*) > 20"
    monkeypatch.setattr(
        "etl.refresh.database_checks", lambda _: [Check("few", rule, "too many days")]
    )
    outcome = run(settings, rates=write_rates(tmp_path / "r.csv", 25))
    assert (outcome.exit_status, report(outcome).verdict) == (1, "failed")
    assert "too many days" in report(outcome).message
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 20
    rule_for_all = Check("never", "SELECT 1", "always broken")
    monkeypatch.setattr("etl.refresh.database_checks", lambda _: [rule_for_all])
    current = current_name(settings.published_dir)
    with pytest.raises(PublishError, match="always broken"):
        run(settings, rates=tmp_path / "r.csv")
    assert current_name(settings.published_dir) == current


def test_a_published_generation_verifies_and_a_tampered_one_does_not(settings, tmp_path):
    name = run(settings, rates=write_rates(tmp_path / "r.csv")).generation
    with open_current(settings.published_dir) as snapshot:
        assert verify_snapshot(snapshot, SOURCES) == {"rates": [], "database": []}
    with duckdb.connect(settings.published_dir / f"{name}.duckdb") as connection:
        connection.execute("UPDATE fx_month SET days = 1")
        connection.execute("UPDATE source_load SET rows_in = rows_in + 3")
    with open_current(settings.published_dir) as snapshot:
        found = verify_snapshot(snapshot, SOURCES)
    assert "do not add up" in found["rates"][0].message
    assert "neither kept, rejected nor skipped" in found["database"][0].message
