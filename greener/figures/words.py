"""Numbers and days as a reader writes them."""

from __future__ import annotations

from datetime import date


def period_label(period: date, grain: str) -> str:
    """Return a period as a reader names it: "Jan 2023", "Q1 2023", "2023"."""
    if grain == "year":
        return f"{period.year}"
    if grain == "quarter":
        return f"Q{(period.month + 2) // 3} {period.year}"
    return f"{period:%b %Y}"


def day_text(day: date) -> str:
    """Return a day as a reader writes it: "5 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def count_text(number: float) -> str:
    """Return a count with its thousands apart."""
    return f"{round(number):,}"


def short_count(count: float) -> str:
    """Return a count in at most four characters: "850", "4.2k", "62k"."""
    if count < 1000:
        return f"{count:.0f}"
    return f"{count / 1000:.1f}k" if count < 9950 else f"{count / 1000:.0f}k"


def percent_text(share: float) -> str:
    """Return a share (0 to 1) as a percentage: whole from 10% on, one decimal below."""
    percent = 100 * share
    return f"{percent:.0f}%" if percent >= 9.95 or percent == 0 else f"{percent:.1f}%"


def signed_text(change: float) -> str:
    """Return a change (0.1: 10% more) with its sign, in whole percent."""
    percent = round(100 * change)
    return f"{percent:+d}%" if percent else "0%"


def shortened(name: str, most: int) -> str:
    """Return a name of at most ``most`` characters, its end cut where it is longer."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
