"""Reach the journal's database: a private SQLite file, or PostgreSQL by its URL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError

from greener.journal.store.errors import JournalError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
WRITES = "journal_writes"
_BUSY_SECONDS = 10


def connect(url: str) -> Engine:
    """Return an engine for the journal at a SQLAlchemy URL, or at the path of a file.

    A SQLite file is made readable for its owner alone, and every connection checks references,
    writes ahead (WAL), and overwrites what it deletes. No error of the engine repeats a value.

    Raises:
        JournalError: The URL is not one, or its file cannot be made.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, hide_parameters=True, pool_pre_ping=True)
    path = file_of(address)
    if path is None:
        raise JournalError("The journal needs a file; a database in memory would be lost.")
    _make_private_file(path)
    engine = sa.create_engine(
        address.set(database=str(path)),
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def file_of(address: URL) -> Path | None:
    """Return the SQLite file behind an address; None for other databases."""
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return None
    return Path(str(address.database)).expanduser()


def _address(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        address = sa.make_url(url)
        if address.drivername in {"postgresql", "postgres"}:
            address = address.set(drivername="postgresql+psycopg")
        address.get_dialect()
    except (ArgumentError, ModuleNotFoundError, ValueError):
        raise JournalError(
            "The journal's address is not one Greener can use: expected a path,"
            " sqlite:///PATH or postgresql://…"
        ) from None
    return address


def _make_private_file(path: Path) -> None:
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=PRIVATE_FOLDER)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise JournalError(f"The journal's file {path} cannot be used: {error.strerror}.") from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # SQLAlchemy's transactions, not the driver's
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",  # no entry in a temporary file
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when another wrote in between.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
