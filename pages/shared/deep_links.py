"""Deep links that arrive first."""

from __future__ import annotations

import itertools

import streamlit as st


@st.cache_resource(show_spinner=False)
def _runs() -> itertools.count[int]:
    return itertools.count()


def mend_first_deep_link(*, is_start_page: bool) -> None:
    """Load the page once more when it is the very first that this server shows.

    Because the project has a folder ``pages``, Streamlit looks there until a first run has declared
    the pages, and puts "Page not found" over a deep link that comes before. The page is right.
    """
    is_first_run = next(_runs()) == 0
    if is_first_run and not is_start_page:
        st.html("<script>window.location.reload()</script>", unsafe_allow_javascript=True)
