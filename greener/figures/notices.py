"""US layoff notices on the tiles of the states, and what they say."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from greener.figures.tiles import STATES, state_tiles
from greener.figures.words import count_text, short_count
from greener.market.us_states import state_name


def notice_tiles(frame: pd.DataFrame, *, own_state: str | None = None) -> go.Figure:
    """Draw people in notices of twelve months by state: per 10,000 jobs, or counted without jobs.

    Args:
        frame: Rows of ``notices.notices_by_state``.
        own_state: Postal code of the person's state.
    """
    per_job = is_per_job(frame)
    value = frame["employees_per_10000_jobs" if per_job else "employees_known"]
    tiles = pd.DataFrame(
        {
            "state": frame["state"],
            "value": value,
            "text": [(_rate if per_job else short_count)(each) for each in value],
            "hover": _hovers(frame),
        }
    )
    return state_tiles(tiles, own_state=own_state)


def is_per_job(frame: pd.DataFrame) -> bool:
    """Return whether people can be put beside each state's jobs."""
    return bool(frame["employees_per_10000_jobs"].notna().any())


def notices_finding(frame: pd.DataFrame, own_state: str | None = None) -> str:
    """Return the most hit state, and how the notices compare with the twelve months before.

    Args:
        frame: Rows of ``notices.notices_by_state``.
        own_state: Postal code of the person's state, which is named where it has no notices.
    """
    notices, before = frame["notices"].sum(), frame["notices_before"].sum()
    change = ""
    if before:
        change = f", {abs(notices / before - 1):.0%} {'more' if notices >= before else 'fewer'}"
        change += " than in the twelve before"
    text = f"{count_text(notices)} notices in twelve months{change}"
    missing = ""
    if own_state is not None and own_state not in set(frame["state"]):
        missing = f"; of your state, {state_name(own_state)}, none are at hand"
    if not is_per_job(frame):
        return text + missing
    top = frame[frame["state"].isin(STATES)].nlargest(1, "employees_per_10000_jobs").iloc[0]
    return (
        f"{text}; most people per job in {state_name(top['state'])}, "
        f"{_rate(top['employees_per_10000_jobs'])} in 10,000{missing}"
    )


def notices_text(company: pd.Series) -> str:
    """Return the notices of one company in words.

    Args:
        company: One row of ``notices.notices_of_companies``.
    """
    people = company["employees_known"]
    return (
        f"{count_text(company['notices'])} in {', '.join(company['states'])}, last "
        f"{company['last_month']:%b %Y}, "
        + (f"{count_text(people)} people" if people else "how many people is not known")
    )


def _hovers(frame: pd.DataFrame) -> list[str]:
    return [
        f"<b>{state_name(row['state'])}</b>: {count_text(row['employees_known'])} people in "
        f"{count_text(row['notices'])} notices<br>"
        f"{count_text(row['notices_size_unknown'])} notices of unknown size<br>"
        f"{count_text(row['notices_before'])} notices in the twelve months before"
        for row in frame.to_dict("records")
    ]


def _rate(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == 0 else f"{value:.1f}"
