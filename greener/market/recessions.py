"""US recessions, to shade on long charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SOURCE = "NBER, US business cycle dates: month of the peak to month of the trough"


@dataclass(frozen=True)
class Recession:
    """One recession.

    Attributes:
        peak_month: First day of the month in which the economy turned down.
        trough_month: First day of the month in which it turned up.
    """

    peak_month: date
    trough_month: date


US_RECESSIONS = (
    Recession(date(2001, 3, 1), date(2001, 11, 1)),
    Recession(date(2007, 12, 1), date(2009, 6, 1)),
    Recession(date(2020, 2, 1), date(2020, 4, 1)),
)
"""Those since the layoff survey began in December 2000 [read]."""
