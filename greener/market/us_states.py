"""The US states and territories: name, postal code, FIPS code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

_STATES = """
AL 01 Alabama
AK 02 Alaska
AZ 04 Arizona
AR 05 Arkansas
CA 06 California
CO 08 Colorado
CT 09 Connecticut
DE 10 Delaware
DC 11 District of Columbia
FL 12 Florida
GA 13 Georgia
HI 15 Hawaii
ID 16 Idaho
IL 17 Illinois
IN 18 Indiana
IA 19 Iowa
KS 20 Kansas
KY 21 Kentucky
LA 22 Louisiana
ME 23 Maine
MD 24 Maryland
MA 25 Massachusetts
MI 26 Michigan
MN 27 Minnesota
MS 28 Mississippi
MO 29 Missouri
MT 30 Montana
NE 31 Nebraska
NV 32 Nevada
NH 33 New Hampshire
NJ 34 New Jersey
NM 35 New Mexico
NY 36 New York
NC 37 North Carolina
ND 38 North Dakota
OH 39 Ohio
OK 40 Oklahoma
OR 41 Oregon
PA 42 Pennsylvania
RI 44 Rhode Island
SC 45 South Carolina
SD 46 South Dakota
TN 47 Tennessee
TX 48 Texas
UT 49 Utah
VT 50 Vermont
VA 51 Virginia
WA 53 Washington
WV 54 West Virginia
WI 55 Wisconsin
WY 56 Wyoming
GU 66 Guam
PR 72 Puerto Rico
VI 78 Virgin Islands
"""


@dataclass(frozen=True)
class State:
    """A US state, the federal district, or a territory.

    Attributes:
        postal: Postal code, ``CA``.
        fips: FIPS code as text, ``06``.
        name: English name.
    """

    postal: str
    fips: str
    name: str


@cache
def states() -> tuple[State, ...]:
    """Return all states in order of their FIPS codes."""
    return tuple(State(*line.split(" ", 2)) for line in _STATES.strip().splitlines())


@cache
def _by_word() -> Mapping[str, State]:
    words: dict[str, State] = {}
    for state in states():
        words |= dict.fromkeys((state.postal.casefold(), state.fips, state.name.casefold()), state)
    return MappingProxyType(words)


def find_state(text: str) -> State | None:
    """Return the state of a postal code ("D.C." too), FIPS code or name; None when it is none."""
    return _by_word().get(" ".join(text.replace(".", "").split()).casefold())


def state_name(text: str) -> str:
    """Return the name of a state as ``find_state`` takes it; the text itself when it is none."""
    state = find_state(text)
    return state.name if state else text
