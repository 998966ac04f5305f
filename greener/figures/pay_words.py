"""What each chart of market pay says, in one sentence computed from what it draws."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from greener.figures.money import short_money
from greener.figures.pay_market import MEDIAN, OwnFigure, PayStrip

_LOWER, _UPPER = 25, 75


def strips_finding(
    who: str, strips: Sequence[PayStrip], currency: str, *, joined: str = "in"
) -> str:
    """Return what the first group earns, and which of the others has the highest median.

    Args:
        who: What the people do.
        strips: Groups as drawn, the first the one to compare with.
        currency: ISO 4217 code.
        joined: Word before a group's name: "in" a place, "with" some years.
    """
    first, others = strips[0], strips[1:]
    text = f"{who}: {_spread(first, currency)} {joined} {first.name}"
    rated = [strip for strip in others if MEDIAN in strip.percentiles]
    if not rated or MEDIAN not in first.percentiles:
        return text
    top = max(rated, key=lambda strip: strip.percentiles[MEDIAN])
    gap = top.percentiles[MEDIAN] / first.percentiles[MEDIAN] - 1
    side = "above" if gap >= 0 else "below"
    return f"{text}; the median {joined} {top.name} is {abs(100 * gap):.0f}% {side} that"


def own_place(pay: float, strip: PayStrip) -> str:
    """Return what share of a group a pay is above, as near as its percentiles say.

    Args:
        pay: Yearly pay in the strip's currency.
        strip: The group to place it in.
    """
    below = [p for p in sorted(strip.percentiles) if strip.percentiles[p] <= pay]
    above = [p for p in sorted(strip.percentiles) if strip.percentiles[p] > pay]
    if not above:
        top = below[-1]
        certain = "In" if top not in strip.lower_bounds else "Near or in"
        return f"{certain} the highest {100 - top}%"
    if not below:
        return f"In the lowest {above[0]}%"
    return f"Above {below[-1]} to {above[0]}%"


def places_finding(frame: pd.DataFrame, percentile: int, what: str) -> str:
    """Return the best and the least paid place.

    Args:
        frame: Rows of ``wages.wages_by_area``.
        percentile: Which percentile is compared.
        what: What a place is, in the plural ("states").
    """
    column = f"wage_annual_p{percentile}_usd"
    known = frame[frame[column].notna()].sort_values(column, ascending=False)
    if known.empty:
        return f"No {what} publish P{percentile} of this occupation"
    top, least = known.iloc[0], known.iloc[-1]
    ceiling = top["wage_topcoded_from_percentile"]
    bound = "at or above " if pd.notna(ceiling) and ceiling <= percentile else ""
    text = f"{_percentile_name(percentile)}: {bound}{short_money(top[column], 'USD')} in "
    text += str(top["area_name"])
    if len(known) == 1:
        return text
    return (
        f"{text}, the most of {len(known)} {what}; {short_money(least[column], 'USD')} in "
        f"{least['area_name']}, the least"
    )


def own_rank(frame: pd.DataFrame, percentile: int, pay: OwnFigure | None) -> str:
    """Return in how many places a pay lies above the percentile, as the end of a sentence.

    Args:
        frame: Rows of ``wages.wages_by_area``.
        percentile: Which percentile is compared.
        pay: The person's pay in dollars; nothing is said without it.
    """
    known = frame[f"wage_annual_p{percentile}_usd"].dropna()
    if pay is None or known.empty:
        return ""
    whose = "your pay" if pay.name == "You" else "the example's pay"
    return f"; {whose} of {short_money(pay.low, 'USD')} is above it in {(known < pay.low).sum()}"


def _spread(strip: PayStrip, currency: str) -> str:
    pays = strip.percentiles
    if {_LOWER, _UPPER} <= pays.keys():
        bound = "at or above " if _UPPER in strip.lower_bounds else ""
        low, high = (short_money(pays[each], currency) for each in (_LOWER, _UPPER))
        return f"the middle half earns {low} to {bound}{high}"
    low, high = (short_money(pays[each], currency) for each in (min(pays), max(pays)))
    return f"P{min(pays)} to P{max(pays)} is {low} to {high}"


def _percentile_name(percentile: int) -> str:
    return "Median pay" if percentile == MEDIAN else f"P{percentile} of pay"
