"""Unites several files of one source: on one key the newest release wins, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.source import Intake, RawFile


@dataclass(frozen=True)
class Release:
    """What one file gave, after its unreadable records were rejected.

    Attributes:
        file: The file.
        rows: Its rows; the index is the line or record number.
        newest: Newest day the file speaks for.
    """

    file: RawFile
    rows: pd.DataFrame
    newest: pd.Timestamp

    @property
    def published(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """What orders releases: a fetched file is of its day, a given one of its newest figure."""
        retrieved = pd.Timestamp(self.file.retrieved_at).tz_localize(None)
        return (retrieved if self.file.url else self.newest, retrieved)


def unite(releases: Sequence[Release], key: Sequence[str], intake: Intake) -> pd.DataFrame:
    """Return one row a key with the column ``as_of_date``, the newest day its release speaks for.

    Files fetched together are one release. Rows of a key that a newer release has are skipped; a
    key that one file has twice is skipped when the rows agree, else rejected after the first.
    """
    fetched = [release.newest for release in releases if release.file.url]
    rows = pd.concat(
        release.rows.assign(
            as_of_date=max(fetched) if release.file.url else release.newest, _release=number
        )
        for number, release in enumerate(
            sorted(releases, key=lambda release: release.published, reverse=True)
        )
    )
    is_repeat = rows.duplicated(list(key))
    is_same_file = rows.duplicated([*key, "_release"])
    is_same_row = rows.duplicated()
    intake.skip("taken from a newer release", records=int((is_repeat & ~is_same_file).sum()))
    intake.skip("listed twice in one file", records=int((is_same_file & is_same_row).sum()))
    for line, row in rows[is_same_file & ~is_same_row].iterrows():
        values = ", ".join(f"{name} {row[name]}" for name in key)
        intake.reject(int(str(line)), f"{values}: listed twice with different values")
    return rows[~is_repeat].drop(columns="_release")
