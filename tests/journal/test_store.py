"""The store: scoped by owner, exact, append-only where it should be, loud about conflicts."""

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greener.journal.people import HeldJob
from greener.journal.records import (
    Disclosure,
    Job,
    PayObservation,
    Process,
    ProcessHead,
    Stage,
    StageEvent,
)
from greener.journal.store import (
    ConflictError,
    Journal,
    JournalError,
    MissingEntryError,
    open_journal,
    tables,
)
from greener.journal.store.engine import connect
from greener.journal.store.identifiers import new_id
from tests.journal.strategies import process_lists

DAY = date(2026, 3, 2)
ACME = ProcessHead(company="Acme", title="Staff Engineer")


def event(stage: str, day: date = DAY, **fields: object) -> StageEvent:
    return StageEvent(occurred_on=day, stage=stage, **fields)


def quote(low: str = "180000", high: str = "200000.25") -> PayObservation:
    return PayObservation(
        observed_on=DAY, company="Acme", kind="quote", low=low, high=high, currency="USD"
    )


def stages(journal: Journal) -> list[list[str]]:
    return [[e.stage.value for e in process.events] for process in journal.entries().processes]


def test_a_process_with_its_log_comes_back_as_it_was(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(
            ACME,
            [event("found"), event("recruiter_screen", note="👍 <b>", people_met="Dana")],
            [quote()],
            Disclosure(said_on=DAY, reaction="fine"),
        )
    entries = journal.entries()
    process = entries.processes[0]
    assert process.key == key
    assert process.title == "Staff Engineer"
    assert process.events == (
        event("found"),
        event("recruiter_screen", note="👍 <b>", people_met="Dana"),
    )
    assert (process.told_exploring, process.told_on, process.reaction) == (True, DAY, "fine")
    assert entries.pay_observations == (quote(),)
    assert entries.pay_observations[0].high == Decimal("200000.25")
    assert entries.pay[0].parent_id == key


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(process_lists)
def test_any_log_comes_back_as_it_was(journal: Journal, processes: tuple[Process, ...]) -> None:
    journal.erase()
    with journal.write() as tx:
        for process in processes:
            head = ProcessHead(company=process.company, title=process.title)
            tx.add_process(head, process.events)
    assert [process.events for process in journal.entries().processes] == [
        process.events for process in processes
    ]


@pytest.mark.parametrize("amount", ["0.0001", "0.1", "62.5", "182000", "999999999.9999"])
def test_amounts_are_exact(journal: Journal, amount: str) -> None:
    with journal.write() as tx:
        tx.pay.add(quote(amount, amount))
    assert journal.entries().pay_observations[0].low == Decimal(amount)


def test_the_present_job_is_saved_edited_and_left(journal: Journal) -> None:
    job = Job(employer="Acme", title="Dev", pay_annual="100000.5", savings_months=4.5)
    with journal.write() as tx:
        first = tx.save_present_job(job)
    with journal.write() as tx:
        tx.save_present_job(job.model_copy(update={"title": "Senior Dev"}), first.version)
    present = journal.entries().present_job
    assert present is not None
    assert present.record.as_job() == job.model_copy(update={"title": "Senior Dev"})
    with journal.write() as tx:
        ended = HeldJob(**present.record.as_job().model_dump(), ended=DAY)
        tx.jobs.edit(present.id, present.version, ended)
        tx.save_present_job(Job(employer="Globex", title="Dev"))
    entries = journal.entries()
    assert [held.record.employer for held in entries.jobs] == ["Acme", "Globex"]
    assert entries.present_job.record.employer == "Globex"


def test_there_is_one_present_job(journal: Journal) -> None:
    with journal.write() as tx:
        tx.save_present_job(Job(employer="Acme", title="Dev"))
    with pytest.raises(ConflictError), journal.write() as tx:
        tx.save_present_job(Job(employer="Globex", title="Dev"))
    with pytest.raises(JournalError), journal.write() as tx:
        tx.jobs.add(HeldJob(employer="Globex", title="Dev"))
    assert len(journal.entries().jobs) == 1


def test_a_correction_supersedes_and_keeps_its_place(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("recruiter_screen"), event("rejected")])
    with journal.write() as tx:
        screen = tx.events.entries(key)[0]
        tx.events.correct(screen.id, event("recruiter_screen", note="short"))
    assert stages(journal) == [["recruiter_screen", "rejected"]]
    with journal.read() as tx:
        versions = tx.events.histories(key)[0]
    assert [version.record.note for version in versions] == ["", "short"]


