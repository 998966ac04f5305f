"""A follow-up or promise is done, or open again."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.journal.kept import Kept
from greener.journal.people import FollowUp
from pages.shared.writing import write


def set_done(kept: Kept[FollowUp], day: date | None, said: str) -> None:
    """Note the day on which a follow-up was done, or that it is open (None), and say so."""
    record = kept.record.model_copy(update={"done_on": day})
    if write(lambda transaction: transaction.follow_ups.edit(kept.id, kept.version, record), said):
        st.rerun()


def show_done_button(kept: Kept[FollowUp], place: str) -> None:
    """Offer to be done with a follow-up in one click.

    Args:
        kept: The follow-up.
        place: Part of the page, so that one can stand in several.
    """
    if st.button("Done", icon=":material/check:", key=f"done_{place}_{kept.id}"):
        set_done(kept, date.today(), "Done")
