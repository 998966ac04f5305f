"""The sample is built from real files, ships little, and loads like anything else."""

import hashlib
import json

import duckdb
import pytest

from etl.fetching.acquire import Request
from etl.publishing.verify import verify_snapshot
from etl.refresh import refresh
from etl.sample.build import build_sample
from etl.sample.shipped import SampleError, ensure_generation, publish_sample
from greener.market.store import current_name, open_current
from tests.etl.fakes import SOURCES, ask, settings_for, write_prices, write_rates


@pytest.fixture
def sample_dir(settings, tmp_path):
    folder = tmp_path / "sample"
    files = {
        "rates": [write_rates(tmp_path / "r.csv", 40, extra=["2026-01-01,USD,x"])],
        "prices": [write_prices(tmp_path / "p.csv")],
    }
    build_sample(files, settings, SOURCES, sample_dir=folder)
    return folder


def digests(folder):
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def state(settings):
    return ask(settings, "SELECT * FROM source_load ORDER BY source").set_index("source")


def test_it_holds_what_the_source_chose_and_says_where_it_is_from(sample_dir, settings):
    assert sorted(digests(sample_dir)) == [
        "SOURCES.md",
        "manifest.json",
        "prices/cpi_month.parquet",
        "rates/fx_month.parquet",
    ]
    kept = json.loads((sample_dir / "manifest.json").read_text())["sources"]["rates"]
    assert (kept["rows_in"], kept["rows_out"], kept["rejected"]) == (41, 40, 1)
    assert kept["tables"] == {"fx_month": 2}
    told = (sample_dir / "SOURCES.md").read_text()
    for fact in ("A publisher", "CC0", "As of: 2026-02-09", "`fx_month` (2 rows)", "ODbL 1.0"):
        assert fact in told
    assert not settings.published_dir.exists()


def test_the_same_files_give_the_same_bytes(sample_dir, settings, tmp_path):
    again = tmp_path / "again"
    files = {"rates": [tmp_path / "r.csv"], "prices": [tmp_path / "p.csv"]}
    build_sample(files, settings, SOURCES, sample_dir=again)
    assert digests(again) == digests(sample_dir)


def test_a_part_is_rebuilt_and_the_rest_stays(sample_dir, settings, tmp_path):
    before = digests(sample_dir)
    prices = write_prices(tmp_path / "p.csv", 15)
    build_sample({"prices": [prices]}, settings, SOURCES, sample_dir=sample_dir)
    after = digests(sample_dir)
    assert after["rates/fx_month.parquet"] == before["rates/fx_month.parquet"]
    assert after["prices/cpi_month.parquet"] != before["prices/cpi_month.parquet"]
    assert set(json.loads((sample_dir / "manifest.json").read_text())["sources"]) == {
        "rates",
        "prices",
    }


def test_a_file_that_does_not_load_leaves_the_sample(sample_dir, settings, tmp_path):
    before = digests(sample_dir)
    (tmp_path / "bad.csv").write_text("")
    with pytest.raises(SampleError, match=r"rates: bad\.csv is no CSV"):
        build_sample({"rates": [tmp_path / "bad.csv"]}, settings, SOURCES, sample_dir=sample_dir)
    assert digests(sample_dir) == before


def test_a_sample_that_grows_too_large_is_refused(sample_dir, settings, tmp_path, monkeypatch):
    before = digests(sample_dir)
    monkeypatch.setattr("etl.sample.build.MAX_BYTES", 100)
    with pytest.raises(SampleError, match="more than"):
        build_sample({"prices": [tmp_path / "p.csv"]}, settings, SOURCES, sample_dir=sample_dir)
    assert digests(sample_dir) == before


def test_it_is_published_when_there_is_no_market(sample_dir, settings):
    name = ensure_generation(settings, SOURCES, sample_dir=sample_dir)
    assert name == current_name(settings.published_dir)
    assert dict(state(settings).origin) == {"prices": "sample", "rates": "sample"}
    assert dict(state(settings).rows_kept) == {"prices": 12, "rates": 2}
    assert ask(settings, "SELECT sum(days) AS n FROM fx_month").n[0] == 40
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 0
    with open_current(settings.published_dir) as snapshot:
        assert verify_snapshot(snapshot, SOURCES) == {"rates": [], "prices": [], "database": []}
    assert ensure_generation(settings, SOURCES, sample_dir=sample_dir) is None


