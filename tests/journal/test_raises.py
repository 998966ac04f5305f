"""A change of the present pay keeps the former one."""

from datetime import date
from decimal import Decimal

import pytest

from greener.journal.kept import Kept
from greener.journal.people import HeldJob, PayStep
from greener.journal.raises import (
    FIRST_DAY_TAKEN,
    OR_EARLIER,
    is_raise,
    keep_step,
    save_with_raise,
    steps_to_keep,
)
from greener.journal.records import PayComponent
from greener.journal.store.errors import ConflictError

SINCE = date(2026, 3, 1)
STARTED = date(2022, 5, 2)


def held(pay, **fields):
    return HeldJob(employer="Acme", title="Engineer", pay_annual=pay, **fields)


def kept_steps(before, after, history=()):
    steps = steps_to_keep(history, Kept("1", 1, before), after.as_job(), SINCE)
    return [(step.effective_on, step.amount_annual, step.note) for step in steps]


def step(day, pay, **fields):
    return PayStep(effective_on=day, amount_annual=pay, currency="USD", job_id="1", **fields)


def test_the_first_raise_keeps_the_pay_from_the_first_day():
    assert kept_steps(held(100_000, started=STARTED), held(110_000)) == [
        (STARTED, 100_000, FIRST_DAY_TAKEN),
        (SINCE, 110_000, ""),
    ]


def test_a_pay_of_unknown_begin_was_paid_the_day_before_at_the_latest():
    before = (date(2026, 2, 28), 100_000, OR_EARLIER)
    assert kept_steps(held(100_000), held(110_000))[0] == before
    older = [step(date(2023, 1, 1), 90_000)]
    assert kept_steps(held(100_000, started=STARTED), held(110_000), older)[0] == before


def test_what_the_history_holds_is_not_added_again():
    known = [step(STARTED, 100_000), step(SINCE, 110_000)]
    assert kept_steps(held(100_000), held(110_000), known) == []
    assert len(kept_steps(held(100_000), held(110_000), known[:1])) == 1


def test_a_return_to_an_earlier_pay_is_a_raise_too():
    known = [step(date(2024, 1, 1), 120_000)]
    assert kept_steps(held(110_000), held(120_000), known) == [
        (date(2026, 2, 28), 110_000, OR_EARLIER),
        (SINCE, 120_000, ""),
    ]


def test_a_bonus_and_another_job_are_no_base_pay_of_this_one():
    other = PayStep(effective_on=STARTED, amount_annual=100_000, currency="USD", job_id="2")
    bonus = step(STARTED, 100_000, component="bonus")
    assert len(kept_steps(held(100_000), held(110_000), [other, bonus])) == 2


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (None, held(1), False),
        (held(None), held(1), False),
        (held(1), held(None), False),
        (held(1), held(1), False),
        (held(1), held(2), True),
        (held(1), held(1, currency="EUR"), True),
    ],
)
def test_a_raise_is_a_change_between_two_pays(before, after, changed):
    assert is_raise(before, after) is changed


def test_both_pays_are_kept_with_the_job_or_nothing_is(journal):
    with journal.write() as transaction:
        before = transaction.jobs.add(held(100_000, started=STARTED))
    raised = held(110_000, started=STARTED).as_job()
    with journal.write() as transaction:
        save_with_raise(transaction, raised, before.version, SINCE)
    entries = journal.entries()
    assert entries.present_job.record.pay_annual == 110_000
    steps = [kept.record for kept in entries.pay_history]
    assert [each.amount_annual for each in steps] == [100_000, 110_000]
    assert {each.job_id for each in steps} == {before.id}
    with pytest.raises(ConflictError), journal.write() as transaction:
        save_with_raise(transaction, held(120_000).as_job(), before.version, SINCE)
    assert journal.entries() == entries


def test_a_later_word_on_the_same_day_replaces_the_first(journal):
    with journal.write() as transaction:
        before = transaction.jobs.add(held(165_000))
        first = step(SINCE, 165_000).model_copy(update={"job_id": before.id})
        keep_step(transaction, first)
        keep_step(transaction, first.model_copy(update={"component": PayComponent.BONUS}))
    with journal.write() as transaction:
        save_with_raise(transaction, held(178_000).as_job(), before.version, SINCE)
    steps = [kept.record for kept in journal.entries().pay_history]
    assert sorted((each.component, each.amount_annual) for each in steps) == [
        ("base", 178_000),
        ("bonus", 165_000),
    ]


def test_a_slip_leaves_no_step(journal):
    with journal.write() as transaction:
        before = transaction.jobs.add(held(100_000))
        save_with_raise(transaction, held(Decimal(10_000)).as_job(), before.version, None)
    assert journal.entries().pay_history == ()
