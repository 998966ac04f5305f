"""The line in the frame that says how old the market data is, and watches for newer."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.market.sources import source_status
from greener.market.store import NoGenerationError
from pages.shared.market import ask, snapshot

_SEEN = "generation_seen"


def age_text(newest: date, today: date) -> str:
    """Return how long ago ``newest`` is, in the unit a person would use."""
    days = (today - newest).days
    if days < 1:
        return "of today"
    if days < 14:
        return f"{days} day{'s' if days > 1 else ''} old"
    if days < 60:
        return f"{days // 7} weeks old"
    return f"{round(days / 30.4)} months old"


def stamp_lines(status: pd.DataFrame, today: date) -> list[str]:
    """Return what the frame says of the market data: its age, whether it is a sample, faults.

    Args:
        status: Rows of ``source_status``.
        today: The present day.
    """
    loaded = status[status["rows_kept"] > 0]
    if loaded.empty:
        return ["No market data loaded yet"]
    newest = pd.to_datetime(loaded["newest_date"]).max()
    lines = [f"Market data {age_text(newest.date(), today)}"] if pd.notna(newest) else []
    if (loaded["last_good_origin"] == "sample").any():
        everything = (loaded["last_good_origin"] == "sample").all()
        lines.append("Sample market" if everything else "Partly the sample market")
    failed = int((status["verdict"] == "failed").sum())
    if failed:
        lines.append(f"{failed} source{'s' if failed > 1 else ''} kept older rows")
    return lines


@st.fragment(run_every="30s")
def show_stamp() -> None:
    """Show the stamp; when a newer generation was published, run the page again on it."""
    try:
        name = snapshot().name
        lines = stamp_lines(ask(source_status, date.today()), date.today())
    except NoGenerationError:
        st.caption("No market data loaded yet")
        return
    st.caption("  \n".join(lines))
    if st.session_state.setdefault(_SEEN, name) != name:
        st.session_state[_SEEN] = name
        st.rerun(scope="app")
