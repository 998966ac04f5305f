"""Makes the next generation of the market database and switches readers to it.

The next generation starts as a copy of the last, under a name no reader looks for. It gets its own
name once it is complete and on disk, and only then does the pointer move. A run that is killed at
any moment leaves the last generation as it was; ``clean_up`` removes what it left behind.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from etl.database import connect
from etl.schema import SCHEMA_DIGEST, SCHEMA_SQL, quoted, tables
from greener.market.store import (
    NAME_PATTERN,
    POINTER,
    SUFFIX,
    NoGenerationError,
    Snapshot,
    current_name,
    generation_path,
)
from greener.settings import Settings

KEPT_GENERATIONS = 3
"""A reader that opened one of the last two can still finish with it."""

BUILDING = ".new"
_NAME_FORMAT = "market-%Y%m%d-%H%M%S-%f"
_SWITCH_ATTEMPTS = 20


@dataclass
class Build:
    """The next generation while it is being made.

    Attributes:
        name: The name it will have.
        connection: Its database, open for writing.
        lost_tables: Tables that the last generation lacked, or whose rows there do not fit the
            present schema; they are empty.
    """

    name: str
    connection: duckdb.DuckDBPyConnection
    lost_tables: set[str] = field(default_factory=set)


def staging_dir(settings: Settings) -> Path:
    """Return the folder for what a run stages; it is emptied when the next run starts."""
    return settings.data_dir / "staging"


def clean_up(settings: Settings) -> None:
    """Remove what a killed run left: staged files, half-built and never published generations."""
    shutil.rmtree(staging_dir(settings), ignore_errors=True)
    published = settings.published_dir
    published.mkdir(parents=True, exist_ok=True)
    for leftover in published.glob(f"*{BUILDING}*"):
        leftover.unlink()
    current = _current_or_none(published)
    for name in generation_names(published):
        if current is not None and name > current:
            generation_path(published, name).unlink()


def generation_names(published_dir: Path) -> list[str]:
    """Return the names of the generations on disk, oldest first."""
    stems = (path.stem for path in published_dir.glob(f"*{SUFFIX}"))
    return sorted(stem for stem in stems if NAME_PATTERN.fullmatch(stem))


@contextmanager
def next_generation(settings: Settings) -> Iterator[Build]:
    """Build the next generation from the last and publish it when the body ends well.

    When the body raises, nothing is published and readers keep the last generation. The caller
    holds ``etl.lock.writing``.
    """
    published = settings.published_dir
    staging_dir(settings).mkdir(parents=True, exist_ok=True)
    published.mkdir(parents=True, exist_ok=True)
    name = _next_name(published)
    path = published / f"{name}{SUFFIX}{BUILDING}"
    try:
        build = _begin(path, name, base_generation(published), staging_dir(settings))
        with build.connection as connection:
            yield build
            connection.execute("DELETE FROM generation")
            connection.execute(
                "INSERT INTO generation VALUES (?, ?, ?)",
                [name, datetime.now(UTC).replace(tzinfo=None), SCHEMA_DIGEST],
            )
            connection.execute("CHECKPOINT")
        _switch(path, generation_path(published, name))
    except BaseException:
        for leftover in published.glob(f"{path.name}*"):
            leftover.unlink()
        raise
    _prune(published)


def base_generation(published_dir: Path) -> Path | None:
    """Return the generation to build on: the current one, or the newest that opens, or None."""
    names = generation_names(published_dir)[::-1]
    current = _current_or_none(published_dir)
    for name in [current, *names] if current else names:
        path = generation_path(published_dir, name)
        try:
            with Snapshot(path) as snapshot:
                snapshot.query("SELECT schema_digest FROM generation")
        except duckdb.Error:
            continue
        return path
    return None


def _current_or_none(published_dir: Path) -> str | None:
    try:
        return current_name(published_dir)
    except NoGenerationError:
        return None


def _next_name(published_dir: Path) -> str:
    now = datetime.now(UTC)
    taken = generation_names(published_dir)
    if taken:
        # A clock that was set back must not name the new generation before the old one.
        newest = datetime.strptime(taken[-1], _NAME_FORMAT).replace(tzinfo=UTC)
        now = max(now, newest + timedelta(microseconds=1))
    return now.strftime(_NAME_FORMAT)


def _begin(path: Path, name: str, base: Path | None, spill_dir: Path) -> Build:
    if base is None:
        build = Build(name, connect(path, spill_dir))
        build.connection.execute(SCHEMA_SQL)
        return build
    with Snapshot(base) as snapshot:
        digest = snapshot.query("SELECT schema_digest FROM generation").schema_digest[0]
    if digest == SCHEMA_DIGEST:
        shutil.copyfile(base, path)
        return Build(name, connect(path, spill_dir))
    build = Build(name, connect(path, spill_dir))
    build.connection.execute(SCHEMA_SQL)
    build.lost_tables = _carry_over(build.connection, base)
    return build


def _carry_over(connection: duckdb.DuckDBPyConnection, base: Path) -> set[str]:
    """Copy the rows that fit from a generation of another shape; return the tables that lost."""
    connection.execute(
        f"ATTACH '{str(base).replace(chr(39), chr(39) * 2)}' AS previous (READ_ONLY)"
    )
    lost = {name for name in tables() if name != "generation" and not _copied(connection, name)}
    connection.execute("DETACH previous")
    return lost


def _copied(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    table = quoted(name)
    try:
        connection.execute(
            f"INSERT INTO main.{table} BY NAME SELECT * FROM previous.{table}"  # noqa: S608
        )
    except duckdb.Error:
        return False
    return True


def _switch(built: Path, final: Path) -> None:
    """Give a complete generation its name, then move the pointer; both reach the disk."""
    _sync(built)
    built.rename(final)
    _sync(final.parent)
    pointer = final.parent / POINTER
    fresh = final.parent / f"{POINTER}{BUILDING}"
    fresh.write_text(f"{final.stem}\n", encoding="ascii")
    _sync(fresh)
    for attempt in range(_SWITCH_ATTEMPTS):
        try:
            fresh.replace(pointer)
            break
        except PermissionError:
            # Windows refuses while a reader has the pointer open, which takes a moment.
            if attempt == _SWITCH_ATTEMPTS - 1:
                raise
            time.sleep(0.05)
    _sync(final.parent)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(published_dir: Path) -> None:
    for name in generation_names(published_dir)[:-KEPT_GENERATIONS]:
        try:
            generation_path(published_dir, name).unlink()
        except PermissionError:
            continue  # Windows: a reader still has it open; the next run gets it.
