"""Part of the pay page: places beside each other, with the person's own figures on them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.money import whole_money
from greener.figures.pay_market import PayStrip, pay_strips
from greener.figures.pay_words import own_place, strips_finding
from greener.market import wages
from pages.market.own_pay import OwnPayFigures, own_pay, someone
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import snapshot
from pages.shared.words import plain

_CURRENCY = "USD"
_MOST_PLACES = 6


def show_places(occupation: Occupation) -> None:
    """Show the nation and the chosen states and metropolitan areas beside each other."""
    published = pd.concat(
        wages.wages_by_area(snapshot(), occupation.soc_code, kind)
        for kind in ("nation", "state", "metro")
    )
    rows = published.set_index("area_code")
    if wages.NATION not in rows.index:
        st.info("No yearly wage of this occupation is published for the nation.")
        return
    own = own_pay(_CURRENCY, date.today())
    own_places = [code for code in _own_places() if code in rows.index]
    others = rows.drop(index=[wages.NATION, *own_places])["area_name"].to_dict()
    strips = [
        _strip(rows.loc[code], is_own=code in own_places and not own.is_example)
        for code in (wages.NATION, *own_places, *_choose_places(others))
    ]
    show_chart(
        pay_strips(strips, _CURRENCY, pay=own.pay, named=own.named, named_title=own.named_title),
        key="places",
        finding=strips_finding(occupation.name, strips, _CURRENCY),
        source=cited("oews", f"{rows.loc[wages.NATION, 'employment']:,.0f} employed in the nation"),
        method=(
            "Yearly gross base pay: the thin line runs from the 10th to the 90th percentile, the "
            "thick one holds the middle half, the stroke is the median.",
            "An arrow is a percentile that is published only as at or above its figure.",
            "A survey of employers; pay in shares and most bonuses are not in it.",
        ),
        table=_table(strips),
    )
    _show_own(own, strips[0])


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
        found = wages.find_areas(snapshot(), job.record.region, job.record.metro)
    except wages.AmbiguousAreaError:
        found = wages.find_areas(snapshot(), job.record.region)
    return tuple(area.code for area in found if area.kind != "nation")


def _strip(row: pd.Series, *, is_own: bool) -> PayStrip:
    pays = {p: row[f"wage_annual_p{p}_usd"] for p in wages.PERCENTILES}
    published = {p: float(pay) for p, pay in pays.items() if pd.notna(pay)}
    ceiling = row["wage_topcoded_from_percentile"]
    employed = "" if pd.isna(row["employment"]) else f"{row['employment']:,.0f} employed"
    return PayStrip(
        name="the US" if row.name == wages.NATION else str(row["area_name"]),
        is_own=is_own,
        percentiles=published,
        lower_bounds=frozenset(p for p in published if pd.notna(ceiling) and p >= ceiling),
        note=employed,
    )


def _table(strips: list[PayStrip]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Place": strip.name,
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


def _show_own(own: OwnPayFigures, nation: PayStrip) -> None:
    """Say in words where the person's pay and the newest figure named to them lie."""
    whose = "The example's pay" if own.is_example else "Your pay"
    told = [
        *([(whose, own.pay)] if own.pay else []),
        *((each.name, each) for each in own.named[:1]),
    ]
    for name, figure in told:
        amount = whole_money(figure.low, _CURRENCY)
        ranged = "from " if figure.high > figure.low else ""
        st.markdown(plain(f"{name}, {ranged}{amount} a year: {own_place(figure.low, nation)}."))
