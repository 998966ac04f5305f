"""The frame: the gate, the age of the data, the guard, and how the market is read."""

import logging
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from etl.sample.shipped import publish_sample
from etl.sources import SOURCES
from greener.market.sources import source_status
from greener.settings import Settings
from pages.shared.chart import csv_bytes
from pages.shared.gate import REFUSAL, is_asked_for_here, is_loopback
from pages.shared.guard import calm
from pages.shared.market import ask, snapshot
from pages.shared.stamp import stamp_lines
from tests.pages.helpers import SCRIPTS, texts


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.5.5.5", "::1", "[::1]"])
def test_loopback_is_known(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_anything_else_is_not_loopback(address):
    assert not is_loopback(address)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "localhost:8501"},
        {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"},
        {"Host": "127.0.0.1", "Origin": "http://localhost:8501"},
    ],
)
def test_a_browser_on_this_machine_asks_for_it_by_name(headers):
    assert is_asked_for_here(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "greener.example.org"},
        {"Host": "localhost:8501", "Origin": "https://greener.example.org"},
        {"Host": "localhost:8501", "X-Forwarded-For": "192.0.2.7"},
        {"Host": "localhost:8501", "Forwarded": "for=192.0.2.7"},
        {"Host": "localhost.example.org"},
        {"Host": "[::1"},
        {"Host": "localhost", "Origin": "null"},
    ],
)
def test_a_proxy_in_front_is_noticed(headers):
    assert not is_asked_for_here(headers)


@pytest.fixture
def reachable(monkeypatch):
    """Let the server look as if it were bound to every interface."""
    ordinary = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda key: "0.0.0.0" if key == "server.address" else ordinary(key)
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_reachable_server_serves_the_market_and_refuses_the_journal(
    script, open_page, full_journal, reachable
):
    app = open_page(script)
    is_personal = script.startswith(("pages/you/", "pages/answers/"))
    assert (REFUSAL in [info.value for info in app.info]) == is_personal
    assert bool(app.title) != is_personal
    assert not is_personal or "Copperleaf" not in texts(app)


def test_an_unforeseen_error_is_told_calmly_and_logged_without_its_text(caplog):
    with caplog.at_level(logging.ERROR, logger="greener.pages"), calm():
        raise RuntimeError("planted name Zaphod")
    assert "Zaphod" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert Path(__file__).name in caplog.text


def status(**changes):
    row = {
        "source": "oews",
        "rows_kept": 10,
        "newest_date": pd.Timestamp(2025, 5, 31),
        "last_good_origin": "live",
        "verdict": "ok",
        "is_stale": False,
    }
    return pd.DataFrame([{**row, **changes}])


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["Pay to 31 May 2025"]),
        ({"last_good_origin": "sample"}, ["Pay to 31 May 2025", "Sample market"]),
        ({"verdict": "failed"}, ["Pay to 31 May 2025", "The last refresh changed nothing"]),
        ({"is_stale": True}, ["Pay to 31 May 2025", "1 source past the usual date"]),
        ({"rows_kept": 0}, ["No market data loaded yet"]),
    ],
)
def test_the_stamp_says_how_far_the_data_reaches(changes, lines):
    assert stamp_lines(status(**changes)) == lines


def test_the_stamp_counts_failures_of_what_is_loaded_alone():
    rows = [status(), status(source="cpi", verdict="failed")]
    rows += [status(source="claims", verdict="failed", rows_kept=0)]
    assert stamp_lines(pd.concat(rows)) == ["Pay to 31 May 2025", "1 source kept older rows"]


def test_the_frame_shows_the_age_of_the_sample(open_page):
    captions = " ".join(caption.value for caption in open_page().sidebar.caption)
    assert "Sample market" in captions
    assert "Layoffs to " in captions


def test_a_question_is_answered_once_a_generation(home):
    calls = []

    def question(current, word):
        calls.append(current.name)
        return word

    assert ask(question, "a") == ask(question, "a") == "a"
    assert ask(question, "b") == "b"
    assert len(calls) == 2


def test_a_new_generation_is_shown_without_a_restart(sample_data, tmp_path, monkeypatch):
    monkeypatch.setenv("GREENER_DATA", str(tmp_path))
    settings = Settings(data_dir=tmp_path, journal_url="")
    shutil.copytree(sample_data / "published", settings.published_dir)
    first = snapshot().name
    before = ask(source_status, date.today())
    publish_sample(settings, SOURCES)
    assert snapshot().name > first
    after = ask(source_status, date.today())
    assert (after["attempted_at"].dropna() > before["attempted_at"].dropna()).all()


def test_a_table_is_offered_without_spreadsheet_formulas():
    table = pd.DataFrame({"Company": ["=1+1", "@x", "Acme"], "n": [1, 2, 3]})
    lines = csv_bytes(table).decode().splitlines()
    assert lines == ["Company,n", "'=1+1,1", "'@x,2", "Acme,3"]
