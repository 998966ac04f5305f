"""Changing or deleting a record as it was when it was opened: what all dialogs for that share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import streamlit as st

from greener.journal.kept import Kept, R
from greener.journal.store.rows import Shelf
from greener.journal.store.transaction import Transaction
from pages.shared.writing import write


def save_or_delete(
    kept: Kept[R],
    shelf: Callable[[Transaction], Shelf[R]],
    read: Callable[[], R] | None,
    *,
    what: str = "",
    goes_too: str = "",
) -> None:
    """Save a record as it was entered anew, and offer to delete it.

    Args:
        kept: The record as it was opened; what was changed elsewhere since is not overwritten.
        shelf: Where it is kept.
        read: Gives the record that was entered, and may raise ``ValueError`` for what was entered
            wrongly; None until it is sent.
        what: What it is, in words, where the button alone would not tell.
        goes_too: What is deleted with it; said before a second click deletes.
    """
    if read and write(
        lambda transaction: shelf(transaction).edit(kept.id, kept.version, read()), "Saved"
    ):
        st.rerun()
    label = f"Delete {what}".strip()
    icon = ":material/delete:"
    key = f"delete_{kept.id}_{kept.version}"
    with st.popover(label, type="tertiary", icon=icon) if goes_too else nullcontext():
        if goes_too:
            st.markdown(goes_too)
            is_meant = st.button("Delete it", key=key)
        else:
            is_meant = st.button(label, type="tertiary", icon=icon, key=key)
        if is_meant and write(
            lambda transaction: shelf(transaction).delete(kept.id, kept.version), "Deleted"
        ):
            st.rerun()
