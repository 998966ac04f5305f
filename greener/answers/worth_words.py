"""How a worth was reached, and what was not known for it, in plain sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from greener.answers.curves import PASS_THROUGH
from greener.answers.market_pay import OFFER_SD, PRIOR_SD, BandPart, MarketPay, Prior
from greener.answers.own_pay import OwnPay
from greener.journal.records import Job

_NO_RANK = "unmarked"


def worth_basis(
    job: Job,
    market: MarketPay,
    prior: Prior | None,
    *,
    own: Sequence[OwnPay],
    widened: bool,
    as_of: date,
) -> tuple[str, ...]:
    """Return the steps to the answer in order, a sentence each.

    Args:
        job: The job asked about.
        market: What the public sources publish for it.
        prior: The market pooled; None without a band.
        own: The observations with their weights.
        widened: Whether the newest observation widened the interval in money.
        as_of: Day the answer speaks for.
    """
    steps = [_band_sentence(part, job.currency) for part in prior.parts] if prior else []
    steps += _curve_sentences(job, market, prior)
    if prior and market.growth:
        newest = min(market.growth.newest_month, as_of)
        steps.append(
            f"Carried to {newest:%B %Y}, the newest month known, by {PASS_THROUGH:.0%} of the "
            f"growth of pay ({market.growth.source.title})."
        )
    steps.extend(_own_sentences(own, prior, widened))
    steps.append(
        "The next offer spreads around the worth as offers to one person do "
        f"(sd of log pay {OFFER_SD})."
    )
    return (*steps, *market.measured)


def worth_missing(job: Job, market: MarketPay, prior: Prior | None) -> tuple[str, ...]:
    """Return what was not known, each with what was done instead."""
    missing = list(market.missing)
    for band in market.bands:
        missing.extend(band.fallbacks)
        missing.extend(_bound_sentence(band.lower_bounds, band.source.title))
    if prior is None:
        missing.append("No market band: the answer rests on your own observations alone.")
    elif job.experience_years is None:
        missing.append("Years of experience: not given, so the range is for all experience levels.")
    elif market.experience is None and not all(band.knows_experience for band in market.bands):
        missing.append("Experience: no curve is loaded, so the range is for all experience levels.")
    missing.extend(_even_pay(prior))
    if prior is not None and market.growth is None:
        missing.append("Growth of pay: no source is loaded, so older figures are not carried on.")
    return tuple(dict.fromkeys(missing))


def money(amount: float, currency: str) -> str:
    """Return an amount for a sentence: ``USD 135,000``."""
    return f"{currency} {amount:,.0f}"


def _band_sentence(part: BandPart, currency: str) -> str:
    band = part.band
    low, high = min(part.percentiles), max(part.percentiles)
    at_least = "at least " if high in band.lower_bounds else ""
    return (
        f"{band.source.title}: {band.occupation} in {band.place}, P{low} to P{high} "
        f"{money(part.percentiles[low], currency)} to {at_least}"
        f"{money(part.percentiles[high], currency)} a year "
        f"({part.weight:.0%} of the market's part)."
    )


def _curve_sentences(job: Job, market: MarketPay, prior: Prior | None) -> list[str]:
    """Say what rank and years do to the bands that are for everybody."""
    curve, sentences = market.experience, []
    if prior is None or curve is None:
        return []
    if market.rank is not None and market.rank in curve.rank_log_offset:
        factor = math.exp(curve.rank_log_offset[market.rank])
        rank = "No rank in the title" if market.rank == _NO_RANK else f"A {market.rank} title"
        sentences.append(f"{rank}: × {factor:.2f} at equal years ({curve.source.title}).")
    for_everybody = [part for part in prior.parts if not part.band.knows_experience]
    if job.experience_years is not None and for_everybody:
        factor = math.exp(curve.offset(job.experience_years))
        sentences.append(
            f"{job.experience_years:g} years of experience: × {factor:.2f} on bands for all "
            f"({curve.source.title})."
        )
    return sentences


def _even_pay(prior: Prior | None) -> list[str]:
    """Say where the main source spreads less than any range is let: it may then be too wide."""
    main = max(prior.parts, key=lambda part: part.weight) if prior and prior.parts else None
    if main is None or main.band.lognormal[1] >= PRIOR_SD:
        return []
    band = main.band
    return [
        f"{band.occupation} in {band.place} are paid more evenly than most work "
        f"({band.source.title}): how one person's worth spreads was measured over all work, so "
        "the range may be wider than it need be here."
    ]


def _bound_sentence(lower_bounds: frozenset[int], title: str) -> list[str]:
    if not lower_bounds:
        return []
    return [
        f"{title} publishes P{min(lower_bounds)} and above only as a lower bound: taken as such."
    ]


def _own_sentences(own: Sequence[OwnPay], prior: Prior | None, widened: bool) -> list[str]:
    counted = [each for each in own if each.counts]
    if not own:
        return ["No own observation yet: each offer or quote narrows this."]
    share = sum(each.weight for each in counted) if prior else 1.0
    sentences = [
        f"{len(counted)} of your {len(own)} observations count; they carry "
        f"{share if counted else 0:.0%} of the answer."
    ]
    outliers = sum(each.is_outlier for each in own)
    if outliers:
        sentences.append(f"{outliers} of them lie far from the rest and count less or nothing.")
    if widened:
        sentences.append(
            "The newest observation disagrees with what was known before: the interval is wider "
            "in money than without it."
        )
    return sentences
