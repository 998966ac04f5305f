"""What the parts of the pay page share: published wages as a strip, and as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures.pay_market import PayStrip
from greener.market import wages

WAGE_COLUMNS = {
    f"P{p}": st.column_config.NumberColumn(format="dollar", step=1) for p in wages.PERCENTILES
}
"""How the wages in ``wage_table`` are shown."""


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


def wage_table(
    rows: pd.DataFrame, *, title: str = "Place", named: str = "area_name"
) -> pd.DataFrame:
    """Return published wages as a table of numbers, dollars a year.

    Args:
        rows: Rows of ``wages.wages_by_area`` or ``wages.wages_by_occupation``.
        title: What a row is.
        named: Column that names a row.
    """
    names = {f"wage_annual_p{p}_usd": f"P{p}" for p in wages.PERCENTILES}
    ceiling = rows["wage_topcoded_from_percentile"]
    bounds = ["" if pd.isna(each) else f"P{each:.0f} and higher" for each in ceiling]
    table = rows[[named, *names, "employment"]]
    return table.rename(columns={named: title, "employment": "Employed", **names}).assign(
        **{"At or above": bounds}
    )
