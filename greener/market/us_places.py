"""In which US state a place of the layoff list lies.

The list names a city or a metropolitan area and no state. ``us_places.csv`` ties those that occur
to a state [judgement]: a metropolitan area counts where its first city lies.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from greener.market.us_states import find_state

_TABLE = Path(__file__).with_name("us_places.csv")


@cache
def us_places() -> Mapping[str, str | None]:
    """Return place in lower case → postal code; None where the name stands for several states."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType(
            {row["place"].casefold(): row["state"] or None for row in csv.DictReader(lines)}
        )


def state_of_place(text: str) -> str | None:
    """Return the postal code of the state of a place as listed; None when it is not known.

    A state named after a place decides ("Columbus, Georgia"); else, of several places ("New Delhi,
    New York City"), the first that is known counts.
    """
    first, *later = (" ".join(part.split()) for part in text.split(","))
    named = next(filter(None, map(find_state, later)), None)
    if named is not None:
        return named.postal
    for place in (first, *later):
        state = find_state(place)
        known = us_places().get(place.casefold()) or (state.postal if state else None)
        if known:
            return known
    return None
