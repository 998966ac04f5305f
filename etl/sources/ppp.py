"""Purchasing power parities of the World Bank: what a country's money buys against the dollar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from etl.reading.tabular import read_table, to_number
from etl.reading.unite import Release, unite
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from greener.market.countries import country_code

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = (
    "https://api.worldbank.org/v2/country/all/indicator/PA.NUS.PPP?format=json&per_page=400&mrnev=1"
)
INDICATOR = "PA.NUS.PPP"
OLDEST_YEARS = 10
"""Figures this much older than the newest are left out: prices have gone other ways since."""
_MAX_BYTES = 32 * 2**20
_CSV_COLUMNS = {"Country": "name", "Country ID": "country", "Year": "year", "PPP": "value"}


class Ppp(Source):
    """Local currency units per international dollar; an input record is a country's year."""

    info: ClassVar = SourceInfo(
        name="ppp",
        title="Purchasing power parity (GDP)",
        publisher="World Bank, International Comparison Program",
        licence="CC BY 4.0",
        citation="World Bank, PPP conversion factor, GDP (LCU per international $), PA.NUS.PPP",
        homepage_url="https://data.worldbank.org/indicator/PA.NUS.PPP",
        live_urls=(URL,),
        cadence_days=600,
    )
    tables: ClassVar = ("ppp_rate",)

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the newest figure of every country."""
        return [fetcher.get(URL, name=f"{INDICATOR}.json")]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read replies of the API, or CSV ``Country,Country ID,Year,PPP``; newest release wins."""
        releases = []
        for file in files:
            text = read_text(file.path, max_bytes=_MAX_BYTES)
            is_json = text.lstrip().startswith("[")
            read = _read_reply if is_json else _read_csv
            rows = _figures(read(text, file.path.name, intake), intake)
            if rows.empty:
                raise SourceError(f"{file.path.name} holds no purchasing power of a country")
            newest = pd.Timestamp(int(rows["year"].max()), 12, 31)
            releases.append(Release(file, rows, newest))
        rows = unite(releases, ["country", "year"], intake)
        intake.keep("ppp_rate", rows.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """The dollar of the US is the unit, and the table is of the world."""
        return (
            Check(
                "us_is_one",
                """SELECT * FROM ppp_rate
                   WHERE country = 'US' AND abs(units_per_intl_usd - 1) > 0.001""",
                "the US dollar is not 1 international dollar in {count} years",
            ),
            Check(
                "countries",
                "SELECT count(DISTINCT country) AS countries FROM ppp_rate HAVING countries < 100",
                "fewer than 100 countries",
            ),
        )


def _read_reply(text: str, name: str, intake: Intake) -> pd.DataFrame:
    try:
        reply = json.loads(text)
        if "message" in reply[0]:
            said = "; ".join(str(message.get("value")) for message in reply[0]["message"])
            raise SourceError(f"{name}: the World Bank answered: {said}")
        about, figures = reply
        records = [_record(figure, name) for figure in figures]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{name} is no reply of the World Bank's API ({error})") from error
    if about.get("pages", 1) != 1:
        raise SourceError(f"{name} is page {about.get('page')} of {about['pages']}: not the whole")
    index = pd.RangeIndex(1, len(records) + 1, name="line")
    rows = pd.DataFrame(records, columns=pd.Index(_CSV_COLUMNS.values()), index=index, dtype="str")
    intake.count(len(rows))
    return rows


def _record(figure: dict[str, Any], name: str) -> tuple[str, str, str, str]:
    if figure["indicator"]["id"] != INDICATOR:
        raise SourceError(f"{name} is of {figure['indicator']['id']}, expected {INDICATOR}")
    country, value = figure["country"], figure["value"]
    return (
        str(country["value"]),
        str(country["id"]),
        str(figure["date"]),
        "" if value is None else str(value),
    )


def _read_csv(text: str, name: str, intake: Intake) -> pd.DataFrame:
    table = read_table(text, name)
    table.require(list(_CSV_COLUMNS))
    table.warn_unknown(list(_CSV_COLUMNS), intake)
    table.reject_ragged(intake)
    intake.count(len(table.rows) + len(table.ragged))
    return table.rows.rename(columns=_CSV_COLUMNS)


def _figures(rows: pd.DataFrame, intake: Intake) -> pd.DataFrame:
    """Return ``country, year, units_per_intl_usd`` of what is a country's recent figure."""
    countries = {code for code in rows["country"].unique() if country_code(code) == code}
    year = to_number(rows["year"])
    value = to_number(rows["value"])
    is_aggregate = ~rows["country"].isin(countries)
    is_missing = ~is_aggregate & (rows["value"] == "")
    is_bad = ~is_aggregate & ~is_missing & ~(year.between(1960, 2100) & (value > 0))
    is_known = ~is_aggregate & ~is_missing & ~is_bad
    is_old = is_known & (year < year[is_known].max() - OLDEST_YEARS)
    intake.skip("a group of countries, not one", records=int(is_aggregate.sum()))
    intake.skip("no figure", records=int(is_missing.sum()))
    intake.skip(f"more than {OLDEST_YEARS} years older", records=int(is_old.sum()))
    for line, row in rows[is_bad].iterrows():
        intake.reject(
            int(str(line)), f"{row['name']}, year {row['year']!r}: {row['value']!r} is no rate"
        )
    kept = is_known & ~is_old
    return pd.DataFrame(
        {
            "country": rows["country"][kept],
            "year": year[kept].astype("int64"),
            "units_per_intl_usd": value[kept],
        }
    )
