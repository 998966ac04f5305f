"""An invented person to look at before one has entered anything; every name in it is made up.

The example is made of the same records as real entries, so pages and answers treat it alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from greener.journal import example_people
from greener.journal.entries import Entries
from greener.journal.kept import Kept, Logged
from greener.journal.people import HeldJob, PayStep
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayObservation,
    Process,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
    WorkMode,
)


@dataclass(frozen=True)
class _Story:
    """One invented process; days count back from today, pay is in thousands a year.

    Attributes:
        company: Invented company.
        title: Role.
        channel: How it began.
        purpose: Why.
        stages: Stage reached, days ago.
        pay: Kind of figure, low, high, days ago; of base pay.
        extra: Bonus or equity, kind of figure, amount, days ago.
        told: Days ago that they were told, and how they took it; None when they were not.
    """

    company: str
    title: str
    channel: Channel
    purpose: Purpose
    stages: Sequence[tuple[Stage, int]]
    pay: Sequence[tuple[PayKind, int, int, int]] = field(default=())
    told: tuple[int, Reaction] | None = None
    extra: Sequence[tuple[PayComponent, PayKind, int, int]] = field(default=())


_STARTED_DAYS_AGO = 980
_STORIES = (
    _Story(
        "Copperleaf Robotics",
        "Senior software engineer",
        Channel.INBOUND,
        Purpose.LEARN_WORTH,
        [
            (Stage.RECRUITER_SCREEN, 241),
            (Stage.HIRING_MANAGER, 233),
            (Stage.TECHNICAL, 224),
            (Stage.OFFER, 212),
            (Stage.DECLINED, 207),
        ],
        [
            (PayKind.QUOTE, 145, 165, 241),
            (PayKind.ASKED, 150, 150, 233),
            (PayKind.WRITTEN, 156, 156, 212),
        ],
        (241, Reaction.FINE),
        [
            (PayComponent.BONUS, PayKind.WRITTEN, 12, 212),
            (PayComponent.EQUITY, PayKind.WRITTEN, 18, 212),
        ],
    ),
    _Story(
        "Harborlight Health",
        "Staff engineer",
        Channel.REFERRAL,
        Purpose.REMOTE,
        [
            (Stage.RECRUITER_SCREEN, 150),
            (Stage.HIRING_MANAGER, 141),
            (Stage.PANEL, 128),
            (Stage.REJECTED, 121),
        ],
        [(PayKind.ASKED, 165, 165, 150), (PayKind.QUOTE, 165, 185, 150)],
        (150, Reaction.FINE),
    ),
    _Story(
        "Tidewell Logistics",
        "Backend engineer",
        Channel.AGENCY,
        Purpose.PRACTISE,
        [(Stage.RECRUITER_SCREEN, 96), (Stage.GHOSTED, 61)],
        [(PayKind.POSTED, 130, 160, 97)],
    ),
    _Story(
        "Pinecrest Analytics",
        "Senior data engineer",
        Channel.COLD,
        Purpose.NEW_FIELD,
        [(Stage.APPLIED, 74), (Stage.REJECTED, 66)],
        [(PayKind.POSTED, 140, 170, 74)],
    ),
    _Story(
        "Quillmark Payments",
        "Senior software engineer",
        Channel.INBOUND,
        Purpose.LEARN_WORTH,
        [
            (Stage.RECRUITER_SCREEN, 38),
            (Stage.HIRING_MANAGER, 27),
            (Stage.TECHNICAL, 17),
            (Stage.FINAL, 6),
        ],
        [(PayKind.ASKED, 160, 160, 38), (PayKind.QUOTE, 160, 175, 38)],
        (38, Reaction.FINE),
    ),
    _Story(
        "Blue Heron Mutual",
        "Platform engineer",
        Channel.REFERRAL,
        Purpose.MEET_PEOPLE,
        [(Stage.APPLIED, 17), (Stage.RECRUITER_SCREEN, 8)],
        [(PayKind.POSTED, 150, 180, 17)],
    ),
    _Story(
        "Marlowe Grid Systems",
        "Software engineer",
        Channel.COLD,
        Purpose.REMOTE,
        [(Stage.FOUND, 3)],
    ),
)

_JOB_ID = "example-job"
_RAISES = ((_STARTED_DAYS_AGO, 128), (620, 133), (260, 138))
"""Days ago, thousands a year."""


def example_entries(today: date) -> Entries:
    """Return what the invented person has entered by ``today``.

    Args:
        today: Day the example is looked at; its dates lie before it.
    """
    return Entries(
        jobs=(Kept(_JOB_ID, 1, _job(today)),),
        pay_history=tuple(_raises(today)),
        processes=tuple(_processes(today)),
        pay=tuple(_pay(today)),
        contacts=tuple(example_people.contacts(today)),
        touches=tuple(example_people.touches(today)),
        follow_ups=example_people.follow_ups(today),
        goals=example_people.goals(),
        dream_companies=example_people.dream_companies(today),
    )


def _raises(today: date) -> Iterator[Kept[PayStep]]:
    """Return the pay of the present job from its start, by day; the last is the present pay."""
    for number, (days_ago, thousands) in enumerate(_RAISES, start=1):
        step = PayStep(
            effective_on=today - timedelta(days=days_ago),
            amount_annual=Decimal(thousands * 1000),
            currency="USD",
            job_id=_JOB_ID,
        )
        yield Kept(f"example-raise-{number}", 1, step)


def _job(today: date) -> HeldJob:
    return HeldJob(
        employer="Larkfield Software",
        title="Software engineer",
        occupation="15-1252",
        industry="51",
        employer_size=900,
        employer_stage="Series D",
        country="US",
        region="TX",
        started=today - timedelta(days=_STARTED_DAYS_AGO),
        experience_years=7,
        work_mode=WorkMode.HYBRID,
        pay_annual=Decimal(138_000),
        currency="USD",
        savings_months=5,
    )


def _processes(today: date) -> Iterator[Process]:
    for number, story in enumerate(_STORIES, start=1):
        told = story.told
        yield Process(
            key=f"example-{number}",
            company=story.company,
            title=story.title,
            channel=story.channel,
            purpose=story.purpose,
            told_exploring=told is not None,
            told_on=today - timedelta(days=told[0]) if told else None,
            reaction=told[1] if told else None,
            events=tuple(
                StageEvent(stage=stage, occurred_on=today - timedelta(days=days_ago))
                for stage, days_ago in story.stages
            ),
        )


def _pay(today: date) -> Iterable[Logged[PayObservation]]:
    base = PayComponent.BASE
    named = [
        (days_ago, number, story, component, kind, (low, high))
        for number, story in enumerate(_STORIES, start=1)
        for component, kind, low, high, days_ago in (
            *((base, *figure) for figure in story.pay),
            *((part, kind, amount, amount, days) for part, kind, amount, days in story.extra),
        )
    ]
    for days_ago, number, story, component, kind, ends in sorted(named, key=lambda each: -each[0]):
        day = today - timedelta(days=days_ago)
        entry_id = f"example-{number}-{component}-{kind}"
        yield Logged(
            id=entry_id,
            entry_id=entry_id,
            parent_id=f"example-{number}",
            recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            record=PayObservation(
                observed_on=day,
                company=story.company,
                title=story.title,
                kind=kind,
                component=component,
                low=Decimal(ends[0] * 1000),
                high=Decimal(ends[1] * 1000),
                currency="USD",
            ),
        )
