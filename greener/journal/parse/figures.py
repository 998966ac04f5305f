"""Find amounts of pay in a phrase of free text, with the words that say what each is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from greener.journal.parse.amounts import SIGNS, WrittenAmount, parse_range
from greener.journal.parse.words import Choice, denied_from
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
    (PayComponent.BASE, r"base|salary"),
    (PayComponent.BONUS, r"bonus|sign[- ]?on"),
    (PayComponent.EQUITY, r"equity|stock|rsus?|options|shares"),
)
_BESIDE = re.compile(
    r"(?:\+|\bplus|\band|\bwith|\bexcl\w*|\bwithout|%(?:\s[a-z]+){0,2})\s*$", re.IGNORECASE
)
"""Before the name of a part of pay that comes beside the figure: "plus bonus", "10% bonus"."""
_NO_PAY = re.compile(
    r"(?<![\w.$€£–—-])401\s?(?:k|\(k\))(?![\w–—-])"
    r"|(?<![\w.])\d[\d.,'’]*(?:\s\d{3}(?!\d))*\s?k?\+?[\s-]"
    r"(?:people|persons?|employees|engineers|developers|users|customers)\b"
    r"|(?<!\w)\+\d[\d\s().-]{6,}\d"
    r"|(?<![\w.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)",
    re.IGNORECASE,
)
"""Numbers that are no pay: a pension plan, a head count, a telephone number."""
_TOTAL = re.compile(r"\b(?:tc|total(?: comp\w*)?|ote|package|all[- ]in)\b", re.IGNORECASE)
_SAID_IN_THOUSANDS = re.compile(
    r"\b(?:they (?:pay|said|say)|pays|i said|i want(?:ed)?|asked for|quoted?|offer(?:ed)?|max"
    r"|budget)\s(?:max\s)?(?P<low>\d{2,3})(?:\s?(?:-|–|to)\s?(?P<high>\d{2,3}))?(?:\sbase)?$",
    re.IGNORECASE,
)
"""Pay as it is said aloud: "they pay 160" ends the phrase and means thousands."""
_BASE_IN_THOUSANDS = re.compile(
    r"(?<![\w.,])(?P<low>\d{2,3})(?:\s?(?:-|–|to)\s?(?P<high>\d{2,3}))?\s(?:base|salary)$",
    re.IGNORECASE,
)
"""The same without a verb: "190 base"."""
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
    spoken = _NO_PAY.sub(lambda match: " " * len(match[0]), text)
    found = [*_written(spoken)] or [*_said(spoken)]
    kind = find_word(text, _KINDS)
    spans = _all_spans(text, (*_KINDS, *_COMPONENTS))
    figures = []
    stretches = _stretches(text, [span for _, span in found])
    for (figure, span), stretch in zip(found, stretches, strict=True):
        component = _component(text, span, stretch)
        doubts = figure.doubts
        if component is None and _TOTAL.search(text, *stretch):
            doubts = (*doubts, "base or total")
        named = replace(figure, kind=kind[0] if kind else None, component=component, doubts=doubts)
        figures.append((named, [span, *spans]))
    return figures


def find_word(text: str, meanings: Iterable[tuple[Choice, str]]) -> tuple[Choice, Span] | None:
    """Return the first meaning, in the order given, whose words the text states."""
    for meaning, words in meanings:
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            if denied_from(text, match.start()) is None:
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
    match = _SAID_IN_THOUSANDS.search(text) or _BASE_IN_THOUSANDS.search(text)
    if match is None or int(match["low"]) < _LEAST_IN_THOUSANDS:
        return
    low, high = parse_range(f"{match['low']}k to {match['high'] or match['low']}k")
    if low.amount <= high.amount:
        yield Figure(low, high, None, None, ("thousands",)), match.span()


def _stretches(text: str, figures: list[Span]) -> list[Span]:
    """Return for each figure where its name is looked for: "base 150k bonus 20k", "20k bonus"."""
    if len(figures) < 2:
        return [(0, len(text))] * len(figures)
    starts, ends = zip(*figures, strict=True)
    words = "|".join(words for _, words in _COMPONENTS)
    name = re.compile(rf"\b(?:{words})\b|{_TOTAL.pattern}", re.IGNORECASE)
    if name.search(text, 0, starts[0]) and not name.search(text, ends[-1]):
        return list(zip((0, *ends), ends, strict=False))
    return list(zip(starts, (*starts[1:], len(text)), strict=True))


def _component(text: str, figure: Span, stretch: Span) -> PayComponent | None:
    """Return what is named nearest the figure; "190k + equity" has equity beside it, not in it."""
    start, end = figure
    named = [
        (max(start - match.end(), match.start() - end), component)
        for component, words in _COMPONENTS
        for match in re.compile(rf"\b(?:{words})\b", re.IGNORECASE).finditer(text, *stretch)
        if not _BESIDE.search(text[: match.start()])
    ]
    return min(named, key=lambda pair: pair[0], default=(0, None))[1]


def _all_spans(text: str, meanings: Iterable[tuple[StrEnum, str]]) -> list[Span]:
    return [
        match.span()
        for _, words in meanings
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
