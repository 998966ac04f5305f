"""Opens published generations of the market database; nothing else does.

A generation is one DuckDB file that is complete before it gets its name and never changes after.
The file ``CURRENT`` beside them holds the name of the newest; it is switched atomically. So a
reader needs no lock, and the name doubles as the key of every cache: another name, other data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pandas as pd

POINTER = "CURRENT"
SUFFIX = ".duckdb"
NAME_PATTERN = re.compile(r"market-[0-9]{8}-[0-9]{6}-[0-9]{6}")
"""A generation's name: when it was made, UTC, to the microsecond; later names sort later."""

# Without these a query for something DuckDB lacks waits on the network, and could read any file.
CONNECTION_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
}
_OPEN_ATTEMPTS = 5


class NoGenerationError(Exception):
    """There is no market to read; the message says how to get one.

    Pages show it, so it names files by their name only and no folder of the server.
    """


class Snapshot:
    """One published generation, opened for reading; safe to share between threads.

    Attributes:
        name: The generation's name; use it as the key of caches.
        path: The DuckDB file.
    """

    def __init__(self, path: Path) -> None:
        """Open the generation in ``path``.

        Raises:
            duckdb.Error: When the file is missing or is no DuckDB database.
        """
        self.path = path
        self.name = path.stem
        self._connection = duckdb.connect(path, read_only=True, config=CONNECTION_CONFIG)

    def query(
        self, sql: str, params: Sequence[object] | Mapping[str, object] | None = None
    ) -> pd.DataFrame:
        """Run one query and return its rows.

        Args:
            sql: One SELECT.
            params: Values for ``?`` (a sequence) or ``$name`` (a mapping) in it.
        """
        # One connection used by several threads returns wrong rows; a cursor each costs 10 µs.
        with self._connection.cursor() as cursor:
            values: Any = params
            return cursor.execute(sql, values).df()

    def close(self) -> None:
        """Close the file; queries after this raise."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def generation_path(published_dir: Path, name: str) -> Path:
    """Return where the generation of that name lies."""
    return published_dir / f"{name}{SUFFIX}"


def current_name(published_dir: Path) -> str | None:
    """Return the name of the current generation; None when nothing was published yet.

    Raises:
        NoGenerationError: When the pointer file holds something else than a generation's name.
    """
    pointer = published_dir / POINTER
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        name = ""
    if not NAME_PATTERN.fullmatch(name):
        raise NoGenerationError(
            f"The file {POINTER} of the published market data does not hold the name of a "
            "generation. Delete it and run `python -m etl ensure` to publish the sample "
            "market, then `python -m etl refresh`."
        )
    return name


def open_current(published_dir: Path) -> Snapshot:
    """Open the current generation.

    Raises:
        NoGenerationError: When nothing was published yet, or the published file is gone or broken.
    """
    name = current_name(published_dir)
    for _ in range(_OPEN_ATTEMPTS):
        if name is None:
            raise NoGenerationError(
                "There is no market database in the data folder (GREENER_DATA) yet. Run "
                "`python -m etl ensure` to publish the sample market, or `python -m etl refresh` "
                "to load the sources."
            )
        try:
            return Snapshot(generation_path(published_dir, name))
        except duckdb.Error as error:
            problem = error
        # Several refreshes may have passed between reading the name and opening the file.
        opened, name = name, current_name(published_dir)
        if name == opened:
            break
    raise NoGenerationError(
        f"The market database {name}{SUFFIX} cannot be opened (missing, unreadable or broken). "
        "Run `python -m etl refresh` to build another."
    ) from problem
