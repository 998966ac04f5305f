"""What a market page says where something is not loaded."""

from __future__ import annotations

import streamlit as st


def show_missing(source: str, what: str) -> None:
    """Say that something is not loaded, and what loads it.

    Args:
        source: Names of the sources as on the command line.
        what: What is missing, with its verb ("Job postings are").
    """
    st.info(
        f"{what} not loaded. `python -m etl refresh {source}` loads it.",
        icon=":material/database_off:",
    )
