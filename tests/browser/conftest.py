"""A browser, and servers of the app with an empty and with a full journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from greener.journal.example import example_entries
from greener.journal.store.journal import open_journal
from tests.browser.chromium import chromium, chromium_path, is_required
from tests.browser.server import serving_greener
from tests.pages.helpers import keep


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium_path() is None:
        reason = "no chromium on this machine; Debian has it: apt-get install chromium"
        if is_required():
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def example_server(sample_data: Path, tmp_path_factory) -> Iterator[str]:
    """Serve the app to somebody who has entered nothing: it shows the example."""
    folder = tmp_path_factory.mktemp("example")
    with serving_greener(sample_data, folder / "journal.sqlite") as address:
        yield address


@pytest.fixture(scope="session")
def full_server(sample_data: Path, tmp_path_factory) -> Iterator[str]:
    """Serve the app to somebody with a full journal."""
    journal_file = tmp_path_factory.mktemp("full") / "journal.sqlite"
    journal = open_journal(str(journal_file))
    keep(journal, example_entries(date.today()))
    journal.close()
    with serving_greener(sample_data, journal_file) as address:
        yield address


@pytest.fixture
def first_server(sample_data: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the app from a process that has shown nothing yet, with an empty journal."""
    with serving_greener(sample_data, tmp_path / "journal.sqlite") as address:
        yield address


@pytest.fixture(scope="session")
def own_server(sample_data: Path, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """Serve the app on a journal that tests write into."""
    journal_file = tmp_path_factory.mktemp("own") / "journal.sqlite"
    with serving_greener(sample_data, journal_file) as address:
        yield address, journal_file


@pytest.fixture
def fresh_server(own_server: tuple[str, Path]) -> str:
    """Serve the app with a journal in which nothing is left of other tests."""
    address, journal_file = own_server
    journal = open_journal(str(journal_file))
    journal.erase()
    journal.close()
    return address
