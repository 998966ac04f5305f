"""The market as pages read it: one open generation for everybody, answers cached under its name.

Only public questions go through ``ask``. What a person entered never does: the cache is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from greener.market.store import NoGenerationError, Snapshot, current_name, open_current
from greener.settings import load_settings

P = ParamSpec("P")
T = TypeVar("T")


@st.cache_resource(max_entries=2, show_spinner="Opening the market data")
def _open(name: str, published_dir: Path) -> Snapshot:
    # The name is the cache key. Should a newer one have been published since it was read, the
    # newer is opened here, and again under its own name on the next run.
    return open_current(published_dir)


def snapshot() -> Snapshot:
    """Return the current generation, opened once for all sessions.

    Raises:
        NoGenerationError: When there is no market to read; the message says how to get one.
    """
    published_dir = load_settings().published_dir
    name = current_name(published_dir)
    if name is None:
        return open_current(published_dir)
    return _open(name, published_dir)


def require_snapshot() -> Snapshot:
    """Return the current generation, or say how to get one and end the page here."""
    try:
        return snapshot()
    except NoGenerationError as error:
        st.info(str(error), icon=":material/database_off:")
        st.stop()


@st.cache_data(max_entries=512, show_spinner=False)
def _ask(
    generation: str,
    question_name: str,
    args: tuple[object, ...],
    kwargs: dict[str, object],
    _question: Callable[..., T],
    _snapshot: Snapshot,
) -> T:
    return _question(_snapshot, *args, **kwargs)


def ask(question: Callable[Concatenate[Snapshot, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask a public question of the current generation; each is answered once a generation.

    Args:
        question: A function of ``greener.market`` that takes a snapshot first.
        args: What else it takes; nothing that a person entered about themselves.
        kwargs: The same, by name.

    Raises:
        NoGenerationError: When there is no market to read.
    """
    current = snapshot()
    name = f"{question.__module__}.{question.__qualname__}"
    return _ask(current.name, name, args, kwargs, question, current)
