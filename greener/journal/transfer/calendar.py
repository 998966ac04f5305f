"""What is due, as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from greener.journal.entries import Entries


@dataclass(frozen=True)
class _Due:
    uid: str
    day: date
    text: str


def calendar_file(entries: Entries, made_at: datetime | None = None) -> bytes:
    """Return what is due as all-day events; a later file replaces the events of an earlier one.

    Holds open follow-ups and promises, contacts to be in touch with, and re-apply dates.

    Args:
        entries: The journal.
        made_at: Moment the file speaks for; now when left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Greener//Journal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Greener")
    stamp = (made_at or datetime.now(UTC)).replace(microsecond=0)
    for due in _dues(entries):
        event = Event()
        event.add("uid", f"{due.uid}@greener")
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", due.text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _dues(entries: Entries) -> Iterator[_Due]:
    for follow_up in entries.follow_ups:
        if follow_up.record.done_on is None:
            yield _Due(follow_up.id, follow_up.record.due_on, follow_up.record.what)
    for contact in entries.contacts:
        if contact.record.next_touch_on:
            text = f"Be in touch with {contact.record.name}"
            yield _Due(contact.id, contact.record.next_touch_on, text)
    for process in entries.processes:
        if process.reapply_on:
            yield _Due(process.key, process.reapply_on, f"Try {process.company} again")
