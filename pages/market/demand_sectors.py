"""Part of the demand page: postings by sector of a country, and by US state."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures.demand import MOST_LINES, lines, postings_tiles, sector_bars
from greener.figures.demand_words import postings_finding, sectors_finding, states_finding
from greener.market import demand
from pages.market.country_choice import choose_country
from pages.market.demand_subject import own_sector, place_name
from pages.market.missing import show_missing
from pages.market.own_companies import own_state
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask, snapshot


def show_sectors() -> None:
    """Show how the sectors of a country changed in a year, and where US states stand."""
    countries = ask(demand.sector_countries)
    if not countries:
        show_missing("indeed_postings", "Job postings by sector are")
        return
    country = choose_country(
        countries, key="sector_country", what="postings by sector", named=place_name
    )
    frame = demand.postings_by_sector(snapshot(), country)
    _show_changes(country, frame.dropna(subset="change_share"))
    _show_over_time(country, frame["sector"].sort_values())
    if country == "US":
        _show_states()


def _show_changes(country: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    newest = frame["month"].max()
    show_chart(
        sector_bars(frame, own_sector=own_sector(country)),
        key="sectors",
        finding=sectors_finding(frame),
        source=cited(
            "indeed_postings",
            f"{place_name(country)}, {len(frame)} sectors",
            newest=(newest + pd.offsets.MonthEnd(0)).date(),
        ),
        method=(
            "The newest month of each sector against the same month a year before, seasonally "
            "adjusted. The most grown and the most shrunk are drawn; the table has them all.",
            "Which sector an occupation belongs to is our reading of their names [judgement].",
        ),
        table=frame[["sector", "index_adjusted", "index_year_before", "change_share"]]
        .round(3)
        .rename(
            columns={
                "sector": "Sector",
                "index_adjusted": "Index",
                "index_year_before": "A year before",
                "change_share": "Change (share)",
            }
        ),
    )


def _show_over_time(country: str, sectors: pd.Series) -> None:
    """Show sectors over the years; the person's own stands there too, and not in the address."""
    own = own_sector(country)
    mine = [own] if own in set(sectors) else []
    chosen = st.multiselect(
        "Sectors over the years",
        [sector for sector in sectors if sector not in mine],
        max_selections=MOST_LINES - 1 - len(mine),
        key="sector",
        bind="query-params",
        placeholder="All sectors together" if not mine else f"{own} (yours) is shown",
    )
    keys = (*mine, *chosen, demand.ALL_SECTORS)
    frame = demand.postings_of_sectors(snapshot(), country, keys)
    names = dict(zip(keys, keys, strict=True)) | {demand.ALL_SECTORS: "All sectors"}
    first = keys[0]
    show_chart(
        lines(frame, "index_adjusted", names, group="sector", own=own, reference=100),
        key="sector_years",
        finding=postings_finding(
            frame[frame["sector"] == first],
            f"{names[first]}{' (yours)' if mine else ''}, {place_name(country)}",
            "postings",
        ),
        source=cited("indeed_postings", f"{frame['month'].nunique()} months"),
        method=(
            "Each against its own level of 1 February 2020 = 100, the thin line; seasonally "
            "adjusted. Sectors may end earlier than all of them together.",
        ),
        table=frame.assign(month=frame["month"].dt.strftime("%b %Y"))[
            ["sector", "month", "index_adjusted"]
        ].rename(columns={"sector": "Sector", "month": "Month", "index_adjusted": "Index"}),
    )


def _show_states() -> None:
    frame = ask(demand.postings_by_state)
    if frame.empty:
        return
    show_chart(
        postings_tiles(frame, own_state=own_state()),
        key="postings_tiles",
        finding=states_finding(frame),
        source=cited("indeed_postings", f"{len(frame)} states, 1 February 2020 = 100"),
        method=("Each state against its own level of 1 February 2020, seasonally adjusted.",),
        table=frame[["state_code", "index_adjusted", "change_share"]]
        .round(3)
        .rename(
            columns={
                "state_code": "State",
                "index_adjusted": "Index",
                "change_share": "Change in a year (share)",
            }
        ),
    )
