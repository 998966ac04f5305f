"""What the market knows of the pay of one job: gathered here, judged in ``greener.answers``."""

from __future__ import annotations

from datetime import date

from greener.answers.market_pay import MarketPay
from greener.journal.records import Job
from greener.market.pay_bands import oews_band
from greener.market.pay_bands_employer import employer_band
from greener.market.pay_bands_national import national_band
from greener.market.pay_bands_reported import reported_pay_bands
from greener.market.pay_curves import experience_curve, measured_coverage, pay_growth
from greener.market.store import Snapshot
from greener.market.title_words import title_words
from greener.market.titles import suggest_occupations, title_index
from greener.market.wages import ALL_OCCUPATIONS


def pay_evidence(snapshot: Snapshot, job: Job, as_of: date) -> MarketPay:
    """Gather what the market knows about the pay of a job.

    Bands stand side by side, one a source. Abroad, US pay is used only where nobody of that
    country reported pay for this occupation.

    Args:
        snapshot: The market generation to draw on.
        job: The job asked about.
        as_of: Day the answer speaks for.
    """
    soc_code, missing = occupation_of(snapshot, job)
    bands = list(reported_pay_bands(snapshot, job, soc_code))
    if job.country == "US" or not bands:
        published = (
            oews_band(snapshot, job, soc_code),
            employer_band(snapshot, job, soc_code),
            national_band(snapshot, job.country, soc_code),
        )
        bands = [band for band in published if band is not None] + bands
    if not bands:
        missing += ("BLS OEWS wages: not loaded.",)
    return MarketPay(
        bands=tuple(bands),
        experience=experience_curve(snapshot),
        growth=pay_growth(snapshot, job.country, as_of),
        rank=title_words(job.title).seniority.value,
        missing=missing,
        measured=measured_coverage(snapshot) if job.country == "US" else (),
    )


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
            f"Occupation: not chosen; taken from the title as {first.occupation_name} "
            f"({first.soc_code}).",
        )
    choices = "; ".join(f"{match.occupation_name} ({match.soc_code})" for match in matches)
    advice = f"choose among {choices}" if choices else "no occupation has such a title"
    return ALL_OCCUPATIONS, (
        f"Occupation: not known from the title; all occupations instead; {advice}.",
    )