def test_a_retracted_entry_is_gone_but_kept_in_its_history(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("found"), event("offer")])
        offer = tx.events.entries(key)[1]
        tx.events.retract(offer.id)
    assert stages(journal) == [["found"]]
    with journal.read() as tx:
        versions = tx.events.histories(key)
    assert [[v.retracted for v in each] for each in versions] == [[False], [False, True]]


def test_two_tabs_the_second_correction_is_told(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("found")])
        seen = tx.events.entries(key)[0]
    with journal.write() as tx:
        tx.events.correct(seen.id, event("applied"))
    with pytest.raises(ConflictError) as caught, journal.write() as tx:
        tx.events.correct(seen.id, event("panel"))
    assert caught.value.current.record.stage is Stage.APPLIED
    assert stages(journal) == [["applied"]]


def test_two_tabs_the_second_edit_is_told(journal: Journal) -> None:
    with journal.write() as tx:
        seen = tx.processes.add(ACME)
    with journal.write() as tx:
        tx.processes.edit(seen.id, seen.version, ACME.model_copy(update={"note": "first"}))
    with pytest.raises(ConflictError) as caught, journal.write() as tx:
        tx.processes.edit(seen.id, seen.version, ACME.model_copy(update={"note": "second"}))
    assert caught.value.current.record.note == "first"
    with pytest.raises(ConflictError), journal.write() as tx:
        tx.processes.delete(seen.id, seen.version)
    with journal.write() as tx:
        tx.processes.delete(seen.id, seen.version + 1)
    with pytest.raises(ConflictError) as gone, journal.write() as tx:
        tx.processes.edit(seen.id, seen.version + 1, ACME)
    assert gone.value.current is None


