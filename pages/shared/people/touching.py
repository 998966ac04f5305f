"""Being in touch: one click, or with how and what about."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.journal.kept import Kept
from greener.journal.people import Contact, Touch
from greener.journal.store.transaction import Transaction
from pages.shared.writing import write


def log_touch(transaction: Transaction, contact_id: str, touch: Touch) -> None:
    """Log that they were in touch; a next time that had come by then is no longer due."""
    transaction.touches.add(touch, contact_id)
    kept = transaction.contacts.get(contact_id)
    due_on = kept.record.next_touch_on
    if due_on and due_on <= date.today():
        record = kept.record.model_copy(update={"next_touch_on": None})
        transaction.contacts.edit(kept.id, kept.version, record)


def show_touch_button(contact: Kept[Contact], place: str) -> None:
    """Offer to log with one click that they were in touch today.

    Args:
        contact: Who.
        place: Part of the page, so that one person can stand in several.
    """
    if st.button(
        "In touch today", icon=":material/check:", key=f"touch_{place}_{contact.id}"
    ) and write(
        lambda transaction: log_touch(transaction, contact.id, Touch(touched_on=date.today())),
        f"In touch with {contact.record.name} today",
    ):
        st.rerun()
