"""The main journeys in a real browser, on a laptop and on a phone.

Five at both widths: three questions to both answers; an interview from its first line to an offer
that narrows the worth; a company looked up; an offer held against the job; everything taken out,
erased and brought back. The sixth, a refresh, is in ``test_refresh``.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from greener.journal.records import Job
from greener.journal.store.journal import open_journal
from tests.browser.chromium import LAPTOP, PHONE, opened, settle

pytestmark = pytest.mark.browser

JOB = Job(
    employer="Larkfield Software",
    title="Software engineer",
    occupation="15-1252",
    country="US",
    region="TX",
    pay_annual=138_000,
)
TAKE_OUT = "Download the zip"
widths = pytest.mark.parametrize("width", [LAPTOP, PHONE])


def go(page: Page, address: str, path: str = "") -> None:
    page.goto(f"{address}/{path}")
    settle(page)


def log_line(page: Page, line: str) -> None:
    page.get_by_label("What happened?").fill(line)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    settle(page)


def take_out(page: Page, file: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=TAKE_OUT).click()
    download.value.save_as(file)
    return file


@pytest.mark.parametrize("path", ["interviews", "layoffs"])
def test_a_deep_link_that_arrives_first_has_its_frame(browser, first_server, path):
    with opened(browser) as page:
        go(page, first_server, path)
        expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
        expect(page.get_by_text("Sample market")).to_be_visible()
        page.wait_for_timeout(1000)
        settle(page)
        assert page.url.endswith(f"/{path}")
        assert page.get_by_text("Page not found").count() == 0
        assert page.locator("h1").inner_text() != "Is the grass greener?"


@widths
def test_three_questions_give_both_answers(browser, fresh_server, width):
    with opened(browser, width=width) as page:
        go(page, fresh_server)
        page.get_by_role("button", name="Put in mine").click()
        expect(page.locator("h1")).to_have_text("The job I have")
        page.get_by_label("Job title").fill("Data scientist")
        page.get_by_label("Employer", exact=True).fill("<script>window.broken = 1</script>")
        page.get_by_label("Base pay before tax").fill("142,000")
        page.get_by_label("Base pay before tax").press("Tab")
        expect(page.get_by_role("radiogroup", name="Which of these is it?")).to_be_visible()
        settle(page)
        page.get_by_role("button", name="Save and see the answers").click()
        expect(page.locator("h1")).to_have_text("Is the grass greener?")
        settle(page)
        expect(page.locator("h2", has_text="over the next year")).to_be_visible()
        expect(page.get_by_text("<script>window.broken = 1</script>").first).to_be_visible()
        assert page.evaluate("window.broken") is None
        assert page.get_by_text("This person is invented").count() == 0


@widths
def test_an_interview_from_its_first_line_to_an_offer(browser, fresh_server, own_server, width):
    journal = open_journal(str(own_server[1]))
    with journal.write() as transaction:
        transaction.save_present_job(JOB)
    journal.close()
    with opened(browser, width=width) as page:
        go(page, fresh_server, "interviews")
        line = page.get_by_label("What happened?")
        line.fill("Acme, staff engineer, recruiter quoted 180-200k, told them I'm exploring")
        page.get_by_role("button", name="Read it").click()
        expect(page.get_by_text("Quoted: $180K to $200K")).to_be_visible()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("button", name="Acme")).to_be_visible()
        page.get_by_role("button", name="Hiring manager").click()
        expect(page.get_by_text("Logged today. Acme: Hiring manager")).to_be_visible()
        page.get_by_role("button", name="Keep").click()
        page.get_by_role("button", name="Acme").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Stage reached")).to_be_visible()
        dialog.get_by_role("tab", name="Figure").click()
        dialog.get_by_label("Figure named").fill("190k")
        dialog.get_by_role("button", name="Log it").locator("visible=true").click()
        expect(dialog).to_be_hidden()
        settle(page)
        page.get_by_text("Figures", exact=True).click()
        settle(page)
        expect(page.get_by_text("Your own figures narrowed your worth")).to_be_visible()
        go(page, fresh_server)
        expect(page.get_by_text("Acme").first).to_be_visible()
        expect(page.get_by_text("told them you explore")).to_be_visible()


def log_in_dialog(page: Page, tab: str, *fields: tuple[str, str]) -> None:
    """Open Acme's process and log something under one of its tabs."""
    page.get_by_role("button", name="Acme").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name=tab).click()
    for label, text in fields:
        dialog.get_by_label(label).locator("visible=true").fill(text)
    dialog.get_by_role("button", name="Log it").locator("visible=true").click()
    expect(dialog).to_be_hidden()
    settle(page)


def move_to(page: Page, menu: str, stage: str) -> None:
    """Move the only process with the menu of its card."""
    opener = page.get_by_role("button", name=menu, exact=True)
    opener.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a menu that opens while the page scrolls closes again
    opener.click()
    page.get_by_role("menuitem", name=stage).click()
    expect(page.get_by_text(f"Logged today. Acme: {stage}")).to_be_visible()
    page.get_by_role("button", name="Keep").click()
    settle(page)


