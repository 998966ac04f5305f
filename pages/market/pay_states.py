"""Part of the pay page: one percentile of pay over all states, and over all metropolitan areas."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.figures.pay_market import MEDIAN, wage_tiles
from greener.figures.pay_words import own_rank, places_finding
from greener.market import wages
from pages.market.own_companies import own_state
from pages.market.own_pay import own_pay
from pages.market.pay_strip import WAGE_COLUMNS, wage_table
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
            table=wage_table(states),
            columns=WAGE_COLUMNS,
        )
    _show_metros(occupation, percentile)


def _show_metros(occupation: Occupation, percentile: int) -> None:
    metros = wages.wages_by_area(snapshot(), occupation.soc_code, "metro")
    if metros.empty:
        st.info("No metropolitan area publishes yearly pay of this occupation.")
        return
    st.markdown(f"**{plain(places_finding(metros, percentile, 'areas'))}**")
    order = metros.sort_values(f"wage_annual_p{percentile}_usd", ascending=False)
    show_table(
        wage_table(order),
        key="metros",
        columns=WAGE_COLUMNS,
    )
    st.caption(plain(cited("oews", f"{len(metros)} metropolitan and nonmetropolitan areas")))
