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
    """Show what was entered wrongly; nothing was saved."""
    lines = [plain(problem.replace("_", " ")) for problem in problems]
    st.error("  \n".join(["Not saved yet:", *lines]), icon=":material/edit:")
