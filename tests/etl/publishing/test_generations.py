"""The next generation grows out of the last, whatever state that is in."""

from typing import ClassVar

import duckdb
import pytest

import etl.publishing.generations
import etl.schema
from etl.fetching.acquire import Request
from etl.publishing.generations import base_generation, clean_up, generation_names, next_generation
from etl.refresh import publish_loads, refresh
from greener.market.store import current_name, generation_path, open_current
from tests.etl.fakes import SOURCES, Rates, ask, write_prices, write_rates


@pytest.fixture
def loaded(settings, tmp_path):
    files = {
        "rates": [write_rates(tmp_path / "r.csv")],
        "prices": [write_prices(tmp_path / "p.csv")],
    }
    refresh(Request(files=files, offline=True), settings, SOURCES)
    return settings


def reshape(monkeypatch, old, new):
    """Give the schema another shape, as a new version of the program would."""
    sql = etl.schema.SCHEMA_SQL.replace(old, new)
    assert sql != etl.schema.SCHEMA_SQL
    etl.schema.tables.cache_clear()
    monkeypatch.setattr("etl.schema.SCHEMA_SQL", sql)
    monkeypatch.setattr("etl.publishing.generations.SCHEMA_SQL", sql)
    monkeypatch.setattr("etl.publishing.generations.SCHEMA_DIGEST", "another")


@pytest.fixture(autouse=True)
def own_schema():
    yield
    etl.schema.tables.cache_clear()


def state(settings):
    return ask(settings, "SELECT * FROM source_load ORDER BY source").set_index("source")


def count(settings, table):
    return int(ask(settings, f"SELECT count(*) AS n FROM {table}").n[0])


def test_a_body_that_raises_publishes_nothing(loaded):
    name = current_name(loaded.published_dir)
    with pytest.raises(ZeroDivisionError), next_generation(loaded) as build:
        build.connection.execute("DELETE FROM fx_day")
        raise ZeroDivisionError
    assert current_name(loaded.published_dir) == name
    assert count(loaded, "fx_day") == 20
    assert [path.suffix for path in loaded.published_dir.glob("market*")] == [".duckdb"]


def test_what_a_killed_run_left_is_removed(loaded):
    published, name = loaded.published_dir, current_name(loaded.published_dir)
    never_published = generation_path(published, "market-29990101-000000-000000")
    never_published.write_bytes(generation_path(published, name).read_bytes())
    (published / "market-29990101-000000-000001.duckdb.new").write_bytes(b"half")
    (published / "market-29990101-000000-000001.duckdb.new.wal").write_bytes(b"half")
    (published / "CURRENT.new").write_text("market-29990101-000000-000000")
    (loaded.data_dir / "staging" / "rates").mkdir(parents=True)
    clean_up(loaded)
    assert sorted(path.name for path in published.iterdir()) == ["CURRENT", f"{name}.duckdb"]
    assert not (loaded.data_dir / "staging").exists()


@pytest.mark.parametrize("damage", ["pointer lost", "pointer broken", "file broken"])
def test_a_damaged_market_is_built_on_the_newest_that_opens(loaded, tmp_path, damage):
    published = loaded.published_dir
    refresh(
        Request(files={"rates": [write_rates(tmp_path / "r.csv", 22)]}, offline=True),
        loaded,
        SOURCES,
    )
    older, newer = generation_names(published)
    if damage == "pointer lost":
        (published / "CURRENT").unlink()
    elif damage == "pointer broken":
        (published / "CURRENT").write_text("\0\0\0")
    else:
        generation_path(published, newer).write_bytes(b"no database" * 1000)
    expected = older if damage == "file broken" else newer
    assert base_generation(published) == generation_path(published, expected)
    outcome = refresh(
        Request(files={"rates": [write_rates(tmp_path / "r.csv", 25)]}, offline=True),
        loaded,
        SOURCES,
    )
    assert outcome.exit_status == 0
    assert (count(loaded, "fx_day"), count(loaded, "cpi_month")) == (25, 12)


def test_a_new_shape_keeps_the_tables_that_fit(loaded, monkeypatch):
    reshape(monkeypatch, "index_1982_84          DOUBLE", "note VARCHAR, index_1982_84 DOUBLE")
    publish_loads(loaded, SOURCES, (), lambda *_: None)
    assert (
        ask(loaded, "SELECT count(index_1982_84) AS n FROM cpi_month WHERE note IS NULL").n[0] == 12
    )
    assert (count(loaded, "fx_day"), count(loaded, "fx_month")) == (20, 1)
    assert set(state(loaded).verdict) == {"ok"}
    assert count(loaded, "source_load_history") == 2


def test_a_mart_of_a_new_shape_is_built_again(loaded, monkeypatch):
    class NewRates(Rates):
        marts: ClassVar = {
            "fx_month": f"SELECT *, days > 15 AS is_full FROM ({Rates.marts['fx_month']})"
        }

    reshape(monkeypatch, "days          INTEGER", "is_full BOOLEAN NOT NULL, days INTEGER")
    publish_loads(loaded, (NewRates(), SOURCES[1]), (), lambda *_: None)
    assert list(ask(loaded, "SELECT days FROM fx_month WHERE is_full").days) == [20]
    assert set(state(loaded).verdict) == {"ok"}


def test_a_mart_that_cannot_be_built_again_empties_its_source(loaded, monkeypatch):
    reshape(monkeypatch, "days          INTEGER", "is_full BOOLEAN NOT NULL, days INTEGER")
    publish_loads(loaded, SOURCES, (), lambda *_: None)
    assert (count(loaded, "fx_day"), count(loaded, "fx_month")) == (0, 0)
    assert state(loaded).verdict["rates"] == "failed"


def test_a_source_of_a_lost_table_is_emptied_and_named(loaded, monkeypatch):
    reshape(
        monkeypatch,
        "index_1982_84          DOUBLE NOT NULL CHECK (index_1982_84 > 0)",
        "index_1982_84 DOUBLE NOT NULL CHECK (index_1982_84 > 9000)",
    )
    publish_loads(loaded, SOURCES, (), lambda *_: None)
    assert count(loaded, "cpi_month") == 0
    assert state(loaded).verdict.to_dict() == {"prices": "failed", "rates": "ok"}
    assert "new shape" in state(loaded).message["prices"]


def test_other_writers_build_on_the_last_generation_too(loaded):
    with next_generation(loaded) as build:
        build.connection.execute(
            "INSERT INTO model_coefficient VALUES ('layoff_hazard', 'intercept', 0, -3.1)"
        )
    assert current_name(loaded.published_dir) == build.name
    with open_current(loaded.published_dir) as snapshot:
        assert snapshot.query("SELECT estimate FROM model_coefficient").estimate[0] == -3.1
        assert snapshot.query("SELECT count(*) AS n FROM fx_day").n[0] == 20


def test_a_full_disk_leaves_the_last_generation(loaded, monkeypatch):
    name = current_name(loaded.published_dir)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(etl.publishing.generations.shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"), next_generation(loaded):
        pass
    assert current_name(loaded.published_dir) == name
    with duckdb.connect(generation_path(loaded.published_dir, name), read_only=True) as last:
        assert last.execute("SELECT count(*) FROM fx_day").fetchone() == (20,)
