"""Builds marts in bounded memory: a mart that keeps lists is built from some of the rows at a time.

The database can move most of a large query to disk, but not the lists it gathers.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.schema import quoted
from etl.source import Source

ROWS_AT_ONCE = 250_000


def mart_queries(
    connection: duckdb.DuckDBPyConnection, source: Source, mart: str
) -> tuple[str, ...]:
    """Return queries whose rows together are the mart, one for each part of a long table."""
    query = source.marts[mart]
    if mart not in source.mart_parts:
        return (query,)
    table, column = source.mart_parts[mart]
    row = connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()  # noqa: S608
    parts = 1 + (row[0] if row else 0) // ROWS_AT_ONCE
    # Within the query, the part goes by the table's name.
    return tuple(
        f"WITH {quoted(table)} AS (SELECT * FROM main.{quoted(table)} "  # noqa: S608
        f"WHERE hash({quoted(column)}) % {parts} = {part}) SELECT * FROM ({query})"
        for part in range(parts)
    )


def stage_mart(
    connection: duckdb.DuckDBPyConnection, source: Source, mart: str, file: Path
) -> None:
    """Write a mart as Parquet; the source's tables are there by their names."""
    first, *others = mart_queries(connection, source, mart)
    connection.execute(f"CREATE TABLE staged_mart AS {first}")
    for query in others:
        connection.execute(f"INSERT INTO staged_mart {query}")
    escaped = str(file).replace("'", "''")
    connection.execute(f"COPY staged_mart TO '{escaped}' (FORMAT parquet)")
    connection.execute("DROP TABLE staged_mart")
