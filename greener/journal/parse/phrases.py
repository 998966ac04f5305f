"""Find stages, figures, days and honesty in a phrase of free text.

Each finder returns what it found and the spans of text that say so, so that the rest can be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from greener.journal.parse.amounts import SIGNS, WrittenAmount, parse_range
from greener.journal.parse.dates import parse_date
from greener.journal.parse.words import Choice, spellings
from greener.journal.records import Channel, PayComponent, PayKind, Reaction, Stage

Span = tuple[int, int]

_SIGN = "|".join(re.escape(sign) for sign in SIGNS)
_CODE = r"USD|EUR|GBP|CAD|AUD|CHF|INR|MYR|SGD|JPY|SEK|NOK|DKK|PLN|NZD|HKD|BRL"
_NUMBER = r"\d[\d.,'’]*(?:\s\d{3}(?!\d))*(?<![.,'’])"
_SUFFIX = r"(?:\s?(?:k|m|mm|lpa|lakhs?|crore|cr|thousand|million)\b)?"
_ONE = rf"(?:(?:{_SIGN})\s?|(?:{_CODE})\s)?{_NUMBER}{_SUFFIX}(?:\s?(?:{_SIGN})|\s?(?:{_CODE})\b)?"
_PERIOD = (
    r"(?:\s?(?:/|per\s|an?\s)\s?(?:hour|hr|h|day|week|wk|month|mo|year|yr|annum)\b|\sp\.?a\.?)?"
)
_MONEY = re.compile(rf"(?<![\w.]){_ONE}(?:\s?(?:-|–|—|to|and)\s?{_ONE})?{_PERIOD}", re.IGNORECASE)
_LOOKS_LIKE_MONEY = re.compile(
    rf"{_SIGN}|\b(?:{_CODE})\b|\d\s?(?:k|m|mm|lpa|lakhs?|crore|cr|thousand|million)\b|/|\bper\b"
    r"|\ban?\b|\d[\d.,'’ ]{3,}\d",
    re.IGNORECASE,
)

_NOT_TOLD = re.compile(
    r"\b(?:(?:did|have|had)(?:n['’]?t| not)|not|never|without)(?: yet)? "
    r"(?:tell|told|telling|say|said|mention(?:ed)?)\b"
    r"(?!.*\b(?:pay|salary|range|number|figure)\b).*",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|said|say|mentioned|let|made|was|been)\b.*?\b(?:explor\w*|just looking|only looking"
    r"|not (?:really |actively )?looking|happy where|content where|browsing)\b"
    r"|^(?:only |just )?exploring$",
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

_KINDS = (
    (PayKind.WRITTEN, r"written|in writing|offer letter|letter|signed"),
    (PayKind.VERBAL, r"verbal(?:ly)?|on the phone|offer(?:ed|s)?"),
    (PayKind.ASKED, r"asked for|i asked|i said|i want(?:ed)?|my ask|ask|asking|expect(?:ation)?s?"),
    (PayKind.POSTED, r"posted|posting|advertised|listed|ad says|in the ad|range"),
    (PayKind.QUOTE, r"quoted?|quotes|recruiter|they pay|pays|budget"),
)
_COMPONENTS = (
    (PayComponent.BONUS, r"bonus|sign[- ]?on"),
    (PayComponent.EQUITY, r"equity|stock|rsus?|options|shares"),
    (PayComponent.BASE, r"base|salary"),
)
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
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Figure:
    """An amount or range found in text, with the words that tell what it is."""

    low: WrittenAmount
    high: WrittenAmount
    kind: PayKind | None
    component: PayComponent | None


def find_figure(text: str) -> tuple[Figure, list[Span]] | None:
    """Return the first figure that reads as money: a sign, ``k``, a period or five digits."""
    for match in _MONEY.finditer(text):
        if not _LOOKS_LIKE_MONEY.search(match[0]):
            continue
        try:
            low, high = parse_range(match[0])
        except ValueError:
            continue
        if low.amount > high.amount:
            continue
        kind, component = find_word(text, _KINDS), find_word(text, _COMPONENTS)
        spans = [match.span(), *_all_spans(text, (*_KINDS, *_COMPONENTS))]
        figure = Figure(low, high, kind[0] if kind else None, component[0] if component else None)
        return figure, spans
    return None


def find_word(text: str, meanings: Iterable[tuple[Choice, str]]) -> tuple[Choice, Span] | None:
    """Return the first meaning, in the order given, whose words stand in the text."""
    for meaning, words in meanings:
        match = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if match:
            return meaning, match.span()
    return None


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


def find_stage(text: str) -> tuple[Stage, list[Span]] | None:
    """Return the stage farthest along that the text names."""
    found = [
        (Stage(spellings(Stage)[_joined(match[0])]), match.span())
        for match in _stage_pattern().finditer(text)
        if _joined(match[0]) not in _STAGES_ONLY_ALONE or match[0] == text.strip()
    ]
    if not found:
        return None
    order = list(Stage)
    best = max(found, key=lambda pair: order.index(pair[0]))[0]
    return best, [span for _, span in found]


def find_channel(text: str) -> tuple[Channel, list[Span]] | None:
    """Return how the process began, when the text says so."""
    found = find_word(text, _CHANNELS)
    return (found[0], [found[1]]) if found else None


def find_day(text: str, today: date) -> tuple[date, list[Span]] | None:
    """Return the day that the text names: a date, ``yesterday``, ``3 days ago``, ``on Monday``."""
    for match in re.finditer(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", text):
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


def _all_spans(text: str, meanings: Iterable[tuple[StrEnum, str]]) -> list[Span]:
    return [
        match.span()
        for _, words in meanings
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]


@cache
def _stage_pattern() -> re.Pattern[str]:
    words = sorted(spellings(Stage), key=len, reverse=True)
    choices = "|".join(word.replace("_", r"[\s_-]+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)


def _joined(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())
