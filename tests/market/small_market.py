"""Builds a generation by hand, from a few rows a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

import greener.market
from greener.market.store import POINTER, Snapshot, generation_path

NAME = "market-20260601-120000-000000"
SCHEMA_SQL = (Path(greener.market.__file__).parent / "schema.sql").read_text(encoding="utf-8")

Rows = Sequence[Mapping[str, Any]]


def publish(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """Publish a generation with these rows in an empty folder; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = generation_path(folder, NAME)
    with duckdb.connect(path) as connection:
        connection.execute(SCHEMA_SQL)
        for table, rows in tables.items():
            for row in rows:
                columns = ", ".join(row)
                marks = ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values())
                )
    (folder / POINTER).write_text(NAME + "\n")
    return path


def snapshot_of(folder: Path, tables: Mapping[str, Rows]) -> Snapshot:
    return Snapshot(publish(folder, tables))


def stamped(source: str, as_of: date, rows: Rows) -> list[dict[str, Any]]:
    """Give every row its source and as-of date."""
    return [{**row, "source": source, "as_of_date": as_of} for row in rows]
