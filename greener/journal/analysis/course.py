"""The course of one process, read from its log.

People's logs go back and forth, skip stages and reopen. What counts is simple: a process is where
its last entry says, it has reached every stage that its log names, and it is over while its last
entry is an ending.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from greener.journal.records import Process, Stage

PROGRESS: Final = (
    Stage.FOUND,
    Stage.APPLIED,
    Stage.RECRUITER_SCREEN,
    Stage.HIRING_MANAGER,
    Stage.TECHNICAL,
    Stage.TAKE_HOME,
    Stage.PANEL,
    Stage.FINAL,
    Stage.OFFER,
)
"""Stages that lead to an offer, in the order in which they usually come."""

ENDINGS: Final = (
    Stage.ACCEPTED,
    Stage.DECLINED,
    Stage.REJECTED,
    Stage.WITHDRAWN,
    Stage.GHOSTED,
    Stage.COOLED_OFF,
)
"""Stages in which nothing more is to come unless the process is reopened."""

CONVERSATIONS: Final = frozenset(PROGRESS[2:])
"""Stages in which the person and the company have talked."""

_IMPLY_AN_OFFER: Final = frozenset({Stage.ACCEPTED, Stage.DECLINED})


def current_stage(process: Process) -> Stage:
    """Return the stage of the last entry; a process without entries has been found."""
    return process.events[-1].stage if process.events else Stage.FOUND


def is_open(process: Process) -> bool:
    """Return whether something may still come of it."""
    return current_stage(process) not in ENDINGS


def reached(process: Process) -> tuple[Stage, ...]:
    """Return the stages towards an offer that the log names, each once, in their usual order.

    An offer that was accepted or declined was an offer. A log of endings alone names none.
    """
    if not process.events:
        return (Stage.FOUND,)
    named = {event.stage for event in process.events}
    if named & _IMPLY_AN_OFFER:
        named.add(Stage.OFFER)
    return tuple(stage for stage in PROGRESS if stage in named)


def farthest(process: Process) -> Stage | None:
    """Return the stage nearest to an offer that the process reached; None for endings alone."""
    stages = reached(process)
    return stages[-1] if stages else None


def has_talked(process: Process) -> bool:
    """Return whether the person and the company have talked."""
    return not CONVERSATIONS.isdisjoint(reached(process))


def last_event_on(process: Process) -> date | None:
    """Return the day of the last entry; None without entries."""
    return process.events[-1].occurred_on if process.events else None
