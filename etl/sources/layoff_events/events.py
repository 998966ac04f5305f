"""Reads one layoff list into typed rows, piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl.reading.fields import FieldReader, clean_text
from etl.reading.stream import stream_tables
from etl.reading.tabular import TextTable
from etl.source import Intake
from etl.sources.layoff_events.columns import Layout, recognise
from greener.market.companies import company_key
from greener.market.countries import country_code
from greener.market.industries import labels, sector_of
from greener.market.us_places import state_of_place

EARLIEST = date(1970, 1, 1)
MAX_LAID_OFF = 1_000_000
"""More than any firm ever let go in one event; a larger number is a slip of the keyboard."""
MAX_FUNDS_USD_MILLIONS = 1_000_000

_MAX_COMPANY_CHARS = 200
_MAX_TEXT_CHARS = 200
_MAX_URL_CHARS = 4_000
_STAGE_ALIASES = {"IPO": "Post-IPO"}
_ABROAD = r",?\s*Non-U\.S\.$"


@dataclass(frozen=True)
class Piece:
    """A piece of one list.

    Attributes:
        layout: What the file's columns mean.
        table: The text, with its ragged lines.
        fields: The reader that holds what was wrong with it.
        events: The rows that could be read, typed; the index is the line in the file.
    """

    layout: Layout
    table: TextTable
    fields: FieldReader
    events: pd.DataFrame


def read_pieces(path: Path, today: date) -> Iterator[Piece]:
    """Yield one list in pieces; events after ``today`` are refused.

    Raises:
        SourceError: When the file as a whole is no layoff list.
    """
    for table in stream_tables(path):
        layout = recognise(list(table.rows.columns), table.name)
        fields = FieldReader(table.rows)
        events = _events(fields, layout, today)
        yield Piece(layout, table, fields, events[fields.is_readable()])


def _events(fields: FieldReader, layout: Layout, today: date) -> pd.DataFrame:
    def text(field: str, max_chars: int = _MAX_TEXT_CHARS, *, required: bool = False) -> pd.Series:
        return fields.text(layout.column[field], max_chars=max_chars, required=required)

    name = text("company", _MAX_COMPANY_CHARS, required=True)
    day = fields.day(layout.column["date"], earliest=EARLIEST, latest=today, required=True)
    location = text("location").str.replace(_ABROAD, "", regex=True)
    url = text("url", _MAX_URL_CHARS)
    return pd.DataFrame(
        {
            "company_key": name.map(company_key, na_action="ignore"),
            "company_name": name,
            "event_date": day,
            "laid_off_count": fields.count(layout.column["count"], maximum=MAX_LAID_OFF),
            "laid_off_share": fields.share(layout.column["share"]),
            "industry_listed": text("industry"),
            "stage": text("stage").replace(_STAGE_ALIASES),
            "country_listed": text("country"),
            "location": location.mask(location == ""),
            "funds_raised_usd_millions": fields.amount(
                layout.column["funds"], maximum=MAX_FUNDS_USD_MILLIONS
            ),
            # Some rows name a kind of source ("Internal memo") instead; that is no address.
            "source_url": url.where(url.str.match(r"https?://")),
            "added_date": fields.day(layout.column["added"], earliest=EARLIEST, latest=today),
        }
    )


class Recogniser:
    """Turns listed words into codes, and counts the words that it does not know.

    Attributes:
        unknown_countries: Spelling → rows.
        unknown_industries: Word → rows.
    """

    def __init__(self) -> None:
        self.unknown_countries: Counter[str] = Counter()
        self.unknown_industries: Counter[str] = Counter()

    def add_codes(self, events: pd.DataFrame) -> pd.DataFrame:
        """Return the events with ``country``, ``us_state`` and ``naics_sector`` as listed."""
        country = _mapped(events["country_listed"], country_code)
        sector = _mapped(events["industry_listed"], lambda word: sector_of("layoff_list", word))
        state = _mapped(events["location"].where(country == "US"), state_of_place)
        is_known_word = (
            events["industry_listed"]
            .str.casefold()
            .isin({label.casefold() for label in labels("layoff_list")})
        )
        self.unknown_countries.update(events["country_listed"][country.isna()].dropna())
        self.unknown_industries.update(events["industry_listed"][~is_known_word].dropna())
        coded = events.drop(columns="country_listed")
        return coded.assign(country=country, us_state=state, naics_sector=sector)

    def warn_unknown(self, intake: Intake) -> None:
        """Name the words that have no code."""
        for field, unknown in (
            ("country", self.unknown_countries),
            ("industry", self.unknown_industries),
        ):
            if unknown:
                listed = ", ".join(f"{word!r} ({rows})" for word, rows in unknown.most_common(5))
                intake.warn(f"{field}: {len(unknown)} unknown words left without a code: {listed}")


def _mapped(words: pd.Series, code_of: Callable[[str], str | None]) -> pd.Series:
    codes = {word: code_of(clean_text(word)) for word in words.dropna().unique()}
    return words.map(codes).astype("str")
