"""Rows come back from the disk as they were, in order, without those that are not wanted."""

import numpy as np
import pandas as pd

from etl.reading.spool import Spool


def frame(*names: str | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": pd.Series(names, dtype="str"),
            "count": pd.Series([None] * len(names), dtype="Int64"),
            "day": pd.Series([pd.NaT] * len(names), dtype="datetime64[us]"),
            "is_odd": pd.Series([True] * len(names), dtype="boolean"),
        }
    ).set_axis(range(10, 10 + len(names)))


def test_rows_come_back_as_they_were(tmp_path):
    spool = Spool(tmp_path / "rows")
    first, second = frame("a", None), frame(None, "d")
    for rows in (first, frame(), second):
        spool.add(rows)
    pieces = list(spool.pieces(np.ones(4, dtype=bool)))
    pd.testing.assert_frame_equal(pieces[0], first)
    pd.testing.assert_frame_equal(pieces[1], second)


def test_only_the_kept_rows_come_back(tmp_path):
    spool = Spool(tmp_path / "rows")
    spool.add(frame("a", "b"))
    spool.add(frame("c", "d"))
    kept = pd.concat(spool.pieces(np.array([False, True, True, False])))
    assert kept["name"].tolist() == ["b", "c"]


def test_nothing_in_nothing_out(tmp_path):
    assert list(Spool(tmp_path / "rows").pieces(np.array([], dtype=bool))) == []
