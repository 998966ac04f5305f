"""Read one line, typed in a hurry, as an entry to confirm.

``Acme, staff engineer, recruiter quoted 180-200k, told them I'm exploring`` is a company, a role, a
stage, a figure and a word of honesty. What is not understood becomes the note: nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from greener.journal.analysis.course import CONVERSATIONS
from greener.journal.fields import MAX_ANNUAL_PAY, NAME_LENGTH
from greener.journal.flatrow import SMALLEST_YEARLY_BASE
from greener.journal.parse import phrases
from greener.journal.parse.figures import Figure, Span, find_figures
from greener.journal.parse.words import filler_words, normalised, spellings
from greener.journal.quickadd.opening import ROLE_NOUN, read_opening
from greener.journal.quickadd.proposal import Proposal, ProposedPay
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayPeriod,
    Purpose,
    Reaction,
    Stage,
)

_SPLIT = re.compile(
    r"(?<!\d),|,(?!\d{3}\b|\d{2}\s?(?:€|EUR\b|CHF\b)|(?<=\.\d{3},)\d{2}\b)|[;\n]|(?<=\w):\s"
    r"|(?<![\dkKmM])\s[-–—|]\s|(?<=\s\d)\s[-–—|]\s|\s[-–—|]\s(?!\s*[\d$€£])"
)
_MEETING: Final = frozenset(
    {
        *("call", "chat", "coffee", "dinner", "drinks", "interview", "interviewed", "lunch"),
        *("meeting", "met", "round", "saw", "screen", "seen", "spoke", "found", "via", "through"),
        *("contacted", "emailed", "mailed", "messaged", "phoned", "rang", "texted", "wrote"),
    }
)
_LONGEST_TITLE: Final = 10
_LONGEST_COMPANY: Final = 3
"""Words of a company's name beyond which it may hold something else [judgement]."""
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
"""Currencies that a bare dollar sign may mean."""


@dataclass
class _Draft:
    """The line while its parts are read."""

    currency: str
    today: date
    title: str | None = None
    stages: list[Stage] = field(default_factory=list)
    channel: Channel | None = None
    purpose: Purpose | None = None
    figures: list[Figure] = field(default_factory=list)
    pay_kind: PayKind | None = None
    told: bool | None = None
    reaction: Reaction = Reaction.UNKNOWN
    has_talked: bool = False
    day: date | None = None
    notes: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


def read_line(text: str, today: date, default_currency: str = "USD") -> Proposal:
    """Read a line as an entry to confirm; any text gives one.

    Args:
        text: The line: company, role, then anything, with commas between.
        today: The day of the entry when the line names none.
        default_currency: Currency of figures without one.
    """
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    draft = _Draft(default_currency, today)
    company = _read_company(parts.pop(0), draft, is_whole_line=not parts) if parts else ""
    for part in parts:
        _read_part(part, draft)
    pay = _pay(draft)
    stage = _stage(draft, pay)
    return Proposal(
        company=company,
        title=draft.title,
        stage=stage,
        occurred_on=draft.day or today,
        channel=draft.channel,
        purpose=draft.purpose,
        pay=pay,
        told=draft.told,
        reaction=draft.reaction,
        note=", ".join(draft.notes),
        guessed=tuple(dict.fromkeys(draft.guessed)),
    )


def _read_company(part: str, draft: _Draft, *, is_whole_line: bool) -> str:
    opening = read_opening(part, is_whole_line=is_whole_line)
    if opening.title:
        draft.title = _name(opening.title, draft)
    draft.has_talked = opening.has_talked
    if opening.is_guessed or len(opening.company.split()) > _LONGEST_COMPANY:
        draft.guessed.append("company")
    if opening.rest:
        _read_part(opening.rest, draft)
    return _name(opening.company, draft)


def _name(text: str, draft: _Draft) -> str:
    if len(text) > NAME_LENGTH:
        draft.notes.append(text)
    return text[:NAME_LENGTH].strip()


def _read_part(part: str, draft: _Draft) -> None:
    said = _read_sayings(part, draft)
    spans = list(said)
    for figure, where in find_figures(part):
        if figure.high.amount <= MAX_ANNUAL_PAY:
            draft.figures.append(figure)
            draft.guessed += figure.doubts
            spans += where
    if not spans and _is_title(part, draft):
        draft.title = _name(part, draft)
        return
    spans += _read_words(_without(part, said), draft)
    if _is_left_over(part, spans):
        draft.notes.append(part)


