"""The command line: what it prints, what it refuses, and with which exit status."""

import json
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.lock import writing
from tests.etl.fakes import SOURCES, ask, write_prices, write_rates


@pytest.fixture
def etl(settings, monkeypatch):
    """Return a function that runs ``python -m etl`` on a data folder of its own."""
    monkeypatch.setattr("etl.sources.SOURCES", SOURCES)
    monkeypatch.setenv("GREENER_DATA", str(settings.data_dir))
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def rates(tmp_path):
    return write_rates(tmp_path / "rates.csv", extra=["2026-03-01,USD,none", "2026-03-01,XAU,1"])


def test_refresh_prints_one_line_a_source(etl, rates):
    result = etl("refresh", "--offline", "--file", f"rates={rates}")
    assert result.exit_code == 0
    assert "rates: degraded | 22 read, 20 kept, 1 rejected, 1 skipped" in result.stdout
    assert result.stderr.splitlines() == [
        f"rates: {step}" for step in ("opening", "reading", "checking", "ready", "publishing")
    ]


def test_refresh_json_is_all_there_is_on_stdout_and_closes_its_account(etl, rates):
    result = etl("refresh", "--offline", "--json", "--file", f"rates={rates}")
    told = json.loads(result.stdout)
    source = told["sources"]["rates"]
    assert told["status"] == 0
    assert told["generation"].startswith("market-")
    assert source["rejected"] == {
        "count": 1,
        "examples": [{"line": 22, "reason": "rate: 'none' is no number"}],
    }
    assert source["skipped"] == {"gold": 1}
    assert source["rows_in"] == source["rows_out"] + 1 + 1 == 22
    assert source["verdict"] == "degraded"
    assert "could not be read" in source["message"]


def test_refresh_exits_with_1_and_names_what_kept_its_rows(etl, rates, tmp_path):
    etl("refresh", "--offline", "--file", f"rates={rates}")
    (tmp_path / "bad.csv").write_text("alpha\n1\n")
    result = etl("refresh", "rates", "--offline", "--file", f"rates={tmp_path / 'bad.csv'}")
    assert result.exit_code == 1
    assert "rates: failed" in result.stdout
    assert "lacks the columns" in result.stdout
    assert "Kept the last good rows of: rates." in result.stdout


def test_a_live_refresh_that_is_refused_keeps_what_there_is(etl, settings, rates, monkeypatch):
    monkeypatch.setattr("etl.fetching.acquire.Fetcher", lambda *_: nullcontext())
    etl("refresh", "--offline", "--file", f"rates={rates}")
    result = etl("refresh")
    assert result.exit_code == 1
    assert "the publisher refuses today" in result.stdout
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 20


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["refresh", "gold"], "there is no source gold; there are rates, prices"),
        (["refresh", "--file", "gold=/tmp"], "there is no source gold"),
        (["refresh", "--file", "rates"], "--file takes SOURCE=PATH, not 'rates'"),
        (["refresh", "--file", "rates="], "--file takes SOURCE=PATH"),
        (["refresh", "--file", "rates=/no/such/file.csv"], "no such file, folder or glob match"),
        (["refresh", "--file", "rates=/no/such/*.csv"], "no such file, folder or glob match"),
        (["refresh", "--fast"], "No such option"),
        (["sample"], "--file SOURCE=PATH"),
        (["polish"], "No such command"),
    ],
)
def test_wrong_usage_exits_with_2_and_one_clear_sentence(etl, settings, words, sentence):
    result = etl(*words)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert not settings.data_dir.exists()


def test_an_empty_folder_is_wrong_usage(etl, tmp_path):
    (tmp_path / "nothing").mkdir()
    result = etl("refresh", "--file", f"rates={tmp_path / 'nothing'}")
    assert result.exit_code == 2
    assert "the folder is empty" in " ".join(result.stderr.split())


@pytest.mark.parametrize("way", ["repeated", "folder", "glob"])
def test_several_files_unite(etl, tmp_path, way):
    folder = tmp_path / "given"
    folder.mkdir()
    usd = write_rates(folder / "usd.csv", 20)
    gbp = write_rates(folder / "gbp.csv", 10, currency="GBP")
    (folder / ".hidden").write_text("no data")
    words = {
        "repeated": [f"rates={usd}", f"rates={gbp}", f"rates={usd}"],
        "folder": [f"rates={folder}"],
        "glob": [f"rates={folder}/*.csv"],
    }[way]
    options = [option for word in words for option in ("--file", word)]
    result = etl("refresh", "--offline", "--json", *options)
    told = json.loads(result.stdout)["sources"]["rates"]
    assert told["rows_out"] == 30
    assert sorted(file["name"] for file in told["files"]) == ["gbp.csv", "usd.csv"]


def test_nothing_to_do_says_so(etl):
    result = etl("refresh", "--offline")
    assert result.exit_code == 0
    assert "Nothing to load" in result.stdout


