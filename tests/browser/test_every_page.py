"""Every page, on a laptop and a phone, in light and dark, as the example and in full."""

from collections.abc import Container
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.chromium import PHONE, opened, settle
from tests.browser.server import serving
from tests.pages.helpers import SCRIPTS

pytestmark = pytest.mark.browser

HELLO = Path(__file__).with_name("hello.py")
GRAVE = {"serious", "critical"}
TRIES = 3
SCHEMES = {
    "dark": {"runOnly": ["color-contrast"], "resultTypes": ["violations"]},
    "light": {"resultTypes": ["violations"]},
}
"""Theme → what axe looks for: all of it once, and what can be read in the other theme too.

The dark one comes first, as a page that is opened in it; a test of the palette covers the filled
button, which only a page opened in the light theme has."""


PERSONAL = [script for script in SCRIPTS if script.startswith(("pages/you/", "pages/answers/"))]

CHART_NAMES = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
    .map((chart) => chart.getAttribute("aria-label"))"""

SIDEWAYS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1).length"""

CLIPPED = """() => {
    const within = document.querySelector("[data-testid=stMain]");
    // A row of tabs scrolls under the finger; the others are drawn, or typed.
    const skipped = "[data-testid=stDataFrame], [data-testid=stPlotlyChart], [role=tablist], "
        + "input, textarea, svg";
    const isCut = (each) => {
        const text = document.createRange();
        text.selectNodeContents(each);
        const written = text.getBoundingClientRect();
        for (let box = each; box && box !== within; box = box.parentElement) {
            const style = getComputedStyle(box), seen = box.getBoundingClientRect();
            if (style.overflowX !== "visible" && style.display !== "inline"
                && (written.right > seen.right + 2 || written.left < seen.left - 2)) return true;
        }
        const style = getComputedStyle(each);
        return style.overflowY === "hidden" && each.scrollHeight > each.clientHeight + 2;
    };
    return [...within.querySelectorAll("p, h1, h2, h3, label, [data-testid=stMetricValue]")]
        .filter((each) => each.offsetParent !== null && !each.closest(skipped))
        .filter((each) => each.innerText.trim() && isCut(each))
        .map((each) => each.innerText.slice(0, 60));
}"""
"""Texts that a box around them cuts off or makes scroll sideways."""


def path_of(script: str) -> str:
    stem = Path(script).stem
    return "" if stem == "today" else stem


def show(page, address: str, script: str) -> None:
    page.goto(f"{address}/{path_of(script)}")
    settle(page)


PART = """(selector) => {
    const found = document.querySelector(selector);
    const part = found && found.closest("[data-testid]");
    return part ? part.dataset.testid : "page";
}"""


def grave_faults(page, known: Container[tuple[str, str]] = ()) -> set[tuple[str, str]]:
    """Return the rules that a page breaks gravely, each with the part of Streamlit it lies in.

    What is found while the page runs again, with its old parts faded, is looked at once more.
    """
    found = set()
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(500)
        for _ in range(TRIES):
            here = {fault for fault in _faults(page, options) if fault not in known}
            if not here:
                break
            page.wait_for_timeout(1500)
            settle(page)
        found |= here
    return found


def _faults(page, options) -> set[tuple[str, str]]:
    return {
        (fault["id"], page.evaluate(PART, node["target"][0]))
        for fault in Axe().run(page, options=options).response["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    }


@pytest.fixture(scope="session")
def faults_of_streamlit(browser) -> set[tuple[str, str]]:
    """Return what Streamlit's own parts break on a page that has nothing else."""
    with serving(HELLO, {}) as address, opened(browser, scheme="dark") as page:
        page.goto(address)
        settle(page)
        return grave_faults(page)


def assert_calm(page) -> None:
    assert page.query_selector("[data-testid=stException]") is None
    assert page.get_by_text("Something went wrong").count() == 0


def assert_fits(page) -> None:
    """Hold a page to a phone's width, without loading it again."""
    page.set_viewport_size({"width": PHONE, "height": 900})
    settle(page)
    page.wait_for_timeout(500)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(
    ("planted", "measure"),
    [
        ("<p style='width: 90px; overflow: hidden; white-space: nowrap'>PLANTED</p>", CLIPPED),
        (
            "<span style='display: block; width: 90px; overflow: hidden; text-overflow: ellipsis'>"
            "<p style='white-space: nowrap'>PLANTED</p></span>",
            CLIPPED,
        ),
        ("<p style='height: 10px; overflow: hidden'>PLANTED</p>", CLIPPED),
        ("<div style='width: 700px'>PLANTED</div>", SIDEWAYS),
    ],
    ids=["cut", "cut by its box", "cut below", "sideways"],
)
def test_a_planted_fault_is_found(browser, planted, measure):
    text = "many words in a row " * 4
    with opened(browser, width=PHONE) as page:
        page.set_content(f"<main data-testid=stMain>{planted.replace('PLANTED', text)}</main>")
        assert page.evaluate(measure)
        page.set_content(f"<main data-testid=stMain><p>{text}</p></main>")
        assert not page.evaluate(measure)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_can_be_used_by_all_and_fits_a_phone(
    browser, full_server, faults_of_streamlit, script
):
    with opened(browser, scheme="dark") as page:
        show(page, full_server, script)
        assert grave_faults(page, faults_of_streamlit) == set()
        assert all(page.evaluate(CHART_NAMES))
        assert_calm(page)
        assert_fits(page)


@pytest.mark.parametrize("script", PERSONAL)
def test_the_example_fits_a_phone(browser, example_server, script):
    with opened(browser) as page:
        show(page, example_server, script)
        assert_calm(page)
        assert_fits(page)


CONTRAST = """() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const luminance = ([red, green, blue]) => [red, green, blue]
        .map((channel) => channel / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, place) => sum + c * [0.2126, 0.7152, 0.0722][place], 0);
    const ground = channels(getComputedStyle(document.querySelector(".stApp")).backgroundColor);
    return [...document.querySelectorAll(".stPlotlyChart svg text")]
        .filter((text) => text.textContent.trim())
        .map((text) => {
            let opacity = 1;
            for (let each = text; each && each.tagName !== "svg"; each = each.parentElement) {
                opacity *= Number(getComputedStyle(each).opacity);
            }
            const ink = channels(getComputedStyle(text).fill)
                .map((channel, place) => channel * opacity + ground[place] * (1 - opacity));
            const [low, high] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
        });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_in_charts_can_be_read(browser, full_server, scheme):
    with opened(browser, scheme=scheme) as page:
        show(page, full_server, "pages/you/today.py")
        assert min(page.evaluate(CONTRAST)) >= 4.5


def test_text_in_charts_follows_the_theme(browser, full_server):
    with opened(browser, scheme="light") as page:
        show(page, full_server, "pages/you/today.py")
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"() => Math.min(...({CONTRAST})()) >= 4.5", timeout=30_000)
