"""The page Sources shows a refresh that runs, that is over and that was stopped, and starts one."""

import shutil

import pytest
import streamlit as st

from etl.lock import writing
from etl.record import recording
from greener.market.refreshing import PROGRESS, SourceProgress
from greener.settings import load_settings
from pages.about.refresh_panel import REFUSAL
from pages.about.refresh_words import step_words
from tests.pages import helpers

SOURCES_PAGE = "pages/about/sources.py"


def texts(app):
    return helpers.texts(app).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def settings(sample_data, tmp_path, monkeypatch):
    """Give the test a market of its own to write beside."""
    (tmp_path / "data").mkdir()
    shutil.copytree(sample_data / "published", tmp_path / "data" / "published")
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "data"))
    return load_settings()


@pytest.fixture
def started(monkeypatch):
    """Take down what is started, without starting it."""
    calls = []
    monkeypatch.setattr(
        "greener.market.refresh_process.RefreshProcess.start",
        lambda self, settings, sources: calls.append(list(sources)),
    )
    return calls


def test_nothing_is_asked_without_the_click(open_page, settings, started):
    app = open_page(SOURCES_PAGE)
    assert "nothing about you is sent" in texts(app)
    assert started == []
    app.multiselect[0].select("jolts").run()
    assert started == []
    app.button[0].click().run()
    assert started == [["jolts"]]


def test_the_first_market_is_loaded_with_a_click_too(
    open_page, sample_data, tmp_path, monkeypatch, started
):
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "none"))
    app = open_page(SOURCES_PAGE)
    assert "no market" in app.info[0].value.casefold()
    assert "named below" not in texts(app)
    next(button for button in app.button if button.label == "Refresh now").click().run()
    assert started == [[]]


def test_all_that_can_be_asked_is_offered(open_page, settings):
    assert "Initial unemployment claims" in open_page(SOURCES_PAGE).multiselect[0].options


def test_a_run_is_shown_while_it_goes_and_no_second_is_offered(open_page, settings):
    with (
        writing(settings.data_dir, "refresh jolts claims"),
        recording(settings, ["jolts", "claims"], lambda *_: None) as listen,
    ):
        listen("jolts", "ready", "")
        listen("claims", "reading", "20,000 records")
        app = open_page(SOURCES_PAGE)
        said = texts(app)
        assert "Initial unemployment claims**: reading 20,000 records" in said
        assert "**: read and checked" in said
        assert app.button[0].disabled
        assert "Being refreshed now" in said


def test_a_run_of_another_kind_is_named(open_page, settings):
    with writing(settings.data_dir, "fit the models"):
        assert "The market is being written: fit the models" in texts(open_page(SOURCES_PAGE))


def test_how_it_ended_is_told_source_by_source(open_page, settings):
    with recording(settings, ["jolts", "claims"], lambda *_: None) as listen:
        listen("jolts", "ok", "")
        listen("claims", "failed", "fred refused (403) [x](y)")
    app = open_page(SOURCES_PAGE)
    assert "1 of 2 sources loaded, 1 unchanged" in texts(app)
    assert "nothing changed: fred refused (403) [x](y)" in texts(app)
    assert not app.button[0].disabled


def test_a_run_without_a_network_says_so_once_and_first(open_page, settings):
    with recording(settings, ["jolts", "claims"], lambda *_: None) as listen:
        listen("jolts", "failed", "download.bls.gov cannot be found; is there a network?")
        listen("claims", "failed", "fred cannot be reached; is there a network? (5 attempts)")
    said = texts(open_page(SOURCES_PAGE))
    assert ": no connection, nothing changed. Try again later." in said
    assert "0 of 2 sources" not in said


def test_a_run_that_published_nothing_says_why(open_page, settings):
    with pytest.raises(OSError), recording(settings, ["jolts"], lambda *_: None):
        raise OSError("no space left on device")
    assert "no space left on device" in texts(open_page(SOURCES_PAGE))


def test_a_run_that_was_stopped_is_shown_as_such(open_page, settings):
    with recording(settings, ["jolts"], lambda *_: None) as listen:
        listen("jolts", "reading", "")
    progress = settings.data_dir / PROGRESS
    progress.write_text("\n".join(progress.read_text().splitlines()[:-1]))
    app = open_page(SOURCES_PAGE)
    assert "was stopped before its end" in texts(app)
    assert not app.button[0].disabled


def test_a_server_that_others_can_reach_offers_none(open_page, settings, monkeypatch):
    ordinary = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda key: "0.0.0.0" if key == "server.address" else ordinary(key)
    )
    app = open_page(SOURCES_PAGE)
    assert REFUSAL.replace("`", "") in texts(app).replace("`", "")
    assert [button.label for button in app.button if "Refresh" in button.label] == []


def test_a_step_of_a_later_version_is_still_shown():
    assert step_words(SourceProgress("polishing", ""))[1] == "polishing"