def test_corrections_at_the_same_moment_one_wins(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("found")])
        seen = tx.events.entries(key)[0]
    together, told = threading.Barrier(4), []

    def correct(note: str) -> None:
        together.wait()
        try:
            with journal.write() as tx:
                tx.events.correct(seen.id, event("applied", note=note))
        except ConflictError:
            told.append(note)

    threads = [threading.Thread(target=correct, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 3
    assert len(journal.entries().processes[0].events) == 1


def test_many_writers_lose_nothing(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [])

    def log(number: int) -> None:
        for turn in range(5):
            with journal.write() as tx:
                tx.events.add(event("panel", note=f"{number}-{turn}"), key)

    threads = [threading.Thread(target=log, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    notes = {e.note for e in journal.entries().processes[0].events}
    assert notes == {f"{number}-{turn}" for number in range(4) for turn in range(5)}


def test_a_transaction_is_kept_whole_or_not_at_all(journal: Journal) -> None:
    with pytest.raises(ZeroDivisionError), journal.write() as tx:
        tx.add_process(ACME, [event("found")])
        raise ZeroDivisionError
    assert journal.entries().processes == ()


def test_what_is_read_cannot_be_written(journal: Journal) -> None:
    with journal.read() as tx:
        tx.processes.add(ACME)
    assert journal.entries().processes == ()


def test_deleting_a_process_deletes_its_log(journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("found")], [quote()], Disclosure(said_on=DAY))
        tx.pay.add(quote())
    with journal.write() as tx:
        tx.processes.delete(key, 1)
    entries = journal.entries()
    assert entries.processes == ()
    assert len(entries.pay) == 1


def test_a_missing_entry_is_said(journal: Journal) -> None:
    with journal.read() as tx:
        with pytest.raises(MissingEntryError):
            tx.processes.get(new_id())
        with pytest.raises(MissingEntryError):
            tx.processes.get("no id")
        with pytest.raises(MissingEntryError):
            tx.events.correct(new_id(), event("found"))


@pytest.fixture
def other(url: str, journal: Journal) -> Iterator[Journal]:
    opened = open_journal(url, "someone else")
    yield opened
    opened.close()


def test_owners_never_meet(journal: Journal, other: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [event("found")], [quote()], Disclosure(said_on=DAY))
        seen = tx.events.entries(key)[0]
        tx.save_present_job(Job(employer="Acme", title="Dev"))
    assert other.entries() == type(other.entries())()
    with other.read() as tx:
        assert tx.processes.find(key) is None
        assert tx.events.entries(key) == []
        assert tx.events.histories(key) == []
    attempts = [
        lambda tx: tx.processes.edit(key, 1, ACME),
        lambda tx: tx.processes.delete(key, 1),
        lambda tx: tx.events.add(event("panel"), key),
        lambda tx: tx.events.correct(seen.id, event("panel")),
        lambda tx: tx.events.retract(seen.id),
        lambda tx: tx.pay.add(quote(), key),
    ]
    for attempt in attempts:
        with pytest.raises(JournalError), other.write() as tx:
            attempt(tx)
    with other.write() as tx:
        tx.save_present_job(Job(employer="Globex", title="Dev"))
    other.erase()
    assert stages(journal) == [["found"]]
    assert journal.entries().present_job is not None


BAD_ROWS = [
    ("process", {"company": ""}),
    ("process", {"company": "x" * 201}),
    ("process", {"channel": "pigeon"}),
    ("process", {"purpose": "fun"}),
    ("process", {"version": 0}),
    ("process", {"note": "x" * 20_001}),
    ("stage_event", {"stage": "moon"}),
    ("stage_event", {"self_rating": 6}),
    ("stage_event", {"occurred_on": date(1949, 12, 31)}),
    ("stage_event", {"process_key": None}),
    ("stage_event", {"process_key": new_id()}),
    ("stage_event", {"retracted": True}),
    ("stage_event", {"supersedes_id": new_id()}),
    ("stage_event", {"entry_id": new_id()}),
    ("pay_observation", {"low": Decimal(0)}),
    ("pay_observation", {"high": Decimal(1)}),
    ("pay_observation", {"high": Decimal(2_000_000_000)}),
    ("pay_observation", {"currency": "usd"}),
    ("pay_observation", {"kind": "rumour"}),
    ("pay_observation", {"component": "gold"}),
    ("pay_observation", {"period": "eon"}),
    ("disclosure", {"told": False, "reaction": "fine"}),
    ("goal", {"kind": "standing"}),
    ("goal", {"times": 1, "per": "month"}),
    ("goal", {"kind": "range", "low": Decimal(2), "high": Decimal(1), "currency": "USD"}),
    ("goal", {"kind": "range", "low": Decimal(1), "high": Decimal(2)}),
    ("contact", {"warmth": "hot"}),
    ("contact", {"name": ""}),
    ("follow_up", {"kind": "wish"}),
    ("follow_up", {"process_key": new_id()}),
    ("job", {"country": "USA"}),
    ("job", {"savings_months": -1.0}),
    ("job", {"employer_size": 0}),
    ("job", {"work_mode": "moon"}),
    ("job", {"started": date(2020, 1, 1), "ended": date(2019, 1, 1)}),
]


def good_row(table: str, process_key: str) -> dict[str, object]:
    entry = new_id()
    log = {
        "entry_id": entry,
        "retracted": False,
        "recorded_at": sa.func.now(),
        "process_key": process_key,
        "note": "",
    }
    rest = {
        "process": {"company": "A", "note": "", "version": 1},
        "job": {"employer": "A", "title": "B", "country": "US", "currency": "USD", "version": 1},
        "stage_event": {**log, "occurred_on": DAY, "stage": "found", "people_met": ""},
        "disclosure": {**log, "said_on": DAY, "told": True, "reaction": "fine"},
        "pay_observation": {
            **log,
            "observed_on": DAY,
            "company": "A",
            "kind": "quote",
            "component": "base",
            "low": Decimal(5),
            "high": Decimal(5),
            "currency": "USD",
            "period": "year",
        },
        "goal": {"kind": "must_have", "text": "remote", "version": 1},
        "contact": {
            "name": "D",
            "profile_url": "",
            "has_referred": False,
            "note": "",
            "version": 1,
        },
        "follow_up": {"due_on": DAY, "what": "call", "kind": "promise", "version": 1},
    }[table]
    return {"id": entry, "owner_id": "local", **rest}


def test_the_database_keeps_the_rules_itself(url: str, journal: Journal) -> None:
    with journal.write() as tx:
        key = tx.add_process(ACME, [])
    engine = connect(url)

    def accepts(table: str, wrong: dict[str, object]) -> bool:
        try:
            with engine.connect() as connection:
                row = good_row(table, key) | wrong
                connection.execute(sa.insert(tables.metadata.tables[table]).values(**row))
        except sa.exc.IntegrityError:
            return False
        return True

    assert [bad for bad in BAD_ROWS if accepts(*bad)] == []
    assert all(accepts(table, {}) for table, _ in BAD_ROWS)
    engine.dispose()


def test_identifiers_sort_by_the_moment_they_were_made() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))


@given(st.text(max_size=40))
def test_any_text_is_an_identifier_or_not_found(text: str) -> None:
    assert text.count("-") == 4 or not _finds(text)


def _finds(text: str) -> bool:
    from greener.journal.store.rows import _is_id

    return _is_id(text)
