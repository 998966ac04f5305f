"""What a refresh leaves beside the market is read back whole, half, damaged and after a kill."""

import json
import os

import pytest

from etl.fetching.acquire import Request
from etl.lock import writing
from etl.record import recording
from etl.refresh import refresh
from greener.market.refreshing import HOLDER, PROGRESS, latest_run, writer
from tests.etl.fakes import SOURCES, settings_for, write_rates


@pytest.fixture
def settings(tmp_path):
    made = settings_for(tmp_path / "data")
    made.data_dir.mkdir()
    return made


def test_nothing_is_there_before_the_first_run(settings):
    assert latest_run(settings.data_dir) is None
    assert writer(settings.data_dir) is None


def test_each_source_is_followed_to_its_verdict(settings, tmp_path):
    seen = []

    def look(*_):
        seen.append(latest_run(settings.data_dir))

    request = Request(
        names=("prices",), files={"rates": [write_rates(tmp_path / "r.csv")]}, offline=True
    )
    outcome = refresh(request, settings, SOURCES, look)
    first, last = seen[0], latest_run(settings.data_dir)
    assert first.pid == os.getpid()
    assert list(first.sources) == ["rates", "prices"]
    assert (first.sources["rates"].step, first.sources["prices"].step) == ("opening", "waiting")
    steps = [run.sources["rates"].step for run in seen]
    assert steps.index("reading") < steps.index("ready") < steps.index("publishing")
    told_early = next(run for run in seen if run.sources["prices"].step == "failed")
    assert told_early.generation is None
    assert "nothing is kept of prices" in last.sources["prices"].detail
    assert last.sources["rates"].is_settled
    assert (last.generation, last.error) == (outcome.generation, "")
    assert last.ended_at >= last.started_at


def test_a_run_that_publishes_nothing_says_why(settings):
    with pytest.raises(OSError), recording(settings, ["rates"], lambda *_: None):
        raise OSError("no space left")
    run = latest_run(settings.data_dir)
    assert (run.generation, run.error) == (None, "no space left")


def test_a_run_that_was_killed_has_no_end_and_nobody_writes(settings):
    progress = settings.data_dir / PROGRESS
    with writing(settings.data_dir, "refresh"), recording(settings, ["rates"], print) as listen:
        listen("rates", "reading", "20 records")
        cut = progress.read_text()
        holder = (settings.data_dir / HOLDER).read_text()
        assert writer(settings.data_dir).pid == os.getpid()
    progress.write_text(cut)
    (settings.data_dir / HOLDER).write_text(holder)
    assert writer(settings.data_dir) is None
    assert not (settings.data_dir / HOLDER).exists()
    assert latest_run(settings.data_dir).ended_at is None


def test_the_batches_of_one_step_do_not_swell_the_record(settings):
    with recording(settings, ["rates"], lambda *_: None) as listen:
        for rows in range(10_000):
            listen("rates", "reading", f"{rows} records")
    assert len((settings.data_dir / PROGRESS).read_text().splitlines()) < 50


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"time": "no time", "sources": []}', '{"time": 3}', '{"source": "x"}'],
)
def test_a_damaged_line_is_passed_over(settings, damage):
    with recording(settings, ["rates"], lambda *_: None) as listen:
        listen("rates", "ok", "")
    progress = settings.data_dir / PROGRESS
    whole = latest_run(settings.data_dir)
    first, *others = progress.read_text().splitlines()
    progress.write_text("\n".join([damage, first, damage, *others, damage]))
    assert latest_run(settings.data_dir) == whole
    progress.write_bytes(b"\xff\xfe")
    assert latest_run(settings.data_dir) is None


def test_a_disk_that_takes_no_record_stops_no_run(settings):
    (settings.data_dir / PROGRESS).mkdir()
    with recording(settings, ["rates"], lambda *_: None) as listen:
        listen("rates", "ok", "")
    assert latest_run(settings.data_dir) is None


def test_a_holder_of_another_shape_is_nobody(settings):
    for text in ("", "[]", json.dumps({"pid": "x", "since": "", "doing": ""})):
        (settings.data_dir / HOLDER).write_text(text)
        assert writer(settings.data_dir) is None
