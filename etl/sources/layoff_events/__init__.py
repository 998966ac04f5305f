"""Layoff events in the manner of layoffs.fyi: company, date, people, share of the staff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.account import FileAccount
from etl.reading.spool import Spool
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from etl.sources.layoff_events.events import Recogniser, read_pieces
from etl.sources.layoff_events.marts import MARTS
from etl.sources.layoff_events.releases import Release, event_keys, link_duplicates, settle

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = (
    "https://raw.githubusercontent.com/frankwang0909/tech-layoff-tracker/HEAD/"
    "data/raw/layoffs_raw.csv"
)


class LayoffEvents(Source):
    """Listed layoff events; an input record is one line of a list."""

    info: ClassVar = SourceInfo(
        name="layoff_events",
        title="Layoff events (layoffs.fyi-style list)",
        publisher="Tech Layoff Tracker and mirrors of the layoffs.fyi list",
        licence="ODbL 1.0 / DbCL 1.0 (list); MIT (live repository)",
        citation="layoffs.fyi and its public mirrors",
        homepage_url="https://github.com/frankwang0909/tech-layoff-tracker",
        live_urls=(URL,),
        cadence_days=14,
    )
    tables: ClassVar = ("layoff_event",)
    marts: ClassVar = MARTS
    mart_parts: ClassVar = {"company_history": ("layoff_event", "company_key")}
    sample: ClassVar = {mart: f"SELECT * FROM {mart}" for mart in MARTS}  # noqa: S608
    row_keys: ClassVar = {"layoff_event": ("company_key", "event_date")}
    uncompared: ClassVar = ("event_id", "duplicate_group", "added_date")

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the daily list, or the one that ``GREENER_LAYOFF_EVENTS_URL`` names."""
        return [fetcher.get(fetcher.settings.layoff_events_url or URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read every list, decide which rows speak, then load those."""
        today = datetime.now(UTC).date() + timedelta(days=1)  # it may be tomorrow already elsewhere
        with TemporaryDirectory(prefix="greener-") as folder:
            spools = [Spool(Path(folder) / str(number)) for number in range(len(files))]
            releases = [
                _read_release(file, spool, today, intake)
                for file, spool in zip(files, spools, strict=True)
            ]
            settle(releases)
            self._load(releases, intake)

    def _load(self, releases: Sequence[Release], intake: Intake) -> None:
        kept = pd.concat([release.keys[release.is_kept] for release in releases], ignore_index=True)
        links = link_duplicates(kept).assign(as_of_date=kept["day"].max())
        links["event_id"] = range(1, len(links) + 1)
        recogniser = Recogniser()
        for release in releases:
            for rule, records in Counter(release.rule[~release.is_kept]).items():
                intake.skip(rule, records=records)
            for events in release.spool.pieces(release.is_kept):
                own, links = links.iloc[: len(events)], links.iloc[len(events) :]
                rows = recogniser.add_codes(events).join(own.set_axis(events.index))
                intake.keep("layoff_event", rows.assign(source=self.info.name))
        recogniser.warn_unknown(intake)

    def checks(self) -> Sequence[Check]:
        """Rules that a list breaks only when something went wrong with it."""
        return (
            Check(
                "count_known",
                """SELECT count(*) AS events, count(laid_off_count) AS known FROM layoff_event
                   HAVING count(*) >= 100 AND count(laid_off_count) < count(*) * 0.25""",
                "fewer than a quarter of the events have a number of people",
                severity="degraded",
            ),
            Check(
                "one_counts_per_group",
                """SELECT duplicate_group FROM layoff_event WHERE duplicate_group IS NOT NULL
                   GROUP BY duplicate_group HAVING count(*) FILTER (is_counted) <> 1""",
                "{count} groups of duplicates have not exactly one row that counts",
            ),
            Check(
                "duplicates_few",
                """SELECT count(*) AS linked FROM layoff_event
                   HAVING count(duplicate_group) > count(*) * 0.1""",
                "more than a tenth of the events share company and date with another",
                severity="degraded",
            ),
        )


def _read_release(file: RawFile, spool: Spool, today: date, intake: Intake) -> Release:
    keys: list[pd.DataFrame] = []
    added: list[pd.Timestamp | None] = []
    account = FileAccount(file.path.name, intake)
    for piece in read_pieces(file.path, today):
        if not keys:
            piece.layout.warn_unknown(piece.table.name, intake)
        account.add(piece.table, piece.fields)
        spool.add(piece.events)
        keys.append(event_keys(piece.events))
        added.append(piece.events["added_date"].max())
    account.close()
    return Release(file, spool, pd.concat(keys, ignore_index=True), pd.Series(added).max())
