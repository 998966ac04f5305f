"""The published pay band of one job: as near to it in work and place as OEWS has wages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from babel.numbers import get_territory_currencies

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import PayBand
from greener.journal.records import Job
from greener.market.countries import country_name
from greener.market.store import Snapshot
from greener.market.wage_areas import AmbiguousAreaError
from greener.market.wages import ALL_OCCUPATIONS, OccupationWage, occupation_wage

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
Canada, Australia and the euro area was 17 to 28% below US pay, Ask a Manager 2021 [computed]."""
EXCHANGE_SD = 0.35
"""The same where only an exchange rate is known: 8 to 32% below, and less steady [computed]."""

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


def groups_of(soc_code: str) -> Iterator[tuple[str, float, str]]:
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
    for code, sd, group in groups_of(soc_code):
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
