"""Puts one source's staged rows into the next generation, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.publishing.bookkeeping import forget
from etl.schema import quoted, tables
from etl.source import Source
from etl.staging.marts import mart_queries


def replace_source(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Mapping[str, Path]
) -> int:
    """Replace all rows of a source, and its marts, by the staged ones.

    Args:
        connection: The next generation.
        source: Whose tables and marts are replaced.
        files: Table or mart → Parquet file; what has no file ends empty.

    Returns:
        Rows now in the source's tables; in its marts when it came without rows.

    Raises:
        duckdb.Error: When rows break a constraint; nothing was changed.
    """
    with _transaction(connection):
        rows = {name: _put(connection, name, files) for name in (*source.tables, *source.marts)}
    return sum(rows[table] for table in source.tables) or sum(rows.values())


def replace_table(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> int:
    """Replace all rows of one table by those of a Parquet file; return how many there are."""
    _empty(connection, name)
    return _fill(connection, name, "SELECT * FROM read_parquet(?)", str(file))


def repair(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], *, lost: set[str]
) -> None:
    """Make a generation whole again after tables of another shape could not be copied.

    Marts are built again from the rows. A source whose rows are lost is emptied, so that it never
    stands half; so is one that came with the sample, which may hold marts without rows.
    """
    origins = connection.execute("SELECT source, last_good_origin FROM source_load").fetchall()
    from_sample = {source for source, origin in origins if origin == "sample"}
    for source in sources:
        marts = [mart for mart in source.marts if mart in lost]
        is_lost = bool(lost & {*source.tables, "source_load"})
        if is_lost or (marts and source.info.name in from_sample):
            _clear(connection, source)
        elif marts:
            try:
                with _transaction(connection):
                    for mart in marts:
                        _empty(connection, mart)
                        for query in mart_queries(connection, source, mart):
                            _fill(connection, mart, query)
            except duckdb.Error:
                _clear(connection, source)


def _put(connection: duckdb.DuckDBPyConnection, name: str, files: Mapping[str, Path]) -> int:
    if name in files:
        return replace_table(connection, name, files[name])
    _empty(connection, name)
    return 0


def _clear(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    replace_source(connection, source, {})
    forget(connection, source.info.name)


def _empty(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    # Not DELETE: an index refuses a key that was deleted in the same transaction.
    connection.execute(f"DROP TABLE {quoted(name)}")
    connection.execute(tables()[name].create_sql)


def _fill(connection: duckdb.DuckDBPyConnection, name: str, query: str, *params: object) -> int:
    statement = f"INSERT INTO {quoted(name)} BY NAME {query}"
    row = connection.execute(statement, list(params)).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
