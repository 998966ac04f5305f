"""What opens over the page: a step of pay, an earlier job, the end of the present one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from greener.journal.kept import Kept
from greener.journal.people import HeldJob, PayStep
from greener.journal.raises import keep_step
from greener.journal.records import PayComponent, PayPeriod
from greener.journal.store.transaction import Transaction
from pages.shared.editing import save_or_delete
from pages.shared.emphasis import first_action
from pages.shared.guard import calm
from pages.shared.interviews.fields import ask_day
from pages.shared.pay_fields import amount_written, ask_component, ask_currency, yearly
from pages.shared.words import plain
from pages.shared.writing import write


@st.dialog("Pay from a day on")
@calm()
def new_step(jobs: Mapping[str, str], currency: str, start: PayStep | None = None) -> None:
    """Ask for what was paid from a day on.

    Args:
        jobs: Job id → its words; the first is proposed.
        currency: Currency that is proposed.
        start: A step to start from, not kept yet.
    """
    fields, is_sent = _ask_step("new_step", jobs, currency, start)
    if is_sent and write(lambda transaction: keep_step(transaction, _read(fields)), "Saved"):
        st.rerun()


@st.dialog("Pay from a day on")
@calm()
def open_step(jobs: Mapping[str, str], kept: Kept[PayStep]) -> None:
    """Change or delete one step, as it was when it was opened.

    Args:
        jobs: Job id → its words.
        kept: Which.
    """
    prefix = f"step_{kept.id}_{kept.version}"
    fields, is_sent = _ask_step(prefix, jobs, kept.record.currency, kept.record)
    read = partial(_read, fields) if is_sent else None
    save_or_delete(kept, lambda transaction: transaction.pay_history, read)


@st.dialog("An earlier job")
@calm()
def new_job(currency: str) -> None:
    """Ask for a job that is over.

    Args:
        currency: Currency that is proposed.
    """
    fields, is_sent = _ask_job("new_job", currency, None)
    if is_sent and write(
        lambda transaction: transaction.jobs.add(HeldJob.model_validate(fields)), "Saved"
    ):
        st.rerun()


@st.dialog("An earlier job")
@calm()
def open_job(kept: Kept[HeldJob]) -> None:
    """Change or delete an earlier job, as it was when it was opened.

    Args:
        kept: Which.
    """
    prefix = f"held_{kept.id}_{kept.version}"
    fields, is_sent = _ask_job(prefix, kept.record.currency, kept.record)
    save_or_delete(
        kept,
        lambda transaction: transaction.jobs,
        partial(HeldJob.model_validate, fields) if is_sent else None,
        what="this job",
        goes_too="Its pay history goes with it.",
    )


@st.dialog("A new job")
@calm()
def end_job(kept: Kept[HeldJob], opened: str) -> None:
    """Ask for the last day in the present job, which then is an earlier one.

    Args:
        kept: The present job.
        opened: Key of the session under which the page keeps the job that its form shows.
    """
    job = kept.record
    st.markdown(plain(f"{job.title} at {job.employer} stays in your history, with its pay."))
    last = ask_day("Last day in it", key="job_ended")
    if st.button("Go on to the new one", type=first_action(), icon=":material/check:") and write(
        lambda transaction: _end(transaction, kept, last), "Saved"
    ):
        st.session_state.pop(opened, None)
        st.rerun()


def _end(transaction: Transaction, kept: Kept[HeldJob], last: date) -> None:
    """End a job; its pay stays with it.

    Raises:
        ConflictError: The job was changed elsewhere meanwhile.
        ValidationError: It would end before it starts.
    """
    ended = HeldJob.model_validate({**kept.record.model_dump(), "ended": last})
    transaction.jobs.edit(kept.id, kept.version, ended)


def _ask_step(
    prefix: str, jobs: Mapping[str, str], currency: str, step: PayStep | None
) -> tuple[dict[str, Any], bool]:
    ids = list(jobs)
    job_id = step.job_id if step else next(iter(ids), None)
    with st.form(prefix, border=False):
        left, right = st.columns(2)
        with left:
            since = ask_day("From", key=f"{prefix}_from", value=step.effective_on if step else None)
            written = st.text_input(
                "A year, before tax",
                value=amount_written(step.amount_annual if step else None),
                placeholder="124,000, 124k or 60/hour",
                key=f"{prefix}_amount",
            )
        with right:
            component = ask_component(prefix, step.component if step else PayComponent.BASE)
            code = ask_currency(f"{prefix}_currency", step.currency if step else currency)
        job = st.selectbox(
            "In which job",
            ids,
            index=ids.index(job_id) if job_id and job_id in jobs else None,
            format_func=jobs.__getitem__,
            placeholder="None of these",
            key=f"{prefix}_job",
        )
        note = st.text_input("Note", value=step.note if step else "", key=f"{prefix}_note")
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    fields = {
        "effective_on": since,
        "component": component,
        "amount_written": written,
        "currency": code,
        "job_id": job,
        "note": note,
    }
    return fields, is_sent


def _read(fields: Mapping[str, Any]) -> PayStep:
    """Return the step that was entered.

    Raises:
        ValueError: The amount is missing or none, or a field cannot be true.
    """
    rest = {name: value for name, value in fields.items() if name != "amount_written"}
    try:
        amount = yearly(fields["amount_written"], PayPeriod.YEAR)
    except ValueError as error:
        raise ValueError(f"Pay: {error}") from None
    if amount is None:
        raise ValueError("Pay: missing")
    return PayStep(amount_annual=amount, **rest)


def _ask_job(prefix: str, currency: str, job: HeldJob | None) -> tuple[dict[str, Any], bool]:
    with st.form(prefix, border=False):
        left, right = st.columns(2)
        with left:
            title = st.text_input(
                "Job title",
                value=job.title if job else "",
                max_chars=200,
                key=f"{prefix}_title",
            )
            started = st.date_input(
                "First day",
                value=job.started if job else None,
                min_value="1950-01-01",
                max_value="today",
                format="YYYY-MM-DD",
                key=f"{prefix}_started",
            )
        with right:
            employer = st.text_input(
                "Employer",
                value=job.employer if job else "",
                max_chars=200,
                key=f"{prefix}_employer",
            )
            ended = ask_day("Last day", key=f"{prefix}_ended", value=job.ended if job else None)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    known = job.model_dump() if job else {"currency": currency}
    entered = {"title": title, "employer": employer, "started": started, "ended": ended}
    return {**known, **entered}, is_sent


def job_words(jobs: Sequence[Kept[HeldJob]]) -> dict[str, str]:
    """Return job id → "title at employer", the present one first, then the last to end."""
    ordered = sorted(jobs, key=lambda kept: kept.record.ended or date.max, reverse=True)
    return {kept.id: f"{kept.record.title} at {kept.record.employer}" for kept in ordered}
