"""The app on the sample market, with a journal of its own for every test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from greener.journal.example import example_entries
from greener.journal.store.journal import Journal, open_journal
from greener.market.store import Snapshot, open_current
from tests.pages.helpers import APP, ROOT, TIMEOUT_SECONDS, TODAY_PAGE, keep


@pytest.fixture(scope="session")
def sample_snapshot(sample_data: Path) -> Snapshot:
    return open_current(sample_data / "published")


@pytest.fixture(autouse=True)
def home(sample_data: Path, tmp_path: Path, monkeypatch) -> Path:
    """Point the app at the sample market and at an empty journal; return the journal's folder."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("GREENER_DATA", str(sample_data))
    monkeypatch.setenv("GREENER_JOURNAL", f"sqlite:///{tmp_path / 'journal.sqlite'}")
    st.cache_data.clear()
    return tmp_path


@pytest.fixture
def journal(home: Path) -> Journal:
    opened = open_journal(f"sqlite:///{home / 'journal.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def full_journal(journal: Journal) -> Journal:
    """A journal that holds what the example holds, as a person's own entries."""
    keep(journal, example_entries(date.today()))
    return journal


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Open a page of the app through its frame."""

    def open_page(script: str = TODAY_PAGE, **query: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=TIMEOUT_SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(script).run() if script != TODAY_PAGE else app

    return open_page
