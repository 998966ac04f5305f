"""What to do next, most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from greener.journal.analysis.activity import months_since_tested
from greener.journal.analysis.course import CONVERSATIONS
from greener.journal.analysis.honesty import bridges_at_risk
from greener.journal.analysis.timing import silences
from greener.journal.entries import Entries
from greener.journal.people import FollowUpKind, Goal, GoalKind, GoalPeriod
from greener.journal.records import Process

SOON: Final = timedelta(days=7)
"""How far ahead what is due is shown [judgement]."""

UNTESTED_MONTHS: Final = 6.0
"""Months without a conversation after which one's picture of the market is old [judgement]."""


class StepKind(StrEnum):
    """What a next step is about, most pressing first."""

    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    BRIDGE = "bridge"
    SILENCE = "silence"
    REAPPLY = "reapply"
    TOUCH = "touch"
    GOAL = "goal"
    UNTESTED = "untested"


@dataclass(frozen=True)
class NextStep:
    """One thing to do.

    Attributes:
        kind: What it is about.
        text: What to do, in one line.
        due_on: Day it is due; None when it has none.
        process_key: Process it belongs to, if any.
        contact_id: Contact it belongs to, if any.
        follow_up_id: Follow-up it is, if it is one.
    """

    kind: StepKind
    text: str
    due_on: date | None = None
    process_key: str | None = None
    contact_id: str | None = None
    follow_up_id: str | None = None


def next_steps(entries: Entries, as_of: date) -> tuple[NextStep, ...]:
    """Return what to do: what is due within a week first, by day, then the rest by kind."""
    steps = [
        *_follow_ups(entries, as_of),
        *_bridges(entries, as_of),
        *_silences(entries, as_of),
        *_dates(entries, as_of),
        *_goals(entries, as_of),
        *_untested(entries, as_of),
    ]
    kinds = list(StepKind)
    return tuple(sorted(steps, key=lambda step: (step.due_on or date.max, kinds.index(step.kind))))


def goal_progress(goal: Goal, processes: tuple[Process, ...], as_of: date) -> int:
    """Return the processes of the goal's purpose that talked within its running period."""
    start = period_start(goal.per or GoalPeriod.YEAR, as_of)
    return sum(
        goal.purpose in {None, process.purpose}
        and any(
            event.stage in CONVERSATIONS and start <= event.occurred_on <= as_of
            for event in process.events
        )
        for process in processes
    )


def period_start(per: GoalPeriod, as_of: date) -> date:
    """Return the first day of the running month, quarter or year."""
    months = {GoalPeriod.MONTH: 1, GoalPeriod.QUARTER: 3, GoalPeriod.YEAR: 12}[per]
    return date(as_of.year, (as_of.month - 1) // months * months + 1, 1)


def _follow_ups(entries: Entries, as_of: date) -> Iterator[NextStep]:
    for kept in entries.follow_ups:
        follow_up = kept.record
        if follow_up.done_on is None and follow_up.due_on <= as_of + SOON:
            is_promise = follow_up.kind is FollowUpKind.PROMISE
            yield NextStep(
                StepKind.PROMISE if is_promise else StepKind.FOLLOW_UP,
                follow_up.what,
                follow_up.due_on,
                follow_up.process_key,
                follow_up.contact_id,
                kept.id,
            )


def _bridges(entries: Entries, as_of: date) -> Iterator[NextStep]:
    """Yield whom to tell; a company that has gone silent is asked once more, not told."""
    silent = {silence.process.key for silence in silences(entries.processes, as_of)}
    talking = (process for process in entries.processes if process.key not in silent)
    for bridge in bridges_at_risk(talking):
        text = f"Tell {bridge.process.company}: “{bridge.words}”"
        yield NextStep(StepKind.BRIDGE, text, process_key=bridge.process.key)


def _silences(entries: Entries, as_of: date) -> Iterator[NextStep]:
    for silence in silences(entries.processes, as_of):
        usual = "you usually wait" if silence.typical.answers else "that are usual"
        text = (
            f"Ask {silence.process.company} once more, or call it ghosted: quiet for"
            f" {silence.days_quiet} days, longer than the {silence.typical.days} days {usual}."
        )
        yield NextStep(StepKind.SILENCE, text, process_key=silence.process.key)


def _dates(entries: Entries, as_of: date) -> Iterator[NextStep]:
    for process in entries.processes:
        if process.reapply_on and process.reapply_on <= as_of + SOON:
            text = f"Try {process.company} again: “not now” was not “no”."
            yield NextStep(StepKind.REAPPLY, text, process.reapply_on, process.key)
    for kept in entries.contacts:
        contact = kept.record
        if contact.next_touch_on and contact.next_touch_on <= as_of + SOON:
            text = f"Be in touch with {contact.name}."
            yield NextStep(StepKind.TOUCH, text, contact.next_touch_on, contact_id=kept.id)


def _goals(entries: Entries, as_of: date) -> Iterator[NextStep]:
    for kept in entries.goals:
        goal = kept.record
        if goal.kind is not GoalKind.STANDING or goal.times is None or goal.per is None:
            continue
        done = goal_progress(goal, entries.processes, as_of)
        if done < goal.times:
            yield NextStep(
                StepKind.GOAL, f"{goal.text}: {done} of {goal.times} this {goal.per.value}."
            )


def _untested(entries: Entries, as_of: date) -> Iterator[NextStep]:
    months = months_since_tested(entries.processes, as_of)
    if months is None:
        yield NextStep(
            StepKind.UNTESTED, "Have a first conversation: nothing tests the market yet."
        )
    elif months >= UNTESTED_MONTHS:
        text = f"Test the market: your last conversation was {months:.0f} months ago."
        yield NextStep(StepKind.UNTESTED, text)
