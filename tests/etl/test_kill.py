"""kill -9 at any moment leaves a generation that reads, and the next run cleans up."""

import os
import signal
import subprocess
import sys
import time

import pytest

from etl.fetching.acquire import Request
from etl.publishing.generations import generation_names
from etl.refresh import refresh
from greener.market.store import current_name
from tests.etl.fakes import SOURCES, ask, write_rates

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

MOMENTS = {
    "reading": 20,
    "checking": 20,
    "publishing": 20,
    "half replaced": 20,
    "before rename": 20,
    "before pointer": 20,
    "pointer written, not switched": 20,
    "after switch": 25,
}
"""Moment → rows a reader must find after the run was killed there."""


def start(settings, csv, moment):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.etl.killed_run", settings.data_dir, csv, moment],
        stderr=subprocess.PIPE,
    )


def rows(settings):
    return ask(settings, "SELECT count(*) AS n FROM fx_day").n[0]


def leftovers(settings):
    published = settings.published_dir
    return [path.name for path in published.iterdir() if ".new" in path.name or ".wal" in path.name]


def load(settings, csv):
    return refresh(Request(files={"rates": [csv]}, offline=True), settings, SOURCES)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at(settings, tmp_path, moment):
    load(settings, write_rates(tmp_path / "r.csv", 20))
    run = start(settings, write_rates(tmp_path / "r.csv", 25), moment)
    _, said = run.communicate(timeout=60)
    assert run.returncode == -signal.SIGKILL, said.decode()
    assert rows(settings) == MOMENTS[moment]
    outcome = load(settings, write_rates(tmp_path / "r.csv", 30))
    assert outcome.exit_status == 0
    assert rows(settings) == 30
    assert leftovers(settings) == []
    assert not (settings.data_dir / "staging").exists()
    assert generation_names(settings.published_dir)[-1] == current_name(settings.published_dir)


def test_killed_from_outside_at_any_time(settings, tmp_path):
    load(settings, write_rates(tmp_path / "r.csv", 20))
    csv = write_rates(tmp_path / "r.csv", 25)
    began = time.monotonic()
    assert start(settings, csv, "never").wait(timeout=60) == 0
    usual = time.monotonic() - began
    for share in (0.5, 0.7, 0.8, 0.9, 0.95):
        run = start(settings, csv, "never")
        time.sleep(usual * share)
        run.kill()
        run.wait(timeout=60)
        assert rows(settings) == 25
    assert load(settings, csv).exit_status == 0
    assert leftovers(settings) == []
