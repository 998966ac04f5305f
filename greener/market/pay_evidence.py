"""What the market knows of the pay of one job: gathered here, judged in ``greener.answers``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from babel.numbers import get_territory_currencies

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MarketPay, PayBand
from greener.journal.records import Job
from greener.market.countries import country_name
from greener.market.store import Snapshot
from greener.market.titles import suggest_occupations, title_index
from greener.market.us_states import find_state

ALL_OCCUPATIONS = "00-0000"
NATION = "0000000"

STATE_SD = 0.15
"""Sd of log median pay of an occupation between states, weighted by employment, OEWS May 2025
[computed]. Added where pay of the nation stands for a place's."""
METRO_SD = 0.09
"""The same between the metropolitan areas of one state [computed]."""
PPP_SD = 0.30
"""Added where US pay, by purchasing power, stands for another country's: so counted, pay in the UK,
Canada, Australia and the euro area was 17 to 28 % below US pay, Ask a Manager 2021 [computed]."""
EXCHANGE_SD = 0.35
"""The same where only an exchange rate is known: 8 to 32 % below, and less steady [computed]."""

_PERCENTILES = (10, 25, 50, 75, 90)


@dataclass(frozen=True)
class _Place:
    """A place to look for pay in, and what standing in for the job's place adds."""

    area_code: str
    fallback_sd: float
    fallback: str


def pay_evidence(snapshot: Snapshot, job: Job, as_of: date) -> MarketPay:
    """Gather what the market knows about the pay of a job.

    Args:
        snapshot: The market generation to draw on.
        job: The job asked about.
        as_of: Day the answer speaks for.
    """
    soc_code, missing = occupation_of(snapshot, job)
    band = _oews_band(snapshot, job, soc_code)
    if band is None and soc_code != ALL_OCCUPATIONS:
        missing += (f"Pay of occupation {soc_code}: not published, all occupations instead.",)
        band = _oews_band(snapshot, job, ALL_OCCUPATIONS)
    if band is None:
        return MarketPay(missing=(*missing, "BLS OEWS wages: not loaded."))
    if job.country != "US":
        band = _abroad(snapshot, job.country, band)
    return MarketPay(bands=(band,), missing=missing)


def occupation_of(snapshot: Snapshot, job: Job) -> tuple[str, tuple[str, ...]]:
    """Return the SOC code to use for a job, and what to say when the person did not choose it.

    A title is enough only where it is known as a whole; else all occupations stand in, and the
    occupations it may mean are named.
    """
    if job.occupation is not None:
        return job.occupation, ()
    matches = suggest_occupations(title_index(snapshot), job.title)
    if matches and matches[0].is_sure:
        first = matches[0]
        return first.soc_code, (
            f"Occupation: not chosen, taken from the title as {first.occupation_name} "
            f"({first.soc_code}).",
        )
    choices = "; ".join(f"{match.occupation_name} ({match.soc_code})" for match in matches)
    advice = f"choose among {choices}" if choices else "no occupation has such a title"
    return ALL_OCCUPATIONS, (
        f"Occupation: not known from the title, all occupations instead; {advice}.",
    )


def _places(snapshot: Snapshot, job: Job) -> list[_Place]:
    """Return where to look for pay, the nearest place first."""
    if job.country != "US":
        return [_Place(NATION, 0.0, "")]
    state = find_state(job.region) if job.region else None
    metro = _metro_code(snapshot, job.metro) if job.metro else None
    named = job.metro or job.region
    nation = _Place(NATION, STATE_SD, f"Pay in {named}: not published, the nation's instead.")
    if named is None:
        return [replace(nation, fallback="Place: not given, pay of the nation instead.")]
    places = [_Place(metro, 0.0, "")] if metro else []
    if state is not None:
        stands_in = job.metro is not None
        text = f"Pay in {job.metro}: not published, the state's instead." if stands_in else ""
        places.append(_Place(f"{state.fips}00000", METRO_SD if stands_in else 0.0, text))
    return [*places, nation]


def _metro_code(snapshot: Snapshot, metro: str) -> str | None:
    rows = snapshot.query(
        """SELECT area_code FROM oews_area
           WHERE area_type = 'metro' AND (area_code = $metro OR starts_with(
               lower(area_name), lower(trim($metro))))
           ORDER BY area_name""",
        {"metro": metro},
    )
    return None if rows.empty else str(rows["area_code"].iloc[0])


def _oews_band(snapshot: Snapshot, job: Job, soc_code: str) -> PayBand | None:
    places = _places(snapshot, job)
    rows = snapshot.query(
        """SELECT wage.*, area_name, occupation_name
           FROM oews_wage AS wage JOIN oews_area USING (area_code)
           LEFT JOIN oews_occupation USING (soc_code)
           WHERE soc_code = $soc AND area_code IN (SELECT unnest($areas::VARCHAR[]))
             AND wage_annual_p50_usd IS NOT NULL""",
        {"soc": soc_code, "areas": [place.area_code for place in places]},
    )
    by_area = {str(row["area_code"]): row for _, row in rows.iterrows()}
    for place in places:
        if place.area_code in by_area:
            return _band(by_area[place.area_code], place)
    return None


def _band(row: pd.Series, place: _Place) -> PayBand:
    as_of = row["as_of_date"].date()
    percentiles = {
        p: float(row[f"wage_annual_p{p}_usd"])
        for p in _PERCENTILES
        if pd.notna(row[f"wage_annual_p{p}_usd"])
    }
    ceiling = row["wage_topcoded_from_percentile"]
    return PayBand(
        source=SourceRef("oews", f"BLS OEWS, {as_of:%B %Y}", as_of),
        occupation=str(row["occupation_name"]),
        place=str(row["area_name"]),
        currency="USD",
        percentiles=percentiles,
        as_of=as_of,
        lower_bounds=frozenset(p for p in percentiles if pd.notna(ceiling) and p >= ceiling),
        fallback_sd=place.fallback_sd,
        fallbacks=(place.fallback,) if place.fallback else (),
    )


def _abroad(snapshot: Snapshot, country: str, band: PayBand) -> PayBand:
    """Return US pay as pay of another country, by purchasing power where that is known."""
    rows = snapshot.query(
        """SELECT year, units_per_intl_usd FROM ppp_rate WHERE country = ?
           ORDER BY year DESC LIMIT 1""",
        [country],
    )
    name = country_name(country)
    currencies: Sequence[str] = get_territory_currencies(country)
    if rows.empty or not currencies:
        text = f"Pay in {name}: not loaded; US pay by the exchange rate instead, a rough guide."
        return replace(band, fallback_sd=EXCHANGE_SD, fallbacks=(text,))
    units = float(rows["units_per_intl_usd"].iloc[0])
    year = int(rows["year"].iloc[0])
    text = (
        f"Pay in {name}: not loaded; US pay by purchasing power of {year} instead, a rough guide: "
        "what a salary buys is then the same as in the US, which pay elsewhere often is below."
    )
    return replace(
        band,
        place=f"the US, by purchasing power in {name}",
        currency=currencies[-1],
        percentiles={p: pay * units for p, pay in band.percentiles.items()},
        fallback_sd=PPP_SD,
        fallbacks=(text,),
    )
