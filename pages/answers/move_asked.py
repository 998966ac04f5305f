"""Part of the move page: what the person asked for against what came, over the years."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.asked import asked_finding
from greener.figures.asked import asked_figure, gap_text
from greener.figures.money import whole_money
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.labels import words_of


def show_asked(it: Subject) -> None:
    """Show each ask beside what came of it, with what that says of how the person asks."""
    pairs = it.asked
    if not pairs:
        st.markdown(
            "No process yet in which they named a figure after you did. Log what you asked for "
            "beside what they said then: over the years it shows whether you ask enough."
        )
        st.page_link("pages/you/interviews.py", label="Log an ask", icon=":material/add:")
        return
    currency = it.job.currency
    show_chart(
        asked_figure(pairs, currency),
        key="asked",
        finding=asked_finding(pairs),
        source=f"Your own entries · yearly base · n = {len(pairs)} processes",
        table=pd.DataFrame(
            {
                "Asked on": [pair.asked_on for pair in pairs],
                "Company": [pair.company for pair in pairs],
                "You asked": [whole_money(pair.asked_annual, currency) for pair in pairs],
                "They named": [whole_money(pair.came_annual, currency) for pair in pairs],
                "As": [words_of(pair.came.kind) for pair in pairs],
                "Difference": [gap_text(pair, currency) for pair in pairs],
            }
        ).iloc[::-1],
        method=(
            "Of each process, your last ask and the surest figure they named on that day or later: "
            "a written offer before a verbal one before a quote. What they named before you asked "
            "is left out: you knew it when you asked. A range stands as its geometric middle.",
            "Who is often given at least what they asked does not know how much more was there.",
        ),
    )
