"""Decides which row speaks when several lists are given, and which rows are the same event.

Upstream rewrites history: it changes counts, moves dates and renames companies. So two releases of
one list cannot be joined row by row; the newer one replaces the older for the time it covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from etl.reading.spool import Spool
from etl.source import RawFile

SAME_FILE = "same_file_given_twice"
SUPERSEDED = "superseded_by_newer_release"
REPEATED = "same_company_and_date_in_newer_file"

SHARED_KEYS_OF_ONE_LIST = 0.5
"""Two files are releases of one list when, over the dates both cover, at least this share of the
keys of each is in the other."""


@dataclass
class Release:
    """One file's readable rows, reduced to what the decision needs, in file order.

    Attributes:
        file: The file.
        spool: Its rows.
        keys: A row per event: ``key`` (hash of company and date), ``day`` and ``count``.
        newest_added: Day of the row last added upstream; NaT where the list does not say.
        rule: Per row, the rule by which it is skipped; empty for rows that are kept.
    """

    file: RawFile
    spool: Spool
    keys: pd.DataFrame
    newest_added: pd.Timestamp
    rule: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.rule = np.full(len(self.keys), "", dtype=object)

    @property
    def is_kept(self) -> np.ndarray:
        """Which rows are kept."""
        return np.asarray(self.rule == "")

    @property
    def age_order(self) -> tuple[object, ...]:
        """Sorts releases oldest first: by what they list, then by when they were retrieved."""
        added = pd.Timestamp.min if pd.isna(self.newest_added) else self.newest_added
        return (self.keys["day"].max(), added, self.file.retrieved_at)


def event_keys(events: pd.DataFrame) -> pd.DataFrame:
    """Return the ``Release.keys`` of typed events."""
    key = events["company_key"] + "|" + events["event_date"].astype("str")
    return pd.DataFrame(
        {
            "key": pd.util.hash_array(key.to_numpy(dtype=object), categorize=False),
            "day": events["event_date"].to_numpy(),
            "count": events["laid_off_count"].to_numpy(dtype="float32", na_value=np.nan),
        }
    )


def settle(releases: Sequence[Release]) -> None:
    """Set the ``rule`` of every row that another release speaks for."""
    seen: set[str] = set()
    settled: list[Release] = []
    for release in sorted(releases, key=lambda item: item.age_order, reverse=True):
        if release.file.sha256 in seen:
            release.rule[:] = SAME_FILE
            continue
        seen.add(release.file.sha256)
        for newer in settled:
            _yield_to(newer, release)
        settled.append(release)


def are_one_list(newer: pd.DataFrame, older: pd.DataFrame) -> bool:
    """Say whether two files are releases of one list (else they are parts), from their keys."""
    first = max(newer["day"].min(), older["day"].min())
    last = min(newer["day"].max(), older["day"].max())
    ours, theirs = (
        np.unique(keys.loc[keys["day"].between(first, last), "key"]) for keys in (newer, older)
    )
    shared = np.intersect1d(ours, theirs, assume_unique=True).size
    return shared > 0 and shared >= SHARED_KEYS_OF_ONE_LIST * max(ours.size, theirs.size)


def _yield_to(newer: Release, older: Release) -> None:
    if are_one_list(newer.keys, older.keys):
        days = newer.keys["day"]
        is_replaced, rule = older.keys["day"].between(days.min(), days.max()), SUPERSEDED
    else:
        is_replaced, rule = older.keys["key"].isin(newer.keys["key"]), REPEATED
    older.rule[older.is_kept & is_replaced.to_numpy()] = rule


def link_duplicates(keys: pd.DataFrame) -> pd.DataFrame:
    """Link kept rows of the same company and date; one of each group counts.

    Args:
        keys: ``Release.keys`` of all kept rows.

    Returns:
        ``duplicate_group`` (numbered from 1; missing for single rows) and ``is_counted``: the row
        with the largest known count of its group, the first of equals.
    """
    is_linked = keys["key"].duplicated(keep=False)
    linked = keys[is_linked]
    group = pd.Series(pd.NA, index=keys.index, dtype="Int32")
    group[is_linked] = (linked.groupby("key", sort=False).ngroup() + 1).astype("Int32")
    is_counted = ~is_linked
    by_count = linked.sort_values("count", ascending=False, na_position="last", kind="stable")
    is_counted[by_count.drop_duplicates("key").index] = True
    return pd.DataFrame({"duplicate_group": group, "is_counted": is_counted})
