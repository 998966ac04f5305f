"""Taking everything out: one zip, the flat file, and a calendar of what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from greener.journal.flatfile import interviews_csv
from greener.journal.store.journal import Journal
from greener.journal.transfer.archive import write_archive
from greener.journal.transfer.calendar import calendar_file


def show_take_out(journal: Journal) -> None:
    """Offer the files; each is made when it is asked for.

    Args:
        journal: What they are made of.
    """
    day = date.today()
    _offer(
        "Everything, as one zip",
        "JSON that Greener builds the same journal from, and a CSV of each table for spreadsheets.",
        label="Download the zip",
        make=lambda: archive_of(journal),
        file_name=f"greener-journal-{day}.zip",
        mime="application/zip",
    )
    _offer(
        "Interviews, as one CSV",
        "A row for each stage and figure, to read in a spreadsheet; it can be brought in again.",
        label="Download the CSV",
        make=lambda: interviews_of(journal),
        file_name=f"greener-interviews-{day}.csv",
        mime="text/csv",
    )
    _offer(
        "What is due, for your calendar",
        "Follow-ups, promises, whom to be in touch with, where to try again. A later file updates "
        "the entries of an earlier one.",
        label="Download the calendar",
        make=lambda: calendar_file(journal.entries()),
        file_name=f"greener-due-{day}.ics",
        mime="text/calendar",
    )
    st.caption(
        "These files are not encrypted, and your browser puts them into its downloads folder: "
        "keep them where only you can read them."
    )


def archive_of(journal: Journal) -> bytes:
    """Return the zip of everything, as of one moment."""
    with journal.read() as transaction:
        return write_archive(transaction)


def interviews_of(journal: Journal) -> bytes:
    """Return the flat interviews file."""
    entries = journal.entries()
    return interviews_csv(entries.processes, entries.pay_observations)


def _offer(
    title: str, what: str, *, label: str, make: Callable[[], bytes], file_name: str, mime: str
) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{title}**")
            st.caption(what)
        st.download_button(
            label,
            make,
            file_name,
            mime,
            on_click="ignore",
            icon=":material/download:",
            key=f"download_{mime}",
        )
