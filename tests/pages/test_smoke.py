"""Every page runs: nothing entered, the example, a full journal, and no market at all."""

import logging

import pytest

from tests.pages.helpers import ROOT, SCRIPTS, texts

BROKEN = "Something went wrong"
PERSONAL = [script for script in SCRIPTS if script.startswith(("pages/you/", "pages/answers/"))]


@pytest.fixture(autouse=True)
def nothing_breaks(caplog):
    """Fail with the log line of the guard, which names the place of an unforeseen error."""
    caplog.set_level(logging.ERROR, logger="greener.pages")
    yield
    assert [
        record.getMessage() for record in caplog.records if record.name == "greener.pages"
    ] == []


def assert_shown(app):
    assert not app.exception
    assert app.title
    assert BROKEN not in texts(app)


def test_the_frame_lists_every_page():
    """A script in a folder of pages is a page that the frame lists, or a part of one."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")]
    for folder in ("you", "answers", "market", "about"):
        for path in (ROOT / "pages" / folder).glob("*.py"):
            script = path.relative_to(ROOT).as_posix()
            module = script.removesuffix(".py").replace("/", ".")
            is_part = any(f"from {module} import" in source for source in sources)
            assert (script in SCRIPTS) != is_part, script


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_example_is_shown(script, open_page):
    assert_shown(open_page(script))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_full_journal_is_shown(script, open_page, full_journal):
    app = open_page(script)
    assert_shown(app)
    assert "This person is invented" not in texts(app)


@pytest.mark.parametrize("script", PERSONAL)
def test_an_empty_journal_says_what_to_do(script, open_page):
    app = open_page()
    next(button for button in app.button if button.label == "Remove the example").click().run()
    app.switch_page(script).run()
    assert_shown(app)
    assert "This person is invented" not in texts(app)


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_market_the_page_says_how_to_get_one(script, open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "nothing"))
    assert_shown(open_page(script))
