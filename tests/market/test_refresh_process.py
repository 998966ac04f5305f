"""A refresh that the app starts: beside it, once at a time, and its end is known anyhow."""

import os
import signal
import threading
import time

import pytest

from etl.record import recording
from greener.market.refresh_process import AlreadyRunningError, RefreshProcess
from greener.market.refreshing import latest_run, writer
from tests.etl.fakes import ask, settings_for
from tests.etl.playhouse import open_playhouse, whole

ROWS = b"".join(b"Firm %d,2026-05-11,%d\n" % (n, n + 1) for n in range(50))
LIST = b"company,date,total_laid_off\n" + ROWS


@pytest.fixture
def host():
    house, close = open_playhouse()
    yield house
    close()


@pytest.fixture
def settings(host, tmp_path, monkeypatch):
    monkeypatch.setenv("GREENER_LAYOFF_EVENTS_URL", f"{host.address}/list.csv")
    return settings_for(tmp_path / "data")


@pytest.fixture
def curtain(host):
    """Hold the host's answer back until it is set."""
    lifted = threading.Event()

    def wait(stage):
        lifted.wait(30)
        whole(LIST)(stage)

    host.play("/list.csv", wait)
    yield lifted
    lifted.set()


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_runs_beside_the_app_and_only_once(settings, curtain):
    process = RefreshProcess()
    process.start(settings, ["layoff_events"])
    with pytest.raises(AlreadyRunningError, match="just been started"):
        process.start(settings, ["layoff_events"])
    until(lambda: writer(settings.data_dir))
    with pytest.raises(AlreadyRunningError, match="refresh layoff_events"):
        RefreshProcess().start(settings, ["layoff_events"])
    curtain.set()
    until(lambda: not process.is_alive)
    run = latest_run(settings.data_dir)
    assert run.sources["layoff_events"].step in {"ok", "degraded"}
    assert run.generation is not None
    assert process.failure_to_start(settings) == ""
    assert ask(settings, "SELECT sum(laid_off_count) AS n FROM layoff_event").n[0] == 50 * 51 // 2


def step(settings):
    run = latest_run(settings.data_dir)
    return run and run.sources["layoff_events"].step


def test_a_kill_is_known(settings, curtain):
    process = RefreshProcess()
    process.start(settings, ["layoff_events"])
    until(lambda: step(settings) == "fetching")
    os.kill(writer(settings.data_dir).pid, signal.SIGTERM)
    until(lambda: not process.is_alive)
    assert writer(settings.data_dir) is None
    assert latest_run(settings.data_dir).ended_at is None
    assert process.failure_to_start(settings) == ""


def test_what_cannot_start_says_why(settings):
    process = RefreshProcess()
    assert process.failure_to_start(settings) == ""
    process.start(settings, ["no_such_source"])
    until(lambda: not process.is_alive)
    assert "there is no source no_such_source" in process.failure_to_start(settings)


def test_a_later_run_of_anyone_ends_the_message(settings):
    process = RefreshProcess()
    with recording(settings, ["jolts"], lambda *_: None):
        pass
    process.start(settings, ["no_such_source"])
    until(lambda: not process.is_alive)
    assert process.failure_to_start(settings)
    with recording(settings, ["jolts"], lambda *_: None) as listen:
        listen("jolts", "ok", "")
    assert process.failure_to_start(settings) == ""
