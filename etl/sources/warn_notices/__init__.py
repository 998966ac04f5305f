"""WARN notices: the advance notice that US law wants of plant closings and mass layoffs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.account import FileAccount
from etl.reading.spool import Spool
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from etl.sources.warn_notices.layouts import read_pieces
from etl.sources.warn_notices.marts import MARTS, SAMPLE
from etl.sources.warn_notices.versions import Collection, notice_keys, settle
from greener.market.companies import bare_name, company_key
from greener.market.industries import parse_sector

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = (
    "https://raw.githubusercontent.com/bchaps1999/warn-notice-register/HEAD/"
    "data/exports/warn_notices.csv"
)
_LATEST_AHEAD = timedelta(days=5 * 365)
"""Layoffs are announced years ahead at times; later dates are slips of the keyboard."""


class WarnNotices(Source):
    """WARN notices of the states; an input record is one line of a collection."""

    info: ClassVar = SourceInfo(
        name="warn_notices",
        title="WARN notices (US states)",
        publisher="WARN Notice Register; Big Local News",
        licence="Apache-2.0 (collections); state public records",
        citation="US state WARN notices, collected by the WARN Notice Register",
        homepage_url="https://github.com/bchaps1999/warn-notice-register",
        live_urls=(URL,),
        cadence_days=21,
    )
    tables: ClassVar = ("warn_notice",)
    marts: ClassVar = MARTS
    sample: ClassVar = SAMPLE

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the register's export of all states, one CSV of some 40 MB."""
        return [fetcher.get(URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read every file, decide which rows speak, then load those."""
        latest = datetime.now(UTC).date() + _LATEST_AHEAD
        with TemporaryDirectory(prefix="greener-") as folder:
            spools = [Spool(Path(folder) / str(number)) for number in range(len(files))]
            collections = [
                _read_collection(file, spool, latest, intake)
                for file, spool in zip(files, spools, strict=True)
            ]
            settle(collections)
            self._load(collections, intake)

    def _load(self, collections: Sequence[Collection], intake: Intake) -> None:
        as_of = max(collection.snapshot for collection in collections)
        for collection in collections:
            for rule, records in Counter(collection.rule[~collection.is_kept]).items():
                intake.skip(rule, records=records)
            for notices in collection.spool.pieces(collection.is_kept):
                rows = _placed(_named(notices), as_of)
                intake.keep("warn_notice", rows.assign(source=self.info.name, as_of_date=as_of))

    def checks(self) -> Sequence[Check]:
        """Rules that a collection breaks only when something went wrong, and one known gap."""
        return (
            Check(
                "california_present",
                """SELECT count(*) AS notices FROM warn_notice
                   HAVING count(*) FILTER (state = 'CA') = 0""",
                "California, the state with the most notices, is missing: no national count",
                severity="degraded",
            ),
            Check(
                "dated",
                """SELECT count(*) AS notices FROM warn_notice
                   HAVING count(month) < 0.95 * count(*)""",
                "more than a twentieth of the notices have no usable date",
                severity="degraded",
            ),
            Check(
                "headcount_known",
                """SELECT count(*) AS notices FROM warn_notice
                   HAVING count(employees_affected) < 0.75 * count(*)""",
                "more than a quarter of the notices give no headcount",
                severity="degraded",
            ),
        )


def _read_collection(file: RawFile, spool: Spool, latest: date, intake: Intake) -> Collection:
    keys: list[pd.DataFrame] = []
    days: list[pd.Timestamp | None] = []
    account = FileAccount(file.path.name, intake)
    for piece in read_pieces(file.path, latest):
        if not keys:
            piece.layout.warn_unknown(piece.table, intake)
        account.add(piece.table, piece.fields)
        spool.add(piece.notices)
        keys.append(notice_keys(piece.notices))
        days.append(_newest_day(piece.notices, file.retrieved_at))
        layout = piece.layout
    account.close()
    known_days = [day for day in days if day is not None]
    snapshot = max(known_days, default=pd.Timestamp(file.retrieved_at.date()))
    return Collection(file, layout, spool, pd.concat(keys, ignore_index=True), snapshot)


def _newest_day(notices: pd.DataFrame, retrieved_at: datetime) -> pd.Timestamp | None:
    """Return the day the publisher last looked, or where it does not say, of the last notice."""
    retrieved = pd.Timestamp(retrieved_at.date())
    for columns in (["first_seen_date", "last_seen_date"], ["notice_date"]):
        days = [notices.loc[notices[column] <= retrieved, column].max() for column in columns]
        newest = pd.Series(days, dtype="datetime64[us]").max()
        if not pd.isna(newest):
            return pd.Timestamp(newest)
    return None


def _named(notices: pd.DataFrame) -> pd.DataFrame:
    """Return the notices with the keys of their employers and the sector of their NAICS code."""
    canonical = notices["employer_canonical"].fillna(notices["employer_name"])
    key = notices["employer_key"].fillna("n:" + canonical.map(bare_name))
    codes = notices["naics_code"]
    sectors = {code: _sector(code) for code in codes.dropna().unique()}
    return notices.assign(
        employer_canonical=canonical,
        employer_key=key,
        company_key=canonical.map(company_key),
        naics_sector=codes.map(sectors).astype("str"),
    )


def _placed(notices: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the notices with the month they are counted in, and the date that gave it.

    A notice dated after the day the publisher last looked cannot be (some states swap the dates).
    """
    candidates = {
        "notice": notices["notice_date"].where(notices["notice_date"] <= as_of),
        "agency": notices["agency_date"].where(notices["agency_date"] <= as_of),
        "effective": notices["effective_date"],
    }
    day = pd.Series(pd.NaT, index=notices.index, dtype="datetime64[us]")
    basis = pd.Series(None, index=notices.index, dtype="str")
    for name, days in candidates.items():
        basis = basis.mask(day.isna() & days.notna(), name)
        day = day.fillna(days)
    unused = ["agency_date", "is_superseded", "last_seen_date"]
    month = day.dt.to_period("M").dt.to_timestamp()
    return notices.drop(columns=unused).assign(month=month, month_basis=basis)


@cache
def _sector(code: str) -> str | None:
    return parse_sector(code)
