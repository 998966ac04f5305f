"""Bring a journal to the tables of this version, whatever version wrote it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from greener.journal.store.engine import WRITES
from greener.journal.store.errors import JournalError

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"
_LOCK_NUMBER = 7_262_710  # any constant: replicas that start together migrate one after the other


def migrate(
    engine: Engine, before: Callable[[], object] = lambda: None, revision: str = "head"
) -> None:
    """Upgrade the tables in one transaction; does nothing when they are current.

    Args:
        engine: The journal's database.
        before: Called before a journal that holds data is changed.
        revision: Revision to stop at.

    Raises:
        JournalError: A newer version of Greener wrote this journal.
    """
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == _target(revision):
        return
    if current is not None:
        if current not in _known_revisions():
            raise JournalError("A newer version of Greener wrote this journal. Update Greener.")
        before()
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        _without_reference_checks(connection)
        with connection.begin():
            _upgrade(connection, revision)
        connection.invalidate()  # the next connection checks references again


def _upgrade(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_NUMBER)))
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise JournalError(f"The journal could not be upgraded (table {broken[0]}).")


def _without_reference_checks(connection: Connection) -> None:
    """SQLite rebuilds a table to change it; with checks on, dropping the old one empties others."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF").close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _known_revisions() -> set[str]:
    scripts = ScriptDirectory.from_config(_config())
    return {script.revision for script in scripts.walk_revisions()}


def _target(revision: str) -> str | None:
    if revision != "head":
        return revision
    return ScriptDirectory.from_config(_config()).get_current_head()
