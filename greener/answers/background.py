"""The level: how often workers like this one lose their job, whatever firm they work for.

Anchored on the BLS Displaced Worker Survey (DWS), not on JOLTS: JOLTS counts some eight layoffs and
discharges a displaced person (seasonal ends, dismissals for cause, repeats). The multipliers are
centred on the employed population, so the mean hazard over all workers stays at the anchor.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from greener.answers.displacement import (
    INDUSTRY_SOURCE,
    OCCUPATION_MULTIPLIERS,
    OCCUPATION_SOURCE,
    TENURE_BANDS,
    TENURE_SOURCE,
    employment,
    industry_multiplier,
    occupation_group,
    tenure_band,
)
from greener.answers.evidence import Constant, Evidence
from greener.market.industries import sectors

LEVEL_LOG_SD = Constant(
    0.5, Evidence.JUDGEMENT, "spread of one person's background hazard: 80% within × / ÷ 1.9"
)
FOREIGN_LOG_SD = Constant(
    0.6, Evidence.JUDGEMENT, "extra spread where the US level stands in for another country's"
)
SHRINK_POWER = 0.5
"""Occupation and industry multipliers are halved in logs: they come from small survey counts."""


@dataclass(frozen=True)
class Multiplier:
    """One factor of the background hazard.

    Attributes:
        name: Identifier, unique within an answer.
        label: The factor in words.
        value: Factor on the yearly hazard; 1 is the average worker.
        evidence: How strong its grounds are.
        source: What it was computed from.
        log_sd: Spread, in logs, that not knowing it adds.
        missing: What is not known, and what stands in for it; empty when it is known.
    """

    name: str
    label: str
    value: float
    evidence: Evidence
    source: str
    log_sd: float = 0.0
    missing: str = ""


def background_multipliers(
    tenure_years: float | None, occupation: str | None, naics_sector: str | None
) -> tuple[Multiplier, ...]:
    """Return the centred person factors; their product is 1 on average over all workers.

    Args:
        tenure_years: Years with the employer; None when not known.
        occupation: SOC code with dash; None when not known.
        naics_sector: NAICS sector code of the employer; None when not known.
    """
    group = occupation_group(occupation)
    sector = naics_sector if naics_sector in sectors() else None
    return (
        _tenure(tenure_years),
        _occupation(occupation, group, sector),
        _industry(naics_sector, sector, group),
        _balance(group, sector),
    )


def _occupation_effect(group: str) -> float:
    return float(OCCUPATION_MULTIPLIERS[group][0] ** SHRINK_POWER)


def _industry_effect(sector: str) -> float:
    return float((industry_multiplier(sector) or 1.0) ** SHRINK_POWER)


def _joint_effect(sector: str, group: str) -> float:
    return _industry_effect(sector) * _occupation_effect(group)


@cache
def _mean(
    effect: Callable[[str, str], float], sector: str | None = None, group: str | None = None
) -> float:
    """Return the employment-weighted mean of an effect over the given cells, or over all."""
    cells = {
        cell: count
        for cell, count in employment().items()
        if sector in (None, cell[0]) and group in (None, cell[1])
    }
    return sum(effect(*cell) * count for cell, count in cells.items()) / sum(cells.values())


def _log_sd(effect: Callable[[str, str], float]) -> float:
    mean = _mean(lambda sector, group: math.log(effect(sector, group)))
    square = _mean(lambda sector, group: math.log(effect(sector, group)) ** 2)
    return math.sqrt(square - mean**2)


def _by_occupation(_sector: str, group: str) -> float:
    return _occupation_effect(group)


def _by_industry(sector: str, _group: str) -> float:
    return _industry_effect(sector)


def _tenure(years: float | None) -> Multiplier:
    mean = sum(band.share * band.multiplier for band in TENURE_BANDS)
    if years is None:
        logs = [math.log(band.multiplier) for band in TENURE_BANDS]
        centre = sum(band.share * log for band, log in zip(TENURE_BANDS, logs, strict=True))
        variance = sum(
            band.share * (log - centre) ** 2 for band, log in zip(TENURE_BANDS, logs, strict=True)
        )
        return Multiplier(
            "tenure",
            "Time with this employer: not known",
            1.0,
            Evidence.JUDGEMENT,
            TENURE_SOURCE,
            math.sqrt(variance),
            "the start of the job: the average worker's tenure stands in for it",
        )
    band = tenure_band(years)
    label = f"Time with this employer: {band.label}"
    return Multiplier("tenure", label, band.multiplier / mean, Evidence.JUDGEMENT, TENURE_SOURCE)


def _occupation(code: str | None, group: str | None, sector: str | None) -> Multiplier:
    centre = _mean(_by_occupation)
    if group is not None:
        return Multiplier(
            "occupation",
            f"Occupation: {group}",
            _occupation_effect(group) / centre,
            Evidence.COMPUTED,
            OCCUPATION_SOURCE,
        )
    if sector is not None and code is None:
        label = "Usual occupations of the industry"
    else:
        label = f"Occupation: {f'no survey figure for {code}' if code else 'not known'}"
    missing = "the occupation: " if code is None else f"a survey figure for occupation {code}: "
    return Multiplier(
        "occupation",
        label,
        _mean(_by_occupation, sector=sector) / centre,
        Evidence.COMPUTED,
        OCCUPATION_SOURCE,
        _log_sd(_by_occupation),
        f"{missing}the average of {'the industry' if sector else 'all workers'} stands in for it",
    )


def _industry(code: str | None, sector: str | None, group: str | None) -> Multiplier:
    centre = _mean(_by_industry)
    if sector is not None:
        name = sectors()[sector]
        lacks = industry_multiplier(sector) is None
        return Multiplier(
            "industry",
            f"Industry: {name}" + (" (no survey figure)" if lacks else ""),
            _industry_effect(sector) / centre,
            Evidence.JUDGEMENT if lacks else Evidence.COMPUTED,
            INDUSTRY_SOURCE,
            _log_sd(_by_industry) if lacks else 0.0,
            f"a survey figure for {name}: the multiplier 1.0 stands in for it" if lacks else "",
        )
    known = f"{code} is no NAICS sector" if code else "not known"
    return Multiplier(
        "industry",
        f"Industry: {known}" if code or group is None else "Usual industries of the occupation",
        _mean(_by_industry, group=group) / centre,
        Evidence.COMPUTED,
        INDUSTRY_SOURCE,
        _log_sd(_by_industry),
        f"the industry ({known}): the average of "
        f"{'the occupation' if group else 'all workers'} stands in for it",
    )


def _balance(group: str | None, sector: str | None) -> Multiplier:
    """Return what keeps the mean product at 1 although occupation and industry go together."""
    both = _mean(_joint_effect)
    apart = _mean(_by_occupation) * _mean(_by_industry)
    unknown = group is None and sector is None
    return Multiplier(
        "balance",
        "Occupation and industry overlap",
        1.0 if unknown else apart / both,
        Evidence.COMPUTED,
        "OEWS May 2025 employment by industry and occupation",
    )


def country_multiplier(country: str) -> Multiplier:
    """Return the factor of the country: 1, with a wider range where the US level stands in.

    Args:
        country: ISO 3166 alpha-2 code.
    """
    if country == "US":
        return Multiplier("country", "Country: US", 1.0, Evidence.READ, "the survey is of the US")
    return Multiplier(
        "country",
        f"Country: {country}, with the US level",
        1.0,
        FOREIGN_LOG_SD.evidence,
        FOREIGN_LOG_SD.source,
        FOREIGN_LOG_SD.value,
        f"a displacement rate for {country}: the US level stands in for it, the range is wider",
    )
