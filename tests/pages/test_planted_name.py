"""Nothing a person enters leaves the journal: a planted name is looked for wherever it could go."""

import functools
import gc
import hashlib
import logging
import pickle
from datetime import date

import pytest
from streamlit.runtime.caching import cache_data_api

from greener.journal.people import (
    Contact,
    DreamCompany,
    FollowUp,
    Goal,
    HeldJob,
    PayStep,
    Touch,
)
from greener.journal.records import Disclosure, PayObservation, ProcessHead, StageEvent
from tests.pages.helpers import SCRIPTS, texts

TODAY = date.today()
NAME = "Zaphodina"
AMOUNT = 123_457
VIEWS = {
    "pages/you/interviews.py": "view",
    "pages/you/people.py": "people_view",
    "pages/market/layoffs.py": "view",
    "pages/market/pay.py": "pay_view",
    "pages/market/demand.py": "demand_view",
}
"""Pages of several views, each with the name that its address gives them."""


@pytest.fixture
def planted(journal):
    """A journal in which every text of the person's is the planted name."""
    with journal.write() as transaction:
        job = transaction.jobs.add(
            HeldJob(employer=NAME, title=NAME, region="TX", metro=NAME, pay_annual=AMOUNT)
        )
        transaction.pay_history.add(
            PayStep(
                effective_on=date(2020, 1, 1),
                amount_annual=AMOUNT,
                currency="USD",
                job_id=job.id,
                note=NAME,
            )
        )
        figure = PayObservation(
            observed_on=TODAY,
            company=NAME,
            title=NAME,
            kind="quote",
            low=AMOUNT,
            high=AMOUNT,
            currency="USD",
            note=NAME,
        )
        key = transaction.add_process(
            ProcessHead(company=NAME, title=NAME, note=NAME, posting_url=f"https://{NAME}.test"),
            [StageEvent(occurred_on=TODAY, stage="panel", people_met=NAME, note=NAME)],
            [figure],
            Disclosure(said_on=TODAY, note=NAME),
        )
        contact = transaction.contacts.add(
            Contact(name=NAME, company=NAME, role=NAME, relation=NAME, email=NAME, note=NAME)
        )
        transaction.touches.add(Touch(touched_on=TODAY, how=NAME, note=NAME), contact.id)
        transaction.follow_ups.add(FollowUp(due_on=TODAY, what=NAME, process_key=key))
        transaction.goals.add(Goal(kind="must_have", text=NAME))
        transaction.dream_companies.add(DreamCompany(company=NAME, why=NAME, since=TODAY))
    return journal


@pytest.fixture
def cached(monkeypatch):
    """What goes into the caches that sessions share, as bytes."""
    kept = []
    write = cache_data_api.DataCache.write_result

    def overheard(self, key, value, messages):
        kept.append(pickle.dumps((key, value, messages)))
        return write(self, key, value, messages)

    monkeypatch.setattr(cache_data_api.DataCache, "write_result", overheard)
    return kept


def fingerprints(folder):
    """Return the files of the market, each with the hash of its bytes."""
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def remembered():
    """Return what the functions of the project remember between calls, as text."""
    wrappers = [
        each
        for each in gc.get_objects()
        if isinstance(each, functools._lru_cache_wrapper)
        and str(each.__module__).startswith(("greener", "pages", "etl"))
    ]
    return [repr(gc.get_referents(each)) for each in wrappers]


def other_views(page):
    """Return the views that the page offers beside the one it shows."""
    choices = [group.options for group in page.button_group if group.key in VIEWS.values()]
    return [*(tab.label for tab in page.tabs[1:]), *(view for each in choices for view in each[1:])]


def visit(page, script, query=None):
    """Open a page, and see that it keeps what the person entered out of the address."""
    page.query_params.clear()
    page.switch_page(script)
    page.query_params.update(query or {})
    page.run()
    assert not page.exception
    address = repr(dict(page.query_params))
    assert NAME not in address
    assert str(AMOUNT) not in address


def test_a_planted_name_stays_in_the_journal(
    open_page, planted, cached, sample_data, home, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    market = fingerprints(sample_data)
    shown = []
    page = open_page()
    for script in SCRIPTS:
        visit(page, script)
        shown.append(NAME in texts(page))
        for view in other_views(page):
            visit(page, script, {VIEWS[script]: view})
            shown.append(NAME in texts(page))
            assert view in page.query_params[VIEWS[script]], "the view was not opened"
    assert len(shown) >= len(SCRIPTS) + 2 * len(VIEWS)
    assert sum(shown) >= 10, "the name was hardly on the pages: nothing was tried"
    assert NAME.encode() in b"".join(path.read_bytes() for path in home.glob("journal.sqlite*"))
    assert cached, "nothing was cached: nothing was tried"
    assert not [each for each in cached if NAME.encode() in each or str(AMOUNT).encode() in each]
    assert fingerprints(sample_data) == market
    assert NAME not in caplog.text
    assert NAME not in "".join(capfd.readouterr())
    memories = remembered()
    assert memories
    assert not [each for each in memories if NAME in each or str(AMOUNT) in each]


@pytest.mark.parametrize("line", [f"{NAME}, {NAME}, 999999999999k", f"{NAME * 30}, offer"])
def test_what_cannot_be_saved_is_not_logged(line, open_page, planted, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    app = open_page("pages/you/interviews.py")
    next(field for field in app.text_input if field.label == "What happened?").set_value(line)
    next(button for button in app.button if button.label == "Read it").click().run()
    next(button for button in app.button if button.label == "Save").click().run()
    assert NAME not in caplog.text
    assert NAME not in "".join(capfd.readouterr())
    assert NAME not in repr(dict(app.query_params))
