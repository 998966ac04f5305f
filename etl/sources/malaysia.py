"""Malaysia's labour force and formal wages, as its statistics department publishes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, ClassVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.reading.account import FileAccount
from etl.reading.fields import FieldReader
from etl.reading.tabular import TextTable, read_table
from etl.reading.unite import Release, unite
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

LABOUR_URL = "https://storage.dosm.gov.my/labour/lfs_month.parquet"
WAGES_URL = "https://storage.dosm.gov.my/dashboards/labour_formalwages_snapshot_percentile.parquet"
PUBLISHER = "Department of Statistics Malaysia (DOSM)"
LICENCE = "CC BY 4.0"

_PARQUET_MAGIC = b"PAR1"
_MAX_ROWS = 1_000_000
_EARLIEST = date(1950, 1, 1)

# Column of the file → column of the table, and the largest value it can have.
_LABOUR = {
    "lf": ("labour_force_thousands", 1e6),
    "lf_employed": ("employed_thousands", 1e6),
    "lf_unemployed": ("unemployed_thousands", 1e6),
    "lf_outside": ("outside_labour_force_thousands", 1e6),
    "p_rate": ("participation_rate_pct", 100),
    "ep_ratio": ("employment_population_ratio_pct", 100),
    "u_rate": ("unemployment_rate_pct", 100),
}
_NEEDED = frozenset({"lf", "lf_employed", "lf_unemployed", "u_rate"})
_MOST_MYR = 1e7


class MyLabour(Source):
    """Labour force, employment and unemployment a month; an input record is one month."""

    info: ClassVar = SourceInfo(
        name="my_labour",
        title="Malaysia: labour force survey",
        publisher=PUBLISHER,
        licence=LICENCE,
        citation="Department of Statistics Malaysia, Labour Force Report",
        homepage_url="https://open.dosm.gov.my/data-catalogue/lfs_month",
        live_urls=(LABOUR_URL,),
        cadence_days=90,
    )
    tables: ClassVar = ("my_labour_month",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the monthly series."""
        return [fetcher.get(LABOUR_URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read Parquet or CSV; of several files the newest has the say on a month."""
        releases = []
        for file in files:
            table = _read(file)
            table.require(["date", *_NEEDED])
            table.warn_unknown(["date", *_LABOUR], intake)
            fields = FieldReader(table.rows)
            rows = pd.DataFrame({"month": _first_days(fields)})
            for column, (target, maximum) in _LABOUR.items():
                known = column if column in table.rows else None
                rows[target] = fields.amount(known, maximum=maximum, required=column in _NEEDED)
            releases.append(_release(file, table, fields, rows, intake))
        months = unite(releases, ["month"], intake)
        intake.keep("my_labour_month", months.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """The parts add up, and the rate is the ratio of its parts, but for rounding."""
        return (
            Check(
                "parts_add_up",
                """SELECT * FROM my_labour_month
                   WHERE abs(employed_thousands + unemployed_thousands - labour_force_thousands)
                         > 0.001 * labour_force_thousands""",
                "in {count} months employed and unemployed are not the labour force",
            ),
            Check(
                "rate_is_ratio",
                """SELECT * FROM my_labour_month
                   WHERE abs(unemployed_thousands / labour_force_thousands * 100
                             - unemployment_rate_pct) > 0.15""",
                "in {count} months the unemployment rate is not unemployed by labour force",
            ),
        )


class MyWages(Source):
    """Formal-sector wages by percentile; an input record is one percentile of one period."""

    info: ClassVar = SourceInfo(
        name="my_wages",
        title="Malaysia: formal-sector wages",
        publisher=PUBLISHER,
        licence=LICENCE,
        citation="Department of Statistics Malaysia, Employee Wages Statistics (Formal Sector)",
        homepage_url="https://open.dosm.gov.my/dashboard/formal-sector-wages",
        live_urls=(WAGES_URL,),
        cadence_days=240,
    )
    tables: ClassVar = ("my_wage_percentile",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the percentiles of all periods."""
        return [fetcher.get(WAGES_URL)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read Parquet or CSV; of several files the newest has the say on a percentile."""
        releases = []
        for file in files:
            table = _read(file)
            table.require(["date", "percentile", "salary"])
            table.warn_unknown(["date", "percentile", "salary"], intake)
            fields = FieldReader(table.rows)
            rows = pd.DataFrame(
                {
                    "period_start": _first_days(fields),
                    "percentile": fields.amount("percentile", maximum=100, required=True),
                    "wage_monthly_myr": fields.amount("salary", maximum=_MOST_MYR, required=True),
                }
            )
            is_outside = (rows["percentile"] % 1 != 0) | (rows["percentile"] < 1)
            for line in rows.index[is_outside & fields.is_readable()].tolist():
                fields.spoil(line, "percentile: expected a whole number of 1 to 100")
            releases.append(_release(file, table, fields, rows, intake))
        wages = unite(releases, ["period_start", "percentile"], intake)
        wages["percentile"] = wages["percentile"].astype("int16")
        intake.keep("my_wage_percentile", wages.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """A higher percentile never earns less."""
        return (
            Check(
                "percentiles_rise",
                """SELECT * FROM (
                       SELECT *, lag(wage_monthly_myr) OVER (
                           PARTITION BY period_start ORDER BY percentile) AS below
                       FROM my_wage_percentile)
                   WHERE wage_monthly_myr < below""",
                "{count} percentiles lie below a lower one",
            ),
        )


def _read(file: RawFile) -> TextTable:
    """Return a Parquet or CSV file as text; records of a Parquet file are counted from 1."""
    name = file.path.name
    with file.path.open("rb") as stream:
        is_parquet = stream.read(len(_PARQUET_MAGIC)) == _PARQUET_MAGIC
    if not is_parquet:
        return read_table(read_text(file.path), name)
    try:
        content = pq.ParquetFile(file.path)
        if content.metadata.num_rows > _MAX_ROWS:
            raise SourceError(f"{name} has {content.metadata.num_rows:,} rows: refused")
        rows = content.read().to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{name} is cut off or damaged ({error})") from error
    rows.index = pd.RangeIndex(1, len(rows) + 1, name="line")
    return TextTable(name, rows.astype("str").fillna(""), ())


def _first_days(fields: FieldReader) -> pd.Series:
    """Return the ``date`` column, which must hold first days of months."""
    today = datetime.now(UTC).date()
    days = fields.day("date", earliest=_EARLIEST, latest=today, required=True)
    for line in days.index[days.notna() & (days.dt.day != 1)].tolist():
        fields.spoil(line, f"date: {days[line].date()} is no first day of a month")
    return days


def _release(
    file: RawFile,
    table: TextTable,
    fields: FieldReader,
    rows: pd.DataFrame,
    intake: Intake,
) -> Release:
    """Account for a file's records and return those that can be used; the period comes first."""
    account = FileAccount(table.name, intake)
    account.add(table, fields)
    account.close()
    usable = rows[fields.is_readable()]
    return Release(file, usable, usable.iloc[:, 0].max())
