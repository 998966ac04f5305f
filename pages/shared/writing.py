"""Writing to the journal from a page: all of it or nothing, and calm words when it fails."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.store.errors import ConflictError, JournalError
from greener.journal.store.transaction import Transaction
from pages.shared.person import journal
from pages.shared.words import plain

_LABELS = {
    "title": "role",
    "occurred_on": "day",
    "observed_on": "day it was named",
    "said_on": "day you told them",
    "touched_on": "day",
    "effective_on": "from",
    "amount_annual": "a year, before tax",
    "low": "figure",
    "high": "figure",
    "reapply_on": "try again from",
    "next_touch_on": "be in touch again on",
    "posting_url": "address of the posting",
    "profile_url": "address of the profile",
    "people_met": "whom you met",
    "started": "first day",
    "ended": "last day",
    "text": "in your words",
}
"""Field of a record → the label of its question, where that is another word."""


def write(change: Callable[[Transaction], object], done: str) -> bool:
    """Make a change in one transaction and say how it went.

    Args:
        change: What to write; it may raise ``ValueError`` (``ValidationError``) for what was
            entered wrongly, which is shown field by field.
        done: What to say when it is kept.

    Returns:
        Whether it was kept.
    """
    try:
        with journal().write() as transaction:
            change(transaction)
    except ConflictError:
        st.warning(
            "This was changed in another window meanwhile, so nothing was saved. Reload the page "
            "to see what it says now, then enter your change again."
        )
    except JournalError as error:
        st.error(plain(str(error)))
    except ValueError as error:
        show_problems(problems_in(error))
    else:
        st.toast(plain(done), icon=":material/check:")
        return True
    return False


def problems_in(error: ValueError) -> list[str]:
    """Return what was entered wrongly, a line per field."""
    return problems_of(error) if isinstance(error, ValidationError) else [str(error)]


def show_problems(problems: list[str]) -> None:
    """Show what was entered wrongly, by the labels of the form; nothing was saved."""
    lines = dict.fromkeys(plain(_labelled(problem)) for problem in problems)
    st.error("  \n".join(["Not saved yet:", *lines]), icon=":material/edit:")


def _labelled(problem: str) -> str:
    field, colon, rest = problem.partition(": ")
    label = _LABELS.get(field, field.replace("_", " "))
    return f"{label[:1].upper()}{label[1:]}{colon}{rest}"
