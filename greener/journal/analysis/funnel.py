"""How many processes reached each stage, and how many of those went further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from greener.journal.analysis.course import (
    ENDINGS,
    PROGRESS,
    current_stage,
    is_open,
    reached,
)
from greener.journal.analysis.rates import Rate, rate_of
from greener.journal.records import Process, Stage

Group = TypeVar("Group")


@dataclass(frozen=True)
class FunnelStep:
    """One stage of the funnel; ``reached`` = ``went_further`` + ``ended_here`` + ``still_here``.

    Attributes:
        stage: The stage.
        reached: Processes whose log names it.
        went_further: Of those, reached a later stage too.
        ended_here: Of those, got no further and are over.
        still_here: Of those, got no further yet and are open.
        share: Reached, of all processes.
        onward: Went further, of those whose fate at this stage is known (open ones left out).
    """

    stage: Stage
    reached: int
    went_further: int
    ended_here: int
    still_here: int
    share: Rate
    onward: Rate


@dataclass(frozen=True)
class Funnel:
    """The funnel of some processes; ``total`` = ``open`` + the sum of ``endings``.

    Attributes:
        total: All processes.
        steps: One a stage on the way to an offer, in order.
        endings: Processes by the ending they are in now.
        open: Processes that are not over.
        accepted: Accepted, of all processes that are over.
        offers: Came to an offer, of all processes that are over or came to one.
    """

    total: int
    steps: tuple[FunnelStep, ...]
    endings: Mapping[Stage, int]
    open: int
    accepted: Rate
    offers: Rate


def funnel(processes: Iterable[Process]) -> Funnel:
    """Return the funnel of these processes."""
    processes = list(processes)
    courses = [_Course(reached(process), is_open(process)) for process in processes]
    now = Counter(current_stage(process) for process in processes)
    endings = {stage: now[stage] for stage in ENDINGS}
    over = sum(endings.values())
    steps = tuple(_step(stage, courses) for stage in PROGRESS)
    offer = steps[-1]
    return Funnel(
        total=len(processes),
        steps=steps,
        endings=endings,
        open=len(processes) - over,
        accepted=rate_of(endings[Stage.ACCEPTED], over),
        offers=rate_of(offer.reached, over + offer.still_here),
    )


def funnels_by(
    processes: Iterable[Process], group: Callable[[Process], Group]
) -> dict[Group, Funnel]:
    """Return a funnel per group (per channel, per purpose), in order of first mention."""
    groups: dict[Group, list[Process]] = {}
    for process in processes:
        groups.setdefault(group(process), []).append(process)
    return {name: funnel(members) for name, members in groups.items()}


@dataclass(frozen=True)
class _Course:
    """What the funnel needs of one process, read from its log once."""

    reached: tuple[Stage, ...]
    is_open: bool


def _step(stage: Stage, courses: list[_Course]) -> FunnelStep:
    here = [course for course in courses if stage in course.reached]
    stayed = [course for course in here if course.reached[-1] is stage]
    still = sum(course.is_open for course in stayed)
    ended, further = len(stayed) - still, len(here) - len(stayed)
    return FunnelStep(
        stage=stage,
        reached=len(here),
        went_further=further,
        ended_here=ended,
        still_here=still,
        share=rate_of(len(here), len(courses)),
        onward=rate_of(further, further + ended),
    )
