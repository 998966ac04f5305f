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
    "pages/you/interviews.py": ("view", ("Table", "Pictures", "Figures")),
    "pages/you/people.py": ("people_view", ("People", "Dream list", "Goals")),
}
VISITS = [
    *((script, {}) for script in SCRIPTS),
    *((script, {name: view}) for script, (name, views) in VIEWS.items() for view in views),
]


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


def test_a_planted_name_stays_in_the_journal(
    open_page, planted, cached, sample_data, home, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    market = fingerprints(sample_data)
    shown = []
    page = open_page()
    for script, query in VISITS:
        page.query_params.clear()
        page.switch_page(script)
        page.query_params.update(query)
        page.run()
        assert not page.exception
        shown.append(NAME in texts(page))
        address = repr(dict(page.query_params))
        assert NAME not in address
        assert str(AMOUNT) not in address
    assert sum(shown) > len(VISITS) / 3, "the name was never on the pages: nothing was tried"
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
