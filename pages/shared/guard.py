"""What a person sees when something breaks: calm words, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import extract_tb

import streamlit as st

_LOG = logging.getLogger("greener.pages")


@contextmanager
def calm() -> Iterator[None]:
    """Show one plain message in place of an unforeseen error.

    The log gets the kind of error and where it arose, never its text: a message can quote what the
    person entered.
    """
    try:
        yield
    except Exception as error:  # the last resort of every page
        frames = extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
        _LOG.error("%s at %s", type(error).__name__, place)
        st.error(
            "Something went wrong on this page. What you have saved is safe. Reload the page; if "
            "it happens again, the server's log says where.",
            icon=":material/error:",
        )
