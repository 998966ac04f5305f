"""Figures that lie far from all else: how far, and how much less they count for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from greener.answers.market_pay import Prior
from greener.answers.own_pay import OwnPay

Array: TypeAlias = NDArray[np.float64]

OUTLIER_Z = 2.5
"""Beyond so many sds from what everything else says a figure counts less [judgement]."""

IMPOSSIBLE_Z = 6.0
"""Beyond so many it counts nothing: another period, currency or job is meant [judgement]."""


@dataclass(frozen=True)
class Evidence:
    """The observations that are evidence, as arrays.

    Attributes:
        places: Place of each among all observations.
        log_pay: Log of the pay each names.
        noise_sd: Sd of it around log worth.
    """

    places: tuple[int, ...]
    log_pay: Array
    noise_sd: Array

    @classmethod
    def of(cls, read: Sequence[OwnPay]) -> Self:
        """Return what of these observations is evidence, in their order."""
        found = [
            (place, own.log_pay, own.noise_sd)
            for place, own in enumerate(read)
            if own.log_pay is not None and own.noise_sd is not None
        ]
        places, log_pay, noise_sd = zip(*found, strict=True) if found else ((), (), ())
        return cls(places, np.array(log_pay, float), np.array(noise_sd, float))

    def first(self, count: int) -> Evidence:
        """Return the first figures alone."""
        return Evidence(self.places[:count], self.log_pay[:count], self.noise_sd[:count])


def totals(prior: Prior | None, log_pay: Array, noise_sd: Array) -> tuple[float, float]:
    """Return the sum of all precisions (0 without any), and the sum of the means weighed by them.

    Args:
        prior: The market alone; None without one.
        log_pay: What each figure says.
        noise_sd: How surely; infinite counts nothing.
    """
    precisions = noise_sd**-2
    precision, pull = float(precisions.sum()), float((precisions * log_pay).sum())
    if prior is None:
        return precision, pull
    return precision + prior.sd**-2, pull + prior.log_mean * prior.sd**-2


def distances(prior: Prior | None, evidence: Evidence) -> Array:
    """Return how many sds each figure lies above (below: negative) everything else.

    Everything else is the total less the figure's own share, so a thousand figures take a thousand
    steps. A figure that stands alone, or counts nothing, is far from nothing: 0.
    """
    log_pay, noise_sd = evidence.log_pay, evidence.noise_sd
    if prior is None and len(log_pay) == 1:
        return np.zeros(1)
    precision, pull = totals(prior, log_pay, noise_sd)
    own = noise_sd**-2
    rest = precision - own
    return (log_pay - (pull - own * log_pay) / rest) / np.hypot(rest**-0.5, noise_sd)


def tamed(prior: Prior | None, evidence: Evidence) -> Array:
    """Return the noise of each figure, more where it lies far from everything else.

    Infinite where it counts nothing; for that there must be a market that says so. The farthest
    such figure goes first and the rest are measured anew: beside a slip good figures look far.
    """
    kept, far = evidence, np.abs(distances(prior, evidence))
    while prior is not None and far.max(initial=0.0) > IMPOSSIBLE_Z:
        noise_sd = kept.noise_sd.copy()
        noise_sd[far.argmax()] = np.inf
        kept = replace(kept, noise_sd=noise_sd)
        far = np.abs(distances(prior, kept))
    return kept.noise_sd * np.maximum(far / OUTLIER_Z, 1)
