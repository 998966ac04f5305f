"""Euro reference rates of the European Central Bank: every business day since 1999."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.tabular import TextTable, read_table, to_day, to_number
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
MISSING = frozenset({"N/A", ""})
_MAX_BYTES = 32 * 2**20
_CURRENCY = re.compile(r"[A-Z]{3}")

_FX_MONTH = """
    SELECT date_trunc('month', day)::DATE AS month, currency, avg(units_per_eur) AS units_per_eur,
           count(*)::INTEGER AS days, source, max(as_of_date) AS as_of_date
    FROM fx_day GROUP BY ALL
    UNION ALL
    SELECT date_trunc('month', day)::DATE, 'EUR', 1.0, count(DISTINCT day)::INTEGER,
           source, max(as_of_date)
    FROM fx_day GROUP BY ALL
"""


class EcbFx(Source):
    """Units of each currency per euro; an input record is one day's line."""

    info: ClassVar = SourceInfo(
        name="ecb_fx",
        title="Euro reference exchange rates",
        publisher="European Central Bank",
        licence="Free reuse with the source named",
        citation="European Central Bank, euro foreign exchange reference rates",
        homepage_url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
        live_urls=(URL,),
        cadence_days=6,
    )
    tables: ClassVar = ("fx_day",)
    marts: ClassVar = {"fx_month": _FX_MONTH}
    sample: ClassVar = {"fx_month": "SELECT * FROM fx_month"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the whole history, one zip of 0.6 MB."""
        return [fetcher.get(URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read the history as zip or as plain CSV; of several, the newest release of a day wins."""
        releases = [
            (file, _read_history(read_text(file.path, max_bytes=_MAX_BYTES), file.path.name))
            for file in files
        ]
        # Within a file every day is final, so the release that reaches furthest is the newest.
        releases.sort(key=lambda item: (item[1].rows["Date"].max(), item[0].retrieved_at))
        loaded: set[pd.Timestamp] = set()
        for _, history in reversed(releases):
            intake.count(len(history.rows) + len(history.ragged))
            loaded |= _keep_days(history, loaded, intake)

    def checks(self) -> Sequence[Check]:
        """Rates that conversions rest on are there, and none is upside down or misplaced."""
        return (
            Check(
                "major_currencies",
                """SELECT currency FROM (VALUES ('USD'), ('GBP'), ('JPY'), ('CHF')) AS t(currency)
                   WHERE currency NOT IN (
                       SELECT currency FROM fx_month
                       WHERE month = (SELECT max(month) FROM fx_month))""",
                "{count} of USD, GBP, JPY and CHF have no rate in the newest month",
            ),
            Check(
                "usd_in_range",
                """SELECT * FROM fx_month
                   WHERE currency = 'USD' AND units_per_eur NOT BETWEEN 0.5 AND 2.5""",
                "{count} months with a dollar rate outside 0.5 to 2.5 per euro",
            ),
            Check(
                "no_jump",
                """SELECT * FROM (
                       SELECT *, lag(units_per_eur) OVER by_day AS before,
                              day - lag(day) OVER by_day AS days_between
                       FROM fx_day WINDOW by_day AS (PARTITION BY currency ORDER BY day))
                   WHERE days_between < 30 AND abs(ln(units_per_eur / before)) > ln(2)""",
                "{count} rates doubled or halved from one day to the next",
                severity="degraded",
            ),
        )


def _read_history(text: str, name: str) -> TextTable:
    table = read_table(text, name)
    table.require(["Date", "USD"])
    strange = [c for c in table.rows.columns if c != "Date" and not _CURRENCY.fullmatch(c)]
    if strange:
        raise SourceError(
            f"{name} has columns that are no currency codes: {', '.join(strange)}; expected Date "
            "and one column per currency"
        )
    return table


def _keep_days(history: TextTable, loaded: set[pd.Timestamp], intake: Intake) -> set[pd.Timestamp]:
    """Load the days of one release that no newer one has; return them."""
    rows = history.rows
    history.reject_ragged(intake)
    day = to_day(rows["Date"])
    cells = rows.drop(columns="Date")
    is_missing = cells.isin(MISSING)
    rates = cells.apply(to_number)
    is_bad_cell = ~is_missing & ~(rates > 0)
    is_bad = day.isna() | is_bad_cell.any(axis=1)
    for position in is_bad.to_numpy().nonzero()[0]:
        reason = _what_is_wrong(rows.iloc[position], is_bad_cell.iloc[position])
        intake.reject(int(rows.index.to_numpy()[position]), reason)
    is_repeat = ~is_bad & day.duplicated()
    is_superseded = ~is_bad & ~is_repeat & day.isin(loaded)
    is_kept = ~(is_bad | is_repeat | is_superseded) & ~is_missing.all(axis=1)
    intake.skip("day listed before in the same file", records=int(is_repeat.sum()))
    intake.skip("day taken from a newer release", records=int(is_superseded.sum()))
    intake.skip(
        "no rate that day", records=int((~(is_bad | is_repeat | is_superseded | is_kept)).sum())
    )
    long = (
        rates[is_kept]
        .assign(day=day[is_kept])
        .melt("day", var_name="currency", value_name="units_per_eur")
        .dropna()
        .assign(source=EcbFx.info.name, as_of_date=day[~is_bad].max())
    )
    intake.keep("fx_day", long, records=int(is_kept.sum()))
    return set(day[is_kept])


def _what_is_wrong(row: pd.Series, is_bad_cell: pd.Series) -> str:
    if not is_bad_cell.any():
        return f"Date: {row['Date']!r} is no date YYYY-MM-DD"
    currency = str(is_bad_cell.idxmax())
    return f"{currency}: {row[currency]!r} is no rate above 0"
