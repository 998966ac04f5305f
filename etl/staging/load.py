"""Loads one source up to the point of publishing: acquire, read, stage, check.

Whatever goes wrong with a source ends here, as a failed report with the reason.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.database import connect
from etl.fetching.acquire import Acquire
from etl.publishing.bookkeeping import LastLoad
from etl.schema import quoted, tables
from etl.source import LoadReport, RawFile, Source, SourceError
from etl.staging.checks import (
    Finding,
    judge,
    judge_account,
    judge_dates,
    judge_size,
    run_checks,
    source_checks,
)
from etl.staging.intake import StagingIntake
from etl.staging.marts import stage_mart

_LOG = logging.getLogger(__name__)

Listener = Callable[[str, str, str], None]
"""Hears of progress: source, step (``reading``, ``checking``, …), detail."""


@dataclass(frozen=True)
class Yardstick:
    """What a load is measured against.

    Attributes:
        last: Last good load of the same origin.
        accept_smaller: Whether a much smaller release is taken as right.
        today: The present day.
    """

    last: LastLoad | None
    accept_smaller: bool
    today: date


@dataclass
class Staged:
    """A source that was read and checked, ready to be published unless its report failed.

    Attributes:
        source: The source.
        report: What the load did so far.
        files: Table or mart → staged Parquet file.
    """

    source: Source
    report: LoadReport
    files: dict[str, Path] = field(default_factory=dict)


def load(
    source: Source, acquire: Acquire, folder: Path, yardstick: Yardstick, listen: Listener
) -> Staged:
    """Acquire, read and check one source; never raises for what a source does.

    Args:
        source: The source.
        acquire: How its files are had.
        folder: Where to stage; made here.
        yardstick: What the load is measured against.
        listen: Hears of progress.
    """
    name = source.info.name
    staged = Staged(source, LoadReport(name, acquire.origin, datetime.now(UTC)))
    try:
        folder.mkdir(parents=True)
        listen(name, "fetching" if acquire.origin == "live" else "opening", "")
        files = tuple(acquire.get())
        staged.report.files = files
        _read(staged, files, folder, listen)
        _give_memory_back()
        listen(name, "checking", "")
        check_staged(staged, folder, yardstick)
    except SourceError as error:
        staged.report.fail(str(error))
    except Exception as error:
        _LOG.debug("%s could not be loaded", name, exc_info=True)
        staged.report.fail(f"could not be read ({type(error).__name__}: {error})")
    if staged.report.verdict == "failed":
        listen(name, "failed", staged.report.message)
    else:
        listen(name, "ready", "")
    return staged


def check_staged(staged: Staged, folder: Path, yardstick: Yardstick) -> None:
    """Stage the marts, run all checks, and set the verdict and newest date of the report."""
    findings = judge_account(staged.report)
    if not any(finding.severity == "failed" for finding in findings):
        try:
            with connect(folder / "checks.duckdb", folder) as connection:
                findings += _check_rows(connection, staged, folder, yardstick)
        except duckdb.Error as error:
            findings.append(Finding("failed", f"the staged rows cannot be checked: {error}"))
    judge(staged.report, findings)


def _check_rows(
    connection: duckdb.DuckDBPyConnection, staged: Staged, folder: Path, yardstick: Yardstick
) -> list[Finding]:
    source, report, last = staged.source, staged.report, yardstick.last
    present = _show_staged(connection, staged, folder)
    report.newest_date = _newest_date(connection, present)
    absent = set(source.tables) - set(present) if report.origin == "sample" else ()
    return [
        *judge_size(report, last, accept_smaller=yardstick.accept_smaller),
        *judge_dates(report, last, cadence_days=source.info.cadence_days, today=yardstick.today),
        *run_checks(lambda sql: connection.sql(sql).df(), source_checks(source, absent=absent)),
    ]


def _read(staged: Staged, files: Sequence[RawFile], folder: Path, listen: Listener) -> None:
    source, origin = staged.source, staged.report.origin
    name = source.info.name
    listen(name, "reading", "")
    with StagingIntake(
        source, folder, on_rows=lambda rows: listen(name, "reading", f"{rows:,} records")
    ) as intake:
        source.parse(files, intake)
    staged.report = intake.report(origin, staged.report.attempted_at)
    staged.report.files = tuple(files)
    staged.files = intake.files


def _give_memory_back() -> None:
    """Return to the system what reading took: the checks have a large allowance of their own."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        # glibc keeps freed memory for itself; other C libraries lack this and do not need it.
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _show_staged(connection: duckdb.DuckDBPyConnection, staged: Staged, folder: Path) -> list[str]:
    """Make staged tables queryable, stage the marts built from them; return what was there."""
    source, files = staged.source, staged.files
    present = list(files)
    for name in source.tables:
        if name in files:
            _view(connection, name, files[name])
        else:
            connection.execute(tables()[name].create_sql)
    for mart in source.marts:
        if mart not in files:
            files[mart] = folder / f"{mart}.parquet"
            stage_mart(connection, source, mart, files[mart])
        _view(connection, mart, files[mart])
    return present


def _view(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    connection.execute(f"CREATE VIEW {quoted(name)} AS FROM read_parquet('{_escaped(file)}')")


def _escaped(file: Path) -> str:
    return str(file).replace("'", "''")


def _newest_date(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> date | None:
    newest = [
        connection.table(name).max("as_of_date").fetchone()
        for name in names
        if "as_of_date" in tables()[name].columns.names
    ]
    return max((row[0] for row in newest if row and row[0]), default=None)
