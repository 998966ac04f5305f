"""What the state of a source is called, and what it says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from greener.figures.words import day_text

Colour = Literal["green", "orange", "red", "gray"]


@dataclass(frozen=True)
class State:
    """The state of a source in a word.

    Attributes:
        label: The word.
        icon: Material icon beside it.
        colour: Colour of its badge; the label says the same.
        explained: What it means, for a reader; empty when the label says all.
    """

    label: str
    icon: str
    colour: Colour
    explained: str = ""


_KEPT = State(
    "older rows kept",
    ":material/history:",
    "orange",
    "The last load failed, so the rows of the one before are still in use.",
)
_FAILED = State("could not be loaded", ":material/error:", "red")


def state_of(row: pd.Series) -> State:
    """Return the state of one row of ``source_status``."""
    if pd.isna(row["verdict"]):
        return State("not loaded", ":material/radio_button_unchecked:", "gray")
    if row["verdict"] == "failed":
        return _KEPT if row["rows_kept"] > 0 else _FAILED
    if row["last_good_origin"] == "sample":
        return State("sample", ":material/inventory_2:", "gray")
    if row["is_stale"]:
        return State(
            "older than usual",
            ":material/schedule:",
            "orange",
            f"A newer release is usual within {row['cadence_days']} days of the last.",
        )
    if row["verdict"] == "degraded":
        return State("loaded with a remark", ":material/info:", "orange")
    return State("loaded", ":material/check_circle:", "green")


def summary(row: pd.Series) -> str:
    """Return the one line of a source: publisher, licence, how much, how new."""
    parts = [row["publisher"], row["licence"]]
    if row["rows_kept"] > 0:
        parts.append(f"{row['rows_kept']:,} rows")
    if pd.notna(row["newest_date"]):
        parts.append(f"newest {day_text(row['newest_date'].date())}")
    return " · ".join(parts)


def details(row: pd.Series) -> list[tuple[str, str]]:
    """Return what else there is to say of a source, as (name, text)."""
    found = [("Cite as", row["citation"])]
    if row["needs"]:
        found.append(("Needs", row["needs"]))
    if pd.notna(row["last_good_at"]):
        found.append(("Loaded", f"{day_text(row['last_good_at'].date())}, from {_origin(row)}"))
    if pd.notna(row["verdict"]):
        found.append(("Last attempt", _attempt(row)))
        if row["message"]:
            found.append(("It said", row["message"]))
        skipped = json.loads(row["skipped"])
        if skipped:
            found.append(
                ("Left out", "; ".join(f"{rule}: {count:,}" for rule, count in skipped.items()))
            )
    if pd.notna(row["rows_appeared"]):
        found.append(
            (
                "Changed since the load before",
                f"{row['rows_appeared']:,.0f} rows new, {row['rows_vanished']:,.0f} gone, "
                f"{row['rows_rewritten']:,.0f} rewritten",
            )
        )
    return found


def _origin(row: pd.Series) -> str:
    origins = {"live": "its live address", "file": "a file", "sample": "the sample market"}
    return origins[row["last_good_origin"]]


def _attempt(row: pd.Series) -> str:
    return (
        f"{day_text(row['attempted_at'].date())}: {row['rows_in']:,.0f} records read, "
        f"{row['rows_out']:,.0f} kept, {row['rejected']:,.0f} rejected"
    )
