"""Runs every check again, on a generation as it was published."""

from __future__ import annotations

from collections.abc import Sequence

from etl.schema import quoted
from etl.source import Source
from etl.staging.checks import Finding, database_checks, run_checks, source_checks
from greener.market.store import Snapshot


def verify_snapshot(snapshot: Snapshot, sources: Sequence[Source]) -> dict[str, list[Finding]]:
    """Check every loaded source and the database as a whole.

    Returns:
        Source, or ``database`` → the rules that some row breaks; empty lists when all hold.
    """
    loads = snapshot.query(
        "SELECT source, last_good_origin FROM source_load WHERE last_good_at IS NOT NULL"
    )
    origins = dict(zip(loads["source"], loads["last_good_origin"], strict=True))
    found = {}
    for source in sources:
        origin = origins.get(source.info.name)
        if origin is not None:
            absent = _empty_tables(snapshot, source) if origin == "sample" else ()
            found[source.info.name] = run_checks(
                snapshot.query, source_checks(source, absent=absent)
            )
    found["database"] = run_checks(snapshot.query, database_checks(sources))
    return found


def _empty_tables(snapshot: Snapshot, source: Source) -> list[str]:
    return [
        table
        for table in source.tables
        if snapshot.query(f"SELECT 1 FROM {quoted(table)} LIMIT 1").empty  # noqa: S608
    ]
