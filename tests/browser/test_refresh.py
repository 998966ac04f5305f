"""A refresh from the page, in two windows, with a publisher that answers late and then refuses."""

import shutil
import threading

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, opened, settle
from tests.browser.server import serving_greener
from tests.etl.playhouse import open_playhouse, status, whole

pytestmark = pytest.mark.browser

LIST = b"company,date,total_laid_off\n" + b"".join(
    b"Firm %d,2026-0%d-11,%d\n" % (n, n % 9 + 1, n + 1) for n in range(200)
)


@pytest.fixture
def publisher():
    house, close = open_playhouse()
    yield house
    close()


@pytest.fixture
def server(publisher, sample_data, tmp_path):
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    shutil.copytree(sample_data / "published", data_dir / "published")
    address = f"{publisher.address}/list.csv"
    environ = {"GREENER_LAYOFF_EVENTS_URL": address}
    with serving_greener(data_dir, tmp_path / "journal.sqlite", **environ) as served:
        yield served


def test_a_refresh_is_followed_while_reading_goes_on(browser, publisher, server):
    answer = threading.Event()

    def late(stage):
        answer.wait(60)
        whole(LIST)(stage)

    publisher.play("/list.csv", late, status(403, b"no"))
    with opened(browser) as page, opened(browser, width=PHONE) as other:
        for window in (page, other):
            window.goto(f"{server}/sources")
            settle(window)
        assert publisher.requests["/list.csv"] == []
        page.get_by_label("Load newer data from").click()
        page.get_by_role("option", name="Layoff events").click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Refresh now").click()
        expect(page.get_by_text("asking the publisher")).to_be_visible()
        expect(other.get_by_text("asking the publisher")).to_be_visible()
        expect(other.get_by_role("button", name="Refresh now")).to_be_disabled()

        page.get_by_role("link", name="Layoffs", exact=True).click()
        expect(page.locator("h1")).to_have_text("Layoffs")
        settle(page)
        expect(page.get_by_text("Being refreshed now")).to_be_visible()
        expect(page.get_by_test_id("stSidebar").get_by_text("Layoffs to 15 May")).to_be_visible()
        answer.set()
        expect(page.get_by_test_id("stSidebar").get_by_text("Layoffs to 11 Sep")).to_be_visible()

        page.get_by_role("link", name="Sources", exact=True).click()
        for window in (page, other):
            expect(window.get_by_text("1 of 1 source loaded")).to_be_visible()
        other.get_by_label("Load newer data from").click()
        other.get_by_role("option", name="Layoff events").click()
        other.keyboard.press("Escape")
        other.get_by_role("button", name="Refresh now").click()
        expect(other.get_by_text("1 unchanged")).to_be_visible()
        other.get_by_text("What each source said").click()
        expect(other.get_by_text("nothing changed: 127.0.0.1 refused")).to_be_visible()
