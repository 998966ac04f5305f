"""Real Chromium: find it, start it, open pages in it, and wait until a page stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP, PHONE = 1440, 390
HERE = {"localhost", "127.0.0.1"}

# What a page shows is tested, not how soon a busy machine shows it.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


def chromium_path() -> str | None:
    """Return the installed Chromium; None when there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def is_required() -> bool:
    """Whether a missing browser is a failure and not a reason to skip."""
    return "true" in {os.environ.get("CI"), os.environ.get("GREENER_REQUIRE_BROWSER")} or (
        os.environ.get("GREENER_REQUIRE_BROWSER") == "1"
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, *, width: int = LAPTOP, scheme: str = "light") -> Iterator[Page]:
    """Open a page and hold it to this machine: a request to any other host fails the block."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-US",
    )
    foreign: list[str] = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("request", lambda request: _note(request.url, foreign))
    page.on("websocket", lambda socket: _note(socket.url, foreign))
    try:
        yield page
    finally:
        context.close()
    assert foreign == []


def settle(page: Page) -> None:
    """Wait until the script has run, every chart is drawn and nothing is being loaded."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("[data-testid=stMain] h1")
    page.wait_for_function(
        """() => document.querySelectorAll("[data-testid=stSkeleton]").length === 0
             && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(
                 (chart) => chart.querySelector(".main-svg"))"""
    )
    page.wait_for_timeout(300)


def _note(url: str, foreign: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
        foreign.append(url)
