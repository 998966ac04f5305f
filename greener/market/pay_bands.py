"""One pay band a source for one job, as near to it in work, place and experience as published."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
from babel.numbers import get_territory_currencies

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import PayBand
from greener.journal.records import Job
from greener.market.countries import country_name
from greener.market.store import Snapshot
from greener.market.us_states import find_state
from greener.market.wages import (
    ALL_OCCUPATIONS,
    AmbiguousAreaError,
    OccupationWage,
    occupation_wage,
)

STATE_SD = 0.15
"""Sd of log median pay of an occupation between states, weighted by employment, OEWS May 2025
[computed]. Added where pay of the nation stands for a place's."""
METRO_SD = 0.09
"""The same between the metropolitan areas of one state [computed]."""
BROAD_SD, MAJOR_SD, ALL_SD = 0.11, 0.26, 0.47
"""Sd of log median pay between the occupations of one broad group, of one major group, of all
[computed likewise]. Added where pay of the group stands for an occupation's."""
PPP_SD = 0.30
"""Added where US pay, by purchasing power, stands for another country's: so counted, pay in the UK,
Canada, Australia and the euro area was 17 to 28 % below US pay, Ask a Manager 2021 [computed]."""
EXCHANGE_SD = 0.35
"""The same where only an exchange rate is known: 8 to 32 % below, and less steady [computed]."""

_PUBLISHED_TOGETHER = {
    "21-1011": "21-1018",
    "21-1014": "21-1018",
    "25-2055": "25-2052",
    "25-2056": "25-2052",
    "25-9042": "25-9045",
    "25-9043": "25-9045",
    "25-9049": "25-9045",
    "51-2022": "51-2028",
    "51-2023": "51-2028",
    "53-1042": "53-1047",
    "53-1043": "53-1047",
    "53-1044": "53-1047",
    "53-1049": "53-1047",
}
"""SOC code → the code under which OEWS publishes it together with its like."""

_REPORTED = ("survey_pay_band", "ai_jobs_pay_band", "stackoverflow_pay_band")
_PERCENTILES = (10, 25, 50, 75, 90)
_EVERY_EXPERIENCE = 99
_MEDIAN_SAMPLING = math.sqrt(math.pi / 2)
"""Sd of a sample median of normal values, in sds of the values over the root of their number."""


def oews_band(snapshot: Snapshot, job: Job, soc_code: str) -> PayBand | None:
    """Return what OEWS publishes for a job; abroad, US pay as pay of that country.

    Returns:
        None when no wages are loaded.
    """
    found = _nearest_wage(snapshot, job, soc_code)
    if found is None:
        return None
    wage, sd, fallbacks = found
    place_sd, place_fallback = _place_fallback(job, wage)
    band = PayBand(
        source=SourceRef("oews", f"BLS OEWS, {wage.as_of:%B %Y}", wage.as_of),
        occupation=wage.occupation,
        place="the US" if wage.area.kind == "nation" else wage.area.name,
        currency="USD",
        percentiles=wage.percentiles_annual_usd,
        as_of=wage.as_of,
        lower_bounds=wage.lower_bounds,
        fallback_sd=math.hypot(sd, place_sd),
        fallbacks=(*fallbacks, *place_fallback),
    )
    return band if job.country == "US" else _abroad(snapshot, job.country, band)


def reported_pay_bands(snapshot: Snapshot, job: Job, soc_code: str) -> Iterator[PayBand]:
    """Give what people report for a job, a band a survey: nearest place and experience first."""
    state = find_state(job.region) if job.region and job.country == "US" else None
    region = state.postal if state else ""
    experience = None if job.experience_years is None else int(job.experience_years)
    for table in _REPORTED:
        rows = snapshot.query(
            f"""SELECT band.*, coalesce(info.title, band.source) AS source_title
                FROM {table} AS band LEFT JOIN source_info AS info USING (source)
                WHERE soc_code = $soc AND country = $country AND region IN ('', $region)
                  AND (experience_to_years = {_EVERY_EXPERIENCE} AND experience_from_years = 0
                       OR $years BETWEEN experience_from_years AND experience_to_years)
                ORDER BY experience_to_years - experience_from_years, region = '' LIMIT 1""",  # noqa: S608
            {"soc": soc_code, "country": job.country, "region": region, "years": experience},
        )
        for row in rows.to_dict("records"):
            yield _reported_band(row, region)


def employer_band(snapshot: Snapshot, job: Job, soc_code: str) -> PayBand | None:
    """Return what the employer attested to pay foreign workers in this occupation, if it did."""
    rows = snapshot.query(
        """SELECT wage.*, coalesce(info.title, wage.source) AS source_title,
                  coalesce(occupation_name, soc_code) AS occupation_name
           FROM h1b_employer_wage AS wage
           LEFT JOIN source_info AS info USING (source)
           LEFT JOIN oews_occupation USING (soc_code)
           WHERE company_key = $company AND soc_code = $soc""",
        {"company": " ".join(job.employer.split()).casefold(), "soc": soc_code},
    )
    if rows.empty or job.country != "US":
        return None
    row = rows.iloc[0]
    decided = row["newest_decision"].date()
    band = PayBand(
        source=SourceRef(str(row["source"]), f"{row['source_title']}, {decided:%B %Y}", decided),
        occupation=f"{row['occupation_name']} at {row['employer_name']}",
        place="the US",
        currency="USD",
        percentiles={p: float(row[f"wage_annual_p{p}_usd"]) for p in (25, 50, 75)},
        as_of=decided,
        fallbacks=(
            "Pay at this employer: the lowest it attested to pay foreign workers; what it pays "
            "may be more.",
        ),
    )
    return replace(band, fallback_sd=_sampling_sd(band, int(row["cases"])))


