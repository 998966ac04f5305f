"""Whom the answer pages speak of: the person, their job, and both answers for today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import HeldJob
from greener.journal.records import Job
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
