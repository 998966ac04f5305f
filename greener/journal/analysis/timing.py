"""How long stages take, how fast companies answer, and when silence is longer than usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from scipy.stats import CensoredData, ecdf

from greener.journal.analysis.course import ENDINGS, current_stage, is_open, last_event_on
from greener.journal.records import Process, Stage

DEFAULT_WAIT_DAYS: Final = 21
"""Silence that is long for a person without a record of their own [judgement]."""

ENOUGH_ANSWERS: Final = 5
"""Answers after which the person's own record replaces the default [judgement]."""

USUAL_SHARE: Final = 0.9
"""Share of answers that come within the typical wait [judgement]."""

_NO_ANSWER: Final = frozenset(
    {Stage.GHOSTED, Stage.COOLED_OFF, Stage.WITHDRAWN, Stage.ACCEPTED, Stage.DECLINED}
)
"""Entries that the person makes; the company has not answered."""

_WAITING: Final = frozenset(Stage) - frozenset(ENDINGS) - {Stage.FOUND, Stage.OFFER}
"""Stages in which the next word is the company's."""


@dataclass(frozen=True)
class Wait:
    """Time from one entry to the next, or to today.

    Attributes:
        process_key: The process.
        stage: Stage that was waited in.
        next_stage: What came next; None while it lasts.
        days: How long.
    """

    process_key: str
    stage: Stage
    next_stage: Stage | None
    days: int

    @property
    def is_answered(self) -> bool:
        """Whether the company's word ended it."""
        return self.next_stage is not None and self.next_stage not in _NO_ANSWER


@dataclass(frozen=True)
class StageTime:
    """Time in one stage over all processes.

    Attributes:
        stage: The stage.
        finished: Times that it was left again.
        median_days: Median of those; None when there are none.
        longest_days: Longest of those; None when there are none.
        running: Processes in it now.
    """

    stage: Stage
    finished: int
    median_days: float | None
    longest_days: int | None
    running: int


@dataclass(frozen=True)
class TypicalWait:
    """The time within which nine of ten answers come.

    Attributes:
        days: That time.
        answers: Own answers it rests on; 0 when it is the default.
    """

    days: int
    answers: int


@dataclass(frozen=True)
class Silence:
    """An open process that has been quiet for longer than is usual: perhaps ghosted."""

    process: Process
    days_quiet: int
    typical: TypicalWait


def waits(processes: Iterable[Process], as_of: date) -> tuple[Wait, ...]:
    """Return every wait of these processes; entries of one stage in a row are one wait."""
    return tuple(wait for process in processes for wait in _waits_of(process, as_of))


def stage_times(processes: Iterable[Process], as_of: date) -> tuple[StageTime, ...]:
    """Return the time in each stage that was ever waited in, in the order of the stages."""
    found = waits(processes, as_of)
    times = []
    for stage in Stage:
        here = [wait for wait in found if wait.stage is stage]
        done = [wait.days for wait in here if wait.next_stage is not None]
        if here:
            times.append(
                StageTime(
                    stage=stage,
                    finished=len(done),
                    median_days=float(np.median(done)) if done else None,
                    longest_days=max(done, default=None),
                    running=len(here) - len(done),
                )
            )
    return tuple(times)


def response_days(processes: Iterable[Process], as_of: date) -> tuple[int, ...]:
    """Return the days that companies took to answer, shortest first."""
    found = (wait for wait in waits(processes, as_of) if wait.stage in _WAITING)
    return tuple(sorted(wait.days for wait in found if wait.is_answered))


def typical_wait(processes: Iterable[Process], as_of: date) -> TypicalWait:
    """Return the person's own typical wait, by the product-limit estimate.

    Waits that no answer ended (still open, ghosted, withdrawn) count as at least that long, so
    that silent companies do not make the others look fast.
    """
    found = [wait for wait in waits(processes, as_of) if wait.stage in _WAITING]
    answers = sum(wait.is_answered for wait in found)
    if answers < ENOUGH_ANSWERS:
        return TypicalWait(DEFAULT_WAIT_DAYS, 0)
    days = np.array([wait.days for wait in found], dtype=float)
    silent = np.array([not wait.is_answered for wait in found])
    survival = ecdf(CensoredData.right_censored(days, silent)).sf
    usual = survival.quantiles[survival.probabilities <= 1 - USUAL_SHARE + 1e-9]
    longest_answer = max(wait.days for wait in found if wait.is_answered)
    return TypicalWait(int(usual[0]) if usual.size else longest_answer, answers)


def silences(processes: Iterable[Process], as_of: date) -> tuple[Silence, ...]:
    """Return the processes to ask about or call ghosted, quietest first; nothing is changed."""
    processes = list(processes)
    typical = typical_wait(processes, as_of)
    found = []
    for process in processes:
        last = last_event_on(process)
        if last is None or not is_open(process) or current_stage(process) not in _WAITING:
            continue
        quiet = (as_of - last).days
        if quiet > typical.days:
            found.append(Silence(process, quiet, typical))
    return tuple(sorted(found, key=lambda silence: -silence.days_quiet))


def _waits_of(process: Process, as_of: date) -> Iterator[Wait]:
    starts = [
        event
        for before, event in zip([None, *process.events], process.events, strict=False)
        if before is None or before.stage is not event.stage
    ]
    for event, following in zip(starts, [*starts[1:], None], strict=True):
        if following is not None:
            days = (following.occurred_on - event.occurred_on).days
            yield Wait(process.key, event.stage, following.stage, days)
        elif event.stage not in ENDINGS:
            yield Wait(process.key, event.stage, None, max((as_of - event.occurred_on).days, 0))
