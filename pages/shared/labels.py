"""Words for what records hold."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greener.figures.money import short_money, whole_money
from greener.journal.records import PayKind, PayObservation, PayPeriod, Stage

KIND_WORDS = {
    PayKind.ASKED: "You asked",
    PayKind.POSTED: "Posted",
    PayKind.QUOTE: "Quoted",
    PayKind.VERBAL: "Verbal offer",
    PayKind.WRITTEN: "Written offer",
}

_STAGE_WORDS = {Stage.TAKE_HOME: "Take-home"}
_SMALL_FIGURE = 10_000
_MILLION = 1_000_000
_NEAR_DAYS = {-1: "tomorrow", 0: "today", 1: "yesterday"}
_UNITS = (
    (14, 1, "days"),
    (60, 7, "weeks"),
    (700, 30.4, "months"),
    (math.inf, 365.25, "years"),
)


def words_of(value: StrEnum) -> str:
    """Return a choice as a reader sees it: "Recruiter screen"."""
    if isinstance(value, Stage) and value in _STAGE_WORDS:
        return _STAGE_WORDS[value]
    if isinstance(value, PayKind):
        return KIND_WORDS[value]
    return value.replace("_", " ").capitalize()


def figure_text(observation: PayObservation) -> str:
    """Return a figure as it was named: "$145K to $165K", "€98,500", "$60 an hour"."""
    pays = (observation.low, observation.high)
    write = short_money if all(map(_is_round, pays)) else whole_money
    ends = [write(float(pay), observation.currency) for pay in pays]
    text = " to ".join(dict.fromkeys(ends))
    if observation.period is PayPeriod.YEAR:
        return text
    article = "an" if observation.period is PayPeriod.HOUR else "a"
    return f"{text} {article} {observation.period}"


def _is_round(pay: Decimal) -> bool:
    """Return whether the amount in short says all of it: "$98K" would hide 500 of 98,500."""
    return pay >= _SMALL_FIGURE and pay % (1000 if pay < _MILLION else 100_000) == 0


def ago_text(day: date, today: date) -> str:
    """Return how long ago a day is (or until it comes), as one says it."""
    days = (today - day).days
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days]
    length = next(
        f"{round(abs(days) / unit_days)} {unit}"
        for limit, unit_days, unit in _UNITS
        if abs(days) < limit
    )
    return f"{length} ago" if days > 0 else f"in {length}"
