"""The sample that ships with the project: sound, small, and equal to what the real files give."""

import pandas as pd
import pytest

from etl.fetching.acquire import Request
from etl.publishing.verify import verify_snapshot
from etl.refresh import refresh
from etl.sample.shipped import publish_sample, read_manifest
from etl.sources import SOURCES
from greener.market.store import open_current
from greener.settings import SAMPLE_DIR
from tests.etl.fakes import ask, settings_for

NEEDED = {"layoff_events", "jolts", "oews", "ecb_fx"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    settings = settings_for(tmp_path_factory.mktemp("sample"))
    publish_sample(settings, SOURCES)
    return settings


def test_every_source_of_it_loads_and_every_check_holds(sample):
    loads = ask(sample, "SELECT * FROM source_load")
    assert set(loads.source) >= NEEDED
    assert set(loads.verdict) == {"ok"}
    with open_current(sample.published_dir) as snapshot:
        found = verify_snapshot(snapshot, SOURCES)
    assert {place for place, items in found.items() if items} == set()


def test_it_is_small_and_names_origin_licence_and_date():
    size = sum(file.stat().st_size for file in SAMPLE_DIR.rglob("*") if file.is_file())
    assert size < 8_000_000
    told = (SAMPLE_DIR / "SOURCES.md").read_text(encoding="utf-8")
    for source in SOURCES:
        kept = read_manifest(SAMPLE_DIR)["sources"].get(source.info.name)
        if kept:
            assert source.info.licence in told
            assert f"As of: {kept['newest_date']}" in told
    assert "ODbL 1.0" in told


def test_it_ships_no_rows_of_the_layoff_list(sample):
    assert not (SAMPLE_DIR / "layoff_events" / "layoff_event.parquet").exists()
    assert ask(sample, "SELECT count(*) AS n FROM layoff_event").n[0] == 0
    assert ask(sample, "SELECT count(*) AS n FROM layoff_largest").n[0] == 300


@pytest.fixture(scope="module")
def full(tmp_path_factory, real_data):
    settings = settings_for(tmp_path_factory.mktemp("full"))
    events = real_data / "layoffs" / "events_2026-05.csv"
    refresh(Request(files={"layoff_events": [events]}, offline=True), settings, SOURCES)
    return settings


@pytest.mark.real_data
def test_companies_outside_the_largest_have_the_features_of_the_full_file(sample, full):
    outside = """
        SELECT * FROM company_history
        WHERE company_key NOT IN (SELECT company_key FROM layoff_largest)
        ORDER BY events DESC, company_key LIMIT 5
    """
    features = ask(full, outside)
    assert len(features) == 5
    pd.testing.assert_frame_equal(ask(sample, outside), features)


@pytest.mark.real_data
@pytest.mark.parametrize("mart", ["layoff_month", "layoff_largest", "layoff_hazard_month"])
def test_its_marts_are_those_of_the_full_file(sample, full, mart):
    every_row = f"SELECT * FROM {mart} ORDER BY ALL"
    pd.testing.assert_frame_equal(ask(sample, every_row), ask(full, every_row))