def _occupations(soc_code: str) -> Iterator[tuple[str, float, str]]:
    """Give the codes to look for: the occupation, then ever larger groups with what they add."""
    yield soc_code, 0.0, ""
    together = _PUBLISHED_TOGETHER.get(soc_code, f"{soc_code[:6]}0")
    yield together, BROAD_SD, "pay of it and its like together"
    yield f"{soc_code[:2]}-0000", MAJOR_SD, "pay of its major group"
    yield ALL_OCCUPATIONS, ALL_SD, "pay of all occupations"


def _nearest_wage(
    snapshot: Snapshot, job: Job, soc_code: str
) -> tuple[OccupationWage, float, tuple[str, ...]] | None:
    """Return the wage of the smallest group published, what the group adds, what to say of it."""
    region, metro = (job.region, job.metro) if job.country == "US" else (None, None)
    said: tuple[str, ...] = ()
    for code, sd, group in _occupations(soc_code):
        try:
            wage = occupation_wage(snapshot, code, region, metro)
        except AmbiguousAreaError as error:
            said, metro = (f"Metropolitan area: {error}.",), None
            wage = occupation_wage(snapshot, code, region)
        if wage is not None and group:
            said += (f"Pay of occupation {soc_code}: not published; {group} instead.",)
        if wage is not None:
            return wage, sd, said
    return None


def _place_fallback(job: Job, wage: OccupationWage) -> tuple[float, tuple[str, ...]]:
    """Return the sd that a larger place adds, and what to say of it."""
    if job.country != "US":
        return 0.0, ()
    is_nation = wage.area.kind == "nation"
    if not job.metro and not job.region:
        return STATE_SD, ("Place: not given; pay of the nation instead.",)
    if is_nation:
        return STATE_SD, (
            f"Pay in {job.metro or job.region}: not published; the nation's instead.",
        )
    if job.metro and wage.area.kind == "state":
        return METRO_SD, (f"Pay in {job.metro}: not published; the state's instead.",)
    return 0.0, ()


def _reported_band(row: dict[Any, Any], region: str) -> PayBand:
    paid_on = pd.Timestamp(row["paid_on"]).date()
    years = (row["experience_from_years"], row["experience_to_years"])
    of_all = years == (0, _EVERY_EXPERIENCE)
    stands_in = bool(region) and not row["region"]
    country = "the US" if row["country"] == "US" else country_name(row["country"])
    said = "any experience" if of_all else f"{years[0]} to {years[1]} years of experience"
    if not of_all and years[1] == _EVERY_EXPERIENCE:
        said = f"{years[0]} or more years of experience"
    band = PayBand(
        source=SourceRef(row["source"], f"{row['source_title']}, {paid_on:%B %Y}", paid_on),
        occupation=f"{row['reports']:,} people of {row['soc_code']} with {said}",
        place=row["region"] or country,
        currency=row["currency"],
        percentiles={p: float(row[f"pay_annual_p{p}"]) for p in _PERCENTILES},
        as_of=paid_on,
        knows_experience=not of_all,
        fallbacks=(f"{row['source_title']} in {region}: too few; the country's instead.",)
        if stands_in
        else (),
    )
    sd = math.hypot(STATE_SD if stands_in else 0.0, _sampling_sd(band, row["reports"]))
    return replace(band, fallback_sd=sd)


def _sampling_sd(band: PayBand, reports: int) -> float:
    """Return the sd of the median of so few figures."""
    return _MEDIAN_SAMPLING * band.lognormal[1] / math.sqrt(reports)


def _abroad(snapshot: Snapshot, country: str, band: PayBand) -> PayBand:
    """Return US pay as pay of another country, by purchasing power where that is known."""
    rows = snapshot.query(
        """SELECT year, units_per_intl_usd FROM ppp_rate WHERE country = ?
           ORDER BY year DESC LIMIT 1""",
        [country],
    )
    name = country_name(country)
    currencies = get_territory_currencies(country)
    if rows.empty or not currencies:
        text = f"Pay in {name}: not published here; US pay by the exchange rate, a rough guide."
        return replace(
            band,
            fallback_sd=math.hypot(band.fallback_sd, EXCHANGE_SD),
            fallbacks=(*band.fallbacks, text),
        )
    units = float(rows["units_per_intl_usd"].iloc[0])
    text = (
        f"Pay in {name}: not published here; US pay by purchasing power of "
        f"{int(rows['year'].iloc[0])}, a rough guide: it buys there what US pay buys in the US, "
        "and pay elsewhere often buys less."
    )
    return replace(
        band,
        place=f"the US, by purchasing power in {name}",
        currency=currencies[-1],
        percentiles={p: pay * units for p, pay in band.percentiles.items()},
        fallback_sd=math.hypot(band.fallback_sd, PPP_SD),
        fallbacks=(*band.fallbacks, text),
    )
