"""Decides which row speaks for a notice when several versions, files or publishers have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from etl.reading.spool import Spool
from etl.source import RawFile
from etl.sources.warn_notices.layouts import Layout

AMENDED = "superseded_by_an_amendment"
OLDER_RELEASE = "superseded_by_newer_release"
OLDER_VERSION = "older_version_of_a_notice"
OTHER_PUBLISHER = "state_taken_from_another_publisher"
REPEATED = "notice_given_twice"

SHARED_NOTICES_OF_ONE_LIST = 0.5
"""Two files are releases of one state's list when at least this share of the notices of each is in
the other; else they are parts of it."""


@dataclass
class Collection:
    """One file's readable rows, reduced to what the decision needs, in file order.

    Attributes:
        file: The file.
        layout: Its layout.
        spool: Its rows.
        keys: A row a notice: ``id`` (hash), ``state``, ``version``, ``is_superseded``.
        snapshot: Newest day the file speaks for.
        rule: Per row, the rule by which it is skipped; empty for rows that are kept.
    """

    file: RawFile
    layout: Layout
    spool: Spool
    keys: pd.DataFrame
    snapshot: pd.Timestamp
    rule: np.ndarray = field(init=False)

    @property
    def is_kept(self) -> np.ndarray:
        """Which rows are kept."""
        return np.asarray(self.rule == "")

    @property
    def release_order(self) -> tuple[object, ...]:
        """Sorts the file that speaks first, first."""
        return (self.layout.rank, -self.snapshot.value, -self.file.retrieved_at.timestamp())


def notice_keys(notices: pd.DataFrame) -> pd.DataFrame:
    """Return the ``Collection.keys`` of typed notices."""
    ids = pd.util.hash_array(notices["notice_id"].to_numpy(dtype=object), categorize=False)
    return pd.DataFrame(
        {
            "id": ids,
            "state": notices["state"].to_numpy(dtype=object),
            "version": notices["version"].to_numpy(dtype="int16"),
            "is_superseded": notices["is_superseded"].to_numpy(dtype=bool),
        }
    )


def settle(collections: Sequence[Collection]) -> None:
    """Set the ``rule`` of every row that another row speaks for."""
    ordered = sorted(collections, key=lambda item: item.release_order)
    rows = pd.concat(
        [
            item.keys.assign(file=number, rank=item.layout.rank)
            for number, item in enumerate(ordered)
        ],
        ignore_index=True,
    )
    rows["state"] = rows["state"].astype("category")
    rule = np.full(len(rows), "", dtype=object)

    def skip(is_skipped: pd.Series | np.ndarray, name: str) -> None:
        rule[np.asarray(is_skipped) & (rule == "")] = name

    skip(
        rows["rank"] > rows.groupby("state", observed=True)["rank"].transform("min"),
        OTHER_PUBLISHER,
    )
    skip(rows["is_superseded"], AMENDED)
    skip(_is_of_older_release(rows), OLDER_RELEASE)
    left = rows[rule == ""].sort_values(["id", "version"], ascending=[True, False], kind="stable")
    is_other = left["id"].duplicated()
    is_lower = left["version"] < left.groupby("id")["version"].transform("max")
    for name, is_skipped in (
        (OLDER_VERSION, is_other & is_lower),
        (REPEATED, is_other & ~is_lower),
    ):
        rule[left.index[is_skipped]] = name
    for number, item in enumerate(ordered):
        item.rule = rule[rows["file"] == number]


def _is_of_older_release(rows: pd.DataFrame) -> pd.Series:
    """Say of each row whether a newer release of its state's list is there."""
    sizes = rows.groupby(["state", "file"], observed=True)["id"].nunique()
    is_older = pd.Series(data=False, index=rows.index)
    shared_files = sizes.groupby("state", observed=True).filter(lambda files: len(files) > 1)
    for state, files in shared_files.groupby("state", observed=True):
        own = rows[rows["state"] == state]
        ids = {
            file: own.loc[own["file"] == file, "id"].unique()
            for file in files.index.get_level_values("file")
        }
        numbers = sorted(ids)
        for place, older in enumerate(numbers):
            if any(_are_one_list(ids[newer], ids[older]) for newer in numbers[:place]):
                is_older |= (rows["state"] == state) & (rows["file"] == older)
    return is_older


def _are_one_list(newer: np.ndarray, older: np.ndarray) -> bool:
    shared = np.intersect1d(newer, older, assume_unique=True).size
    return shared >= SHARED_NOTICES_OF_ONE_LIST * max(newer.size, older.size)
