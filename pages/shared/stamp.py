"""The line in the frame that says how old the market data is, and watches for newer."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.market.refreshing import writer
from greener.market.sources import source_status
from greener.market.store import NoGenerationError
from greener.settings import load_settings
from pages.shared.market import ask, snapshot

_SHOWN_WITH = "page_shown_with"
_REACH = {"layoff_events": "Layoffs", "jolts": "US layoff survey", "oews": "Pay"}
"""Sources whose newest day the frame names, with the words for them."""


def stamp_lines(status: pd.DataFrame) -> list[str]:
    """Return what the frame says of the market data: how far it reaches, whether it is a sample.

    Args:
        status: Rows of ``source_status``.
    """
    loaded = status[status["rows_kept"] > 0].set_index("source")
    if loaded.empty:
        return ["No market data loaded yet"]
    newest = loaded["newest_date"].dropna().to_dict()
    lines = [
        f"{words} to {newest[source].day} {newest[source]:%b %Y}"
        for source, words in _REACH.items()
        if source in newest
    ]
    origins = set(loaded["last_good_origin"])
    if "sample" in origins:
        lines.append("Sample market" if origins == {"sample"} else "Partly the sample market")
    failed = int((loaded["verdict"] == "failed").sum())
    if failed and failed == len(loaded):
        lines.append("The last refresh changed nothing")
    elif failed:
        lines.append(f"{failed} source{'s' if failed > 1 else ''} kept older rows")
    stale = int((status["is_stale"] & (status["last_good_origin"] != "sample")).sum())
    if stale:
        lines.append(f"{stale} source{'s' if stale > 1 else ''} past the usual date")
    return lines


@st.fragment(run_every="10s")
def show_stamp() -> None:
    """Show the stamp; run the page again when a newer generation or another theme is there."""
    try:
        name = snapshot().name
        lines = stamp_lines(ask(source_status, date.today()))
    except NoGenerationError:
        name, lines = "", ["No market data loaded yet"]
    if writer(load_settings().data_dir):
        lines.append("Being refreshed now")
    st.caption("  \n".join(lines))
    # Streamlit changes the theme without telling the script; words in charts have its old colour.
    shown_with = (name, st.context.theme.type)
    if st.session_state.setdefault(_SHOWN_WITH, shown_with) != shown_with:
        st.session_state[_SHOWN_WITH] = shown_with
        st.rerun(scope="app")
