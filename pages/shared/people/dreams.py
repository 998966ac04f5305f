"""The dream list: where the person would like to work, why, and whom they know there."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.journal.analysis.people import DreamRow, dream_list
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import DreamCompany
from pages.shared.emphasis import first_action
from pages.shared.labels import ago_text, words_of
from pages.shared.words import plain
from pages.shared.writing import write


def show_dreams(entries: Entries, today: date, *, is_example: bool) -> None:
    """Show the dream list, longest dreamt of first."""
    if not is_example and st.button("Add a company", type=first_action(), icon=":material/add:"):
        _new_dream()
    rows = dream_list(entries)
    if not rows:
        st.markdown(
            "No company yet. Which would you leave your job for, if they called? Write down why, "
            "before they call."
        )
    grid = st.grid("auto", min_column_width=280, gap="small")
    for row in rows:
        with grid.cell():
            _show_row(row, today, is_example=is_example)


def tried_text(row: DreamRow, today: date) -> str:
    """Return how far the last try there got."""
    events = [event for process in row.processes for event in process.events]
    if not events:
        return "On your board, nothing logged yet" if row.processes else "Not tried yet"
    last = max(events, key=lambda event: event.occurred_on)
    return f"Last: {words_of(last.stage).lower()}, {ago_text(last.occurred_on, today)}"


def _show_row(row: DreamRow, today: date, *, is_example: bool) -> None:
    dream = row.dream.record
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(dream.company)}**")
        if dream.why:
            st.markdown(plain(dream.why))
        since = "since today" if dream.since == today else f"since {dream.since:%B %Y}"
        st.caption(f"On the list {since} · {tried_text(row, today)}")
        names = ", ".join(kept.record.name for kept in row.contacts)
        st.markdown(
            f":material/person: You know {plain(names)}"
            if names
            else ":gray[:material/person: You know nobody there yet]"
        )
        if not is_example and st.button("Change", type="tertiary", key=f"dream_{row.dream.id}"):
            _open_dream(row.dream)


@st.dialog("A company you dream of")
def _new_dream() -> None:
    with st.form("new_dream", border=False):
        fields = _ask("new_dream", None)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(
        lambda transaction: transaction.dream_companies.add(DreamCompany.model_validate(fields)),
        "Saved",
    ):
        st.rerun()


@st.dialog("A company you dream of")
def _open_dream(kept: Kept[DreamCompany]) -> None:
    prefix = f"dream_{kept.id}_{kept.version}"
    with st.form(prefix, border=False):
        fields = _ask(prefix, kept.record)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(
        lambda transaction: transaction.dream_companies.edit(
            kept.id, kept.version, DreamCompany.model_validate(fields)
        ),
        "Saved",
    ):
        st.rerun()
    if st.button("Take off the list", type="tertiary", icon=":material/delete:") and write(
        lambda transaction: transaction.dream_companies.delete(kept.id, kept.version),
        "Off the list",
    ):
        st.rerun()


def _ask(prefix: str, dream: DreamCompany | None) -> dict[str, object]:
    """Ask for the fields; not validated yet."""
    return {
        "company": st.text_input(
            "Company",
            value=dream.company if dream else "",
            max_chars=200,
            key=f"{prefix}_company",
        ),
        "why": st.text_area(
            "Why", value=dream.why if dream else "", height=80, key=f"{prefix}_why"
        ),
        "since": st.date_input(
            "Since",
            value=dream.since if dream else date.today(),
            min_value=date(1950, 1, 1),
            max_value=date.today(),
            format="YYYY-MM-DD",
            required=True,
            key=f"{prefix}_since",
        ),
    }
