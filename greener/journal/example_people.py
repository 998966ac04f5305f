"""The people, plans and wishes of the invented person; every name in it is made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from greener.journal.kept import Kept, Logged
from greener.journal.people import (
    Contact,
    DreamCompany,
    FollowUp,
    FollowUpKind,
    Goal,
    GoalKind,
    GoalPeriod,
    Touch,
    Warmth,
)


@dataclass(frozen=True)
class _Friend:
    """One invented contact.

    Attributes:
        contact: Who.
        touched: Times in touch: how, days ago.
        again_in_days: Days until they are due again; None when that is open.
    """

    contact: Contact
    touched: tuple[tuple[str, int], ...] = ()
    again_in_days: int | None = None


_FRIENDS = (
    _Friend(
        Contact(
            name="Mirela Oakhurst",
            company="Quillmark Payments",
            role="Engineering manager",
            relation="Former manager",
            warmth=Warmth.CLOSE,
            can_refer=True,
        ),
        (("Coffee", 210), ("Call", 41)),
        4,
    ),
    _Friend(
        Contact(
            name="Tobin Ashgrove",
            company="Blue Heron Mutual",
            role="Platform engineer",
            relation="Worked together for three years",
            warmth=Warmth.CLOSE,
            can_refer=True,
            has_referred=True,
        ),
        (("Message", 18),),
    ),
    _Friend(
        Contact(
            name="Ilse Farrow",
            company="Lanternfish Games",
            role="Staff engineer",
            relation="Met at a conference",
            warmth=Warmth.WARM,
        ),
        (("Message", 133),),
    ),
    _Friend(
        Contact(name="Desmond Pell", role="Recruiter", relation="Agency", warmth=Warmth.COLD),
        (("Call", 96),),
    ),
)


def contacts(today: date) -> Iterator[Kept[Contact]]:
    """Return whom the invented person knows."""
    for number, friend in enumerate(_FRIENDS, start=1):
        days = friend.again_in_days
        next_touch_on = today + timedelta(days=days) if days is not None else None
        contact = friend.contact.model_copy(update={"next_touch_on": next_touch_on})
        yield Kept(f"example-contact-{number}", 1, contact)


def touches(today: date) -> Iterator[Logged[Touch]]:
    """Return when they were in touch, by day."""
    made = [
        (days_ago, number, how)
        for number, friend in enumerate(_FRIENDS, start=1)
        for how, days_ago in friend.touched
    ]
    for days_ago, number, how in sorted(made, reverse=True):
        day = today - timedelta(days=days_ago)
        entry_id = f"example-touch-{number}-{days_ago}"
        yield Logged(
            id=entry_id,
            entry_id=entry_id,
            parent_id=f"example-contact-{number}",
            recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            record=Touch(touched_on=day, how=how),
        )


def follow_ups(today: date) -> tuple[Kept[FollowUp], ...]:
    """Return what the invented person has to do."""
    return (
        Kept(
            "example-follow-up-1",
            1,
            FollowUp(
                due_on=today + timedelta(days=2),
                what="Send Mirela the notes on the migration",
                kind=FollowUpKind.PROMISE,
                contact_id="example-contact-1",
            ),
        ),
        Kept(
            "example-follow-up-2",
            1,
            FollowUp(
                due_on=today + timedelta(days=5),
                what="Ask Quillmark when they decide",
                process_key="example-5",
            ),
        ),
    )


def goals() -> tuple[Kept[Goal], ...]:
    """Return what the invented person is after."""
    named = (
        Goal(
            kind=GoalKind.STANDING,
            text="One conversation a quarter",
            times=1,
            per=GoalPeriod.QUARTER,
        ),
        Goal(kind=GoalKind.MUST_HAVE, text="Two days a week at home, in writing"),
        Goal(kind=GoalKind.MUST_HAVE, text="A manager who has stayed for two years"),
        Goal(
            kind=GoalKind.RANGE,
            text="Base pay worth moving for",
            low=Decimal(160_000),
            high=Decimal(185_000),
            currency="USD",
        ),
    )
    return tuple(
        Kept(f"example-goal-{number}", 1, goal) for number, goal in enumerate(named, start=1)
    )


def dream_companies(today: date) -> tuple[Kept[DreamCompany], ...]:
    """Return where the invented person would like to work."""
    named = (
        DreamCompany(
            company="Lanternfish Games",
            why="Small teams, and they publish what goes wrong",
            since=today - timedelta(days=320),
        ),
        DreamCompany(
            company="Harborlight Health",
            why="The panel was the best talk of the year",
            since=today - timedelta(days=121),
        ),
    )
    return tuple(
        Kept(f"example-dream-{number}", 1, dream) for number, dream in enumerate(named, start=1)
    )
