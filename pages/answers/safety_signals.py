"""Part of the safety page: every sign that the market holds for this job, with its age."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from greener.answers.trend import months_between
from greener.market.signals import Leaning, Signal, signals
from pages.answers.subject import Subject
from pages.shared.chart import show_grounds
from pages.shared.citing import source_title
from pages.shared.words import plain

_LOOKS: dict[Leaning, tuple[Literal["orange", "green", "gray"], str]] = {
    Leaning.WORSE: ("orange", ":material/trending_down:"),
    Leaning.BETTER: ("green", ":material/trending_up:"),
    Leaning.NEITHER: ("gray", ":material/trending_flat:"),
    Leaning.OLD: ("gray", ":material/history:"),
}
"""Leaning → colour and icon of its badge; the badge says it in words too."""


def show_signals(it: Subject) -> None:
    """Show each sign, which way it points, how old it is, and whether the answer counts it."""
    found = signals(it.snapshot, it.job, it.today.as_of)
    if not found:
        st.markdown("The loaded sources hold no sign for this employer, place and kind of work.")
        return
    grid = st.grid("auto", min_column_width=300, gap="small")
    for signal in found:
        with grid.cell(), st.container(border=True, height="stretch", gap="xsmall"):
            _show_card(it, signal)
    counted = sum(signal.is_counted for signal in found)
    show_grounds(
        key="signals",
        source=f"{len(found)} sign{'s' if len(found) > 1 else ''}, {counted or 'none'} of them "
        "counted in the answer",
        table=pd.DataFrame([_row(it, signal) for signal in found]),
    )


def _show_card(it: Subject, signal: Signal) -> None:
    colour, icon = _LOOKS[signal.leaning]
    st.markdown(f"**{plain(signal.about)}**")
    st.badge(signal.leaning.value, color=colour, icon=icon)
    st.markdown(plain(signal.finding))
    counted = "counted" if signal.is_counted else "not counted"
    st.caption(plain(f"{_age(it, signal)} · {counted} · {source_title(signal.source)}"))


def _age(it: Subject, signal: Signal) -> str:
    months = months_between(signal.as_of, it.today.as_of)
    age = "this month" if months == 0 else f"{months} month{'s' if months > 1 else ''} old"
    return f"{signal.as_of:%b %Y}, {age}"


def _row(it: Subject, signal: Signal) -> dict[str, str]:
    return {
        "Sign": signal.about,
        "Points to": signal.leaning.value,
        "Finding": signal.finding,
        "Age": _age(it, signal),
        "Counted": "yes" if signal.is_counted else "no",
        "Source": source_title(signal.source),
    }
