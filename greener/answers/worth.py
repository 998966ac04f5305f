"""What the job is worth on the market: the public prior, updated by the person's own observations.

Normal–normal on log pay. The worth is where offers to this person would centre in the long run; the
next offer spreads around it by ``OFFER_SD``, so its interval is wider and never shrinks below that
spread. Coverage is claimed for the next offer's interval, which is what a back-test can see.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scipy.stats import norm

from greener.answers.estimate import LEVEL, Estimate, SourceRef
from greener.answers.market_pay import OFFER_SD, MarketPay, Prior, pool
from greener.answers.outliers import Array, Evidence, tamed, totals
from greener.answers.own_pay import OwnPay, read_observations
from greener.answers.pay import Rates
from greener.answers.worth_words import worth_basis, worth_missing
from greener.journal.records import Job, PayObservation

Z = float(norm.ppf(0.5 + LEVEL / 2))


@dataclass(frozen=True)
class Belief:
    """A normal belief about log worth.

    Attributes:
        log_mean: Its mean.
        sd: Its sd.
    """

    log_mean: float
    sd: float

    @property
    def next_offer_sd(self) -> float:
        """Sd of the log of the next offer."""
        return math.hypot(self.sd, OFFER_SD)

    def worth_at(self, z: float) -> float:
        """Return the worth ``z`` sds above the median, as yearly pay."""
        return math.exp(self.log_mean + z * self.sd)

    def next_offer_at(self, z: float) -> float:
        """Return the next offer ``z`` sds above the median, as yearly pay."""
        return math.exp(self.log_mean + z * self.next_offer_sd)


@dataclass(frozen=True)
class Narrowing:
    """The answer as it stood with the first observations only.

    Attributes:
        after: How many counted observations it rests on.
        added: The last of them; None for the market alone.
        worth: Low, median and high of the worth.
        next_offer: Low, median and high of the next offer.
        widened: Whether this observation made the worth's interval wider in money: it disagreed
            with what was known before, or lifted it.
    """

    after: int
    added: PayObservation | None
    worth: tuple[float, float, float]
    next_offer: tuple[float, float, float]
    widened: bool = False


@dataclass(frozen=True)
class WorthAnswer:
    """The worth of a job with everything it was reached from.

    Attributes:
        worth: Where offers would centre; yearly base in the person's currency.
        next_offer: The next offer; ``high`` is its P90, the ceiling seen from here.
        belief: Worth in log pay; None when nothing is known.
        prior: The market alone with each source's band; None without a band.
        own: Every observation with its weight, in the order given.
        narrowing: The answer after 0, 1, 2, … counted observations, oldest first.
        pay_percentile_worth: Share of the worth's distribution below the present pay, 0 to 100.
        pay_percentile_next_offer: Share of next offers below the present pay, 0 to 100.
    """

    worth: Estimate
    next_offer: Estimate
    belief: Belief | None
    prior: Prior | None
    own: tuple[OwnPay, ...]
    narrowing: tuple[Narrowing, ...]
    pay_percentile_worth: float | None
    pay_percentile_next_offer: float | None


def market_worth(
    job: Job,
    market: MarketPay,
    observations: Sequence[PayObservation],
    rates: Rates,
    as_of: date,
) -> WorthAnswer:
    """Answer what the job is worth and what the next offer may be.

    Args:
        job: The job the person has; its currency is the currency of the answer.
        market: What the public sources publish for it.
        observations: The person's own pay observations, in any order.
        rates: Exchange rates; a band without one to the person's currency is named as missing.
        as_of: Day the answer speaks for; later observations weigh nothing.
    """
    market = _convertible(market, job.currency, rates, as_of)
    prior = pool(market, job.currency, job.experience_years, rates, as_of)
    read = read_observations(observations, job.currency, market.growth, rates, as_of)
    belief, own = update(prior, read)
    counted = [was for was, now in zip(read, own, strict=True) if now.counts]
    narrowing = _narrow(prior, counted)
    widened = bool(narrowing) and narrowing[-1].widened
    grounds = {
        "n": sum(each.counts for each in own),
        "unit": f"{job.currency}/year",
        "as_of": as_of,
        "basis": worth_basis(job, market, prior, own=own, widened=widened, as_of=as_of),
        "sources": _sources(market, own),
        "missing": worth_missing(job, market, prior),
    }
    return WorthAnswer(
        worth=_estimate(belief.worth_at if belief else None, grounds),
        next_offer=_estimate(belief.next_offer_at if belief else None, grounds),
        belief=belief,
        prior=prior,
        own=tuple(own),
        narrowing=tuple(narrowing),
        pay_percentile_worth=_percentile(job, belief, belief.sd) if belief else None,
        pay_percentile_next_offer=_percentile(job, belief, belief.next_offer_sd)
        if belief
        else None,
    )


def _estimate(at: Callable[[float], float] | None, grounds: Mapping[str, Any]) -> Estimate:
    """Return the estimate whose quantiles ``at`` gives, by normal quantile; None knows nothing."""
    low, value, high = (at(z) if at else None for z in (-Z, 0.0, Z))
    return Estimate(value=value, low=low, high=high, **grounds)


def update(prior: Prior | None, read: Sequence[OwnPay]) -> tuple[Belief | None, list[OwnPay]]:
    """Update the market prior by the evidence; each observation comes back with its weight.

    An observation far from all the rest (market and other observations) counts less, one that can
    only be a slip nothing, so that neither a slip nor one odd company can carry the answer;
    several that agree are not far from the rest.

    Returns:
        The belief (None without prior and evidence) and the observations in the order given.
    """
    evidence = Evidence.of(read)
    noise_sd = tamed(prior, evidence)
    belief = _combine(prior, evidence.log_pay, noise_sd)
    weighed = list(read)
    if belief is None:
        return None, weighed
    for place, sd, log_pay in zip(
        evidence.places, noise_sd.tolist(), evidence.log_pay.tolist(), strict=True
    ):
        side = "above" if log_pay > belief.log_mean else "below"
        weighed[place] = _weighed(read[place], sd, belief, side)
    return belief, weighed


def _combine(prior: Prior | None, log_pay: Array, noise_sd: Array) -> Belief | None:
    """Return what the market and the figures say together; None without any."""
    precision, pull = totals(prior, log_pay, noise_sd)
    return Belief(pull / precision, precision**-0.5) if precision else None


def _weighed(own: OwnPay, noise_sd: float, belief: Belief, side: str) -> OwnPay:
    """Return an observation with its weight, and why that is less where it is."""
    if math.isinf(noise_sd):
        reason = f"weighs nothing: so far {side} all else that another period or currency is meant"
        return replace(own, log_pay=None, noise_sd=None, is_outlier=True, reason=reason)
    weight = (belief.sd / noise_sd) ** 2
    if noise_sd == own.noise_sd:
        return replace(own, weight=weight)
    reason = f"counts less: far {side} what the market and your other figures say"
    return replace(own, noise_sd=noise_sd, weight=weight, is_outlier=True, reason=reason)


def _narrow(prior: Prior | None, counted: Sequence[OwnPay]) -> list[Narrowing]:
    """Return the answer after each observation that counts in the end, oldest first.

    Args:
        prior: The market alone.
        counted: Those observations as they were read, in any order.
    """
    counted = sorted(counted, key=lambda own: own.observation.observed_on)
    evidence = Evidence.of(counted)
    steps: list[Narrowing] = []
    for after in range(len(counted) + 1):
        first = evidence.first(after)
        belief = _combine(prior, first.log_pay, tamed(prior, first))
        if belief is None:
            continue
        worth = (belief.worth_at(-Z), belief.worth_at(0), belief.worth_at(Z))
        before = steps[-1].worth if steps else None
        steps.append(
            Narrowing(
                after=after,
                added=counted[after - 1].observation if after else None,
                worth=worth,
                next_offer=(
                    belief.next_offer_at(-Z),
                    belief.next_offer_at(0),
                    belief.next_offer_at(Z),
                ),
                widened=before is not None and worth[2] - worth[0] > before[2] - before[0],
            )
        )
    return steps


def _convertible(market: MarketPay, currency: str, rates: Rates, as_of: date) -> MarketPay:
    """Return the market without the bands that no rate leads from, each said to be missing."""
    bands, missing = [], list(market.missing)
    for band in market.bands:
        try:
            rates.convert(1, band.currency, currency, as_of)
        except LookupError as error:
            missing.append(f"{band.source.title}: not used. {error}.")
        else:
            bands.append(band)
    return replace(market, bands=tuple(bands), missing=tuple(missing))


def _percentile(job: Job, belief: Belief, sd: float) -> float | None:
    if job.pay_annual is None:
        return None
    return 100 * float(norm.cdf((math.log(job.pay_annual) - belief.log_mean) / sd))


def _sources(market: MarketPay, own: Sequence[OwnPay]) -> tuple[SourceRef, ...]:
    refs = [band.source for band in market.bands]
    refs += [part.source for part in (market.experience, market.growth) if part is not None]
    days = [each.observation.observed_on for each in own if each.counts]
    if days:
        refs.append(SourceRef("person", "Your own entries", max(days)))
    return tuple(dict.fromkeys(refs))
