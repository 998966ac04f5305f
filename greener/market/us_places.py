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

    Of several places ("Columbus, Ohio", "New Delhi, New York City") the first that is known counts.
    """
    for part in (text, *text.split(",")):
        place = " ".join(part.split())
        if us_places().get(place.casefold()):
            return us_places()[place.casefold()]
        state = find_state(place)
        if state is not None:
            return state.postal
    return None
