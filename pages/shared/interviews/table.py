"""Processes as a table that is edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from greener.journal.analysis.board import ProcessRow
from greener.journal.kept import Kept
from greener.journal.records import (
    Channel,
    Disclosure,
    ProcessHead,
    Purpose,
    Stage,
    StageEvent,
)
from greener.journal.store.transaction import Transaction
from pages.shared.emphasis import first_action
from pages.shared.labels import words_of
from pages.shared.writing import write

HEAD_COLUMNS = {"Company": "company", "Role": "title", "How": "channel", "Why": "purpose"}
_SAVES = "processes_table_saves"
_OPENED = "processes_table_opened"
_CHOICES: dict[str, type[StrEnum]] = {"How": Channel, "Why": Purpose, "Stage": Stage}


def process_table(rows: Sequence[ProcessRow]) -> pd.DataFrame:
    """Return a row per process, in words, indexed by the process's key."""
    return pd.DataFrame(
        [
            {
                "Company": row.process.company,
                "Stage": words_of(row.stage),
                "Role": row.process.title,
                "Told": row.process.told_exploring is True,
                "How": words_of(row.process.channel) if row.process.channel else None,
                "Why": words_of(row.process.purpose) if row.process.purpose else None,
                "Last entry": row.last_event_on,
                "Farthest": words_of(row.farthest) if row.farthest else None,
            }
            for row in rows
        ],
        index=[row.process.key for row in rows],
    )


def show_table(
    rows: Sequence[ProcessRow], heads: dict[str, Kept[ProcessHead]], *, is_example: bool
) -> None:
    """Show the table; what is changed in it is saved with one click.

    While there are changes, the table stays as it was opened, so that a change elsewhere is noticed
    when they are saved, and nothing typed is lost.
    """
    # Another key after each save: the browser keeps the edits of a key that it knows.
    saves = st.session_state.setdefault(_SAVES, 0)
    editor = f"processes_table_{saves}"
    if not st.session_state.get(editor, {}).get("edited_rows"):
        st.session_state[_OPENED] = (process_table(rows), heads)
    frame, opened_heads = st.session_state[_OPENED]
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=True if is_example else ["Last entry", "Farthest"],
        column_config=_columns(),
        key=editor,
        alt="Every process with its company, stage, role, and whether they know you explore",
    )
    changes = changed_cells(frame, edited)
    if not changes:
        st.caption("Click a cell to change it. A new stage is logged with today's date.")
        return
    count = sum(len(cells) for cells in changes.values())
    label = f"Save {count} change{'s' if count > 1 else ''}"
    if st.button(label, type=first_action(), icon=":material/check:") and write(
        lambda transaction: save(transaction, changes, opened_heads), "Saved"
    ):
        st.session_state[_SAVES] = saves + 1
        st.rerun()


def _columns() -> dict[str, Any]:
    return {
        "Company": st.column_config.TextColumn(required=True, max_chars=200, width=150),
        "Role": st.column_config.TextColumn(max_chars=200, width="medium"),
        **{
            name: st.column_config.SelectboxColumn(
                options=[words_of(choice) for choice in choices],
                required=name == "Stage",
                width=140 if name == "Stage" else None,
            )
            for name, choices in _CHOICES.items()
        },
        "Told": st.column_config.CheckboxColumn(help="They know that you only explore"),
        "Last entry": st.column_config.DateColumn(format="D MMM YYYY"),
    }


def changed_cells(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return process key → column → new value, for what differs."""
    changes: dict[str, dict[str, Any]] = {}
    differs = (before != after) & ~(before.isna() & after.isna())
    for row, place in np.argwhere(differs.to_numpy()):
        new: Any = after.iat[row, place]
        cells = changes.setdefault(str(before.index[row]), {})
        cells[before.columns[place]] = None if pd.isna(new) else new
    return changes


def save(
    transaction: Transaction,
    changes: dict[str, dict[str, Any]],
    heads: dict[str, Kept[ProcessHead]],
) -> None:
    """Write the changes: facts are edited, a stage and telling are logged with today's date.

    Taking the mark of telling away corrects the entries that said so.

    Raises:
        ConflictError: A process was changed elsewhere since it was read.
        ValidationError: A value cannot be true.
    """
    today = date.today()
    for key, cells in changes.items():
        facts = {
            HEAD_COLUMNS[column]: _value(column, value)
            for column, value in cells.items()
            if column in HEAD_COLUMNS
        }
        if facts:
            kept = heads[key]
            record = ProcessHead.model_validate({**kept.record.model_dump(), **facts})
            transaction.processes.edit(key, kept.version, record)
        if "Stage" in cells:
            stage = Stage(_value("Stage", cells["Stage"]))
            transaction.events.add(StageEvent(stage=stage, occurred_on=today), key)
        if cells.get("Told"):
            transaction.disclosures.add(Disclosure(said_on=today), key)
        elif "Told" in cells:
            _not_told(transaction, key)


def _not_told(transaction: Transaction, key: str) -> None:
    """Correct every entry that says they were told: it was not so."""
    for entry in transaction.disclosures.entries(key):
        if entry.record.told:
            said = Disclosure(said_on=entry.record.said_on, told=False, note=entry.record.note)
            transaction.disclosures.correct(entry.id, said)


def _value(column: str, words: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """Return the choice that a cell's words stand for; other cells as they are."""
    if column not in _CHOICES or words is None:
        return words
    return next(choice for choice in _CHOICES[column] if words_of(choice) == words)