@widths
def test_the_whole_journey_and_everything_comes_back_the_same(
    browser, fresh_server, width, tmp_path
):
    with opened(browser, width=width) as page:
        go(page, fresh_server, "interviews")
        log_line(page, "Acme, staff engineer, recruiter called")
        page.get_by_role("button", name="Hiring manager").click()
        expect(page.get_by_text("Logged today. Acme: Hiring manager")).to_be_visible()
        page.get_by_role("button", name="Keep").click()
        log_in_dialog(page, "Figure", ("Figure named", "180-200k"))
        log_in_dialog(page, "Told them")
        move_to(page, "Other", "Offer")
        move_to(page, "Move to", "Declined")
        expect(page.get_by_text("Over: 1")).to_be_visible()
        page.get_by_role("button", name="Acme").click()
        page.get_by_role("dialog").get_by_role("tab", name="Log").click()
        for words in (
            "Recruiter screen",
            "Hiring manager",
            "Quoted: $180K to $200K",
            "told that you explore",
            "Offer",
            "Declined",
        ):
            expect(page.get_by_role("dialog").get_by_text(f": {words}")).to_be_visible()
        go(page, fresh_server, "data")
        before = take_out(page, tmp_path / "before.zip")
        page.get_by_label("Type erase to confirm").fill("erase")
        page.get_by_role("button", name="Erase everything").click()
        expect(page.get_by_label("Type erase to confirm")).to_have_value("")
        settle(page)
        go(page, fresh_server, "interviews")
        expect(page.get_by_text("This person is invented")).to_be_visible()
        assert page.get_by_text("Acme", exact=True).count() == 0
        go(page, fresh_server, "data")
        page.locator("input[type=file]").set_input_files(before)
        page.get_by_role("button", name="Bring in").click()
        expect(page.get_by_text("Brought in:").first).to_be_visible()
        settle(page)
        after = take_out(page, tmp_path / "after.zip")
        assert after.read_bytes() == before.read_bytes()
        go(page, fresh_server, "interviews")
        expect(page.get_by_text("Over: 1")).to_be_visible()


@widths
def test_names_are_text_and_fetch_nothing(browser, fresh_server, width):
    with opened(browser, width=width) as page:
        go(page, fresh_server, "interviews")
        for name in (
            "![x](http://example.invalid/x.png)",
            "שלום עולם",
            "<img src=x onerror=alert(1)>",
        ):
            log_line(page, f"{name}; engineer; applied")
            expect(page.get_by_role("button", name=name)).to_be_visible()
        go(page, fresh_server)
        expect(page.get_by_text("![x](http://example.invalid/x.png)")).to_be_visible()


def test_the_example_is_removed_and_the_page_says_what_to_do(browser, fresh_server):
    with opened(browser) as page:
        go(page, fresh_server)
        page.get_by_role("button", name="Remove the example").click()
        expect(page.get_by_text("Three questions give you both answers")).to_be_visible()
        expect(page.get_by_text("No interviews yet")).to_be_visible()


def test_a_view_is_kept_in_the_address_and_back_leads_back(browser, full_server):
    with opened(browser) as page:
        go(page, full_server, "interviews")
        page.get_by_text("Pictures", exact=True).click()
        page.wait_for_url("**view=Pictures*")
        settle(page)
        page.reload()
        settle(page)
        expect(page.get_by_text("Why you took part")).to_be_visible()
        page.get_by_role("link", name="Today").click()
        expect(page.locator("h1")).to_have_text("Is the grass greener?")
        page.go_back()
        expect(page.locator("h1")).to_have_text("Interviews")
        assert "Copperleaf" not in page.url


def test_keys_alone_lead_past_the_menu_to_the_first_question(browser, example_server):
    with opened(browser) as page:
        go(page, example_server)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert "Put in mine" in page.evaluate("document.activeElement.innerText")
        assert page.evaluate("getComputedStyle(document.activeElement).boxShadow") != "none"
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("The job I have")


def pick(page: Page, label: str, typed: str, option: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list that opens while the page scrolls closes again
    box.click()
    if typed:
        box.fill(typed)
    page.get_by_role("option", name=option).first.click()
    settle(page)


@widths
def test_a_company_is_looked_up_and_its_address_shared(browser, full_server, width):
    with opened(browser, width=width) as page:
        go(page, full_server, "layoffs")
        page.get_by_role("tab", name="Companies").click()
        pick(page, "Company", "Intel", "Intel")
        expect(page.get_by_text("Intel is listed").first).to_be_visible()
        pick(page, "Beside it", "Google", "Google")
        expect(page.get_by_text("Google is listed").first).to_be_visible()
        page.wait_for_url("**versus=Google*")
        shared = page.url
        assert "Intel" in shared
        assert not any(private in shared for private in ("Larkfield", "Copperleaf"))
        page.goto(shared)
        settle(page)
        expect(page.get_by_text("Google is listed").first).to_be_visible()


@widths
def test_an_offer_is_held_against_the_job(browser, full_server, width):
    with opened(browser, width=width) as page:
        go(page, full_server, "move")
        pick(page, "Offer", "", "Quillmark")
        expect(page.get_by_text(re.compile("Quillmark Payments: 21.?% more base"))).to_be_visible()
        settle(page)
        page.get_by_label("Base there, USD").fill("191000")
        page.get_by_label("Base there, USD").press("Enter")
        expect(page.get_by_text(re.compile("Quillmark Payments: 38.?% more base"))).to_be_visible()
