"""The line that says what changed since the person last looked."""

from __future__ import annotations

import streamlit as st

from greener.changes import changes_since, look_at
from greener.figures.words import day_text
from greener.journal.looks import note_look
from greener.journal.store.errors import JournalError
from greener.today import Today
from pages.shared.person import journal
from pages.shared.words import plain


def show_changes(today: Today) -> None:
    """Say what changed since an earlier day's look, and keep this one; nothing on the first day."""
    now = look_at(today)
    try:
        with journal().write() as transaction:
            before = note_look(transaction, now)
    except JournalError:
        return  # The answers matter more than this line; another window may be writing.
    if before is None:
        return
    changes = changes_since(before, now)
    what = f"{', '.join(changes)}." if changes else "nothing has changed."
    st.caption(plain(f"Since you last looked on {day_text(before.looked_on)}: {what}"))
