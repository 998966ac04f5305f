"""Part of the pay page: one percentile of pay over all states, and over all metropolitan areas."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.pay_market import MEDIAN, wage_tiles
from greener.figures.pay_words import own_rank, places_finding
from greener.market import wages
from pages.market.own_companies import own_state
from pages.market.own_pay import own_pay
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart, show_table
from pages.shared.citing import cited
from pages.shared.market import snapshot
from pages.shared.words import plain


def show_states(occupation: Occupation) -> None:
    """Show the states as tiles and the metropolitan areas as a ranked table."""
    percentile = st.segmented_control(
        "Percentile",
        wages.PERCENTILES,
        default=MEDIAN,
        required=True,
        format_func=lambda p: "Median" if p == MEDIAN else f"P{p}",
        key="percentile",
        bind="query-params",
    )
    states = wages.wages_by_area(snapshot(), occupation.soc_code, "state")
    if states.empty:
        st.info("No state publishes yearly pay of this occupation.")
    else:
        show_chart(
            wage_tiles(states, percentile, own_state=own_state()),
            key="wage_tiles",
            finding=f"{occupation.name}. "
            + places_finding(states, percentile, "states and territories")
            + own_rank(states, percentile, own_pay("USD", date.today(), "US").pay),
            source=cited(
                "oews",
                "thousands of dollars a year, prices not taken out",
                f"{states['employment'].sum():,.0f} employed",
            ),
            method=(
                "Yearly gross base pay. A plus marks a figure that is published only as at or "
                "above it; a grey state publishes none. Guam and the Virgin Islands have no tile.",
                "Prices differ between states too: more pay is not always more to live on. No "
                "source of prices by state is loaded, so none is taken out.",
            ),
            table=_table(states),
        )
    _show_metros(occupation, percentile)


def _show_metros(occupation: Occupation, percentile: int) -> None:
    metros = wages.wages_by_area(snapshot(), occupation.soc_code, "metro")
    if metros.empty:
        st.info("No metropolitan area publishes yearly pay of this occupation.")
        return
    st.markdown(f"**{plain(places_finding(metros, percentile, 'areas'))}**")
    order = metros.sort_values(f"wage_annual_p{percentile}_usd", ascending=False)
    money = st.column_config.NumberColumn(format="dollar", step=1)
    show_table(
        _table(order),
        key="metros",
        columns={f"P{p}": money for p in wages.PERCENTILES},
    )
    st.caption(plain(cited("oews", f"{len(metros)} metropolitan and nonmetropolitan areas")))


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    names = {f"wage_annual_p{p}_usd": f"P{p}" for p in wages.PERCENTILES}
    ceiling = frame["wage_topcoded_from_percentile"]
    return (
        frame[["area_name", *names, "employment"]]
        .rename(columns={"area_name": "Place", "employment": "Employed", **names})
        .assign(
            **{
                "At or above": [
                    "" if pd.isna(each) else f"P{each:.0f} and higher" for each in ceiling
                ]
            }
        )
    )
