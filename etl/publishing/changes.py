"""What changed between two releases of a source, counted in rows.

Upstream rewrites history: a headcount is corrected, an event moves to another day, a company is
renamed. Rows are compared by all their values; those left over on both sides under one key were
rewritten, the rest appeared or vanished.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl.schema import SPEAKS_FOR, TableShape, quoted, tables
from etl.source import Changes, Source

_COUNT = """
WITH before AS (SELECT {key} AS key, {whole} AS whole, count(*) AS n FROM {old} GROUP BY ALL),
after AS (SELECT {key} AS key, {whole} AS whole, count(*) AS n FROM {new} GROUP BY ALL),
differing AS (
    SELECT key, coalesce(after.n, 0) - coalesce(before.n, 0) AS more
    FROM before FULL JOIN after USING (key, whole)
),
by_key AS (
    SELECT sum(greatest(more, 0)) AS added, sum(greatest(-more, 0)) AS removed
    FROM differing GROUP BY key
)
SELECT
    coalesce(sum(added - least(added, removed)), 0),
    coalesce(sum(removed - least(added, removed)), 0),
    coalesce(sum(least(added, removed)), 0)
FROM by_key
"""


def count_changes(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Mapping[str, Path]
) -> Changes:
    """Compare the rows in the source's tables with the staged rows that will replace them."""
    totals = [0, 0, 0]
    for table in source.tables:
        counts = _table_changes(connection, source, tables()[table], files.get(table))
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    return Changes(appeared=totals[0], vanished=totals[1], rewritten=totals[2])


def _table_changes(
    connection: duckdb.DuckDBPyConnection, source: Source, shape: TableShape, file: Path | None
) -> tuple[int, int, int]:
    ignored = {*SPEAKS_FOR, *source.uncompared}
    compared = [column for column in shape.columns.names if column not in ignored]
    key = source.row_keys.get(shape.name, shape.primary_key) or tuple(compared)
    old = quoted(shape.name)
    new = "read_parquet($file)" if file else f"(FROM {old} LIMIT 0)"
    query = _COUNT.format(
        key=f"hash({', '.join(map(quoted, key))})",
        whole=f"hash({', '.join(map(quoted, compared))})",
        old=old,
        new=new,
    )
    row = connection.execute(query, {"file": str(file)} if file else {}).fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])
