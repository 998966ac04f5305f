"""Today: both answers, beside the person's own interview outcomes."""

from datetime import date

import streamlit as st

from greener.figures.words import day_text
from greener.journal.records import Job
from greener.market.store import NoGenerationError
from greener.today import Today, answer_today
from pages.shared.answer_cards import show_safety, show_worth
from pages.shared.choices import place_name
from pages.shared.emphasis import first_action
from pages.shared.last_look import show_changes
from pages.shared.market import snapshot
from pages.shared.next_steps import show_next_steps
from pages.shared.outcomes import show_outcomes
from pages.shared.person import Person, person, show_example_banner
from pages.shared.words import plain


def show_job(job: Job) -> None:
    """Say in one line which job the answers are about."""
    parts = [f"{job.title} at {job.employer}", job.metro or place_name(job.region, job.country)]
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


def show_answers(who: Person, job: Job) -> Today | None:
    """Show both answers and what changed in them; None where there is no market to answer from."""
    show_job(job)
    try:
        market = snapshot()
    except NoGenerationError as error:
        st.info(plain(str(error)), icon=":material/database_off:")
        return None
    with st.spinner("Working out both answers"):
        today = answer_today(market, job, who.entries.pay_observations, date.today())
    if not who.is_example:
        show_changes(today)
    left, right = st.columns(2)
    with left.container(border=True, height="stretch", vertical_alignment="distribute"):
        show_safety(today)
    with right.container(border=True, height="stretch", vertical_alignment="distribute"):
        show_worth(today)
    return today


who = person()
st.title("Is the grass greener?", anchor=False)
if who.is_example:
    show_example_banner()
if who.is_example or not who.entries.processes:
    st.page_link(
        "pages/about/why.py",
        label="Why interview at all? Two minutes",
        icon=":material/lightbulb:",
    )
kept = who.entries.present_job
today = show_answers(who, kept.record.as_job()) if kept else None
if kept is None:
    show_welcome()

outcomes = st.container()
if today is not None:
    steps, outcomes = st.columns([2, 3], gap="medium")
    with steps:
        st.header("What to do next", anchor=False)
        show_next_steps(today, who.entries, is_example=who.is_example)
with outcomes:
    st.header("What your interviews say", anchor=False)
    show_outcomes(who.entries, date.today())
