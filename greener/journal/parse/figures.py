"""Find amounts of pay in a phrase of free text, with the words that say what each is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from greener.journal.parse.amounts import SIGNS, WrittenAmount, parse_range
from greener.journal.parse.words import Choice
from greener.journal.records import PayComponent, PayKind

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

_KINDS = (
    (PayKind.WRITTEN, r"written|in writing|offer letter|letter|signed"),
    (PayKind.VERBAL, r"verbal(?:ly)?|on the phone|offer(?:ed|s)?"),
    (PayKind.ASKED, r"asked for|i asked|i said|i want(?:ed)?|my ask|ask|asking|expect(?:ation)?s?"),
    (PayKind.POSTED, r"posted|posting|advertised|listed|ad says|in the ad|range"),
    (PayKind.QUOTE, r"quoted?|quotes|recruiter|they (?:pay|said|say)|pays|budget"),
)
_COMPONENTS = (
    (PayComponent.BONUS, r"bonus|sign[- ]?on"),
    (PayComponent.EQUITY, r"equity|stock|rsus?|options|shares"),
    (PayComponent.BASE, r"base|salary"),
)
_BESIDE = re.compile(r"(?:\+|\bplus|\band|\bwith|\bexcl\w*|\bwithout)\s*$", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:tc|total(?: comp\w*)?|ote|package|all[- ]in)\b", re.IGNORECASE)
_SAID_IN_THOUSANDS = re.compile(
    r"\b(?:they (?:pay|said|say)|pays|i said|i want(?:ed)?|asked for|quoted?|offer(?:ed)?|max"
    r"|budget)\s(?:max\s)?(?P<low>\d{2,3})(?:\s?(?:-|–|to)\s?(?P<high>\d{2,3}))?$",
    re.IGNORECASE,
)
"""Pay as it is said aloud: "they pay 160" ends the phrase and means thousands."""
_LEAST_IN_THOUSANDS: Final = 30


@dataclass(frozen=True)
class Figure:
    """An amount or range found in text, with the words that tell what it is.

    Attributes:
        low: Lower end.
        high: Upper end; equal to ``low`` for a single amount.
        kind: Who named it; None when not said.
        component: What it pays for; None when not said.
        doubts: What of it is a guess, worth a look.
    """

    low: WrittenAmount
    high: WrittenAmount
    kind: PayKind | None
    component: PayComponent | None
    doubts: tuple[str, ...] = ()


def find_figures(text: str) -> list[tuple[Figure, list[Span]]]:
    """Return all that reads as money: a sign, ``k``, a period, five digits, "they pay 160"."""
    found = [*_written(text)] or [*_said(text)]
    kind = find_word(text, _KINDS)
    spans = _all_spans(text, (*_KINDS, *_COMPONENTS))
    figures = []
    for place, (figure, span) in enumerate(found):
        end = found[place + 1][1][0] if place + 1 < len(found) else len(text)
        start = 0 if len(found) == 1 else span[0]
        component = _component(text, start, end)
        doubts = figure.doubts
        if component is None and _TOTAL.search(text[span[0] : end]):
            doubts = (*doubts, "base or total")
        named = replace(figure, kind=kind[0] if kind else None, component=component, doubts=doubts)
        figures.append((named, [span, *spans]))
    return figures


def find_word(text: str, meanings: Iterable[tuple[Choice, str]]) -> tuple[Choice, Span] | None:
    """Return the first meaning, in the order given, whose words stand in the text."""
    for meaning, words in meanings:
        match = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if match:
            return meaning, match.span()
    return None


def _written(text: str) -> Iterable[tuple[Figure, Span]]:
    for match in _MONEY.finditer(text):
        if not _LOOKS_LIKE_MONEY.search(match[0]):
            continue
        try:
            low, high = parse_range(match[0])
        except ValueError:
            continue
        if low.amount <= high.amount:
            yield Figure(low, high, None, None), match.span()


def _said(text: str) -> Iterable[tuple[Figure, Span]]:
    match = _SAID_IN_THOUSANDS.search(text)
    if match is None or int(match["low"]) < _LEAST_IN_THOUSANDS:
        return
    low, high = parse_range(f"{match['low']}k to {match['high'] or match['low']}k")
    if low.amount <= high.amount:
        yield Figure(low, high, None, None, ("thousands",)), match.span()


def _component(text: str, start: int, end: int) -> PayComponent | None:
    """Return what is named for the figure; "190k + equity" names base, with equity beside it."""
    for component, words in _COMPONENTS:
        for match in re.finditer(rf"\b(?:{words})\b", text[start:end], re.IGNORECASE):
            if not _BESIDE.search(text[: start + match.start()]):
                return component
    return None


def _all_spans(text: str, meanings: Iterable[tuple[StrEnum, str]]) -> list[Span]:
    return [
        match.span()
        for _, words in meanings
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