def _read_sayings(part: str, draft: _Draft) -> list[Span]:
    """Note what they were told, how they took it, and the day; return what said so."""
    spans: list[Span] = []
    told = phrases.find_told(part)
    if told:
        draft.told = told[0]
        spans += told[1]
    reaction = phrases.find_reaction(part)
    if reaction:
        draft.reaction = reaction[0]
        draft.told = True if draft.told is None else draft.told
        spans += reaction[1]
    day = phrases.find_day(part, draft.today)
    if day and day[0] <= draft.today:
        draft.day = day[0]
        spans += day[1]
    return spans


def _stage(draft: _Draft, pay: tuple[ProposedPay, ...]) -> Stage:
    """Return the stage said, else the least that the rest of the line implies."""
    order = list(Stage)
    if draft.stages:
        return max(draft.stages, key=order.index)
    draft.guessed.append("stage")
    kinds = {figure.kind for figure in pay}
    if kinds & {PayKind.VERBAL, PayKind.WRITTEN}:
        return Stage.OFFER
    if draft.reaction is Reaction.WITHDREW:
        return Stage.COOLED_OFF
    if kinds & {PayKind.ASKED, PayKind.QUOTE} or draft.told is not None or draft.has_talked:
        return Stage.RECRUITER_SCREEN
    return Stage.FOUND


def _has_talked(draft: _Draft) -> bool:
    return draft.has_talked or not CONVERSATIONS.isdisjoint(draft.stages)


def _read_words(part: str, draft: _Draft) -> list[Span]:
    """Note stage, channel and purpose; return the spans that named them."""
    spans: list[Span] = []
    stage = phrases.find_stage(part)
    if stage:
        draft.stages.append(stage[0])
        spans += stage[1]
    channel = phrases.find_channel(part)
    if channel:
        draft.channel = channel[0]
        spans += channel[1]
    purpose = spellings(Purpose).get(normalised(part))
    if purpose:
        draft.purpose = Purpose(purpose)
        spans.append((0, len(part)))
    kind = spellings(PayKind).get(normalised(part))
    if kind:
        draft.pay_kind = PayKind(kind)
        spans.append((0, len(part)))
    return spans


def _is_title(part: str, draft: _Draft) -> bool:
    words = normalised(part).split("_")
    role = ROLE_NOUN.search(part)
    meanings = (Stage, Channel, Purpose, PayKind)
    known = any(normalised(part) in spellings(choices) for choices in meanings)
    known = known and not (role and len(words) == 1)
    if (
        draft.title is not None
        or known
        or words[0] in filler_words()
        or len(words) > _LONGEST_TITLE
    ):
        return False
    if role:
        return _MEETING.isdisjoint(words)
    is_plain = phrases.find_stage(part) is None and phrases.find_channel(part) is None
    is_plain = is_plain and _MEETING.isdisjoint(words)
    is_plain = is_plain and not phrases.is_to_come(part) and not phrases.find_denials(part)
    if is_plain and not draft.notes and not draft.stages:
        draft.guessed.append("title")
        return True
    return False


def _is_left_over(part: str, spans: list[Span]) -> bool:
    """Return whether words remain beside what was understood and words that say nothing."""
    words = re.findall(r"[\w'’]+", _without(part, spans).casefold())
    return not filler_words().issuperset(words)


def _without(part: str, spans: list[Span]) -> str:
    """Return the part with blanks where the spans are."""
    signs = list(part)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _pay(draft: _Draft) -> tuple[ProposedPay, ...]:
    pay: list[ProposedPay] = []
    kind = draft.pay_kind
    for figure in draft.figures:
        kind = figure.kind or kind
        if kind is None:
            draft.guessed.append("pay_kind")
            is_advertised = figure.low.amount != figure.high.amount and not _has_talked(draft)
            kind = PayKind.POSTED if is_advertised else PayKind.QUOTE
        period = figure.low.period
        component = figure.component or PayComponent.BASE
        if period is None:
            period = PayPeriod.YEAR
            if component is PayComponent.BASE and figure.high.amount < SMALLEST_YEARLY_BASE:
                period = PayPeriod.HOUR
                draft.guessed.append("period")
        if figure.low.currency is None or figure.low.by_sign:
            draft.guessed.append("currency")
        currency = figure.low.currency
        if currency is None or (figure.low.by_sign and draft.currency in _DOLLARS):
            currency = draft.currency
        pay.append(
            ProposedPay(kind, component, figure.low.amount, figure.high.amount, currency, period)
        )
    return tuple(pay)
