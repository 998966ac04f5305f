"""A change of the present pay leaves the former pay behind, as a step of its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from greener.journal.kept import Kept
from greener.journal.people import HeldJob, PayStep
from greener.journal.records import Job, PayComponent
from greener.journal.store.transaction import Transaction

FIRST_DAY_TAKEN = "As of the first day in the job; the day it began was not entered."
OR_EARLIER = "Or earlier; the day it began was not entered."


def is_raise(before: Job | None, after: Job) -> bool:
    """Return whether both jobs name a pay and it is not the same."""
    if before is None or before.pay_annual is None or after.pay_annual is None:
        return False
    return (before.pay_annual, before.currency) != (after.pay_annual, after.currency)


def steps_to_keep(
    history: Iterable[PayStep], before: Kept[HeldJob], after: Job, since: date
) -> tuple[PayStep, ...]:
    """Return what a change of pay adds to the history: the former pay and the new one.

    The former pay begins on the first day in the job; where that is not known, or the history has
    other steps of that job, on the day before the change. The note says which. What the history
    holds already is not added again.

    Args:
        history: Steps that are kept, of any job.
        before: The job as it was, with its pay.
        after: The job with its new pay.
        since: First day of the new pay.
    """
    mine = [
        step for step in history if step.job_id == before.id and step.component is PayComponent.BASE
    ]
    former = _former_pay(mine, before, since)
    known = [*mine, *former]
    newest = max(known, key=lambda step: step.effective_on, default=None)
    pay = (after.pay_annual, after.currency)
    if after.pay_annual is None or (newest and (newest.amount_annual, newest.currency) == pay):
        return former
    new = PayStep(
        effective_on=since,
        amount_annual=after.pay_annual,
        currency=after.currency,
        job_id=before.id,
    )
    return (*former, new)


def _former_pay(mine: list[PayStep], before: Kept[HeldJob], since: date) -> tuple[PayStep, ...]:
    """Return the former pay as a step; none where the job's steps ``mine`` hold it already."""
    job = before.record
    held = {(step.amount_annual, step.currency) for step in mine}
    if job.pay_annual is None or (job.pay_annual, job.currency) in held:
        return ()
    from_start = not mine and job.started is not None and job.started < since
    return (
        PayStep(
            effective_on=job.started if from_start else since - timedelta(days=1),
            amount_annual=job.pay_annual,
            currency=job.currency,
            job_id=before.id,
            note=FIRST_DAY_TAKEN if from_start else OR_EARLIER,
        ),
    )


def save_with_raise(
    transaction: Transaction, job: Job, version: int | None, since: date | None
) -> None:
    """Save the present job; with ``since``, its former and its new pay become steps of history.

    Args:
        transaction: Of the person's journal.
        job: The job as it is now.
        version: The version that was read; None when there was no job yet.
        since: First day of the new pay; None when the pay did not change, or was a slip.

    Raises:
        ConflictError: The job was entered or changed elsewhere meanwhile.
    """
    before = transaction.present_job()
    transaction.save_present_job(job, version)
    if before is None or since is None or not is_raise(before.record, job):
        return
    history = [kept.record for kept in transaction.pay_history.all()]
    for step in steps_to_keep(history, before, job, since):
        keep_step(transaction, step)


def keep_step(transaction: Transaction, step: PayStep) -> None:
    """Keep a step of pay; it replaces what was said of that day, job and part of pay before."""
    before = None
    if step.job_id is not None:
        history = transaction.pay_history.all()
        before = next((kept for kept in history if _subject(kept.record) == _subject(step)), None)
    if before is None:
        transaction.pay_history.add(step)
    else:
        transaction.pay_history.edit(before.id, before.version, step)


def _subject(step: PayStep) -> tuple[str | None, PayComponent, date]:
    return step.job_id, step.component, step.effective_on
