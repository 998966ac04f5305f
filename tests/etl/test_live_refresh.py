"""A refresh of a live list: whatever its host does, readers see the right rows or the last good."""

import shutil
from dataclasses import replace

import pytest

from etl.fetching.transfer import Limits
from etl.refresh import Request, refresh
from etl.sources.layoff_events import LayoffEvents
from tests.etl.fakes import ask
from tests.etl.playhouse import (
    cut_off,
    drip,
    open_playhouse,
    redirect,
    status,
    versioned,
    whole,
)

SOURCES = (LayoffEvents(),)
HEADER = b"company,date,total_laid_off\n"
ROWS = b"".join(b"Firm %d,2026-0%d-11,%d\n" % (n, n % 9 + 1, n + 1) for n in range(200))
FIRST = HEADER + ROWS
# Upstream rewrote a total, and listed one more.
NEXT = FIRST.replace(b"Firm 7,2026-08-11,8", b"Firm 7,2026-08-11,800") + b"Firm new,2026-09-12,5\n"
QUICK = Limits(
    connect_s=2, read_s=2, slow_after_s=0.2, attempts=2, backoff_s=0.01, host_interval_s=0
)


@pytest.fixture(scope="module")
def house():
    opened, close = open_playhouse()
    yield opened
    close()


@pytest.fixture
def live(house, settings, monkeypatch):
    """Return a function that plays scenes at the list's address and refreshes once."""
    monkeypatch.setattr("etl.fetching.http.Limits", lambda: QUICK)
    configured = replace(settings, layoff_events_url=f"{house.address}/list.csv")

    def run(*scenes, offline=False):
        if scenes:
            house.play("/list.csv", *scenes)
        outcome = refresh(Request(names=("layoff_events",), offline=offline), configured, SOURCES)
        return outcome.reports[0]

    run.settings = configured
    return run


def rows(settings):
    return ask(settings, "SELECT * FROM layoff_event ORDER BY event_id").to_csv()


def total(settings) -> int:
    return int(ask(settings, "SELECT sum(laid_off_count) AS n FROM layoff_event").n[0])


FIRST_TOTAL = sum(range(1, 201))
NEXT_TOTAL = FIRST_TOTAL - 8 + 800 + 5


def test_a_first_load_then_nothing_new_then_a_rewrite(live, house):
    first = live(versioned(FIRST, '"1"'))
    assert (first.verdict == "failed", total(live.settings)) == (False, FIRST_TOTAL)
    again = live(versioned(FIRST, '"1"'))
    assert house.requests["/list.csv"][0]["if-none-match"] == '"1"'
    assert (again.changes.appeared, again.changes.rewritten) == (0, 0)
    rewritten = live(versioned(NEXT, '"2"'))
    changes = rewritten.changes
    assert (changes.appeared, changes.vanished, changes.rewritten) == (1, 0, 1)
    assert total(live.settings) == NEXT_TOTAL


@pytest.mark.parametrize(
    "scenes",
    [
        [status(429, Retry_After="0"), whole(NEXT)],
        [status(500), whole(NEXT)],
        [cut_off(NEXT, 2_000, ETag='"2"'), versioned(NEXT, '"2"')],
        [cut_off(NEXT, 2_000), whole(NEXT)],
        [redirect("/moved.csv")],
    ],
    ids=["429", "500", "cut, continued", "cut, anew", "redirect"],
)
def test_trouble_that_passes_ends_in_the_new_rows(live, house, scenes):
    house.play("/moved.csv", whole(NEXT))
    live(whole(FIRST))
    assert live(*scenes).verdict != "failed"
    assert total(live.settings) == NEXT_TOTAL


THIRD = HEADER + ROWS[: len(ROWS) // 3].rsplit(b"\n", 1)[0] + b"\n"
LASTING_TROUBLE = {
    "GREENER_CONTACT": status(403, b"<html>Access Denied</html>"),
    "answered 500": status(500),
    "is a web page": whole(b"<html>Maintenance</html>"),
    "is a Git LFS pointer": whole(b"version https://git-lfs.github.com/spec/v1\n"),
    "is empty": whole(b""),
    "has a header but no rows": whole(HEADER),
    "lacks the columns company and date": whole(b"name,day\nFirm,2026-01-01\n"),
    "breaks off in line": whole(NEXT[:3_000].rsplit(b"\n", 1)[0] + b"\nFirm"),
    "broke": cut_off(NEXT, 2_000),
    "sends too slowly": drip(NEXT, 0.02),
    "--accept-smaller": whole(THIRD),
}


def test_trouble_that_stays_is_named_and_leaves_the_last_good_rows(live):
    live(whole(FIRST))
    before = rows(live.settings)
    for said, scene in LASTING_TROUBLE.items():
        report = live(scene)
        assert (report.verdict, said in report.message) == ("failed", True), report.message
        assert rows(live.settings) == before


def test_offline_rebuilds_the_same_rows_from_what_was_kept(live):
    live(whole(FIRST))
    live(whole(NEXT))
    live(whole(b"name,day\nnot,2026-01-01\n"))
    before = rows(live.settings)
    shutil.rmtree(live.settings.published_dir)
    assert live(offline=True).verdict != "failed"
    assert rows(live.settings) == before
