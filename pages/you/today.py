"""Today: both answers, beside the person's own interview outcomes."""

from datetime import date

import streamlit as st

from greener.figures.words import day_text
from greener.journal.records import Job
from greener.today import answer_today
from pages.shared.answer_cards import show_safety, show_worth
from pages.shared.emphasis import first_action
from pages.shared.market import require_snapshot
from pages.shared.outcomes import show_next_steps, show_outcomes
from pages.shared.person import person, show_example_banner
from pages.shared.words import plain


def show_job(job: Job) -> None:
    """Say in one line which job the answers are about."""
    parts = [f"{job.title} at {job.employer}", job.metro or job.region or job.country]
    if job.started:
        parts.append(f"since {day_text(job.started)}")
    st.caption(plain(" · ".join(parts)))


def show_welcome() -> None:
    """Say what to do while no job is entered."""
    st.markdown(
        "Three questions give you both answers: how safe your job is, and what it is worth. "
        "They stay on this machine."
    )
    if st.button("Answer three questions", type=first_action(), icon=":material/edit:"):
        st.switch_page("pages/you/job.py")


who = person()
st.title("Is the grass greener?", anchor=False)
if who.is_example:
    show_example_banner()
kept = who.entries.present_job
day = date.today()
if kept is None:
    show_welcome()
else:
    job = kept.record.as_job()
    show_job(job)
    today = answer_today(require_snapshot(), job, who.entries.pay_observations, day)
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        show_safety(today)
    with right.container(border=True, height="stretch"):
        show_worth(today)

steps, outcomes = st.columns([1, 2], gap="medium")
if kept is not None:
    with steps:
        st.header("What to do next", anchor=False)
        show_next_steps(today, who.entries)
with outcomes:
    st.header("What your interviews say", anchor=False)
    show_outcomes(who.entries, day)
