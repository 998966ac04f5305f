"""Two runs never collide: the second says who holds the market, and does no harm."""

import os
import subprocess
import sys

import pytest

from etl.fetching.acquire import Request
from etl.lock import BusyError, writing
from etl.refresh import refresh
from tests.etl.fakes import SOURCES, write_rates


def test_the_second_says_who_holds_it_and_since_when(settings, tmp_path):
    request = Request(files={"rates": [write_rates(tmp_path / "r.csv")]}, offline=True)
    with writing(settings.data_dir, "refresh rates"):
        with pytest.raises(BusyError, match=rf"refresh rates, process {os.getpid()}, since 20"):
            refresh(request, settings, SOURCES)
        assert not settings.published_dir.exists()
    assert refresh(request, settings, SOURCES).exit_status == 0


def test_another_process_is_refused_and_a_dead_one_holds_nothing(settings):
    hold = (
        "import pathlib, sys; from etl.lock import writing\n"
        "with writing(pathlib.Path(sys.argv[1]), 'refresh'): print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, settings.data_dir],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline().strip() == b"held"
    with pytest.raises(BusyError, match=f"process {holder.pid}"), writing(settings.data_dir, "me"):
        pass
    holder.kill()
    holder.communicate()
    with writing(settings.data_dir, "me"):
        pass


def test_a_holder_that_has_not_said_who_it_is_still_holds(settings):
    with writing(settings.data_dir, "refresh"):
        (settings.data_dir / "refresh.holder.json").unlink()
        with pytest.raises(BusyError, match="just started"), writing(settings.data_dir, "me"):
            pass
