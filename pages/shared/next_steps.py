"""What to do next: each thing with its reason and day, and one click to do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from greener.answers.sharper import facts_to_add, one_more_offer_sentence
from greener.figures.words import day_text
from greener.journal.analysis.next_steps import NextStep, StepKind, next_steps
from greener.journal.entries import Entries
from greener.today import Today
from pages.shared.interviews.dialogs import home_currency, open_anew
from pages.shared.labels import ago_text
from pages.shared.people.finishing import show_done_button
from pages.shared.people.touching import show_touch_button
from pages.shared.words import plain

_SHOWN = 5
_ALL_SHOWN = 30
_OF_INTERVIEWS = frozenset({StepKind.BRIDGE, StepKind.SILENCE, StepKind.UNTESTED})
_PEOPLE, _INTERVIEWS, _JOB = "pages/you/people.py", "pages/you/interviews.py", "pages/you/job.py"
_LOOKS = {
    StepKind.PROMISE: (":material/handshake:", "You promised"),
    StepKind.FOLLOW_UP: (":material/schedule:", "Follow-up"),
    StepKind.BRIDGE: (":material/campaign:", "They do not know yet that you only explore"),
    StepKind.SILENCE: (":material/hourglass_empty:", "No word from them"),
    StepKind.REAPPLY: (":material/replay:", "Try again"),
    StepKind.TOUCH: (":material/waving_hand:", "Keep the contact"),
    StepKind.GOAL: (":material/flag:", "Your goal"),
    StepKind.UNTESTED: (":material/forum:", "A talk tells more than any public figure"),
}


@dataclass(frozen=True)
class _Row:
    """One line of the list: what, why or when, and what shows the way to do it."""

    icon: str
    text: str
    reason: str
    show_way: Callable[[], object]


def show_next_steps(today: Today, entries: Entries, *, is_example: bool) -> None:
    """Show what to do next, most pressing first; the example's links lead to its pages only."""
    steps = next_steps(entries, today.as_of)
    rows = [
        _of_step(number, step, entries, today.as_of, is_example=is_example)
        for number, step in enumerate(steps)
    ]
    rows += _sharper(today)
    if not rows:
        st.markdown("Nothing is due. Enjoy the day.")
    _show_rows(rows[:_SHOWN])
    # Goals and what would sharpen the answers are not due: the page that is linked lists neither.
    more = sum(step.kind is not StepKind.GOAL for step in steps[_SHOWN:])
    if more:
        st.page_link(_PEOPLE, label=f"All that is due ({more} more)", icon=":material/list:")


def of_interviews(entries: Entries, today: date) -> tuple[NextStep, ...]:
    """Return what to do that no follow-up, contact or date says: what the interviews call for."""
    return tuple(step for step in next_steps(entries, today) if step.kind in _OF_INTERVIEWS)


def show_steps_of_interviews(
    steps: Sequence[NextStep], entries: Entries, today: date, *, is_example: bool
) -> None:
    """Show the first of what the interviews call for, and say how many more there are."""
    _show_rows(
        [
            _of_step(number, step, entries, today, is_example=is_example)
            for number, step in enumerate(steps[:_ALL_SHOWN])
        ]
    )
    if len(steps) > _ALL_SHOWN:
        st.caption(f"{len(steps) - _ALL_SHOWN} more after these.")


def _show_rows(rows: Sequence[_Row]) -> None:
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap=None, width="stretch"):
                st.markdown(f"{row.icon} {plain(row.text)}")
                st.caption(row.reason)
            row.show_way()


def when_words(due_on: date, today: date) -> str:
    """Return a day and how far it is, in bold where it has passed."""
    if due_on == today:
        return "today"
    words = f"{day_text(due_on)}, {ago_text(due_on, today)}"
    return f"**{words}**" if due_on < today else words


def _of_step(
    number: int, step: NextStep, entries: Entries, today: date, *, is_example: bool
) -> _Row:
    icon, reason = _LOOKS[step.kind]
    if step.due_on:
        reason = f"{reason} · {when_words(step.due_on, today)}"
    way = None if is_example else _at_once(number, step, entries)
    return _Row(icon, step.text, reason, way or _elsewhere(step.kind))


def _at_once(number: int, step: NextStep, entries: Entries) -> Callable[[], object] | None:
    """Return what does a step here and now; None where it is done on a page of its own."""
    if step.follow_up_id:
        kept = next(each for each in entries.follow_ups if each.id == step.follow_up_id)
        return partial(show_done_button, kept, "today")
    if step.kind is StepKind.TOUCH:
        contact = next(each for each in entries.contacts if each.id == step.contact_id)
        return partial(show_touch_button, contact, "today")
    if step.kind in {StepKind.BRIDGE, StepKind.SILENCE}:
        process = next(each for each in entries.processes if each.key == step.process_key)

        def show_opener() -> None:
            if st.button("Open", icon=":material/open_in_new:", key=f"step_{number}_{process.key}"):
                open_anew(process, home_currency(entries))

        return show_opener
    return None


def _elsewhere(kind: StepKind) -> Callable[[], object]:
    if kind in {StepKind.BRIDGE, StepKind.SILENCE, StepKind.UNTESTED}:
        label = "Log one" if kind is StepKind.UNTESTED else "Interviews"
        return partial(_show_link, _INTERVIEWS, label)
    if kind is StepKind.GOAL:
        return partial(_show_link, _PEOPLE, "Goals", people_view="Goals")
    return partial(_show_link, _PEOPLE, "Due", people_view="Due")


def _sharper(today: Today) -> list[_Row]:
    """Return what would make the answers sharper."""
    rows = []
    facts = facts_to_add(today.job)
    if facts:
        more = f", and {len(facts) - 1} more" if len(facts) > 1 else ""
        rows.append(
            _Row(
                ":material/edit:",
                f"Add {facts[0]}.",
                f"Sharpens the answers{more}",
                partial(_show_link, _JOB, "Add"),
            )
        )
    offer = one_more_offer_sentence(today.worth)
    if offer:
        rows.append(
            _Row(
                ":material/sell:",
                offer,
                "Figures named to you count most",
                partial(_show_link, "pages/answers/worth.py", "Why"),
            )
        )
    return rows


def _show_link(page: str, label: str, **query: str) -> None:
    st.page_link(
        page,
        label=label,
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=query or None,
    )
