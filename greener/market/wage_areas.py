"""The places that OEWS publishes wages of, and which of them a person's place lies in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from greener.market.store import Snapshot
from greener.market.us_states import find_state

NATION = "0000000"

AreaType = Literal["nation", "state", "metro"]


class AmbiguousAreaError(LookupError):
    """A name fits several areas; the message lists them."""


@dataclass(frozen=True)
class Area:
    """A place with published wages.

    Attributes:
        code: Seven digits, ``0041860``.
        kind: ``nation``, ``state`` (or territory), ``metro`` (or nonmetropolitan area).
        name: As published: ``San Francisco-Oakland-Fremont, CA``.
        state_fips: FIPS code of the (first) state; ``00`` for the nation.
    """

    code: str
    kind: AreaType
    name: str
    state_fips: str


def areas(snapshot: Snapshot, kind: AreaType | None = None) -> list[Area]:
    """Return the places with published wages by name, of one kind or all."""
    rows = snapshot.query(
        """SELECT area_code, area_type, area_name, state_fips FROM oews_area
           WHERE $kind IS NULL OR area_type = $kind ORDER BY area_name, area_code""",
        {"kind": kind},
    )
    return [_area(row) for row in rows.to_dict("records")]


def find_metro(snapshot: Snapshot, text: str, region: str | None = None) -> Area | None:
    """Return the metropolitan area that a code, name or beginning of a name means.

    Args:
        snapshot: The market generation to ask.
        text: ``0041860``, ``41860``, ``San Francisco``, in any case.
        region: State that decides between areas of the same beginning, as ``find_state`` takes it.

    Raises:
        AmbiguousAreaError: When several areas begin so and the state does not tell them apart.
    """
    wanted = " ".join(text.split()).casefold()
    metros = areas(snapshot, "metro")
    if wanted.isdecimal():
        return next((area for area in metros if area.code == wanted.zfill(7)), None)
    if not wanted:
        return None
    found = [area for area in metros if area.name.casefold() == wanted] or [
        area for area in metros if _begins_with(area.name.casefold(), wanted)
    ]
    state = find_state(region) if region else None
    if len(found) > 1 and state is not None:
        found = [area for area in found if state.postal in _postal_codes(area)] or found
    if len(found) > 1:
        names = "; ".join(area.name for area in found)
        raise AmbiguousAreaError(f"{text!r} may be {names}")
    return found[0] if found else None


def find_areas(
    snapshot: Snapshot, region: str | None = None, metro: str | None = None
) -> tuple[Area, ...]:
    """Return the places that a person's place lies in, the most local first, the nation last.

    A name that is not known is passed over; a metropolitan area also brings its state.

    Raises:
        AmbiguousAreaError: When ``metro`` fits several areas.
    """
    local = find_metro(snapshot, metro, region) if metro else None
    state = find_state(region) if region else None
    fips = state.fips if state else local.state_fips if local else None
    codes = [local.code if local else None, f"{fips}00000" if fips else None, NATION]
    rows = snapshot.query(
        """SELECT area_code, area_type, area_name, state_fips FROM oews_area
           WHERE list_contains($codes, area_code)""",
        {"codes": [code for code in codes if code]},
    )
    by_code = {row["area_code"]: _area(row) for row in rows.to_dict("records")}
    return tuple(by_code[code] for code in codes if code in by_code)


def _begins_with(name: str, beginning: str) -> bool:
    """Whether a name begins with these whole words: ``san`` is not ``santa``."""
    return name.startswith(beginning) and not name[len(beginning) :][:1].isalnum()


def _postal_codes(area: Area) -> set[str]:
    return set(area.name.rpartition(", ")[2].split("-"))


def _area(row: Mapping[Any, Any]) -> Area:
    return Area(row["area_code"], row["area_type"], row["area_name"], row["state_fips"])
