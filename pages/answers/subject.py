"""Whom the answer pages speak of: the person, their job, and both answers for today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import streamlit as st

from greener.answers.asked import AskedAndCame, asked_and_came
from greener.answers.candidates import Candidate, candidates
from greener.answers.landing import Landing, job_landing
from greener.answers.safety import job_safety
from greener.answers.what_if import with_tenure
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import HeldJob
from greener.journal.records import Job
from greener.market.safety_evidence import safety_evidence
from greener.market.store import Snapshot
from greener.today import Today, answer_today
from pages.shared.market import require_snapshot
from pages.shared.person import person, show_example_banner


@dataclass(frozen=True)
class Subject:
    """What an answer page is about.

    Attributes:
        entries: Everything the person entered.
        kept: Their present job as it is kept.
        job: The same job as the answers take it.
        today: Both answers.
        snapshot: The market generation that they were drawn from.
        is_example: The person is the invented one.
    """

    entries: Entries
    kept: Kept[HeldJob]
    job: Job
    today: Today
    snapshot: Snapshot
    is_example: bool

    @cached_property
    def landing(self) -> Landing:
        """What would follow if the job were lost, with the pace of the person's own log."""
        return job_landing(self.job, self.entries.processes, self.today.as_of)

    @cached_property
    def asked(self) -> tuple[AskedAndCame, ...]:
        """The processes in which they named base pay after the person did."""
        return asked_and_came(self.today.worth.own, self._process_of_figures)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Live processes, then whoever else named an amount."""
        own = self.today.worth.own
        return candidates(self.entries.processes, own, self._process_of_figures)

    @cached_property
    def newcomer_hazard_yearly(self) -> float:
        """Yearly hazard of losing such a job, new at an employer that was never listed."""
        day = self.today.as_of
        elsewhere = replace(safety_evidence(self.snapshot, self.job, day), employer=None)
        return job_safety(with_tenure(self.job, 0, day), elsewhere, day).hazard_yearly

    @property
    def _process_of_figures(self) -> list[str | None]:
        return [entry.parent_id for entry in self.entries.pay]


def subject(title: str) -> Subject:
    """Show the page's title and return what it is about; without a job, say what to do and end."""
    who = person()
    st.title(title, anchor=False)
    if who.is_example:
        show_example_banner()
    kept = who.entries.present_job
    if kept is None:
        st.markdown(
            "The answer needs to know your job. Three questions do: what you do, where, and what "
            "you earn. They stay on this machine."
        )
        st.page_link(
            "pages/you/job.py", label="Answer three questions", icon=":material/arrow_forward:"
        )
        st.stop()
    job = kept.record.as_job()
    market = require_snapshot()
    today = answer_today(market, job, who.entries.pay_observations, date.today())
    return Subject(who.entries, kept, job, today, market, who.is_example)
