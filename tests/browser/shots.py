"""Screenshots of every page: ``python -m tests.browser.shots [WORD…]`` writes into ``shots/``.

With words, only pages whose name holds one of them. Each page is shown as the example and in full,
on a laptop and a phone, in light and dark; ``--readme`` also renews the pictures of the README.
"""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote_plus

from playwright.sync_api import Browser, Page

from etl.sample.shipped import publish_sample
from etl.sources import SOURCES
from greener.journal.example import example_entries
from greener.journal.store.journal import open_journal
from greener.settings import Settings
from tests.browser.chromium import LAPTOP, PHONE, chromium, opened, settle
from tests.browser.server import ROOT, serving_greener
from tests.pages.helpers import SCRIPTS, keep

SHOTS = ROOT / "shots"
README_PICTURE = ROOT / "docs" / "images" / "today.png"
VIEWS = {
    "interviews": ("", "?view=Table", "?view=Pictures", "?view=Figures"),
    "layoffs": (
        "",
        "?view=The+largest",
        "?view=Companies&company=Oracle&versus=Meta",
        "?view=Other+counts",
        "?view=US+notices",
        "?view=US+layoff+rates",
    ),
    "pay": (
        "",
        "?pay_view=States+and+metros",
        "?pay_view=Occupations",
        "?pay_view=Experience",
        "?pay_view=Trend",
        "?pay_view=Remote",
    ),
    "demand": (
        "",
        "?demand_view=Sectors+and+states",
        "?demand_view=Remote%2C+AI%2C+pay",
        "?demand_view=Claims",
    ),
}
"""Page → what follows its address to show each of its views."""

_CONTENT_HEIGHT = """() => document.querySelector("[data-testid=stMain]").scrollHeight"""
_TALLEST = 12_000
_UNFIT = re.compile("[^a-z0-9]+")


def main(words: list[str], *, renew_readme: bool) -> None:
    """Take the screenshots."""
    SHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        data_dir = Path(folder) / "data"
        publish_sample(Settings(data_dir=data_dir, journal_url=""), SOURCES)
        for kind in ("example", "full"):
            journal_file = Path(folder) / f"{kind}.sqlite"
            if kind == "full":
                journal = open_journal(str(journal_file))
                keep(journal, example_entries(date.today()))
                journal.close()
            with serving_greener(data_dir, journal_file) as address:
                _take_all(browser, address, kind, words)
                if renew_readme and kind == "example":
                    _take(browser, address, README_PICTURE)


def _take_all(browser: Browser, address: str, kind: str, words: list[str]) -> None:
    for script in SCRIPTS:
        stem = Path(script).stem
        if words and not any(word in script for word in words):
            continue
        for query in VIEWS.get(stem, ("",)):
            for width in (LAPTOP, PHONE):
                for scheme in ("light", "dark"):
                    view = _UNFIT.sub("-", unquote_plus(query.partition("=")[2]).lower()) or "page"
                    name = f"{stem}-{view}-{kind}-{width}-{scheme}.png"
                    path = "" if stem == "today" else f"{stem}{query}"
                    _take(browser, f"{address}/{path}", SHOTS / name, width=width, scheme=scheme)
                    sys.stdout.write(f"{name}\n")


def _take(
    browser: Browser, address: str, file: Path, *, width: int = LAPTOP, scheme: str = "light"
) -> None:
    with opened(browser, width=width, scheme=scheme) as page:
        page.goto(address)
        settle(page)
        _unroll(page, width)
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file)


def _unroll(page: Page, width: int) -> None:
    """Make the window as tall as the page, since the page scrolls within the window."""
    height = min(int(page.evaluate(_CONTENT_HEIGHT)), _TALLEST)
    page.set_viewport_size({"width": width, "height": max(height, 600)})
    page.wait_for_timeout(700)
    settle(page)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main([word for word in arguments if word != "--readme"], renew_readme="--readme" in arguments)
