"""Who the personal pages speak of: the person who signed in, or the labelled example.

Nothing read here is ever put into a cache that sessions share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from greener.journal.entries import Entries
from greener.journal.example import example_entries
from greener.journal.store.errors import JournalError
from greener.journal.store.journal import LOCAL_OWNER, Journal, open_journal
from greener.settings import load_settings
from pages.shared.emphasis import first_action

_NO_EXAMPLE = "example_removed"


@dataclass(frozen=True)
class Person:
    """Whose entries a page shows.

    Attributes:
        entries: Everything entered.
        is_example: They are the invented person's.
    """

    entries: Entries
    is_example: bool


@st.cache_resource(max_entries=32, show_spinner="Opening your journal")
def _open(url: str, owner: str) -> Journal:
    return open_journal(url, owner)


def journal() -> Journal:
    """Return the journal of whoever uses this session, or say what is wrong and end the page."""
    try:
        return _open(load_settings().journal_url, LOCAL_OWNER)
    except JournalError as error:
        st.error(str(error), icon=":material/lock:")
        st.stop()


def person() -> Person:
    """Return whose entries to show: the person's own, or the example while there are none."""
    try:
        entries = journal().entries()
    except JournalError as error:
        st.error(str(error), icon=":material/lock:")
        st.stop()
    if entries == Entries() and not st.session_state.get(_NO_EXAMPLE):
        return Person(example_entries(date.today()), is_example=True)
    return Person(entries, is_example=False)


def show_example_banner() -> None:
    """Say that what follows is an example; one click replaces it, one click removes it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            ":material/person: **An example.** This person is invented, the market is real. "
            "Put in yours: one minute.",
            width="stretch",
        )
        if st.button("Put in mine", type=first_action(), icon=":material/edit:"):
            st.switch_page("pages/you/job.py")
        if st.button("Remove the example", type="tertiary"):
            st.session_state[_NO_EXAMPLE] = True
            st.rerun()
