"""The market pages in a real browser: what only a browser does."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, opened, settle
from tests.browser.test_every_page import assert_calm, assert_fits

pytestmark = pytest.mark.browser

SCALE = 2
DARK_PAGE = (0x15, 0x19, 0x1B)


CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stPopover]")].filter((each) => {
    const line = each.closest("[data-testid=stHorizontalBlock]");
    return line.scrollWidth > line.clientWidth;
}).length"""


def test_a_chart_is_saved_as_a_picture_with_its_finding_and_source(
    browser, full_server, tmp_path: Path
):
    with opened(browser, width=PHONE, scheme="dark") as page:
        page.goto(f"{full_server}/layoffs?view=US+notices")
        settle(page)
        chart = page.get_by_test_id("stPlotlyChart").first.bounding_box()
        assert page.evaluate(CUT_OFF) == 0
        page.get_by_role("button", name="Details").first.click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as picture").click()
        assert download.value.suggested_filename == "greener_notice_tiles.png"
        download.value.save_as(tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        width, height = picture.size
        assert width > SCALE * chart["width"]
        # The finding above takes two lines or more on a phone, the grey line below one or more.
        assert height > SCALE * (chart["height"] + 60)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 20)}
        assert picture.convert("RGB").getpixel((1, 1)) == DARK_PAGE
        above = picture.crop((0, 0, width, SCALE * 60)).convert("L")
    assert len(colours) > 50
    assert above.getextrema()[1] > 200  # light words on the dark page


def test_nonsense_in_a_deep_link_is_passed_over(browser, full_server):
    with opened(browser) as page:
        page.goto(f"{full_server}/layoffs?industry=Nonsense&country=ZZZ&years=x&grain=week&view=No")
        settle(page)
        assert_calm(page)
        expect(page.get_by_text("Most people: Retail")).to_be_visible()
        page.goto(f"{full_server}/pay?occupation=99-9999&pay_view=Remote&pay_country=ZZ&pay_mode=x")
        settle(page)
        assert_calm(page)
        expect(page.get_by_text("of the reports for 2025").first).to_be_visible()
        assert_fits(page)


SPAN = """() => [...document.querySelectorAll(".js-plotly-plot")].at(-1).layout.xaxis.range"""


def test_a_dragged_span_is_shown_larger_and_outlives_a_rerun(browser, full_server):
    with opened(browser) as page:
        page.goto(f"{full_server}/pay?pay_view=Trend")
        settle(page)
        chart = page.get_by_test_id("stPlotlyChart").last
        chart.scroll_into_view_if_needed()
        box, whole = chart.bounding_box(), page.evaluate(SPAN)
        page.mouse.move(box["x"] + 300, box["y"] + 150)
        page.mouse.down()
        page.mouse.move(box["x"] + 600, box["y"] + 160, steps=8)
        page.mouse.up()
        page.wait_for_function(f"(whole) => String(({SPAN})()) !== String(whole)", arg=whole)
        span = page.evaluate(SPAN)
        page.get_by_role("radio", name="Remote").click()
        expect(page.get_by_text("United States, remote: the median")).to_be_visible()
        settle(page)
        assert page.evaluate(SPAN) == span
