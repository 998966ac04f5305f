"""On which days the person did something for their search, and when they last tested the market."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from greener.journal.analysis.course import CONVERSATIONS
from greener.journal.entries import Entries
from greener.journal.records import Process

DAYS_PER_MONTH = 30.4375


def activity(entries: Entries) -> dict[date, int]:
    """Return the number of things logged per day: stages, figures, touches, and what was done."""
    days = Counter(event.occurred_on for process in entries.processes for event in process.events)
    days.update(observation.observed_on for observation in entries.pay_observations)
    days.update(touch.record.touched_on for touch in entries.touches)
    done = (follow_up.record.done_on for follow_up in entries.follow_ups)
    days.update(day for day in done if day is not None)
    return dict(sorted(days.items()))


def last_conversation_on(processes: Iterable[Process], as_of: date) -> date | None:
    """Return the last day up to ``as_of`` on which the person talked with a company."""
    days = (
        event.occurred_on
        for process in processes
        for event in process.events
        if event.stage in CONVERSATIONS and event.occurred_on <= as_of
    )
    return max(days, default=None)


def months_since_tested(processes: Iterable[Process], as_of: date) -> float | None:
    """Return the months since the person last talked with a company; None if they never did."""
    last = last_conversation_on(processes, as_of)
    return (as_of - last).days / DAYS_PER_MONTH if last else None
