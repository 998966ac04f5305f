"""What the charts of demand say, in one sentence computed from what they draw."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from greener.figures.words import count_text, day_text, percent_text, signed_text
from greener.market.us_states import state_name

_STEADY = 0.005


def postings_finding(frame: pd.DataFrame, name: str, what: str) -> str:
    """Return where an index stands against 2020 and against a year before.

    Args:
        frame: Columns month and index_adjusted of one country, oldest first.
        name: The country.
        what: Which postings ("postings", "new postings").
    """
    if frame.empty:
        return f"{name}: {what} are not published"
    last = frame.iloc[-1]
    text = (
        f"{name}: {what} stand {_against(last['index_adjusted'] / 100 - 1)} the start of "
        f"February 2020 in {last['month']:%b %Y}"
    )
    before = _year_before(frame, "index_adjusted")
    if before is None:
        return text
    return f"{text}, {_against(last['index_adjusted'] / before - 1)} a year before"


def sectors_finding(frame: pd.DataFrame) -> str:
    """Return which sectors grew and shrank most over a year.

    Args:
        frame: Rows of ``demand.postings_by_sector`` with a change, most grown first.
    """
    first, last = frame.iloc[0], frame.iloc[-1]
    grown = int((frame["change_share"] > 0).sum())
    return (
        f"{grown} of {len(frame)} sectors had more postings in {frame['month'].max():%b %Y} than a "
        f"year before: "
        f"{first['sector']} {signed_text(first['change_share'])}, "
        f"{last['sector']} {signed_text(last['change_share'])}"
    )


def states_finding(frame: pd.DataFrame) -> str:
    """Return the states with the highest and the lowest postings index."""
    ranked = frame.sort_values("index_adjusted")
    least, most = ranked.iloc[0], ranked.iloc[-1]
    return (
        f"Against February 2020 = 100, postings are the most in {state_name(most['state_code'])}, "
        f"{most['index_adjusted']:.0f}, and the fewest in {state_name(least['state_code'])}, "
        f"{least['index_adjusted']:.0f}"
    )


def share_finding(
    frame: pd.DataFrame, column: str, names: Mapping[str, str], what: str, group: str = "country"
) -> str:
    """Return a share's newest value in the first group, and a year before.

    Args:
        frame: Columns ``group``, month and ``column`` (percent), oldest first.
        column: The share.
        names: Group → name; the first is spoken of.
        what: What has that share ("of postings offer remote work").
        group: Column that tells the groups apart.
    """
    first, name = next(iter(names.items()))
    own = frame[frame[group] == first]
    if own.empty:
        return f"{name}: nothing is published"
    last = own.iloc[-1]
    text = f"{name}: {last[column]:.1f}% {what} in {last['month']:%b %Y}"
    before = _year_before(own, column)
    return text if before is None else f"{text}, {before:.1f}% a year before"


def claims_finding(frame: pd.DataFrame) -> str:
    """Return the newest mean of four weeks and how many weeks were calmer since the start."""
    known = frame.dropna(subset="mean_4_weeks")
    last = known.iloc[-1]
    calmer = (known["mean_4_weeks"] < last["mean_4_weeks"]).mean()
    return (
        f"{count_text(last['mean_4_weeks'])} people a week filed for unemployment insurance in the "
        f"four weeks to {day_text(last['week_ending'])}; "
        f"{percent_text(float(calmer))} of the weeks since {known['week_ending'].iloc[0]:%Y} "
        "were calmer"
    )


def _year_before(frame: pd.DataFrame, column: str) -> float | None:
    month = frame["month"].iloc[-1] - pd.DateOffset(years=1)
    found = frame.loc[frame["month"] == month, column]
    return None if found.empty else float(found.iloc[0])


def _against(change: float) -> str:
    if abs(change) < _STEADY:
        return "level with"
    return f"{percent_text(abs(change))} {'above' if change > 0 else 'below'}"
