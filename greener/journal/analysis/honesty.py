"""Telling companies that one only explores: who has not been told, and what telling went with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from greener.journal.analysis.course import current_stage, has_talked, is_open, reached
from greener.journal.analysis.rates import Rate, rate_of
from greener.journal.records import Process, Purpose, Reaction, Stage

ENOUGH_PROCESSES: Final = 5
"""Finished processes in each group below which nothing is compared [judgement]."""

_WORDS: Final[Mapping[Purpose | None, str]] = {
    Purpose.LEARN_WORTH: (
        "I should say openly: I am content where I am and want to learn what I am worth."
        " If that is fine with you, I would like to go on."
    ),
    Purpose.PRACTISE: (
        "I should say openly: I am not set on leaving and I interview to stay in practice."
        " Tell me if you would rather give the place to someone else."
    ),
    Purpose.MEET_PEOPLE: (
        "I should say openly: I am not looking to leave now;"
        " I would like to get to know you for later."
    ),
    Purpose.REMOTE: (
        "I should say openly: I would only move for a remote role. If that is not on offer,"
        " let us not take more of your time."
    ),
    Purpose.NEW_FIELD: (
        "I should say openly: I am exploring whether this field suits me"
        " and have not decided to move."
    ),
    None: (
        "I should say openly: I am exploring and have not decided to leave."
        " If that is fine with you, I would like to go on."
    ),
}


@dataclass(frozen=True)
class BridgeAtRisk:
    """A process that goes on without their knowing that the person only explores.

    Attributes:
        process: The process.
        stage: Where it is now.
        words: One line to say.
    """

    process: Process
    stage: Stage
    words: str


@dataclass(frozen=True)
class ToldGroup:
    """Finished processes that got as far as talking, told or not told.

    Attributes:
        offers: Offers, of those processes.
        endings: Processes by ending.
    """

    offers: Rate
    endings: Mapping[Stage, int]


@dataclass(frozen=True)
class HonestyComparison:
    """Outcomes with and without having told; an association, not an effect.

    Attributes:
        told: Processes that were told.
        not_told: Processes that were not, or where it is not recorded.
        reactions: How those who were told took it, open processes included.
        is_enough: Both groups are large enough to be compared at all.
        differs: The intervals of the offer rates lie apart; False when there are too few.
    """

    told: ToldGroup
    not_told: ToldGroup
    reactions: Mapping[Reaction, int]
    is_enough: bool
    differs: bool


def bridges_at_risk(processes: Iterable[Process]) -> tuple[BridgeAtRisk, ...]:
    """Return open processes past a first call where they were not told.

    A person who wants to leave does not merely explore, so those processes are not at risk.
    """
    return tuple(
        BridgeAtRisk(process, current_stage(process), _WORDS[process.purpose])
        for process in processes
        if is_open(process)
        and has_talked(process)
        and process.told_exploring is not True
        and process.purpose is not Purpose.LEAVE
    )


def compare_honesty(processes: Iterable[Process]) -> HonestyComparison:
    """Compare how processes ended with and without having told."""
    processes = list(processes)
    done = [process for process in processes if has_talked(process) and not is_open(process)]
    told = _group([process for process in done if process.told_exploring is True])
    not_told = _group([process for process in done if process.told_exploring is not True])
    is_enough = min(told.offers.n, not_told.offers.n) >= ENOUGH_PROCESSES
    reactions = Counter(process.reaction for process in processes if process.told_exploring)
    return HonestyComparison(
        told=told,
        not_told=not_told,
        reactions={
            reaction: count for reaction, count in reactions.items() if reaction is not None
        },
        is_enough=is_enough,
        differs=is_enough and _apart(told.offers, not_told.offers),
    )


def _group(processes: list[Process]) -> ToldGroup:
    offers = sum(Stage.OFFER in reached(process) for process in processes)
    endings = Counter(current_stage(process) for process in processes)
    return ToldGroup(rate_of(offers, len(processes)), dict(endings))


def _apart(one: Rate, other: Rate) -> bool:
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    return one.low > other.high or other.low > one.high
