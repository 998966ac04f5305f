"""Part of the worth page: the figures named to the person, and what they were paid themselves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.sharper import one_more_offer_sentence
from greener.figures.money import short_money, whole_money
from greener.figures.narrowing import narrowing
from greener.figures.own_figures import own_figures
from greener.figures.pay_parts import parts_by_company, pay_parts
from greener.figures.worth_strip import base_figures
from greener.journal.records import PayComponent, PayKind
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.grounds import source_line, sources_sentence
from pages.shared.interviews.figures import narrowing_finding
from pages.shared.labels import ago_text, figure_text, words_of
from pages.shared.pay_history.chart import show_real_pay


def show_narrowing(it: Subject) -> None:
    """Show how each figure narrowed the answer."""
    answer = it.today.worth
    if answer.belief is None:
        st.markdown("There is nothing to narrow yet: no source and no figure speaks of this job.")
        return
    one_more = one_more_offer_sentence(answer) or "One more offer would tell little."
    has_own = answer.narrowing[-1].after > 0
    show_chart(
        narrowing(answer.narrowing, it.job),
        key="narrowing",
        finding=narrowing_finding(answer.narrowing, answer.belief)
        if has_own
        else f"The market alone, so far. {one_more}".rstrip("."),
        source=source_line(answer.worth, "figures named to you"),
        method=(
            "The inner bar is your worth, the outer one the next offer, both at 80%, after each "
            "figure that was named to you, oldest first.",
            one_more,
            sources_sentence(answer.worth),
        ),
    )
    if not has_own:
        st.page_link(
            "pages/you/interviews.py", label="Log what was named to you", icon=":material/add:"
        )


def show_figures(it: Subject) -> None:
    """Show each figure at its day with its kind and weight, and why it weighs no more."""
    answer, job = it.today.worth, it.job
    drawn = base_figures(answer)
    if not drawn:
        st.markdown(
            "No figure yet. A recruiter's range counts, an advertised one does, and a written "
            "offer counts most."
        )
        st.page_link("pages/you/interviews.py", label="Log the first", icon=":material/add:")
        return
    named = [own for own in drawn if own.observation.kind is not PayKind.ASKED]
    counted = [own for own in named if own.counts]
    share = sum(own.weight for own in counted)
    show_chart(
        own_figures(answer, job, it.today.as_of),
        key="own_figures",
        finding=(
            f"{len(counted)} of {len(named)} figures named to you count and carry {share:.0%} of "
            "the answer; the market carries the rest"
        ),
        source="Your own entries · larger is more weight, pale counts nothing",
        table=pd.DataFrame(
            {
                "Company": [own.observation.company for own in answer.own],
                "Kind": [words_of(own.observation.kind) for own in answer.own],
                "For": [words_of(own.observation.component) for own in answer.own],
                "Figure": [figure_text(own.observation) for own in answer.own],
                "Age": [
                    ago_text(own.observation.observed_on, it.today.as_of) for own in answer.own
                ],
                "Weight": [own.reason or f"{own.weight:.0%}" for own in answer.own],
            }
        ).iloc[::-1],
        method=(
            "A figure weighs by how surely it was named and how fresh it is: written offers most, "
            "then verbal ones, quotes, advertised ranges. Of one process the surest counts.",
        ),
    )


def show_parts(it: Subject) -> None:
    """Show base, bonus and equity apart, where some company named more than base."""
    rows = parts_by_company(it.today.worth.own)
    if not rows:
        return
    currency = it.job.currency
    st.header("Total pay, and what of it is base", anchor=False)
    with st.container(border=True):
        most = max(rows, key=lambda row: row.total)
        base = most.parts.get(PayComponent.BASE, 0.0)
        show_chart(
            pay_parts(rows, currency),
            key="parts",
            finding=(
                f"{most.company} named the most in all: {short_money(most.total, currency)} a "
                f"year, {base / most.total:.0%} of it base"
            ),
            source="Your own entries · the surest figure of each part · only base enters the worth",
            table=pd.DataFrame(
                [
                    {
                        "Company": row.company,
                        **{
                            words_of(part): whole_money(row.parts[part], currency)
                            if part in row.parts
                            else None
                            for part in PayComponent
                        },
                        "Total": whole_money(row.total, currency),
                    }
                    for row in rows
                ]
            ),
        )


def show_pay_over_years(it: Subject) -> None:
    """Show the person's own pay over the years, before and after prices, where it was entered."""
    kept = [each.record for each in it.entries.pay_history]
    if not any(step.currency == it.job.currency for step in kept):
        return
    st.header("Your pay over the years", anchor=False)
    show_real_pay(kept, it.job.currency, it.today.as_of)
    if not it.is_example:
        st.page_link("pages/you/job.py", label="Add or change a step", icon=":material/edit:")
