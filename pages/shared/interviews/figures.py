"""Every figure that was named to the person, against the market, and what each adds."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import streamlit as st

from greener.answers.sentences import worth_sentence
from greener.answers.sharper import half_width, one_more_offer_sentence
from greener.answers.worth import Belief, Narrowing, WorthAnswer
from greener.figures.narrowing import narrowing
from greener.figures.worth_strip import worth_strip
from greener.journal.entries import Entries
from greener.journal.records import Job
from greener.today import answer_today
from pages.shared.chart import show_chart
from pages.shared.emphasis import first_action
from pages.shared.grounds import method_lines, source_line, sources_sentence
from pages.shared.labels import figure_text, words_of
from pages.shared.market import require_snapshot
from pages.shared.pay_fields import ask_figure
from pages.shared.writing import write


def show_figures(entries: Entries, currency: str, *, is_example: bool) -> None:
    """Show the figures against the market, and let one be added that belongs to no process."""
    if not is_example:
        _add_figure(currency)
    if not entries.pay:
        st.markdown("No figure yet. A recruiter's range counts, and so does an advertised one.")
        return
    answer = None
    if entries.present_job:
        job = entries.present_job.record.as_job()
        answer = answer_today(require_snapshot(), job, entries.pay_observations, date.today()).worth
        _show_answer(answer, job)
    else:
        st.page_link(
            "pages/you/job.py", label="Say what your job is, to weigh them", icon=":material/work:"
        )
    st.dataframe(
        figure_table(entries, answer),
        hide_index=True,
        column_config={
            "Day": st.column_config.DateColumn(format="D MMM YYYY", width=95),
            "Company": st.column_config.TextColumn(width=150),
            "Who named it": st.column_config.TextColumn(width=100),
            "Figure": st.column_config.TextColumn(width=120),
            "For": st.column_config.TextColumn(width=60),
            "Weight": st.column_config.TextColumn(width=60),
            "Why": st.column_config.TextColumn(width=370),
        },
        alt="Every figure that was named to you",
    )


def figure_table(entries: Entries, answer: WorthAnswer | None) -> pd.DataFrame:
    """Return a row per figure, newest first, with its weight in the answer where there is one."""
    rows = []
    for place, figure in enumerate(entries.pay_observations):
        own = answer.own[place] if answer else None
        rows.append(
            {
                "Day": figure.observed_on,
                "Company": figure.company,
                "Who named it": words_of(figure.kind),
                "Figure": figure_text(figure),
                "For": words_of(figure.component),
                "Weight": f"{own.weight:.0%}" if own else None,
                "Why": _why(own.reason) if own else None,
            }
        )
    return pd.DataFrame(rows[::-1])


def _why(reason: str) -> str:
    """Return why a figure weighs nothing, or less; the weight itself stands beside it."""
    return reason.removeprefix("weighs nothing: ").removeprefix("weighs nothing more: ")


def narrowing_finding(steps: tuple[Narrowing, ...], belief: Belief) -> str:
    """Return how far the person's own figures narrowed the answer since the first step."""
    low, _, high = steps[0].worth
    before, now = math.sqrt(high / low) - 1, half_width(belief)
    if now >= before:
        return f"Your figures disagree: your worth is known to ± {now:.0%}, no better than before"
    return f"Your own figures narrowed your worth from ± {before:.0%} to ± {now:.0%}"


def _show_answer(answer: WorthAnswer, job: Job) -> None:
    if answer.belief is None:
        return
    left, right = st.columns(2)
    source = source_line(answer.worth, "figures named to you")
    with left.container(border=True, height="stretch"):
        show_chart(
            worth_strip(answer, job),
            key="figures_strip",
            finding=worth_sentence(answer, job),
            source=source,
            method=method_lines(answer.worth),
        )
    if len(answer.narrowing) < 2:
        return
    with right.container(border=True, height="stretch"):
        show_chart(
            narrowing(answer.narrowing, job),
            key="figures_narrowing",
            finding=narrowing_finding(answer.narrowing, answer.belief),
            source=source,
            method=[
                one_more_offer_sentence(answer) or "One more offer would tell little.",
                sources_sentence(answer.worth),
            ],
        )


def _add_figure(currency: str) -> None:
    with (
        st.expander("Add a figure that belongs to no process", icon=":material/add:"),
        st.form("loose_figure", border=False, clear_on_submit=True),
    ):
        company = st.text_input("Company", max_chars=200, key="loose_company")
        title = st.text_input("Role", max_chars=200, key="loose_role")
        figure = ask_figure("loose", currency)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(
        lambda transaction: transaction.pay.add(figure.read(company, title.strip() or None)),
        "Saved",
    ):
        st.rerun()
