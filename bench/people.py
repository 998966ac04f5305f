"""Invented journals of any size, the same on every run."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from greener.journal.entries import Entries
from greener.journal.kept import Logged
from greener.journal.records import (
    Channel,
    PayKind,
    PayObservation,
    Process,
    Purpose,
    Stage,
    StageEvent,
)

_MIDDLE = (
    Stage.RECRUITER_SCREEN,
    Stage.HIRING_MANAGER,
    Stage.TECHNICAL,
    Stage.TAKE_HOME,
    Stage.PANEL,
    Stage.FINAL,
)
_ENDS = (Stage.OFFER, Stage.REJECTED, Stage.GHOSTED, Stage.WITHDRAWN, Stage.DECLINED)
EVENTS_A_PROCESS = 10


def journal(processes: int) -> Entries:
    """Return a journal of that many processes with ten stage events and one figure each."""
    chance = random.Random(20_261_101)
    made = tuple(_process(chance, number) for number in range(processes))
    return Entries(processes=made, pay=tuple(_figure(chance, process) for process in made))


def _figure(chance: random.Random, process: Process) -> Logged[PayObservation]:
    low = chance.randrange(100, 150) * 1000
    figure = PayObservation(
        observed_on=process.events[-1].occurred_on,
        company=process.company,
        title=process.title,
        kind=chance.choice(list(PayKind)),
        low=Decimal(low),
        high=Decimal(low + chance.randrange(40) * 1000),
        currency="USD",
    )
    key = f"figure-{process.key}"
    return Logged(key, key, process.key, datetime(2026, 1, 1), figure)


def _process(chance: random.Random, number: int) -> Process:
    day = date(2026, 1, 1) - timedelta(days=chance.randrange(2_000))
    stages = [
        Stage.APPLIED,
        *chance.choices(_MIDDLE, k=EVENTS_A_PROCESS - 2),
        chance.choice(_ENDS),
    ]
    events = []
    for stage in stages:
        day += timedelta(days=chance.randrange(12))
        events.append(StageEvent(occurred_on=day, stage=stage))
    return Process(
        key=f"process-{number}",
        company=f"Company {number % 400}",
        title=chance.choice(("Engineer", "Staff engineer", "Manager")),
        channel=chance.choice(list(Channel)),
        purpose=chance.choice(list(Purpose)),
        events=tuple(events),
    )
