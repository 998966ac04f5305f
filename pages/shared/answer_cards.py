"""The two answers, each as a card: a sentence to repeat, a picture, its grounds.

Each card is two blocks, what is said and what it rests on, so that cards of one height can have
their second blocks at the bottom.
"""

from __future__ import annotations

import streamlit as st

from greener.answers.sentences import next_offer_sentence, safety_sentence, worth_sentence
from greener.figures.risk import risk_scale
from greener.figures.risk_steps import risk_steps
from greener.figures.worth_strip import worth_strip
from greener.today import Today
from pages.shared.chart import show_figure, show_grounds
from pages.shared.grounds import factor_table, method_lines, source_line, worth_table
from pages.shared.words import plain


def show_safety(today: Today) -> None:
    """Show how safe the job is."""
    answer = today.safety
    sentence = safety_sentence(answer)
    with st.container():
        _show_sentence("How safe is my job?", sentence)
        if answer.estimate.value is not None:
            scale = risk_scale(answer.estimate, {"average US worker": answer.average_worker})
            show_figure(scale, key="safety", alt=sentence)
            st.markdown(
                "From the average US worker to you, people in 100 who lose such a job a year:"
            )
            steps = (f"{step.label}: {step.per_100:+.1f} in 100" for step in answer.factors)
            show_figure(risk_steps(answer.factors), key="safety_steps", alt="; ".join(steps))
    with st.container():
        show_grounds(
            key="safety",
            source=source_line(answer.estimate, "listed layoffs at your employer"),
            table=factor_table(answer),
            method=method_lines(answer.estimate),
        )
        _show_link("pages/answers/safety.py", "What moves it, and what if")


def show_worth(today: Today) -> None:
    """Show what the job is worth."""
    answer = today.worth
    sentence = worth_sentence(answer, today.job)
    with st.container():
        _show_sentence("What is it worth?", sentence)
        if answer.belief is not None:
            show_figure(worth_strip(answer, today.job), key="worth", alt=sentence)
            st.markdown(plain(next_offer_sentence(answer, today.job)))
    with st.container():
        show_grounds(
            key="worth",
            source=source_line(answer.worth, "figures named to you"),
            table=worth_table(answer, today.job.currency),
            method=method_lines(answer.worth),
        )
        _show_link("pages/answers/worth.py", "Every band and figure, and the ceiling")


def _show_link(page: str, label: str) -> None:
    st.page_link(page, label=label, icon=":material/arrow_forward:")


def _show_sentence(question: str, sentence: str) -> None:
    """Show the question, the first clause of its answer large, and the rest below."""
    clause, comma, rest = sentence.partition(", likely ")
    with st.container(gap=None):
        st.caption(question)
        st.header(plain(clause), anchor=False)
    if rest:
        st.markdown(plain(f"L{comma[3:]}{rest}"))
