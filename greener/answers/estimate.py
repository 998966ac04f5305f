"""The shape every answer has: a value, how sure we are, and what it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LEVEL = 0.8
"""Every interval Greener states is an 80% interval."""


@dataclass(frozen=True)
class SourceRef:
    """One source that an answer used.

    Attributes:
        name: Source name as on the command line, or ``person`` for the person's own entries.
        title: What a reader calls it ("BLS OEWS, May 2025").
        as_of: Newest date the source speaks for; None when the source has no date.
        note: Strength or licence remark shown with it ("judgement", "ODbL 1.0").
    """

    name: str
    title: str
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Estimate:
    """An answer with its uncertainty and its grounds.

    Attributes:
        value: The point answer; None when nothing can be said (``missing`` then says why).
        low: Lower end of the interval at ``level``; None with ``value``.
        high: Upper end of the interval at ``level``; None with ``value``.
        level: Nominal coverage of the interval (0.8).
        n: Number of observations the answer rests on beyond published aggregates: the person's own
            observations, or the employer's events. 0 is an honest answer.
        unit: Unit of value, low and high: ``probability`` or a currency per year, ``USD/year``.
        basis: How it was reached, one plain sentence per step, in order.
        sources: What it was reached from.
        as_of: The day the answer speaks for.
        missing: What was not known, each with what was done instead.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    unit: str
    as_of: date
    basis: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    missing: tuple[str, ...] = ()
    level: float = field(default=LEVEL)

    def __post_init__(self) -> None:
        known = [self.value is not None, self.low is not None, self.high is not None]
        if any(known) and not all(known):
            raise ValueError("value, low and high are known together or not at all")
        if self.value is not None and self.low is not None and self.high is not None:
            if not self.low <= self.value <= self.high:
                raise ValueError(f"not low <= value <= high: {self.low}, {self.value}, {self.high}")
        elif not self.missing:
            raise ValueError("an answer without a value says what is missing")

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON: dates as ISO text, tuples as lists."""
        plain = asdict(self)
        plain["as_of"] = self.as_of.isoformat()
        plain["basis"] = list(self.basis)
        plain["missing"] = list(self.missing)
        plain["sources"] = [
            {**asdict(source), "as_of": source.as_of.isoformat() if source.as_of else None}
            for source in self.sources
        ]
        return plain
