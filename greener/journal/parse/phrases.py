"""Find stages, days and honesty in a phrase of free text.

Each finder returns what it found and the spans of text that say so, so that the rest can be kept.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from greener.journal.parse.dates import parse_date
from greener.journal.parse.figures import Span, find_word
from greener.journal.parse.words import denied_from, spellings
from greener.journal.records import Channel, Reaction, Stage

_NOT_TOLD = re.compile(
    r"\b(?:(?:did|have|had)(?:n['’]?t| not)|not|never|without)(?: yet)? "
    r"(?:tell|told|telling|say|said|mention(?:ed)?)\b"
    r"(?!.*\b(?:pay|salary|range|number|figure)\b).*",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|said|say|mentioned|let|made|was|been)\b.*?\b(?:explor\w*|just looking|only looking"
    r"|not (?:really |actively )?looking|(?:happy|content) where(?: i am| i['’]m)?|browsing)\b"
    r"|^(?:only |just )?exploring$"
    r"|\b(?:i )?told(?: (?:them|him|her|the recruiter|recruiter))?(?: (?:so|about it|that))?$",
    re.IGNORECASE,
)
_REACTION = {
    Reaction.FINE: re.compile(
        r"\b(?:(?:they|he|she)(?: were| was|['’]re|['’]s)? )?(?:fine|ok|okay|good|cool)"
        r" with (?:it|that)\b|\bthey were fine\b",
        re.IGNORECASE,
    ),
    Reaction.WITHDREW: re.compile(
        r"\bthey (?:withdrew|pulled out|backed out|lost interest)\b", re.IGNORECASE
    ),
}

_CHANNELS = (
    (Channel.REFERRAL, r"referred|referral"),
    (Channel.AGENCY, r"headhunter|agency(?: recruiter)?"),
    (Channel.INBOUND, r"inbound|reached out|contacted me|messaged me|wrote me|wrote to me"),
    (Channel.COLD, r"cold|applied (?:online|cold|on (?:their|the) (?:site|website))"),
)
_STAGES_ONLY_ALONE = frozenset(
    {"apply", "draft", "final", "found", "interested", "loop", "manager", "saved", "screen"}
)
"""Words that mean a stage when they stand alone, and something else in most sentences."""

_DAYS_BACK: Final = {
    r"\btoday\b": 0,
    r"\byesterday\b": 1,
    r"\b(\d{1,2}) days? ago\b": 1,
    r"\b(\d{1,2}) weeks? ago\b": 7,
}
_TO_COME = re.compile(
    r"\b(?:tomorrow|next (?:week|month|\w+day)|scheduled|upcoming)\b", re.IGNORECASE
)
_DATES = r"(?<![\w-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\w-])"
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def find_told(text: str) -> tuple[bool, list[Span]] | None:
    """Return whether they were told that the person only explores, when the text says so."""
    for told, pattern in ((False, _NOT_TOLD), (True, _TOLD)):
        match = pattern.search(text)
        if match:
            return told, [match.span()]
    return None


def find_reaction(text: str) -> tuple[Reaction, list[Span]] | None:
    """Return how they took it, when the text says so."""
    for reaction, pattern in _REACTION.items():
        match = pattern.search(text)
        if match:
            return reaction, [match.span()]
    return None


def is_to_come(text: str) -> bool:
    """Return whether the text speaks of something that has not happened yet."""
    return _TO_COME.search(text) is not None


def find_stage(text: str) -> tuple[Stage, list[Span]] | None:
    """Return the stage farthest along that the text states; none when it is still to come."""
    if is_to_come(text):
        return None
    found = [pair for pair in _stages(text) if denied_from(text, pair[1][0]) is None]
    if not found:
        return None
    order = list(Stage)
    best = max(found, key=lambda pair: order.index(pair[0]))[0]
    return best, [span for _, span in found]


def find_denials(text: str) -> list[Span]:
    """Return where the text says that a stage was not reached: ``did not get an offer``."""
    denials = ((denied_from(text, start), end) for _, (start, end) in _stages(text))
    return [(start, end) for start, end in denials if start is not None]


def find_channel(text: str) -> tuple[Channel, list[Span]] | None:
    """Return how the process began, when the text says so."""
    found = find_word(text, _CHANNELS)
    return (found[0], [found[1]]) if found else None


def find_day(text: str, today: date) -> tuple[date, list[Span]] | None:
    """Return the day that the text names: a date, ``yesterday``, ``3 days ago``, ``on Monday``."""
    for match in re.finditer(_DATES, text):
        try:
            return parse_date(match[0]), [match.span()]
        except ValueError:
            continue
    for pattern, days_back in _DAYS_BACK.items():
        said = re.search(pattern, text, re.IGNORECASE)
        if said:
            return today - timedelta(days=days_back * int(said[1] if said.groups() else 1)), [
                said.span()
            ]
    weekday = re.search(rf"\b(?:on|last) ({'|'.join(_WEEKDAYS)})\b", text, re.IGNORECASE)
    if weekday:
        back = (today.weekday() - _WEEKDAYS.index(weekday[1].lower()) - 1) % 7 + 1
        return today - timedelta(days=back), [weekday.span()]
    return None


def _stages(text: str) -> list[tuple[Stage, Span]]:
    return [
        (Stage(spellings(Stage)[_joined(match[0])]), match.span())
        for match in _stage_pattern().finditer(text)
        if _joined(match[0]) not in _STAGES_ONLY_ALONE or match[0] == text.strip()
    ]


@cache
def _stage_pattern() -> re.Pattern[str]:
    words = sorted(spellings(Stage), key=len, reverse=True)
    choices = "|".join(word.replace("_", r"[\s_-]+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)


def _joined(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())
