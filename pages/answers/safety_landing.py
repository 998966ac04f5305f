"""Part of the safety page: what would follow if the job were lost, and whether savings last."""

from __future__ import annotations

import streamlit as st

from greener.answers.estimate import Estimate
from greener.answers.landing import Landing
from greener.answers.pipeline import pipeline_sentence
from greener.answers.sentences import pay_text
from greener.figures.landing import landing_curve
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.grounds import method_lines
from pages.shared.words import plain


def show_landing(it: Subject) -> None:
    """Show weeks to the next offer, pay then, and the chance that savings last."""
    landing = it.landing
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        show_chart(
            landing_curve(landing),
            key="landing",
            finding=weeks_sentence(landing.weeks),
            source=f"Published spells, weak evidence · n = {landing.weeks.n} processes of yours",
            method=method_lines(landing.weeks),
        )
    with right.container(border=True, height="stretch"):
        _show_savings(landing)
        st.markdown(plain(pay_sentence(landing.pay, it.job.currency)))
        if landing.pipeline:
            st.markdown(plain(pipeline_sentence(landing.pipeline)))
        else:
            st.markdown(
                "Your own interviews would sharpen this: live processes are the softest landing."
            )
            st.page_link("pages/you/interviews.py", label="Log one", icon=":material/add:")


def weeks_sentence(weeks: Estimate) -> str:
    """Return how long the next offer may take."""
    return (
        f"The next offer would take about {weeks.value:.0f} weeks, likely between "
        f"{weeks.low:.0f} and {weeks.high:.0f}"
    )


def savings_sentence(landing: Landing) -> str:
    """Return the chance that an offer comes before the savings end."""
    last = landing.savings_last
    if last.value is None or last.low is None or last.high is None:
        return f"Not known: {last.missing[0]}."
    return (
        f"Your savings last until an offer in {100 * last.value:.0f} of 100 such spells, likely "
        f"{100 * last.low:.0f} to {100 * last.high:.0f}."
    )


def pay_sentence(pay: Estimate, currency: str) -> str:
    """Return what the next job after a loss would pay."""
    if pay.value is None or pay.low is None or pay.high is None:
        return f"Not known: {pay.missing[0]}."
    return (
        f"It would pay about {pay_text(pay.value, currency)} a year, likely between "
        f"{pay_text(pay.low, currency)} and {pay_text(pay.high, currency)}: about half of those "
        "who lose a job earn as much or more in the next."
    )


def _show_savings(landing: Landing) -> None:
    sentence = savings_sentence(landing)
    if landing.savings_weeks is None:
        st.markdown(plain(sentence))
        st.page_link("pages/you/job.py", label="Say how long savings last", icon=":material/edit:")
        return
    st.markdown(f"**{plain(sentence)}**")
