"""What ``greener/market/schema.sql`` says of each table, asked of DuckDB itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

import greener.market
from etl.source import Check

SCHEMA_SQL = (Path(greener.market.__file__).parent / "schema.sql").read_text(encoding="utf-8")
SCHEMA_DIGEST = hashlib.sha256(SCHEMA_SQL.encode()).hexdigest()

BOOKKEEPING = ("generation", "source_info", "source_load", "source_load_history")
MODELS = (
    "model_fit",
    "model_coefficient",
    "model_covariance",
    "model_score",
    "model_calibration",
)
"""Tables filled by fitting, not by a source."""

SPEAKS_FOR = ("source", "as_of_date")
"""Columns that say where a row comes from; they differ between releases without a change."""


@dataclass(frozen=True)
class TableShape:
    """One table of the schema.

    Attributes:
        name: The table's name.
        create_sql: The statement that creates it, with all its constraints.
        columns: Names and types as Arrow has them.
        primary_key: Columns of the primary key; empty when it has none.
        not_null: Columns that need a value.
        conditions: Expressions of its CHECK constraints.
    """

    name: str
    create_sql: str
    columns: pa.Schema
    primary_key: tuple[str, ...]
    not_null: tuple[str, ...]
    conditions: tuple[str, ...]

    def checks(self) -> list[Check]:
        """Return the table's constraints as checks, so that a breach is named before loading."""
        found = [
            Check(
                f"{self.name}.{column} given",
                f"SELECT * FROM {self.name} WHERE {quoted(column)} IS NULL",  # noqa: S608
                f"{{count}} rows of {self.name} lack {column}",
            )
            for column in self.not_null
        ]
        found += [
            Check(
                f"{self.name}: {condition}",
                f"SELECT * FROM {self.name} WHERE NOT ({condition})",  # noqa: S608
                f"{{count}} rows of {self.name} break the rule {condition}",
            )
            for condition in self.conditions
        ]
        if self.primary_key:
            key = ", ".join(quoted(column) for column in self.primary_key)
            found.append(
                Check(
                    f"{self.name} key unique",
                    f"SELECT {key}, count(*) AS times FROM {self.name} GROUP BY {key} "  # noqa: S608
                    "HAVING count(*) > 1",
                    f"{{count}} keys ({', '.join(self.primary_key)}) of {self.name} occur twice",
                )
            )
        return found


def quoted(name: str) -> str:
    """Return a column or table name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


@cache
def tables() -> dict[str, TableShape]:
    """Return every table of the schema by name."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA_SQL)
        return {
            name: _table_shape(connection, name, create_sql)
            for name, create_sql in connection.execute(
                "SELECT table_name, sql FROM duckdb_tables() ORDER BY table_oid"
            ).fetchall()
        }


def _table_shape(connection: duckdb.DuckDBPyConnection, name: str, create_sql: str) -> TableShape:
    constraints = connection.execute(
        "SELECT constraint_type, expression, constraint_column_names FROM duckdb_constraints() "
        "WHERE table_name = ?",
        [name],
    ).fetchall()
    keys = [columns for kind, _, columns in constraints if kind == "PRIMARY KEY"]
    required = {columns[0] for kind, _, columns in constraints if kind == "NOT NULL"}
    columns = connection.table(name).limit(0).to_arrow_table().schema
    return TableShape(
        name=name,
        create_sql=create_sql,
        columns=columns,
        primary_key=tuple(keys[0]) if keys else (),
        not_null=tuple(column for column in columns.names if column in required),
        conditions=tuple(expression for kind, expression, _ in constraints if kind == "CHECK"),
    )
