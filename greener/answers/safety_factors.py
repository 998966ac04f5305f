"""The steps from the average worker to one person, in hazards that add up to the answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from greener.answers.background import Multiplier
from greener.answers.displacement import DISPLACED_YEARLY
from greener.answers.employer import NEW_STARTER_SELECTION
from greener.answers.evidence import Evidence
from greener.answers.forecast import AVERAGE_COMPANY_HAZARD, CompanyChannel

FLOOR_SHARE = 0.25
"""The employer channel may lower the risk, never below this share of the level."""


@dataclass(frozen=True)
class Factor:
    """One step from the average worker to this person; the steps add up to the answer.

    Attributes:
        name: Identifier, unique within an answer.
        label: The step in words.
        hazard: What it adds to the yearly hazard.
        per_100: What it adds to the chance, in people per 100.
        multiplier: Its factor on the level, where it is one.
        evidence: How strong its grounds are.
        source: What it rests on.
    """

    name: str
    label: str
    hazard: float
    per_100: float
    multiplier: float | None
    evidence: Evidence
    source: str


def level_steps(multipliers: Iterable[Multiplier]) -> list[Factor]:
    """Return the average worker's hazard and one step a multiplier."""
    anchor = DISPLACED_YEARLY
    hazard = anchor.value
    steps = [Factor("level", "Average US worker", hazard, 0, None, anchor.evidence, anchor.source)]
    for item in multipliers:
        added = hazard * (item.value - 1)
        hazard *= item.value
        steps.append(
            Factor(item.name, item.label, added, 0, item.value, item.evidence, item.source)
        )
    return steps


def employer_steps(company: CompanyChannel) -> list[Factor]:
    """Return what the employer, and the choice among its people, add to the average worker's."""
    forecast = company.forecast
    hazard = forecast.probability * company.cut_share
    chance = f"{forecast.probability:{'.0%' if forecast.probability >= 0.1 else '.1%'}}"
    label = f"Employer: {chance} chance of a {company.cut_share:.0%} cut"
    grounds = (
        f"{forecast.label} ({forecast.source}); {company.cut_source}; less "
        f"{AVERAGE_COMPANY_HAZARD:.1%} for the average worker"
    )
    chosen = NEW_STARTER_SELECTION
    return [
        Factor(
            "employer", label, hazard - AVERAGE_COMPANY_HAZARD, 0, None, forecast.evidence, grounds
        ),
        Factor(
            "selection",
            "Newcomers and remote staff go first",
            hazard * (company.selection - 1),
            0,
            company.selection,
            chosen.evidence,
            chosen.source,
        ),
    ]


def with_floor(level: Sequence[Factor], employer: Sequence[Factor]) -> tuple[Factor, ...]:
    """Return all steps, the floor as a last one where it binds, with their per-100 figures."""
    steps = [*level, *employer]
    floor = FLOOR_SHARE * math.fsum(step.hazard for step in level)
    lacking = floor - math.fsum(step.hazard for step in steps)
    if lacking > 0:
        label = "Even at the calmest employer a quarter of the level remains"
        steps.append(
            Factor("floor", label, lacking, 0, None, Evidence.JUDGEMENT, "a floor, not measured")
        )
    hazard = 0.0
    placed = []
    for step in steps:
        per_100 = 100 * (math.exp(-hazard) - math.exp(-hazard - step.hazard))
        hazard += step.hazard
        placed.append(replace(step, per_100=per_100))
    return tuple(placed)
