"""Part of the pay page: occupations beside each other in one place."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.pay_market import pay_strips
from greener.figures.pay_words import strips_finding
from greener.market import wages
from greener.market.wage_areas import Area, areas
from pages.market.own_pay import own_pay
from pages.market.pay_strip import WAGE_COLUMNS, wage_strip, wage_table
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask

_CURRENCY = "USD"
_MOST = 6
_LARGEST = 3
_GROUP = 4
"""Beginning of a SOC code that occupations of one minor group share: ``15-1``."""


def show_occupations(occupation: Occupation) -> None:
    """Show the occupation beside others; while none is chosen, the largest of its own group."""
    left, right = st.columns([1, 2])
    area = _choose_place(left)
    every = ask(wages.wages_by_occupation, area.code).set_index("soc_code")
    names = every["occupation_name"].drop(index=occupation.soc_code, errors="ignore").to_dict()
    chosen = right.multiselect(
        "Beside it",
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        max_selections=_MOST,
        key="beside",
        bind="query-params",
        placeholder="The largest of the same group",
    )
    if occupation.soc_code not in every.index:
        st.info(f"No yearly pay of {occupation.name} is published for {area.name}.")
        return
    codes = [occupation.soc_code, *(chosen or _largest_alike(every, occupation.soc_code))]
    shown = every.loc[codes]
    strips = [wage_strip(row, str(row["occupation_name"])) for _, row in shown.iterrows()]
    own = own_pay(_CURRENCY, date.today(), "US")
    show_chart(
        pay_strips(strips, _CURRENCY, pay=own.pay, named=own.named, named_title=own.named_title),
        key="occupations",
        finding=strips_finding(area.name, strips, _CURRENCY, joined="as"),
        source=cited("oews", f"{shown['employment'].sum():,.0f} employed"),
        method=(
            "Yearly gross base pay: the thin line runs from the 10th to the 90th percentile, the "
            "thick one holds the middle half, the stroke is the median.",
            "A survey of employers; pay in shares and most bonuses are not in it. What one "
            "occupation is paid more than another is not what changing over would bring.",
        ),
        table=wage_table(shown, title="Occupation", named="occupation_name"),
        columns=WAGE_COLUMNS,
    )


def _choose_place(place: st.delta_generator.DeltaGenerator) -> Area:
    """Let the reader choose the nation or a state."""
    offered = {area.code: area for area in (*ask(areas, "nation"), *ask(areas, "state"))}
    code = place.selectbox(
        "Where",
        list(offered),
        format_func=lambda each: offered[each].name,
        key="where",
        bind="query-params",
    )
    return offered[code]


def _largest_alike(every: pd.DataFrame, soc_code: str) -> list[str]:
    is_alike = every.index.str.startswith(soc_code[:_GROUP]) & (every.index != soc_code)
    alike = every[is_alike] if soc_code != wages.ALL_OCCUPATIONS else every.iloc[1:]
    return [str(code) for code in alike.index[:_LARGEST]]
