"""What an answer rests on, in the words of a page."""

from __future__ import annotations

import pandas as pd

from greener.answers.estimate import Estimate, SourceRef
from greener.answers.safety import SafetyAnswer
from greener.answers.worth import WorthAnswer
from greener.figures.money import whole_money

_PERSON = "person"


def source_line(estimate: Estimate, counted: str) -> str:
    """Return the grey line of an answer: how many sources, the newest day, and n.

    Which they are says ``sources_sentence``, one click away.

    Args:
        estimate: The answer.
        counted: What n counts, in words ("figures named to you").
    """
    public = [source for source in estimate.sources if source.name != _PERSON]
    parts = [_dated(source) for source in public]
    if len(public) > 1:
        days = [source.as_of for source in public if source.as_of is not None]
        newest = f", newest {max(days):%B %Y}" if days else ""
        parts = [f"{len(public)} sources{newest}"]
    return " · ".join([*(parts or ["Your own entries"]), f"n = {estimate.n} {counted}"])


def sources_sentence(estimate: Estimate) -> str:
    """Return what an answer rests on, each source with its day."""
    return f"It rests on: {'; '.join(_dated(source) for source in estimate.sources)}."


def method_lines(estimate: Estimate) -> list[str]:
    """Return how an answer was reached, its interval, what was not known, and its sources."""
    lines = [_sentence(step) for step in estimate.basis]
    lines.append(f"The range holds {estimate.level:.0%} of what we think possible.")
    lines.extend(f"Not known: {_sentence(gap)}" for gap in estimate.missing)
    if estimate.sources:
        lines.append(sources_sentence(estimate))
    return lines


def factor_table(answer: SafetyAnswer) -> pd.DataFrame:
    """Return the steps from the average worker to this person, in people per 100."""
    return pd.DataFrame(
        {
            "Step": [factor.label for factor in answer.factors],
            "In 100": [round(factor.per_100, 2) for factor in answer.factors],
            "Evidence": [str(factor.evidence) for factor in answer.factors],
            "Source": [factor.source for factor in answer.factors],
        }
    )


def worth_table(answer: WorthAnswer, currency: str) -> pd.DataFrame:
    """Return the answer, the market and each named figure, in words and amounts."""
    rows = [
        (
            name,
            _amount(end.low, currency),
            _amount(end.value, currency),
            _amount(end.high, currency),
        )
        for name, end in (("Your worth", answer.worth), ("The next offer", answer.next_offer))
    ]
    for part in answer.prior.parts if answer.prior else ():
        pay = part.percentiles
        low, middle, high = (_amount(pay.get(percentile), currency) for percentile in (10, 50, 90))
        name = f"{part.band.source.title}: {part.band.occupation}, {part.band.place}"
        rows.append((name, low, middle, high))
    for own in answer.own:
        amount = _amount(own.pay_annual, currency)
        says = own.reason or f"{own.weight:.0%} of the answer"
        seen = own.observation
        rows.append((f"{seen.company}, {seen.kind} ({says})", "", amount, ""))
    return pd.DataFrame(rows, columns=["What", "Low (P10)", "Middle", "High (P90)"])


def _dated(source: SourceRef) -> str:
    if source.as_of is None or str(source.as_of.year) in source.title:
        return source.title
    return f"{source.title}, {source.as_of:%b %Y}"


def _amount(value: float | None, currency: str) -> str:
    return "" if value is None else whole_money(value, currency)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
