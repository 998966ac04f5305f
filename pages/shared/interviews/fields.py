"""The fields of what is logged in a process, as form parts that give back records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st

from greener.journal.records import (
    Channel,
    Disclosure,
    ProcessHead,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
)
from pages.shared.labels import words_of

Choice = TypeVar("Choice", Channel, Purpose)


@dataclass(frozen=True)
class WrittenDisclosure:
    """What they were told, as entered."""

    said_on: date
    told: bool
    reaction: Reaction
    note: str

    def read(self) -> Disclosure:
        """Return the disclosure.

        Raises:
            ValidationError: A field cannot be true.
        """
        return Disclosure(
            said_on=self.said_on,
            told=self.told,
            reaction=self.reaction if self.told else Reaction.UNKNOWN,
            note=self.note,
        )


def ask_choice(
    label: str, options: type[Choice], *, key: str, value: Choice | None = None
) -> Choice | None:
    """Ask for one of a record's choices; it may stay open."""
    choices = list(options)
    return st.selectbox(
        label,
        choices,
        index=choices.index(value) if value is not None else None,
        format_func=words_of,
        placeholder="Not given",
        key=key,
    )


def ask_day(label: str, *, key: str, value: date | None = None) -> date:
    """Ask for a day that is not in the future."""
    return st.date_input(
        label,
        value=value or date.today(),
        min_value=date(1950, 1, 1),
        max_value=date.today(),
        format="YYYY-MM-DD",
        required=True,
        key=key,
    )


def ask_head(prefix: str, head: ProcessHead | None = None) -> dict[str, object]:
    """Ask what is known of a process beside its log; not validated yet."""
    left, right = st.columns(2)
    with left:
        company = st.text_input(
            "Company", value=head.company if head else "", max_chars=200, key=f"{prefix}_company"
        )
        channel = ask_choice(
            "How it began", Channel, key=f"{prefix}_channel", value=head.channel if head else None
        )
    with right:
        title = st.text_input(
            "Role",
            value=(head.title or "") if head else "",
            max_chars=200,
            key=f"{prefix}_role",
        )
        purpose = ask_choice(
            "Why you take part",
            Purpose,
            key=f"{prefix}_purpose",
            value=head.purpose if head else None,
        )
    return {
        "company": company,
        "title": title.strip() or None,
        "channel": channel,
        "purpose": purpose,
    }


def ask_stage(
    prefix: str, value: Stage = Stage.RECRUITER_SCREEN, on: date | None = None
) -> dict[str, object]:
    """Ask for a stage and its day; not validated yet."""
    left, right = st.columns(2)
    stages = list(Stage)
    with left:
        stage = st.selectbox(
            "Stage reached",
            stages,
            index=stages.index(value),
            format_func=words_of,
            key=f"{prefix}_stage",
        )
    with right:
        day = ask_day("Day", key=f"{prefix}_stage_day", value=on)
    return {"stage": stage, "occurred_on": day}


def ask_impressions(prefix: str, event: StageEvent | None = None) -> dict[str, object]:
    """Ask how a conversation went; each may stay open."""
    rating = st.select_slider(
        "How you think it went",
        ["Not rated", 1, 2, 3, 4, 5],
        value=(event.self_rating if event else None) or "Not rated",
        key=f"{prefix}_rating",
        help="1 badly, 5 well",
    )
    people = event.people_met if event else ""
    note = event.note if event else ""
    return {
        "self_rating": rating if isinstance(rating, int) else None,
        "people_met": st.text_input("Whom you met", value=people, key=f"{prefix}_people"),
        "note": st.text_area("Note", value=note, height=80, key=f"{prefix}_note"),
    }


def ask_told(prefix: str, said: Disclosure | None = None) -> WrittenDisclosure:
    """Ask when they were told that the person only explores, and how they took it.

    Args:
        prefix: Of the widgets' keys.
        said: What was logged, to correct it: it may turn out that they were not told.
    """
    left, right = st.columns(2)
    with left:
        day = ask_day(
            "Day you told them", key=f"{prefix}_told_day", value=said.said_on if said else None
        )
    with right:
        reactions = list(Reaction)
        reaction = st.selectbox(
            "How they took it",
            reactions,
            index=reactions.index(said.reaction if said else Reaction.UNKNOWN),
            format_func=words_of,
            key=f"{prefix}_reaction",
        )
    told = said is None or st.checkbox(
        "I told them that I am only exploring", value=said.told, key=f"{prefix}_was_told"
    )
    note = st.text_input("Note", value=said.note if said else "", key=f"{prefix}_told_note")
    return WrittenDisclosure(day, told, reaction, note)


def read_event(fields: dict[str, object]) -> StageEvent:
    """Return the stage event that was entered.

    Raises:
        ValidationError: A field cannot be true.
    """
    return StageEvent.model_validate(fields)
