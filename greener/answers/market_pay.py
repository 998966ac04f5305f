"""What the public market says a job pays: each source's band, and the prior pooled from them.

Everything is done in log pay. A band is read as a lognormal through its published percentiles. Its
spread holds two things: how people of one occupation differ in worth, and how offers to one person
differ (``OFFER_SD``). The prior is about the first alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from scipy.stats import norm

from greener.answers.curves import ExperienceCurve, PayGrowth, carried
from greener.answers.estimate import SourceRef
from greener.answers.pay import Rates

OFFER_SD = 0.24
"""Sd of log offers made to one person; Hall and Mueller (2018) [read]."""

PRIOR_SD = 0.25
"""Sd of a person's log worth once title, place and experience are known [computed: what is left of
the error of pay models on two surveys after the spread of offers]. No prior is narrower."""

TYPICAL_BAND_SD = 0.32
"""Sd of log pay within an occupation, weighted by employment, OEWS May 2025, nation [computed].
Used where a band publishes one percentile only."""

BAND_AGEING_SD = 0.03
"""Sd of log pay added for each year a band is old [judgement]: its growth may be off so far."""

MEDIAN = 50


@dataclass(frozen=True)
class PayBand:
    """One source's distribution of yearly base pay for people like this one.

    Attributes:
        source: Where it comes from.
        occupation: Whose pay it is, as the source names it.
        place: Where, as the source names it.
        currency: ISO 4217 code of the percentiles.
        percentiles: Percentile (10, 25, …) → yearly base pay; at least one.
        lower_bounds: Percentiles that are only known to be at or above the figure (top-coded).
        as_of: Day that the pay speaks for.
        fallback_sd: Sd of log pay added because the band is not quite about this job (another
            place, another country's pay); 0 when it is.
        fallbacks: What was not published for this job and what the band is instead.
        knows_experience: Whether the band is already for people of this experience.
        knows_rank: Whether the band is already for titles of this rank.
        known_log_offset: What log pay of the job lies above the band's by a known difference: of
            its place from a larger one, of its occupation from all.
    """

    source: SourceRef
    occupation: str
    place: str
    currency: str
    percentiles: Mapping[int, float]
    as_of: date
    lower_bounds: frozenset[int] = frozenset()
    fallback_sd: float = 0.0
    fallbacks: tuple[str, ...] = ()
    knows_experience: bool = False
    knows_rank: bool = False
    known_log_offset: float = 0.0

    def __post_init__(self) -> None:
        if not self.percentiles:
            raise ValueError("percentiles: at least one is needed")
        if min(self.percentiles.values()) <= 0:
            raise ValueError("percentiles: pay must be above 0")

    @cached_property
    def lognormal(self) -> tuple[float, float]:
        """Median and sd of log pay, from the published percentiles; see ``fit_lognormal``."""
        return fit_lognormal(self.percentiles, self.lower_bounds)


@dataclass(frozen=True)
class MarketPay:
    """All that the market half knows about the pay of one job.

    Attributes:
        bands: One a source, side by side; none when nothing is published.
        experience: Curve for bands that do not know experience; None when none was fitted.
        growth: To carry older figures to today; None when no source is loaded.
        rank: Rank that the job's title claims; None when it claims none that the curve knows.
        missing: What was not known about the job and what was used instead.
        measured: Sentences on how often intervals made this way held in back-tests.
    """

    bands: tuple[PayBand, ...] = ()
    experience: ExperienceCurve | None = None
    growth: PayGrowth | None = None
    rank: str | None = None
    missing: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


@dataclass(frozen=True)
class BandPart:
    """A band's part in the pooled prior.

    Attributes:
        band: The band as published.
        percentiles: The band in the person's currency, as of its own day.
        log_mean: Log of the worth it points to: experience and growth counted in.
        sd: Sd of log worth it leaves.
        weight: Share of the pooled prior, 0 to 1.
    """

    band: PayBand
    percentiles: Mapping[int, float]
    log_mean: float
    sd: float
    weight: float = 1.0


@dataclass(frozen=True)
class Prior:
    """What the market alone says: normal in log pay, in the person's currency.

    Attributes:
        log_mean: Mean of log worth.
        sd: Sd of log worth.
        parts: The bands behind it with their weights.
    """

    log_mean: float
    sd: float
    parts: tuple[BandPart, ...] = field(default=())

    @property
    def spreads(self) -> tuple[float, float]:
        """The two parts of ``sd``: sd within the bands, and sd between their means."""
        within = sum(part.weight * part.sd**2 for part in self.parts)
        between = sum(part.weight * (part.log_mean - self.log_mean) ** 2 for part in self.parts)
        return math.sqrt(within), math.sqrt(between)


def fit_lognormal(
    percentiles: Mapping[int, float], lower_bounds: frozenset[int] = frozenset()
) -> tuple[float, float]:
    """Fit a lognormal to published percentiles.

    The median is the published one where there is one. The sd is the least-squares slope of log
    pay on the normal quantile over exact percentiles, widened as far as top-coded ones demand.

    Args:
        percentiles: Percentile → pay.
        lower_bounds: Percentiles that are only lower bounds.

    Returns:
        Mean and sd of log pay.
    """
    z = {p: float(norm.ppf(p / 100)) for p in percentiles}
    log_pay = {p: math.log(pay) for p, pay in percentiles.items()}
    exact = [p for p in percentiles if p not in lower_bounds]
    if len(exact) >= 2:
        slope, intercept = np.polyfit([z[p] for p in exact], [log_pay[p] for p in exact], 1)
        mean, sd = float(intercept), max(float(slope), 0.0)
    else:
        sd = TYPICAL_BAND_SD
        anchor = exact[0] if exact else min(percentiles)
        mean = log_pay[anchor] - sd * z[anchor]
    if MEDIAN in exact:
        mean = log_pay[MEDIAN]
    for p in lower_bounds & percentiles.keys():
        if MEDIAN in exact and p > MEDIAN:
            sd = max(sd, (log_pay[p] - mean) / z[p])
        else:
            mean = max(mean, log_pay[p] - sd * z[p])
    return mean, sd


def pool(
    market: MarketPay,
    currency: str,
    experience_years: float | None,
    rates: Rates,
    as_of: date,
) -> Prior | None:
    """Pool the bands into one prior about the worth of a person with this experience.

    Weights go by precision. Where bands disagree, their disagreement adds to the sd.

    Returns:
        The prior in ``currency`` on ``as_of``; None without bands.

    Raises:
        LookupError: When no rate leads from a band's currency to ``currency``.
    """
    if not market.bands:
        return None
    parts = [
        _part(
            band,
            market,
            currency=currency,
            experience_years=experience_years,
            rates=rates,
            as_of=as_of,
        )
        for band in market.bands
    ]
    precision = np.array([part.sd**-2 for part in parts])
    weights = precision / precision.sum()
    means = np.array([part.log_mean for part in parts])
    mean = float(weights @ means)
    variance = float(weights @ (np.array([part.sd**2 for part in parts]) + (means - mean) ** 2))
    weighted = tuple(
        BandPart(part.band, part.percentiles, part.log_mean, part.sd, float(weight))
        for part, weight in zip(parts, weights, strict=True)
    )
    return Prior(mean, math.sqrt(variance), weighted)


def _part(
    band: PayBand,
    market: MarketPay,
    *,
    currency: str,
    experience_years: float | None,
    rates: Rates,
    as_of: date,
) -> BandPart:
    rate = rates.convert(1, band.currency, currency, as_of).amount
    mean, band_sd = band.lognormal
    log_mean = mean + math.log(rate) + band.known_log_offset
    log_mean += carried(market.growth, band.as_of, as_of)
    variance = band_sd**2 - OFFER_SD**2
    curve = market.experience
    if curve is not None and experience_years is not None and not band.knows_experience:
        log_mean += curve.offset(experience_years)
        variance -= curve.experience_sd**2
    rank = None if band.knows_rank else market.rank
    if curve is not None and rank is not None and rank in curve.rank_log_offset:
        log_mean += curve.rank_log_offset[rank]
        variance -= curve.rank_sd**2
    ageing = BAND_AGEING_SD * abs((as_of - band.as_of).days) / 365.25
    sd = math.hypot(math.sqrt(max(variance, PRIOR_SD**2)), band.fallback_sd, ageing)
    converted = {p: pay * rate for p, pay in band.percentiles.items()}
    return BandPart(band, converted, log_mean, sd)
