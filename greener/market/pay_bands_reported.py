"""Pay bands of what people report, and of what employers attest: one a source for one job."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MEDIAN, PayBand
from greener.journal.records import Job
from greener.market.countries import country_name
from greener.market.pay_bands import METRO_SD, STATE_SD
from greener.market.store import Snapshot
from greener.market.us_states import find_state
from greener.market.wages import AmbiguousAreaError, find_areas, occupation_wage

_REPORTED = ("survey_pay_band", "ai_jobs_pay_band", "stackoverflow_pay_band")
_PERCENTILES = (10, 25, 50, 75, 90)
_EVERY_EXPERIENCE = 99
_MEDIAN_SAMPLING = math.sqrt(math.pi / 2)
"""Sd of a sample median of normal values, in sds of the values over the root of their number."""


def reported_pay_bands(snapshot: Snapshot, job: Job, soc_code: str) -> Iterator[PayBand]:
    """Give what people report for a job, a band a survey: nearest place and experience first."""
    state = find_state(job.region) if job.region and job.country == "US" else None
    region = state.postal if state else ""
    experience = None if job.experience_years is None else int(job.experience_years)
    for table in _REPORTED:
        rows = snapshot.query(
            f"""SELECT band.*, coalesce(info.title, band.source) AS source_title,
                       coalesce(occupation_name, soc_code) AS occupation_name
                FROM {table} AS band LEFT JOIN source_info AS info USING (source)
                LEFT JOIN oews_occupation USING (soc_code)
                WHERE soc_code = $soc AND country = $country AND region IN ('', $region)
                  AND (experience_to_years = {_EVERY_EXPERIENCE} AND experience_from_years = 0
                       OR $years BETWEEN experience_from_years AND experience_to_years)
                ORDER BY experience_to_years - experience_from_years, region = '' LIMIT 1""",  # noqa: S608
            {"soc": soc_code, "country": job.country, "region": region, "years": experience},
        )
        for row in rows.to_dict("records"):
            yield _carried(snapshot, job, soc_code, _reported_band(row), row["region"])


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
    band = replace(band, fallback_sd=_sampling_sd(band, int(row["cases"])))
    return _carried(snapshot, job, soc_code, band, "")


def _reported_band(row: dict[Any, Any]) -> PayBand:
    paid_on = pd.Timestamp(row["paid_on"]).date()
    years = (row["experience_from_years"], row["experience_to_years"])
    of_all = years == (0, _EVERY_EXPERIENCE)
    country = "the US" if row["country"] == "US" else country_name(row["country"])
    said = "any experience" if of_all else f"{years[0]} to {years[1]} years of experience"
    if not of_all and years[1] == _EVERY_EXPERIENCE:
        said = f"{years[0]} or more years of experience"
    band = PayBand(
        source=SourceRef(row["source"], f"{row['source_title']}, {paid_on:%B %Y}", paid_on),
        occupation=f"{row['reports']:,} people ({row['occupation_name']}) with {said}",
        place=_state_name(row["region"]) or country,
        currency=row["currency"],
        percentiles={p: float(row[f"pay_annual_p{p}"]) for p in _PERCENTILES},
        as_of=paid_on,
        knows_experience=not of_all,
    )
    return replace(band, fallback_sd=_sampling_sd(band, row["reports"]))


def _carried(
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
    name = local[0] if local else job.metro or _state_name(job.region or "")
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


def _state_name(region: str) -> str:
    state = find_state(region) if region else None
    return state.name if state else region


def _sampling_sd(band: PayBand, reports: int) -> float:
    """Return the sd of the median of so few figures."""
    return _MEDIAN_SAMPLING * band.lognormal[1] / math.sqrt(reports)
