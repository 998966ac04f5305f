"""A slider for a span of years, kept in the address."""

from __future__ import annotations

import streamlit as st


def years_control(
    oldest: int, newest: int, *, key: str, since: int | None = None
) -> tuple[int, int]:
    """Let the reader choose the first and the last year.

    Args:
        oldest: First year there is.
        newest: Last year there is.
        key: Name of the choice in the address.
        since: First year that is chosen to begin with; the oldest when not given.
    """
    if oldest == newest:
        return oldest, newest
    years = list(range(oldest, newest + 1))
    first, last = st.select_slider(
        "Years", years, value=(max(since or oldest, oldest), newest), key=key, bind="query-params"
    )
    return first, last
