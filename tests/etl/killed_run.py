"""Runs one refresh and dies by SIGKILL at the moment it is told to; started by test_kill."""

import os
import signal
import sys
from pathlib import Path

import etl.publishing.generations
import etl.refresh
from etl.fetching.acquire import Request
from etl.refresh import refresh
from tests.etl.fakes import SOURCES, settings_for


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(function):
    def wrapped(*args, **kwargs):
        function(*args, **kwargs)
        die()

    return wrapped


def listen_and_die_at(step):
    return lambda _source, at, _detail: die() if at == step else None


def main(data_dir, csv, moment):
    listen = listen_and_die_at(moment)
    if moment == "half replaced":
        etl.refresh.record = die
    if moment == "before rename":
        etl.publishing.generations._switch = die
    if moment == "before pointer":
        Path.write_text = die
    if moment == "pointer written, not switched":
        Path.write_text = die_after(Path.write_text)
    if moment == "after switch":
        etl.publishing.generations._prune = die
    refresh(
        Request(files={"rates": [Path(csv)]}, offline=True),
        settings_for(Path(data_dir)),
        SOURCES,
        listen,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
