"""Part of the pay page: places beside each other, with the person's own figures on them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.money import short_money, whole_money
from greener.figures.pay_market import MEDIAN, OwnFigure, PayStrip, pay_strips
from greener.figures.pay_words import own_place, strips_finding
from greener.market import wages
from greener.market.wage_areas import NATION, AmbiguousAreaError, AreaType, find_areas
from pages.market.own_pay import OwnPayFigures, own_pay, someone
from pages.market.pay_strip import WAGE_COLUMNS, wage_strip, wage_table
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import snapshot
from pages.shared.words import plain

_CURRENCY = "USD"
_MOST_PLACES = 6
_KINDS: tuple[AreaType, ...] = ("nation", "state", "metro")


def show_places(occupation: Occupation) -> None:
    """Show the nation and the chosen states and metropolitan areas beside each other."""
    published = pd.concat(
        wages.wages_by_area(snapshot(), occupation.soc_code, kind).assign(kind=kind)
        for kind in _KINDS
    )
    rows = published.set_index("area_code")
    if NATION not in rows.index:
        st.info("No yearly wage of this occupation is published for the nation.")
        return
    own = own_pay(_CURRENCY, date.today(), "US")
    own_places = [code for code in _own_places() if code in rows.index]
    others = rows.drop(index=[NATION, *own_places])["area_name"]
    names = {str(code): str(name) for code, name in others.items()}
    cards = st.container()
    shown = rows.loc[[NATION, *own_places, *_choose_places(names)]]
    strips = [
        wage_strip(
            row,
            "the US" if code == NATION else str(row["area_name"]),
            is_own=code in own_places and not own.is_example,
        )
        for code, row in shown.iterrows()
    ]
    with cards:
        _show_cards(rows, own, strips[0])
    show_chart(
        pay_strips(strips, _CURRENCY, pay=own.pay, named=own.named, named_title=own.named_title),
        key="places",
        finding=strips_finding(occupation.name, strips, _CURRENCY),
        source=cited("oews", *([f"{strips[0].note} in the nation"] if strips[0].note else [])),
        method=(
            "Yearly gross base pay: the thin line runs from the 10th to the 90th percentile, the "
            "thick one holds the middle half, the stroke is the median.",
            "An arrow is a percentile that is published only as at or above its figure.",
            "A survey of employers; pay in shares and most bonuses are not in it.",
        ),
        table=wage_table(shown.assign(area_name=[strip.name for strip in strips])),
        columns=WAGE_COLUMNS,
    )


def _choose_places(names: dict[str, str]) -> list[str]:
    """Let the reader choose; the person's own places are not among them, nor in the address."""
    chosen: list[str] = st.multiselect(
        "Places to compare",
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        max_selections=_MOST_PLACES,
        key="place",
        bind="query-params",
        placeholder="States and metropolitan areas",
    )
    return chosen


def _own_places() -> tuple[str, ...]:
    who = someone()
    job = who.entries.present_job if who else None
    if job is None or job.record.country != "US":
        return ()
    try:
        found = find_areas(snapshot(), job.record.region, job.record.metro)
    except AmbiguousAreaError:
        found = find_areas(snapshot(), job.record.region)
    return tuple(area.code for area in found if area.kind != "nation")


def _show_cards(rows: pd.DataFrame, own: OwnPayFigures, nation: PayStrip) -> None:
    """Show the median, the best paid state, and where the person's own figures lie."""
    cards = [("Median in the US", short_money(nation.percentiles[MEDIAN], _CURRENCY))]
    states = rows[rows["kind"] == "state"]
    if not states.empty:
        best = states.iloc[0]
        ceiling = best["wage_topcoded_from_percentile"]
        bound = "at or above " if pd.notna(ceiling) and ceiling <= MEDIAN else ""
        pay = short_money(best["wage_annual_p50_usd"], _CURRENCY)
        cards.append((f"Median in {best['area_name']}, the best paid state", f"{bound}{pay}"))
    if own.pay:
        whose = "The example's pay" if own.is_example else "Your pay"
        cards.append(_own_card(whose, own.pay, nation))
    if own.named:
        cards.append(_own_card(own.named[0].name, own.named[0], nation))
    for place, (name, value) in zip(st.columns(len(cards)), cards, strict=True):
        with place.container(border=True, height="stretch", gap="xxsmall"):
            st.subheader(plain(value), anchor=False)
            st.caption(plain(name))


def _own_card(name: str, figure: OwnFigure, nation: PayStrip) -> tuple[str, str]:
    ranged = "from " if figure.high > figure.low else ""
    amount = whole_money(figure.low, _CURRENCY)
    return f"{name}, {ranged}{amount} a year, in the US", own_place(figure.low, nation)
