"""Pay bands of what people report: one a source for one job."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import PayBand
from greener.journal.records import Job
from greener.market.countries import country_name
from greener.market.pay_bands_place import carried_to_place, place_name, sampling_sd
from greener.market.store import Snapshot
from greener.market.us_states import find_state

_REPORTED = ("survey_pay_band", "ai_jobs_pay_band", "stackoverflow_pay_band")
_PERCENTILES = (10, 25, 50, 75, 90)
_EVERY_EXPERIENCE = 99


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
            yield carried_to_place(snapshot, job, soc_code, _reported_band(row), row["region"])


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
        place=place_name(row["region"]) or country,
        currency=row["currency"],
        percentiles={p: float(row[f"pay_annual_p{p}"]) for p in _PERCENTILES},
        as_of=paid_on,
        knows_experience=not of_all,
    )
    return replace(band, fallback_sd=sampling_sd(band, row["reports"]))
