"""What is due, read back from the calendar file by an iCalendar reader."""

from datetime import UTC, date, datetime

from hypothesis import given
from icalendar import Calendar

from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import Contact, FollowUp
from greener.journal.records import Process
from greener.journal.transfer.calendar import calendar_file
from tests.journal.strategies import names

DAY = date(2026, 6, 15)
MADE = datetime(2026, 6, 1, 12, tzinfo=UTC)


def events(entries: Entries) -> list[tuple[str, date, str]]:
    calendar = Calendar.from_ical(calendar_file(entries, MADE))
    return [
        (str(event["uid"]), event.decoded("dtstart"), str(event["summary"]))
        for event in calendar.walk("VEVENT")
    ]


def test_what_is_due_and_nothing_else() -> None:
    entries = Entries(
        follow_ups=(
            Kept("f1", 1, FollowUp(due_on=DAY, what="Thank Dana; ask, kindly")),
            Kept("f2", 1, FollowUp(due_on=DAY, what="done", done_on=DAY)),
        ),
        contacts=(
            Kept("c1", 1, Contact(name="Dana", next_touch_on=DAY)),
            Kept("c2", 1, Contact(name="Eve")),
        ),
        processes=(
            Process(key="p1", company="Acme", reapply_on=date(2027, 1, 1)),
            Process(key="p2", company="Globex"),
        ),
    )
    assert events(entries) == [
        ("f1@greener", DAY, "Thank Dana; ask, kindly"),
        ("c1@greener", DAY, "Be in touch with Dana"),
        ("p1@greener", date(2027, 1, 1), "Try Acme again"),
    ]
    assert calendar_file(entries, MADE) == calendar_file(entries, MADE)


@given(names)
def test_any_text_survives(name: str) -> None:
    entries = Entries(follow_ups=(Kept("f", 1, FollowUp(due_on=DAY, what=name)),))
    assert events(entries) == [("f@greener", DAY, name)]


def test_an_empty_journal_gives_an_empty_calendar() -> None:
    assert events(Entries()) == []
