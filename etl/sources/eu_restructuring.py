"""European restructuring announcements: jobs lost and gained by company, from the press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from etl.reading.account import FileAccount
from etl.reading.fields import FieldReader
from etl.reading.tabular import read_table
from etl.reading.unite import Release, unite
from etl.reading.unpack import read_text
from etl.source import Check, Intake, RawFile, Source, SourceInfo
from greener.market.companies import company_key
from greener.market.countries import country_code

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

URL = "https://apps.eurofound.europa.eu/restructuring-events/factsheetscsv"
COLUMNS = (
    "Id", "Announcement date", "Country", "Company", "Sector", "Restructuring type",
    "Employment Change",
)  # fmt: skip
SEVERAL_COUNTRIES = frozenset({"European Union", "World"})
MAX_CHANGE = 500_000
_EARLIEST = date(2000, 1, 1)
_MAX_BYTES = 64 * 2**20
_MAX_CHARS = 300

_MONTH = """
    SELECT date_trunc('month', announced_date)::DATE AS month,
           coalesce(country, 'ZZ') AS country,
           coalesce(-sum(employment_change) FILTER (employment_change < 0), 0)::BIGINT
               AS jobs_lost_known,
           coalesce(sum(employment_change) FILTER (employment_change > 0), 0)::BIGINT
               AS jobs_gained_known,
           count(*) FILTER (employment_change < 0)::INTEGER AS events_of_loss,
           count(*)::INTEGER AS events,
           count(*) FILTER (employment_change IS NULL)::INTEGER AS events_size_unknown,
           source, max(as_of_date) AS as_of_date
    FROM eu_restructuring_event GROUP BY ALL
"""


class EuRestructuring(Source):
    """Announced restructurings; an input record is one factsheet."""

    info: ClassVar = SourceInfo(
        name="eu_restructuring",
        title="European Restructuring Monitor",
        publisher="Eurofound",
        licence="Free reuse with acknowledgement",
        citation="Eurofound, European Restructuring Monitor, restructuring events database",
        homepage_url="https://apps.eurofound.europa.eu/restructuring-events/",
        live_urls=(URL,),
        cadence_days=30,
    )
    tables: ClassVar = ("eu_restructuring_event",)
    marts: ClassVar = {"eu_restructuring_month": _MONTH}
    sample: ClassVar = {"eu_restructuring_month": "SELECT * FROM eu_restructuring_month"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Fetch the whole database, one CSV of some 3 MB."""
        return [fetcher.get(URL, name="factsheets.csv", max_bytes=_MAX_BYTES)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read the factsheets; of several files the newest has the say on a factsheet."""
        releases = [_read_release(file, intake) for file in files]
        events = unite(releases, ["event_id"], intake)
        intake.keep("eu_restructuring_event", events.assign(source=self.info.name))

    def checks(self) -> Sequence[Check]:
        """Countries and sizes are mostly known; the database holds losses and gains."""
        return (
            Check(
                "countries_known",
                """SELECT count(*) AS events FROM eu_restructuring_event
                   HAVING count(*) >= 100 AND count(country) < 0.9 * count(*)""",
                "more than a tenth of the events have no country",
                severity="degraded",
            ),
            Check(
                "losses_and_gains",
                """SELECT count(*) AS events FROM eu_restructuring_event
                   HAVING count(*) >= 1000
                      AND (count(*) FILTER (employment_change < 0) = 0
                           OR count(*) FILTER (employment_change > 0) = 0)""",
                "the events are all losses or all gains: signs were lost",
            ),
        )


def _read_release(file: RawFile, intake: Intake) -> Release:
    name = file.path.name
    table = read_table(read_text(file.path, max_bytes=_MAX_BYTES), name)
    table.require(COLUMNS)
    table.warn_unknown(COLUMNS, intake)
    fields = FieldReader(table.rows)
    events = _events(fields)
    account = FileAccount(name, intake)
    account.add(table, fields)
    account.close()
    events = events[fields.is_readable()]
    _warn_unknown_countries(name, events, intake)
    listed = events.pop("country_listed")
    codes = {word: country_code(word) for word in listed.dropna().unique()}
    events["country"] = listed.map(codes).astype("str")
    return Release(file, events, events["announced_date"].max())


def _events(fields: FieldReader) -> pd.DataFrame:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    company = fields.text("Company", max_chars=_MAX_CHARS, required=True)
    kind = fields.text("Restructuring type", max_chars=_MAX_CHARS)
    return pd.DataFrame(
        {
            "event_id": fields.text("Id", max_chars=20, required=True),
            "announced_date": fields.day(
                "Announcement date", earliest=_EARLIEST, latest=tomorrow, required=True
            ),
            "country_listed": fields.text("Country", max_chars=_MAX_CHARS),
            "company_name": company,
            "company_key": company.map(company_key, na_action="ignore").astype("str"),
            "sector": fields.text("Sector", max_chars=_MAX_CHARS),
            # "Merger /Acquisition" stands beside "Merger/Acquisition".
            "restructuring_type": kind.str.replace(r"\s*/\s*", "/", regex=True),
            "employment_change": fields.integer(
                "Employment Change", minimum=-MAX_CHANGE, maximum=MAX_CHANGE
            ),
        }
    )


def _warn_unknown_countries(name: str, events: pd.DataFrame, intake: Intake) -> None:
    listed = events["country_listed"].dropna()
    unknown = sorted(
        word
        for word in listed.unique()
        if word not in SEVERAL_COUNTRIES and country_code(word) is None
    )
    if unknown:
        intake.warn(f"{name}: unknown countries left without a code: {', '.join(unknown[:5])}")