def test_a_loaded_market_is_left_alone(sample_dir, settings, tmp_path):
    request = Request(files={"rates": [tmp_path / "r.csv"]}, offline=True)
    name = refresh(request, settings, SOURCES).generation
    assert ensure_generation(settings, SOURCES, sample_dir=sample_dir) is None
    assert current_name(settings.published_dir) == name


def test_a_market_of_failures_alone_gets_the_sample(sample_dir, settings):
    refresh(Request(names=("rates",), offline=True), settings, SOURCES)
    assert state(settings).verdict["rates"] == "failed"
    ensure_generation(settings, SOURCES, sample_dir=sample_dir)
    assert dict(state(settings).verdict) == {"prices": "ok", "rates": "degraded"}
    assert ask(settings, "SELECT count(*) AS n FROM source_load_history").n[0] == 3


def test_refreshing_one_source_keeps_the_marts_of_the_others(sample_dir, settings, tmp_path):
    publish_sample(settings, SOURCES, sample_dir=sample_dir)
    prices = write_prices(tmp_path / "p.csv", 3)
    outcome = refresh(Request(files={"prices": [prices]}, offline=True), settings, SOURCES)
    assert outcome.exit_status == 0  # a quarter of the sample: only loads of one origin compare
    assert outcome.reports[0].changes is None
    assert ask(settings, "SELECT sum(days) AS n FROM fx_month").n[0] == 40
    assert dict(state(settings).origin) == {"prices": "file", "rates": "sample"}


def test_real_rows_take_the_place_of_the_sample(sample_dir, settings, tmp_path):
    publish_sample(settings, SOURCES, sample_dir=sample_dir)
    rates = write_rates(tmp_path / "r.csv", 5)
    refresh(Request(files={"rates": [rates]}, offline=True), settings, SOURCES)
    assert ask(settings, "SELECT count(*) AS n FROM fx_day").n[0] == 5
    assert ask(settings, "SELECT sum(days) AS n FROM fx_month").n[0] == 5


@pytest.mark.parametrize("damage", ["no manifest", "broken manifest"])
def test_a_sample_that_cannot_be_read_is_named(sample_dir, settings, damage):
    if damage == "no manifest":
        (sample_dir / "manifest.json").unlink()
    else:
        (sample_dir / "manifest.json").write_text("{")
    with pytest.raises(SampleError, match="sample market"):
        ensure_generation(settings, SOURCES, sample_dir=sample_dir)


def test_a_sample_that_breaks_a_rule_is_not_published(sample_dir, settings):
    (sample_dir / "prices" / "cpi_month.parquet").write_bytes(b"PAR1 broken")
    (sample_dir / "rates" / "fx_month.parquet").unlink()
    ensure_generation(settings, SOURCES, sample_dir=sample_dir)
    assert dict(state(settings).verdict) == {"prices": "failed", "rates": "failed"}
    assert "lacks fx_month.parquet" in state(settings).message["rates"]


def test_fitted_models_travel_with_the_sample(sample_dir, settings, tmp_path):
    folder = sample_dir / "models"
    folder.mkdir()
    duckdb.sql("SELECT 'm' AS model, 't' AS term, 0 AS position, 0.5 AS estimate").write_parquet(
        str(folder / "model_coefficient.parquet")
    )
    manifest = json.loads((sample_dir / "manifest.json").read_text())
    manifest["models"] = {"model_coefficient": 1}
    (sample_dir / "manifest.json").write_text(json.dumps(manifest))
    settings = settings_for(tmp_path / "other")
    publish_sample(settings, SOURCES, sample_dir=sample_dir)
    assert ask(settings, "SELECT estimate FROM model_coefficient").estimate[0] == 0.5
