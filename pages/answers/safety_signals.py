"""Part of the safety page: every sign that the market holds for this job, with its age."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.trend import months_between
from greener.market.signals import Signal, signals
from pages.answers.subject import Subject
from pages.shared.chart import show_table
from pages.shared.citing import cited


def show_signals(it: Subject) -> None:
    """Show each sign, which way it points, how old it is, and whether the answer counts it."""
    found = signals(it.snapshot, it.job, it.today.as_of)
    if not found:
        st.markdown("The loaded sources hold no sign for this employer, place and kind of work.")
        return
    st.caption("Most change nothing in the answer: it says which it counts.")
    show_table(
        pd.DataFrame([_row(it, signal) for signal in found]),
        key="signals",
        columns={
            "Finding": st.column_config.TextColumn(width="medium"),
            "Source": st.column_config.TextColumn(width="small"),
        },
    )


def _row(it: Subject, signal: Signal) -> dict[str, str]:
    months = months_between(signal.as_of, it.today.as_of)
    return {
        "Sign": signal.about,
        "Points to": signal.leaning.value,
        "Finding": signal.finding,
        "Age": "this month" if months == 0 else f"{months} month{'s' if months > 1 else ''}",
        "Counted": "yes" if signal.is_counted else "no",
        "Source": cited(signal.source),
    }
