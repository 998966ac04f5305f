"""What the columns of a file mean: guessed, for the person to confirm or change."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from greener.journal.parse.dates import DayOrder
from greener.journal.records import Stage
from greener.journal.tabular import Table
from greener.journal.transfer.drafts import leaves_open, unknown_stages
from greener.journal.transfer.mapping import (
    SPREADSHEET,
    ColumnMapping,
    ImportKind,
    fields_of,
    guess_columns,
)
from pages.shared.choices import currencies, currency_label
from pages.shared.labels import words_of
from pages.shared.words import plain

_KIND_WORDS = {
    ImportKind.PROCESSES: "Applications and interviews, a row each",
    ImportKind.CONTACTS: "People",
    ImportKind.INTERVIEWS: "A log: a row for each stage or figure",
}
_FIELD_WORDS = {
    "stage_on": "Day of the stage",
    "found_on": "Day it was found",
    "applied_on": "Day you applied",
    "follow_up_on": "Day to follow up",
    "connected_on": "Day you connected",
    "channel": "How it began",
    "title": "Role",
    "posting_url": "Address of the posting",
    "profile_url": "Address of the profile",
    "pay_low": "Pay, low end",
    "pay_high": "Pay, high end",
    "period": "Pay is per",
    "relation": "How you know them",
    "told_exploring": "Told that you explore",
}
_ORDER_WORDS = {
    None: "As the file shows",
    DayOrder.DAY_FIRST: "3 April",
    DayOrder.MONTH_FIRST: "March 4",
}
_MOST_STAGES = 30
_LEAVE_OUT = "Leave the word out"


def ask_mapping(table: Table, guess: ColumnMapping, form: str, currency: str) -> ColumnMapping:
    """Ask how to read a table, starting from the guess.

    Args:
        table: The file.
        guess: How it is most likely to be read.
        form: Prefix of the widgets' keys.
        currency: Currency to name first.
    """
    is_known = guess.layout != SPREADSHEET
    kind = guess.kind
    if is_known:
        st.markdown(f"Recognised: **{plain(guess.layout)}**.")
    else:
        kinds = list(ImportKind)
        kind = st.selectbox(
            "What the rows are",
            kinds,
            index=kinds.index(guess.kind),
            format_func=_KIND_WORDS.__getitem__,
            key=f"{form}_kind",
        )
    with st.expander("What each column is", expanded=not is_known):
        columns = _ask_columns(table, kind, f"{form}_{kind}")
    mapping = replace(guess, kind=kind, columns=columns)
    mapping = _ask_rest(table, mapping, form, currency)
    return _ask_stages(table, mapping, form)


def field_words(name: str) -> str:
    """Return a field as a reader sees it: "Day you applied"."""
    return _FIELD_WORDS.get(name, name.replace("_", " ").capitalize().replace("url", "address"))


def _ask_columns(table: Table, kind: ImportKind, form: str) -> dict[str, str]:
    guessed = guess_columns(table.columns, kind)
    headers = list(table.columns)
    columns = {}
    grid = st.grid("auto", min_column_width=200, gap="small")
    for name in fields_of(kind):
        with grid.cell():
            header = st.selectbox(
                field_words(name),
                headers,
                index=headers.index(guessed[name]) if name in guessed else None,
                placeholder="Not in the file",
                key=f"{form}_{name}",
            )
        if header is not None:
            columns[name] = header
    return columns


def _ask_rest(table: Table, mapping: ColumnMapping, form: str, currency: str) -> ColumnMapping:
    """Ask for what a file often leaves open, in sight where this one does."""
    if mapping.kind is ImportKind.INTERVIEWS:
        return replace(mapping, currency=_ask_currency(form, currency))
    is_open = leaves_open(table, mapping)
    with st.expander("Where the file leaves something open", expanded=is_open):
        orders = list(_ORDER_WORDS)
        order = st.selectbox(
            "3/4/2026 is",
            orders,
            index=orders.index(mapping.date_order),
            format_func=_ORDER_WORDS.__getitem__,
            key=f"{form}_order",
        )
        mapping = replace(mapping, date_order=order)
        if mapping.kind is ImportKind.CONTACTS:
            return mapping
        undated_on = st.date_input(
            "Day of rows without any",
            value=None,
            max_value="today",
            format="YYYY-MM-DD",
            help="Left open, such rows are not brought in.",
            key=f"{form}_undated",
        )
        return replace(mapping, undated_on=undated_on, currency=_ask_currency(form, currency))


def _ask_currency(form: str, currency: str) -> str | None:
    codes = [currency, None, *(code for code in currencies(currency) if code != currency)]
    return st.selectbox(
        "Currency of pay that names none",
        codes,
        format_func=lambda code: currency_label(code) if code else "None: keep such pay as a note",
        key=f"{form}_currency",
    )


def _ask_stages(table: Table, mapping: ColumnMapping, form: str) -> ColumnMapping:
    words = unknown_stages(table, mapping)
    if not words:
        return mapping
    st.markdown(
        "The file has words for stages that could mean several things. Which are they? Rows with "
        "a word that you leave open are not brought in."
    )
    stages: dict[str, Stage | None] = {}
    grid = st.grid("auto", min_column_width=200, gap="small")
    for word in words[:_MOST_STAGES]:
        with grid.cell():
            choice = st.selectbox(
                plain(word),
                [_LEAVE_OUT, *Stage],
                index=None,
                format_func=lambda each: words_of(each) if isinstance(each, Stage) else each,
                placeholder="Not said yet",
                key=f"{form}_stage_{word}",
            )
        if choice is not None:
            stages[word] = choice if isinstance(choice, Stage) else None
    if len(words) > _MOST_STAGES:
        st.caption(f"And {len(words) - _MOST_STAGES} more. Is the column of stages the right one?")
    return replace(mapping, stages=stages)
