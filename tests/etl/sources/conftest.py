"""Loads a source from files as a refresh does, without publishing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from pathlib import Path

import duckdb
import pytest

from etl.schema import tables
from etl.source import LoadReport, RawFile, Source
from etl.staging.intake import StagingIntake

RETRIEVED = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class Loaded:
    """What a load left: its account, and its tables and marts to query."""

    source: Source
    report: LoadReport
    files: dict[str, Path]

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        for name in self.source.tables:
            if name in self.files:
                connection.read_parquet(str(self.files[name])).create_view(name)
            else:
                connection.execute(tables()[name].create_sql)
        for name, select in self.source.marts.items():
            connection.execute(f"CREATE TABLE {name} AS {select}")
        return connection

    def rows(self, sql: str) -> list[tuple]:
        return self.connection.sql(sql).fetchall()

    def offences(self) -> dict[str, int]:
        """Broken rules, of the source and of the schema, each with its count of rows."""
        owned = (*self.source.tables, *self.source.marts)
        checks = [check for name in owned for check in tables()[name].checks()]
        found = {
            check.name: len(self.rows(check.query)) for check in (*checks, *self.source.checks())
        }
        return {name: rows for name, rows in found.items() if rows}


@pytest.fixture
def load(tmp_path) -> Callable[..., Loaded]:
    """Return a function that loads files (paths or ``RawFile``) into a fresh set of tables."""
    numbers = count()

    def run(source: Source, *files: Path | RawFile) -> Loaded:
        folder = tmp_path / f"staged-{next(numbers)}"
        folder.mkdir()
        raw = [
            file if isinstance(file, RawFile) else RawFile(Path(file), "0" * 64, RETRIEVED)
            for file in files
        ]
        with StagingIntake(source, folder) as intake:
            source.parse(raw, intake)
        return Loaded(source, intake.report("file", RETRIEVED), intake.files)

    return run
