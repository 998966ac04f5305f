"""Writes down what every load did, and reads what the next load is compared with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pandas as pd

from etl.source import LoadReport, Source
from greener.market.store import Snapshot


@dataclass(frozen=True)
class LastLoad:
    """The last good load of a source from one origin: what the next is measured against.

    Attributes:
        rows_out: Input records it kept.
        newest_date: Newest day it spoke for.
    """

    rows_out: int
    newest_date: date | None


def last_loads(snapshot: Snapshot) -> dict[tuple[str, str], LastLoad]:
    """Return the last good load by source and origin."""
    frame = snapshot.query("""
        SELECT source, origin, arg_max(rows_out, attempted_at) AS rows_out,
               arg_max(newest_date, attempted_at) AS newest_date
        FROM source_load_history WHERE verdict <> 'failed' GROUP BY source, origin
    """)
    return {
        (row["source"], row["origin"]): LastLoad(
            rows_out=int(row["rows_out"]),
            newest_date=None if pd.isna(row["newest_date"]) else row["newest_date"].date(),
        )
        for row in frame.to_dict("records")
    }


def write_source_info(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Write what every source says of itself, so that pages can show those never loaded too."""
    connection.execute("DELETE FROM source_info")
    for position, source in enumerate(sources):
        info = source.info
        connection.execute(
            "INSERT INTO source_info VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                info.name,
                info.title,
                info.publisher,
                info.licence,
                info.citation,
                info.homepage_url,
                list(info.live_urls),
                info.cadence_days,
                info.needs,
                position,
            ],
        )


def record(
    connection: duckdb.DuckDBPyConnection, report: LoadReport, rows_kept: int | None
) -> None:
    """Record one attempt.

    Args:
        connection: The next generation.
        report: What the attempt did.
        rows_kept: Rows it put into the source's tables; None when it failed and the tables hold
            what they held.
    """
    before = connection.execute(
        "SELECT last_good_at, last_good_origin, newest_date, rows_kept FROM source_load "
        "WHERE source = ?",
        [report.source],
    ).fetchone()
    if rows_kept is not None:
        state = (_utc(report.attempted_at), report.origin, report.newest_date, rows_kept)
    else:
        state = before or (None, None, None, 0)
    plain = report.to_dict()
    connection.execute(
        """
        INSERT OR REPLACE INTO source_load BY NAME SELECT
            $source AS source, $origin AS origin, $verdict AS verdict, $message AS message,
            $attempted_at AS attempted_at, $last_good_at AS last_good_at,
            $last_good_origin AS last_good_origin, $newest_date AS newest_date,
            $rows_kept AS rows_kept, $rows_in AS rows_in, $rows_out AS rows_out,
            $rejected AS rejected, $skipped AS skipped,
            $rejected_examples AS rejected_examples, $files AS files
        """,
        {
            "source": report.source,
            "origin": report.origin,
            "verdict": report.verdict,
            "message": report.message,
            "attempted_at": _utc(report.attempted_at),
            "last_good_at": state[0],
            "last_good_origin": state[1],
            "newest_date": state[2],
            "rows_kept": state[3],
            "rows_in": report.rows_in,
            "rows_out": report.rows_out,
            "rejected": report.rejected,
            "skipped": json.dumps(report.skipped),
            "rejected_examples": json.dumps(plain["rejected"]["examples"]),
            "files": json.dumps(plain["files"]),
        },
    )
    _append_history(connection, report)


def forget(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Note that a source's rows are gone with the shape of the database they were made for."""
    connection.execute(
        "UPDATE source_load SET verdict = 'failed', last_good_at = NULL, last_good_origin = NULL, "
        "newest_date = NULL, rows_kept = 0, message = 'The database has a new shape; load this "
        "source again.' WHERE source = ?",
        [source],
    )


def _append_history(connection: duckdb.DuckDBPyConnection, report: LoadReport) -> None:
    changes = report.changes
    connection.execute(
        "INSERT INTO source_load_history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            _utc(report.attempted_at),
            report.source,
            report.origin,
            report.verdict,
            report.message,
            report.rows_in,
            report.rows_out,
            report.rejected,
            report.newest_date,
            changes.appeared if changes else None,
            changes.vanished if changes else None,
            changes.rewritten if changes else None,
        ],
    )


def _utc(moment: datetime) -> datetime:
    """Return a moment as the database keeps it: UTC without a zone."""
    return moment.replace(tzinfo=None)
