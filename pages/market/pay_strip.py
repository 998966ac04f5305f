"""What the parts of the pay page share: published wages as a strip, and strips as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from greener.figures.money import whole_money
from greener.figures.pay_market import PayStrip
from greener.market import wages

_CURRENCY = "USD"


def wage_strip(row: pd.Series, name: str, *, is_own: bool = False) -> PayStrip:
    """Return a row of published wages (``wages.wages_by_area``) under a name."""
    pays = {p: row[f"wage_annual_p{p}_usd"] for p in wages.PERCENTILES}
    published = {p: float(pay) for p, pay in pays.items() if pd.notna(pay)}
    ceiling = row["wage_topcoded_from_percentile"]
    employed = "" if pd.isna(row["employment"]) else f"{row['employment']:,.0f} employed"
    return PayStrip(
        name=name,
        is_own=is_own,
        percentiles=published,
        lower_bounds=frozenset(p for p in published if pd.notna(ceiling) and p >= ceiling),
        note=employed,
    )


def strip_table(strips: Sequence[PayStrip], title: str) -> pd.DataFrame:
    """Return strips of published wages as a table; ``title`` is what a row is."""
    return pd.DataFrame(
        [
            {
                title: strip.name,
                **{
                    f"P{p}": ("at or above " if p in strip.lower_bounds else "")
                    + whole_money(strip.percentiles[p], _CURRENCY)
                    if p in strip.percentiles
                    else None
                    for p in wages.PERCENTILES
                },
                "Employed": strip.note.removesuffix(" employed") or None,
            }
            for strip in strips
        ]
    )
