"""What is timed, and against what."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from bench.people import journal
from bench.timing import Case
from bench.views import page_cases
from etl import sources as registry
from etl.sample.shipped import publish_sample
from greener.journal.analysis import board, flow, funnel, honesty, next_steps, timing
from greener.journal.entries import Entries
from greener.journal.example import example_entries
from greener.market.store import CONNECTION_CONFIG, Snapshot, open_current
from greener.settings import SAMPLE_DIR, Settings
from greener.today import answer_today

_AS_OF = date(2026, 11, 1)
_VIEWS: dict[str, Callable[[Entries], object]] = {
    "funnel": lambda entries: funnel.funnel(entries.processes),
    "funnel by channel": lambda entries: funnel.funnels_by(
        entries.processes, lambda process: process.channel
    ),
    "flow": lambda entries: flow.flow(entries.processes),
    "board": lambda entries: board.board(entries.processes),
    "table": lambda entries: board.table(entries.processes, _AS_OF),
    "time in stage": lambda entries: timing.stage_times(entries.processes, _AS_OF),
    "honesty": lambda entries: honesty.compare_honesty(entries.processes),
    "what next": lambda entries: next_steps.next_steps(entries, _AS_OF),
}


@contextmanager
def cases() -> Iterator[list[Case]]:
    """Give every case; what they need lies in a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), "sqlite://")
        publish_sample(settings, registry.SOURCES, sample_dir=SAMPLE_DIR)
        snapshot = open_current(settings.published_dir)
        try:
            yield [
                *_journal_cases(),
                *page_cases(settings, Path(folder)),
                *_market_cases(snapshot, settings),
            ]
        finally:
            snapshot.close()


def _journal_cases() -> list[Case]:
    large, small = journal(1_000), journal(100)
    return [
        Case(
            f"{name}, 10,000 events",
            lambda view=view: view(large),  # type: ignore[misc]
            "the same, 1,000 events",
            lambda view=view: view(small),  # type: ignore[misc]
            at_most=40,
        )
        for name, view in _VIEWS.items()
    ]


def _market_cases(snapshot: Snapshot, settings: Settings) -> list[Case]:
    person = example_entries(_AS_OF)
    held = person.present_job
    if held is None:
        raise LookupError("the example person has a job")
    job = held.record.as_job()
    query = "SELECT industry_listed, sum(people_known) FROM layoff_month GROUP BY ALL"
    frame = snapshot.query("SELECT * FROM layoff_month")

    def shared_connection() -> pd.DataFrame:
        return connection.execute(query).df()

    def in_memory() -> object:
        return frame.groupby("industry_listed")["people_known"].sum()

    connection = duckdb.connect(snapshot.path, read_only=True, config=CONNECTION_CONFIG)
    return [
        Case(
            "a question through the store (own cursor)",
            lambda: snapshot.query(query),
            "the same on a bare connection",
            shared_connection,
            at_most=3,
        ),
        Case(
            "a question of a mart",
            lambda: snapshot.query(query),
            "pandas on the rows in memory",
            in_memory,
            at_most=50,
        ),
        Case(
            "both answers of today",
            lambda: answer_today(snapshot, job, person.pay_observations, _AS_OF),
            "one question of a mart",
            lambda: snapshot.query(query),
            at_most=300,
        ),
        Case(
            "publishing the sample market",
            lambda: publish_sample(settings, registry.SOURCES, sample_dir=SAMPLE_DIR),
            "reading its Parquet files into pandas",
            lambda: [pd.read_parquet(file) for file in SAMPLE_DIR.rglob("*.parquet")],
            at_most=200,
        ),
    ]
