"""What a company is called, and under which key its history is kept.

Companies are matched by a person, not by likeness: an exact name or a line of the alias table
decides; names that are merely alike are only ever suggested.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz, process

from greener.market.store import Snapshot

Relation = Literal["same", "name", "part"]

_ALIASES = Path(__file__).with_name("company_aliases.csv")
_LEAST_LIKENESS = 75.0
_LEGAL_FORM = re.compile(
    r" (inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc)$"
)


@dataclass(frozen=True)
class CompanyMatch:
    """The listed company that a name stands for.

    Attributes:
        key: Key of its history.
        name: Its name as listed.
        relation: ``same`` name, another ``name`` of the firm, or ``part`` of it.
    """

    key: str
    name: str
    relation: Relation


@dataclass(frozen=True)
class Suggestion:
    """A listed company with a name like the one entered, for a person to choose or refuse.

    Attributes:
        key: Key of its history.
        name: Its name as listed.
        industry_listed: Its industry in the list's word, to tell it apart.
        country: ISO alpha-2 code.
        events: Number of its listed layoffs.
        in_common: What the two names share, in words.
        likeness: 0 to 100.
    """

    key: str
    name: str
    industry_listed: str | None
    country: str | None
    events: int
    in_common: str
    likeness: float


def company_key(name: str) -> str:
    """Return the key of a company: its name trimmed, spaces collapsed, in lower case.

    Nothing more is folded: "Aurora" and "Aurora Labs" are different firms.
    """
    return " ".join(name.split()).lower()


def bare_name(name: str) -> str:
    """Return a name without punctuation and legal form: "acme" for "ACME, Inc."."""
    bare = " ".join(re.sub(r"[^0-9a-z]+", " ", name.lower()).split())
    return _LEGAL_FORM.sub("", bare) or company_key(name)


@cache
def aliases() -> Mapping[str, tuple[str, Relation]]:
    """Return alias key → (key of the company listed, how they belong together)."""
    with _ALIASES.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType(
            {
                company_key(row["alias"]): (
                    company_key(row["company"]),
                    "name" if row["relation"] == "name" else "part",
                )
                for row in csv.DictReader(lines)
            }
        )


def find_company(snapshot: Snapshot, name: str) -> CompanyMatch | None:
    """Return the listed company of that name, or the one the alias table names; else None."""
    key = company_key(name)
    listed = _listed_name(snapshot, key)
    if listed is not None:
        return CompanyMatch(key, listed, "same")
    if key not in aliases():
        return None
    target, relation = aliases()[key]
    listed = _listed_name(snapshot, target)
    return CompanyMatch(target, listed, relation) if listed else None


def suggest_companies(snapshot: Snapshot, name: str, limit: int = 5) -> tuple[Suggestion, ...]:
    """Return listed companies whose names are like this one, likest first, itself left out."""
    key = company_key(name)
    rows = snapshot.query(
        """SELECT company_key, company_name, industry_listed, country, events
           FROM company_history WHERE company_key <> ? ORDER BY company_key""",
        [key],
    )
    found = process.extract(
        key,
        rows["company_key"].tolist(),
        scorer=fuzz.WRatio,
        score_cutoff=_LEAST_LIKENESS,
        limit=limit,
    )
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return tuple(
        Suggestion(
            key=other,
            name=records[place]["company_name"],
            industry_listed=records[place]["industry_listed"],
            country=records[place]["country"],
            events=int(records[place]["events"]),
            in_common=_in_common(key, other),
            likeness=likeness,
        )
        for other, likeness, place in found
    )


def _listed_name(snapshot: Snapshot, key: str) -> str | None:
    rows = snapshot.query("SELECT company_name FROM company_history WHERE company_key = ?", [key])
    return None if rows.empty else str(rows["company_name"].iloc[0])


def _in_common(key: str, other: str) -> str:
    theirs = set(other.split())
    words = [word for word in key.split() if word in theirs]
    if words:
        return f"the word{'s' if len(words) > 1 else ''} {' '.join(words)!r}"
    if other.startswith(key) or key.startswith(other):
        return f"the beginning {min(key, other, key=len)!r}"
    return "a similar spelling"
