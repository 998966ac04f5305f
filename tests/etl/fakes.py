"""Two tiny sources on real tables, for tests of what happens around any source."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pandas as pd

from etl.source import Check, RawFile, Source, SourceError, SourceInfo
from greener.market.store import open_current
from greener.settings import load_settings

_FX_MONTH = """
SELECT date_trunc('month', day)::DATE AS month, currency, avg(units_per_eur) AS units_per_eur,
       count(*)::INTEGER AS days, any_value(source) AS source, max(as_of_date) AS as_of_date
FROM fx_day GROUP BY ALL
"""


def info(name):
    return SourceInfo(
        name=name,
        title=f"Title of {name}",
        publisher="A publisher",
        licence="CC0",
        citation="Somebody",
        homepage_url="https://example.org/",
        live_urls=(f"https://example.org/{name}.csv",),
        cadence_days=30,
    )


class Rates(Source):
    """CSV ``day,currency,rate``; a rate that is no number is rejected, gold is out of scope."""

    info: ClassVar = info("rates")
    tables: ClassVar = ("fx_day",)
    marts: ClassVar = {"fx_month": _FX_MONTH}
    sample: ClassVar = {"fx_month": "SELECT * FROM fx_month"}

    def fetch(self, fetcher):
        raise SourceError("the publisher refuses today")

    def parse(self, files: Sequence[RawFile], intake):
        for file in files:
            try:
                chunks = pd.read_csv(file.path, dtype=str, chunksize=50_000, on_bad_lines="error")
                for rows in chunks:
                    self._parse(rows, intake)
            except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
                raise SourceError(f"{file.path.name} is no CSV: {error}") from error

    def _parse(self, rows, intake):
        missing = {"day", "currency", "rate"} - set(rows.columns)
        if missing:
            raise SourceError(f"lacks the columns {sorted(missing)}")
        intake.count(len(rows))
        rate = pd.to_numeric(rows["rate"], errors="coerce")
        for line in rows.index[rate.isna()]:
            intake.reject(int(line) + 2, f"rate: {rows.rate[line]!r} is no number")
        is_gold = rows["currency"].eq("XAU") & rate.notna()
        intake.skip("gold", records=int(is_gold.sum()))
        kept = rows[rate.notna() & ~is_gold]
        day = pd.to_datetime(kept["day"])
        intake.keep(
            "fx_day",
            pd.DataFrame(
                {
                    "day": day,
                    "currency": kept["currency"],
                    "units_per_eur": rate[kept.index],
                    "source": "rates",
                    "as_of_date": day.max(),
                }
            ),
        )

    def checks(self):
        return (
            Check(
                "plausible",
                "SELECT * FROM fx_day WHERE units_per_eur > 100000",
                "{count} rates above 100,000",
                severity="degraded",
            ),
            Check(
                "months reconcile",
                """SELECT (SELECT count(*) FROM fx_day) AS day_rows,
                          (SELECT sum(days) FROM fx_month) AS month_days
                   WHERE day_rows IS DISTINCT FROM month_days""",
                "the months do not add up to the days",
            ),
        )


class Prices(Source):
    """CSV ``month,index``; anything odd raises whatever pandas raises."""

    info: ClassVar = replace(info("prices"), needs="a file given with --file")
    tables: ClassVar = ("cpi_month",)

    def fetch(self, fetcher):
        raise SourceError("give a file with --file prices=PATH")

    def parse(self, files, intake):
        for file in files:
            rows = pd.read_csv(file.path)
            month = pd.to_datetime(rows["month"])
            intake.keep(
                "cpi_month",
                pd.DataFrame(
                    {
                        "month": month,
                        "is_seasonally_adjusted": False,
                        "index_1982_84": rows["index"],
                        "source": "prices",
                        "as_of_date": month.max(),
                    }
                ),
            )


SOURCES = (Rates(), Prices())


def settings_for(folder: Path):
    return load_settings({"GREENER_DATA": str(folder), "GREENER_JOURNAL": "sqlite://"})


def write_rates(path: Path, days=20, rate=1.1, currency="USD", start="2026-01-01", extra=()):
    lines = ["day,currency,rate"]
    lines += [f"{day:%Y-%m-%d},{currency},{rate}" for day in pd.date_range(start, periods=days)]
    path.write_text("\n".join([*lines, *extra]) + "\n")
    return path


def write_prices(path: Path, months=12, index=300.0):
    days = pd.date_range("2025-01-01", periods=months, freq="MS")
    lines = ["month,index", *(f"{day:%Y-%m-%d},{index}" for day in days)]
    path.write_text("\n".join(lines) + "\n")
    return path


def ask(settings, sql):
    with open_current(settings.published_dir) as snapshot:
        return snapshot.query(sql)
