"""Reads a source's files for a back-test, through the same parser and checks as a refresh."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from etl.fetching import raw
from etl.fetching.acquire import Acquire
from etl.source import Source, SourceError
from etl.staging.load import Yardstick, load


def read_rows(source: Source, paths: Sequence[Path], table: str) -> pd.DataFrame:
    """Return the rows of one table that the files give; nothing is published.

    Raises:
        SourceError: When the files cannot be loaded.
    """
    yardstick = Yardstick(last=None, accept_smaller=True, today=datetime.now(UTC).date())
    with tempfile.TemporaryDirectory(prefix="greener-backtest-") as folder:
        staged = load(
            source,
            Acquire("file", lambda: raw.given_files(paths)),
            Path(folder) / source.info.name,
            yardstick,
            lambda *_: None,
        )
        if staged.report.verdict == "failed" or table not in staged.files:
            raise SourceError(f"{source.info.name}: {staged.report.message or 'no rows'}")
        return pd.read_parquet(staged.files[table])
