"""Every figure that the answers rest on and no loaded source supplies, with its grounds."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import greener.answers
from greener.answers import curves, market_pay, own_pay
from greener.answers.displacement import (
    OCCUPATION_MULTIPLIERS,
    OCCUPATION_SOURCE,
    TENURE_BANDS,
    TENURE_SOURCE,
)
from greener.answers.evidence import Constant, Evidence
from greener.answers.pipeline import HIRED_BY_CHANNEL, HIRED_SOURCE
from greener.market import pay_bands, pay_bands_national


@dataclass(frozen=True)
class Ground:
    """One figure, or one table of them.

    Attributes:
        name: What it is, in words.
        figure: Its value, with its range where one is known.
        evidence: How strong its grounds are.
        source: Where it comes from, with what it counts.
    """

    name: str
    figure: str
    evidence: Evidence
    source: str


def safety_grounds() -> tuple[Ground, ...]:
    """Return what the safety answer rests on; every ``Constant`` of the answers is among them."""
    tenure = "; ".join(f"{band.label} × {band.multiplier:g}" for band in TENURE_BANDS)
    occupations = "; ".join(
        f"{group} × {multiplier:g}" for group, (multiplier, _) in OCCUPATION_MULTIPLIERS.items()
    )
    channels = "; ".join(
        f"{channel} 1 in {1 / share:.0f}" for channel, share in HIRED_BY_CHANNEL.items()
    )
    return (
        *(_of_constant(name, constant) for name, constant in constants()),
        Ground("Hired, by how the process began", channels, Evidence.READ, HIRED_SOURCE),
        Ground("Time with the employer", tenure, Evidence.JUDGEMENT, TENURE_SOURCE),
        Ground("Occupation", occupations, Evidence.COMPUTED, OCCUPATION_SOURCE),
    )


def worth_grounds() -> tuple[Ground, ...]:
    """Return what the worth answer rests on; spreads are sds of log pay."""
    kinds = "; ".join(f"{kind} {sd:g}" for kind, sd in own_pay.KIND_SD.items())
    return (
        Ground(
            "Spread of offers to one person",
            f"{market_pay.OFFER_SD:g}",
            Evidence.READ,
            "Hall and Mueller (2018)",
        ),
        Ground(
            "Spread of worth within title, place and experience",
            f"{market_pay.PRIOR_SD:g}",
            Evidence.COMPUTED,
            "what is left of the error of pay models on two surveys after the spread of offers",
        ),
        Ground(
            "Spread of pay within an occupation",
            f"{market_pay.TYPICAL_BAND_SD:g}",
            Evidence.COMPUTED,
            "OEWS May 2025, weighted by employment; used where one percentile is published",
        ),
        Ground(
            "Added where the state, or the nation, stands in for a place",
            f"{pay_bands.METRO_SD:g}; {pay_bands.STATE_SD:g}",
            Evidence.COMPUTED,
            "OEWS May 2025: spread of median pay between the metros of a state, between states",
        ),
        Ground(
            "Added where US pay stands in for another country's",
            f"{pay_bands.PPP_SD:g} by purchasing power; {pay_bands.EXCHANGE_SD:g} by exchange rate",
            Evidence.COMPUTED,
            "Ask a Manager 2021: pay in the UK, Canada, Australia and the euro area so counted",
        ),
        Ground(
            "Added where an occupation's premium over all is taken from the US",
            f"{pay_bands_national.PREMIUM_SD:g}",
            Evidence.JUDGEMENT,
            "as much as where US pay is taken by purchasing power",
        ),
        Ground(
            "Added where a group of occupations stands in for one",
            f"{pay_bands.BROAD_SD:g}; {pay_bands.MAJOR_SD:g}; {pay_bands.ALL_SD:g}",
            Evidence.COMPUTED,
            "OEWS May 2025: spread of median pay within broad groups, major groups, all",
        ),
        Ground(
            "Share of the growth of posted pay that reaches one person's",
            f"{curves.PASS_THROUGH:g}",
            Evidence.JUDGEMENT,
            "about a half in late answers of Ask a Manager 2021, nine tenths in ai-jobs to 2024",
        ),
        Ground(
            "Added for each year that a band is old",
            f"{market_pay.BAND_AGEING_SD:g}",
            Evidence.JUDGEMENT,
            "how far the growth that carries it may be off",
        ),
        Ground(
            "Added by the kind of figure",
            kinds,
            Evidence.JUDGEMENT,
            "a figure that may still move says less than a written one",
        ),
        Ground(
            "Drift of a person's worth in a year",
            f"{own_pay.AGEING_SD:g}",
            Evidence.JUDGEMENT,
            "grows with the root of time, so that old figures weigh less",
        ),
    )


def constants() -> Iterator[tuple[str, Constant]]:
    """Yield every ``Constant`` of the answers once, with its name in words."""
    seen: set[int] = set()
    for module in _answer_modules():
        for name, value in vars(module).items():
            if isinstance(value, Constant) and id(value) not in seen:
                seen.add(id(value))
                yield name.replace("_", " ").capitalize(), value


def _answer_modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(greener.answers.__path__):
        yield importlib.import_module(f"{greener.answers.__name__}.{module.name}")


def _of_constant(name: str, constant: Constant) -> Ground:
    figure = f"{constant.value:g}"
    if constant.low is not None and constant.high is not None:
        figure += f" ({constant.low:g} to {constant.high:g})"
    return Ground(name, figure, constant.evidence, constant.source)