def test_a_second_run_is_told_who_holds_the_market(etl, settings, rates):
    with writing(settings.data_dir, "refresh rates"):
        plain = etl("refresh", "--offline", "--file", f"rates={rates}")
        as_json = etl("refresh", "--offline", "--json", "--file", f"rates={rates}")
    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    assert "Another run is writing" in plain.stderr
    assert "process" in json.loads(as_json.stdout)["error"]


def test_progress_as_json_lines(etl, rates):
    result = etl("refresh", "--offline", "--log-json", "--file", f"rates={rates}")
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["step"] for line in lines] == [
        "opening",
        "reading",
        "checking",
        "ready",
        "publishing",
        "degraded",
    ]
    assert all(line["source"] == "rates" and line["time"] for line in lines)


def test_status_before_anything_was_loaded(etl):
    result = etl("status")
    assert result.exit_code == 1
    assert "There is no market database" in result.stderr
    assert "python -m etl ensure" in json.loads(etl("status", "--json").stdout)["error"]


def test_status_tells_fresh_stale_failed_and_never_loaded(etl, tmp_path, rates):
    etl("refresh", "--offline", "--file", f"rates={rates}")
    told = json.loads(etl("status", "--json").stdout)["sources"]
    assert told["rates"]["rows"] == 20
    assert told["rates"]["newest_date"] == "2026-01-20"
    assert told["rates"]["stale"] is True
    assert told["rates"]["last_loaded"].endswith("+00:00")
    assert told["prices"]["verdict"] == "never loaded"
    assert told["prices"]["rows"] == 0
    shown = etl("status").stdout
    assert "2026-01-20 (stale)" in shown
    assert "never loaded" in shown


def test_status_check_watches_freshness_and_failures(etl, tmp_path):
    start = (datetime.now(UTC) - timedelta(days=19)).date()
    fresh = write_rates(tmp_path / "fresh.csv", 20, start=start)
    etl("refresh", "--offline", "--file", f"rates={fresh}")
    assert etl("status", "--check").exit_code == 0
    (tmp_path / "bad.csv").write_text("")
    etl("refresh", "--offline", "--file", f"rates={tmp_path / 'bad.csv'}")
    failed = etl("status", "--check")
    assert failed.exit_code == 1
    assert "Stale or failed: rates." in failed.stderr
    old = write_rates(tmp_path / "old.csv", 20, start="2025-01-01")
    etl("refresh", "--offline", "--file", f"rates={old}")
    assert json.loads(etl("status", "--json", "--check").stdout)["troubled"] == ["rates"]


def test_sources_lists_licence_address_and_needs(etl):
    shown = etl("sources").stdout
    assert "https://example.org/rates.csv" in shown
    assert "needs:   a file given with --file" in shown
    told = json.loads(etl("sources", "--json").stdout)["sources"]
    assert told["rates"]["licence"] == "CC0"
    assert told["prices"]["needs"] == "a file given with --file"


def test_verify(etl, settings, tmp_path, rates):
    etl("refresh", "--offline", "--file", f"rates={rates}")
    assert etl("verify").exit_code == 0
    told = json.loads(etl("verify", "--json").stdout)
    assert (told["sound"], told["findings"]["rates"]) == (True, [])


def test_sample_and_ensure(etl, settings, tmp_path, rates, monkeypatch):
    monkeypatch.setattr("etl.commands.sample.SAMPLE_DIR", tmp_path / "sample")
    prices = write_prices(tmp_path / "prices.csv")
    built = etl("sample", "--file", f"rates={rates}", "--file", f"prices={prices}")
    assert built.exit_code == 0
    assert "fx_month: 1 rows" in built.stdout
    assert "Published the sample market" in etl("ensure").stdout
    assert "is ready" in etl("ensure").stdout
    assert ask(settings, "SELECT count(*) AS n FROM cpi_month").n[0] == 12


def test_a_market_of_another_version_is_named_and_ensure_brings_it_up(etl, settings, rates):
    name = json.loads(etl("refresh", "--offline", "--json", "--file", f"rates={rates}").stdout)
    path = settings.published_dir / f"{name['generation']}.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("ALTER TABLE source_info RENAME COLUMN title TO heading")
        connection.execute("UPDATE generation SET schema_digest = 'older'")
    assert "python -m etl ensure" in json.loads(etl("status", "--json").stdout)["error"]
    ensured = etl("ensure")
    assert ensured.exit_code == 0, ensured.output
    assert json.loads(etl("status", "--json").stdout)["sources"]["rates"]["rows"] == 20


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), duckdb.Error("broken")])
def test_what_goes_wrong_around_a_run_is_one_sentence(etl, rates, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr("etl.refresh.next_generation", fail)
    result = etl("refresh", "--offline", "--file", f"rates={rates}")
    assert result.exit_code == 1
    assert "Nothing was published, the last market stays as it is" in result.stderr
    assert "Traceback" not in result.output
