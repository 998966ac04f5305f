"""What the pay page is about: an occupation, by default the person's own.

What is asked of it goes to the market directly and not through the shared cache, which would hold
whose occupation is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from greener.market import wages
from greener.market.pay_evidence import occupation_of
from greener.market.reported_pay import reported_occupations
from pages.market.own_pay import someone
from pages.shared.market import ask, snapshot


@dataclass(frozen=True)
class Occupation:
    """An occupation with published wages.

    Attributes:
        soc_code: Its code, ``15-1252``.
        name: Its name.
    """

    soc_code: str
    name: str


def choose_occupation() -> Occupation | None:
    """Let the reader choose; the person's own stands there first, and not in the address.

    Without the wages of employers, occupations that people report pay of are to choose from; None
    when there are none either.
    """
    frame = ask(wages.occupations)
    known = frame[frame["soc_level"].isin(["total", "detailed"])]
    names = dict(zip(known["soc_code"], known["occupation_name"], strict=True))
    names = names or ask(reported_occupations)
    if not names:
        return None
    codes = list(names)
    own = _own_code()
    code = st.selectbox(
        "Occupation",
        codes,
        index=codes.index(own) if own in names else 0,
        format_func=names.__getitem__,
        key="occupation",
        bind="query-params",
        help="Type a part of its name. All occupations together stand first.",
    )
    return Occupation(code, names[code])


def _own_code() -> str | None:
    who = someone()
    job = who.entries.present_job if who else None
    return occupation_of(snapshot(), job.record)[0] if job else None
