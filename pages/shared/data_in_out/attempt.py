"""Working on a whole journal or file from a page: it succeeds, or calm words say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from greener.journal.store.errors import JournalError
from pages.shared.words import plain

T = TypeVar("T")


def attempt(action: Callable[[], T]) -> T | None:
    """Return what the action returns; None when it failed, after saying why.

    Args:
        action: May raise ``JournalError``, or ``ValueError`` for what is wrong with a file.
    """
    try:
        return action()
    except (JournalError, ValueError) as error:
        text = str(error)
        st.error(plain(text[:1].upper() + text[1:].rstrip(".") + "."), icon=":material/error:")
        return None


def succeeded(action: Callable[[], object]) -> bool:
    """Return whether the action succeeded, after saying why when it did not.

    Args:
        action: As for :func:`attempt`.
    """
    return attempt(lambda: (action(),)) is not None
