"""What a constant rests on: every figure that no loaded source supplies carries its grounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """How strong the grounds of a figure are, strongest first."""

    READ = "read"
    """Read in its own source."""
    COMPUTED = "computed"
    """Computed from published counts or from the loaded files."""
    SECOND_HAND = "second-hand"
    """Found in a note that cites the source."""
    JUDGEMENT = "judgement"
    """Nobody's measurement; shown to the person as weak."""


@dataclass(frozen=True)
class Constant:
    """A figure with its grounds.

    Attributes:
        value: The figure; its unit is in the name it is bound to.
        evidence: How strong its grounds are.
        source: Where it comes from, with what it counts and when.
        low: Lower end of its range at 80%, where one is known.
        high: Upper end of that range.
    """

    value: float
    evidence: Evidence
    source: str
    low: float | None = None
    high: float | None = None
