"""The pay of a person, job by job and step by step, with what to add and to change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from greener.figures.money import whole_money
from greener.figures.words import day_text
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import HeldJob, PayStep
from greener.journal.records import PayComponent
from pages.shared.labels import words_of
from pages.shared.pay_history.chart import show_real_pay
from pages.shared.pay_history.dialogs import job_words, new_job, new_step, open_job, open_step
from pages.shared.words import plain


def show_pay_history(entries: Entries, present: Kept[HeldJob]) -> None:
    """Show what was paid in each job, with raises after prices.

    Args:
        entries: The person's entries.
        present: Their present job.
    """
    currency = present.record.currency
    jobs = job_words(entries.jobs)
    st.header("Your pay over the years", anchor=False)
    st.markdown("Each raise with its day shows what it was worth after prices had risen.")
    with st.container(horizontal=True):
        if st.button("Add a step of pay", icon=":material/add:"):
            new_step(jobs, currency, _unsaid(entries, present))
        if st.button("Add an earlier job", type="tertiary", icon=":material/work_history:"):
            new_job(currency)
    show_real_pay([kept.record for kept in entries.pay_history], currency, date.today())
    by_id = {kept.id: kept for kept in entries.jobs}
    for job_id, words in jobs.items():
        steps = [kept for kept in entries.pay_history if kept.record.job_id == job_id]
        if steps or by_id[job_id].record.ended:
            _show_job(words, by_id[job_id], steps, jobs)
    loose = [kept for kept in entries.pay_history if kept.record.job_id is None]
    if loose:
        _show_job("Of no job", None, loose, jobs)


def newest_base(steps: Sequence[Kept[PayStep]]) -> PayStep | None:
    """Return the newest step of base pay; None without one."""
    base = [kept.record for kept in steps if kept.record.component is PayComponent.BASE]
    return max(base, key=lambda step: step.effective_on, default=None)


def _unsaid(entries: Entries, present: Kept[HeldJob]) -> PayStep | None:
    """Return the present pay as a step to start from, while the history does not know it."""
    job = present.record
    mine = [kept for kept in entries.pay_history if kept.record.job_id == present.id]
    if job.pay_annual is None or newest_base(mine) is not None:
        return None
    return PayStep(
        effective_on=job.started or date.today(),
        amount_annual=job.pay_annual,
        currency=job.currency,
        job_id=present.id,
    )


def _show_job(
    words: str, job: Kept[HeldJob] | None, steps: Sequence[Kept[PayStep]], jobs: dict[str, str]
) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(words)}**", width="stretch")
            is_over = job is not None and job.record.ended is not None
            if job and is_over and st.button("Change", type="tertiary", key=f"job_{job.id}"):
                open_job(job)
        if job:
            _show_dates(job.record, steps)
        for kept in sorted(steps, key=lambda kept: kept.record.effective_on, reverse=True):
            _show_step(kept, jobs)


def _show_dates(job: HeldJob, steps: Sequence[Kept[PayStep]]) -> None:
    if job.ended:
        since = f"{day_text(job.started)} to " if job.started else "until "
        last = whole_money(float(job.pay_annual), job.currency) if job.pay_annual else ""
        st.caption(plain(f"{since}{day_text(job.ended)}{f' · at last {last}' if last else ''}"))
        return
    newest = newest_base(steps)
    if (
        newest
        and job.pay_annual
        and (newest.amount_annual, newest.currency)
        != (
            job.pay_annual,
            job.currency,
        )
    ):
        says = whole_money(float(newest.amount_annual), newest.currency)
        now = whole_money(float(job.pay_annual), job.currency)
        st.caption(plain(f"The newest step says {says}, the form above {now}: one is out of date."))


def _show_step(kept: Kept[PayStep], jobs: dict[str, str]) -> None:
    step = kept.record
    amount = whole_money(float(step.amount_annual), step.currency)
    parts = [f"from {day_text(step.effective_on)}", step.note]
    if step.component is not PayComponent.BASE:
        parts.insert(0, words_of(step.component).lower())
    with st.container(horizontal=True, vertical_alignment="center"):
        line = " · ".join(part for part in parts if part)
        st.markdown(f"**{plain(amount)}** {plain(line)}", width="stretch")
        if st.button("Change", type="tertiary", key=f"step_{kept.id}"):
            open_step(jobs, kept)
