"""One run: load the chosen sources, put the good ones into a new generation, switch to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.fetching.acquire import Request, acquiring, choose
from etl.fetching.raw import RawStore
from etl.lock import writing
from etl.publishing.bookkeeping import LastLoad, last_loads, record, write_source_info
from etl.publishing.changes import count_changes
from etl.publishing.generations import (
    Build,
    base_generation,
    clean_up,
    next_generation,
    staging_dir,
)
from etl.publishing.replace import repair, replace_source, replace_table
from etl.record import recording
from etl.source import LoadReport, Source
from etl.staging.checks import database_checks, run_checks
from etl.staging.load import Listener, Staged, Yardstick, load
from greener.market.store import Snapshot
from greener.settings import Settings


class PublishError(Exception):
    """The next generation breaks a rule of the whole database; readers keep the last one."""


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    Attributes:
        generation: The generation that is current now; None when there was nothing to do.
        reports: One a source, in the order of the registry.
    """

    generation: str | None
    reports: tuple[LoadReport, ...]

    @property
    def exit_status(self) -> int:
        """0 when all sources loaded, 1 when some kept their last good rows."""
        return int(any(report.verdict == "failed" for report in self.reports))

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON."""
        return {
            "status": self.exit_status,
            "generation": self.generation,
            "sources": {report.source: report.to_dict() for report in self.reports},
        }


def refresh(
    request: Request,
    settings: Settings,
    sources: Sequence[Source],
    listen: Listener = lambda *_: None,
) -> Outcome:
    """Load sources and publish a new generation; one failing source never fails the run.

    Raises:
        BusyError: When another run is writing; nothing was changed.
        PublishError: When the database as a whole is broken; nothing was published.
    """
    chosen = choose(request, settings, sources)
    if not chosen:
        return Outcome(None, ())
    names = [source.info.name for source in chosen]
    with (
        writing(settings.data_dir, f"refresh {' '.join(names)}"),
        recording(settings, names, listen) as recorded,
    ):
        clean_up(settings)
        staged = _load_all(request, settings, chosen, recorded)
        generation = publish_loads(settings, sources, staged, recorded)
        _distrust_failed(request, settings, staged)
        clean_up(settings)
    return Outcome(generation, tuple(item.report for item in staged))


def _load_all(
    request: Request, settings: Settings, chosen: Sequence[Source], listen: Listener
) -> list[Staged]:
    last = _last_loads(settings)
    today = datetime.now(UTC).date()
    staged = []
    with acquiring(request, settings, chosen) as ways:
        for source in chosen:
            name = source.info.name
            way = ways[name]
            yardstick = Yardstick(last.get((name, way.origin)), request.accept_smaller, today)
            folder = staging_dir(settings) / name
            staged.append(load(source, way, folder, yardstick, listen))
    return staged


def _distrust_failed(request: Request, settings: Settings, staged: Sequence[Staged]) -> None:
    """Keep later offline runs from using files that were fetched now and could not be loaded."""
    for item in staged:
        was_fetched = item.report.origin == "live" and item.report.files and not request.offline
        if was_fetched and item.report.verdict == "failed":
            RawStore(settings, item.report.source).distrust_release()


def publish_loads(
    settings: Settings,
    sources: Sequence[Source],
    staged: Sequence[Staged],
    listen: Listener,
    *,
    models: Mapping[str, Path] | None = None,
) -> str:
    """Publish a generation with every staged source that did not fail; record them all.

    When the result breaks a rule of the whole database, all of the run's sources count as failed
    and only that is recorded.

    Args:
        settings: Where the data lies.
        sources: The registry.
        staged: What this run loaded.
        listen: Hears of progress.
        models: Model table → Parquet file to put in its place; other tables stay.

    Returns:
        The name of the new generation.

    Raises:
        PublishError: When even the last generation's rows break a rule.
    """
    try:
        return _publish(settings, sources, staged, listen, models or {})
    except PublishError as error:
        for item in staged:
            item.report.fail(str(error))
        return _publish(settings, sources, staged, listen, {})


def _publish(
    settings: Settings,
    sources: Sequence[Source],
    staged: Sequence[Staged],
    listen: Listener,
    models: Mapping[str, Path],
) -> str:
    with next_generation(settings) as build:
        write_source_info(build.connection, sources)
        repair(build.connection, sources, lost=build.lost_tables)
        for item in staged:
            if item.report.verdict != "failed":
                listen(item.report.source, "publishing", "")
            record(build.connection, item.report, _replace(build, item))
        for table, file in models.items():
            replace_table(build.connection, table, file)
        findings = run_checks(lambda sql: build.connection.sql(sql).df(), database_checks(sources))
        if findings:
            raise PublishError("; ".join(finding.message for finding in findings))
    for item in staged:
        listen(item.report.source, item.report.verdict, item.report.message)
    return build.name


def _replace(build: Build, item: Staged) -> int | None:
    """Put a staged source into the build; return its rows, or None when its old rows stay."""
    if item.report.verdict == "failed":
        return None
    try:
        if _is_comparable(build.connection, item):
            item.report.changes = count_changes(build.connection, item.source, item.files)
        return replace_source(build.connection, item.source, item.files)
    except duckdb.Error as error:
        item.report.changes = None
        item.report.fail(f"could not be published: {error}")
        return None


def _is_comparable(connection: duckdb.DuckDBPyConnection, item: Staged) -> bool:
    """Whether both the old and the new rows are whole: a sample may hold marts instead of rows."""
    row = connection.execute(
        "SELECT last_good_origin FROM source_load WHERE source = ?", [item.report.source]
    ).fetchone()
    origins = {item.report.origin, row[0] if row else None}
    return not origins & {"sample", None}


def _last_loads(settings: Settings) -> dict[tuple[str, str], LastLoad]:
    base = base_generation(settings.published_dir)
    if base is None:
        return {}
    try:
        with Snapshot(base) as snapshot:
            return last_loads(snapshot)
    except duckdb.Error:
        return {}  # a generation of another shape without this history
