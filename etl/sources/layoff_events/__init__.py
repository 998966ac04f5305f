"""Layoff events in the manner of layoffs.fyi: company, date, people, share of the staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.fields import LeftOut
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.layoff_events.events import Piece, Recogniser, read_pieces
from etl.sources.layoff_events.marts import MARTS
from etl.sources.layoff_events.releases import Release, event_keys, link_duplicates, settle

if TYPE_CHECKING:
    from etl.http import Fetcher

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
    sample: ClassVar = {mart: f"SELECT * FROM {mart}" for mart in MARTS}  # noqa: S608
    row_keys: ClassVar = {"layoff_event": ("company_key", "event_date")}
    renumbered: ClassVar = ("event_id", "duplicate_group")

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the daily list, or the one that ``GREENER_LAYOFF_EVENTS_URL`` names."""
        return [fetcher.get(fetcher.settings.layoff_events_url or URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read the lists twice: once to see which row speaks, once to load those rows."""
        today = datetime.now(UTC).date() + timedelta(days=1)  # it may be tomorrow already elsewhere
        releases = [_read_release(file, today) for file in files]
        settle(releases)
        kept = pd.concat([release.keys[release.is_kept] for release in releases], ignore_index=True)
        links = link_duplicates(kept)
        links["event_id"] = range(1, len(links) + 1)
        links["as_of_date"] = kept["day"].max()
        recogniser = Recogniser()
        for release in releases:
            own = links.iloc[: int(release.is_kept.sum())]
            links = links.iloc[len(own) :]
            for events in _kept_events(release, own, today, intake):
                rows = recogniser.add_codes(events).assign(source=self.info.name)
                intake.keep("layoff_event", rows)
        _warn_unknown(recogniser, intake)

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


def _read_release(file: RawFile, today: date) -> Release:
    keys, added = [], []
    first_problem = ""
    for piece in read_pieces(file.path, today):
        keys.append(event_keys(piece.events))
        added.append(piece.events["added_date"].max())
        first_problem = first_problem or next(iter(piece.fields.problems.values()), "")
    all_keys = pd.concat(keys, ignore_index=True)
    if all_keys.empty:
        raise SourceError(f"{file.path.name}: no row can be read; the first: {first_problem}")
    return Release(file, all_keys, pd.Series(added).max())


def _kept_events(
    release: Release, links: pd.DataFrame, today: date, intake: Intake
) -> Iterator[pd.DataFrame]:
    """Yield the events of a release that are kept; account for all others."""
    read = kept = 0
    left_out = LeftOut()
    for piece in read_pieces(release.file.path, today):
        if not read:
            piece.layout.warn_unknown(piece.table.name, intake)
        rules = release.rule.iloc[read : read + len(piece.events)]
        read += len(piece.events)
        _account(piece, rules, intake)
        left_out.add(piece.fields)
        events = piece.events[(rules == "").to_numpy()]
        own_links = links.iloc[kept : kept + len(events)]
        kept += len(events)
        yield events.join(own_links.set_axis(events.index))
    left_out.warn(release.file.path.name, intake)


def _account(piece: Piece, rules: pd.Series, intake: Intake) -> None:
    intake.count(len(piece.table.rows) + len(piece.table.ragged))
    piece.table.reject_ragged(intake)
    piece.fields.report(piece.table.name, intake)
    for rule, records in rules[rules != ""].value_counts().items():
        intake.skip(str(rule), records=int(records))


def _warn_unknown(recogniser: Recogniser, intake: Intake) -> None:
    for field, unknown in (
        ("country", recogniser.unknown_countries),
        ("industry", recogniser.unknown_industries),
    ):
        if unknown:
            listed = ", ".join(f"{word!r} ({rows})" for word, rows in unknown.most_common(5))
            intake.warn(f"{field}: {len(unknown)} unknown words left without a code: {listed}")
