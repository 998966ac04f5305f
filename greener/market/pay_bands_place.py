"""Carries a pay band of a larger place to the job's, and says how sure a band of few figures is."""

from __future__ import annotations

import math
from dataclasses import replace

from greener.answers.market_pay import MEDIAN, PayBand
from greener.journal.records import Job
from greener.market.pay_bands import METRO_SD, STATE_SD
from greener.market.store import Snapshot
from greener.market.us_states import find_state
from greener.market.wage_areas import AmbiguousAreaError, find_areas
from greener.market.wages import occupation_wage

_MEDIAN_SAMPLING = math.sqrt(math.pi / 2)
"""Sd of a sample median of normal values, in sds of the values over the root of their number."""


def carried_to_place(
    snapshot: Snapshot, job: Job, soc_code: str, band: PayBand, band_region: str
) -> PayBand:
    """Carry a band of a larger place to the job's, by what OEWS publishes for the two."""
    if job.country != "US" or not (job.region or job.metro):
        return band
    if band_region and not job.metro:
        return band
    metro = job.metro
    try:
        places = find_areas(snapshot, job.region, metro)
    except AmbiguousAreaError:
        metro = None
        places = find_areas(snapshot, job.region)
    here = occupation_wage(snapshot, soc_code, job.region, metro)
    there = occupation_wage(snapshot, soc_code, band_region or None)
    local = [area.name for area in places if area.kind != "nation"]
    name = local[0] if local else job.metro or place_name(job.region or "")
    said = f"{band.source.title}: too few in {name}, the figures of {band.place} instead"
    if here is None or there is None or here.area.kind == "nation":
        sd = METRO_SD if band_region else STATE_SD
        return replace(
            band,
            fallback_sd=math.hypot(band.fallback_sd, sd),
            fallbacks=(*band.fallbacks, f"{said}."),
        )
    medians = [wage.percentiles_annual_usd.get(MEDIAN) for wage in (here, there)]
    ratio = medians[0] / medians[1] if medians[0] and medians[1] else 1.0
    return replace(
        band,
        known_log_offset=math.log(ratio),
        fallback_sd=math.hypot(band.fallback_sd, METRO_SD),
        fallbacks=(*band.fallbacks, f"{said}, × {ratio:.2f} as BLS OEWS wages differ."),
    )


def place_name(region: str) -> str:
    """Return the name of a US state given by its code; another region as it is."""
    state = find_state(region) if region else None
    return state.name if state else region


def sampling_sd(band: PayBand, reports: int) -> float:
    """Return the sd of the median of so few figures."""
    return _MEDIAN_SAMPLING * band.lognormal[1] / math.sqrt(reports)
