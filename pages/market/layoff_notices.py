"""Part of the layoffs page on WARN notices: what employers had to tell the US states."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures import layoff_words as words
from greener.figures.layoffs import people_over_time
from greener.figures.notices import is_per_job, notice_tiles, notices_finding, notices_text
from greener.figures.words import count_text, period_label
from greener.market.notices import notices_by_county, notices_by_state, notices_over_time
from greener.market.us_states import state_name
from pages.market.country_choice import say_us_only
from pages.market.missing import show_missing
from pages.market.own_companies import own_notices, own_state
from pages.market.years import years_control
from pages.shared.chart import show_chart, show_table
from pages.shared.citing import cited
from pages.shared.market import ask
from pages.shared.words import plain

_YEARS = 5


def show_notices() -> None:
    """Show the states as tiles, their notices over time, and the counties as a ranked table."""
    frame = ask(notices_by_state)
    if frame.empty:
        show_missing("warn_notices", "The notices that US employers file with their states are")
        return
    say_us_only()
    _show_tiles(frame)
    _show_own()
    states = tuple(
        st.multiselect(
            "States",
            sorted(frame["state"]),
            format_func=state_name,
            key="state",
            bind="query-params",
            placeholder="All states",
        )
    )
    _show_over_time(states)
    _show_counties(states)


def _show_tiles(frame: pd.DataFrame) -> None:
    unit = "People per 10,000 jobs" if is_per_job(frame) else "People"
    show_chart(
        notice_tiles(frame, own_state=own_state()),
        key="notice_tiles",
        finding=notices_finding(frame, own_state()),
        source=cited("warn_notices", f"{len(frame)} states", f"{unit.lower()}, twelve months"),
        method=(
            "Larger employers have to announce plant closings and mass layoffs some 60 days ahead "
            "(WARN Act); several states ask it of smaller ones too, so states are not quite alike.",
            "A revised notice counts once, at its newest version. A grey state is not in the "
            "files at hand, or publishes no date for its notices.",
            "A notice is an intention: some are withdrawn, and those of unknown size add nothing "
            "to the people counted.",
        ),
        table=frame.drop(columns=["newest_month", "as_of_date"])
        .round(1)
        .rename(
            columns={
                "state": "State",
                "notices": "Notices",
                "employees_known": "People known",
                "notices_size_unknown": "Of unknown size",
                "notices_before": "Notices, twelve months before",
                "jobs": "Jobs",
                "employees_per_10000_jobs": "People per 10,000 jobs",
            }
        ),
    )


def _show_over_time(states: tuple[str, ...]) -> None:
    every = ask(notices_over_time, states)
    if every.empty:
        return
    years = every["period"].dt.year
    first, last = years_control(
        int(years.min()), int(years.max()), key="notice_years", since=int(years.max()) - _YEARS
    )
    frame = every[years.between(first, last)]
    where = ", ".join(map(state_name, states)) or "All states at hand"
    show_chart(
        people_over_time(frame, "quarter", what="notices"),
        key="notices_over_time",
        finding=f"{where}: {words.over_time_finding(frame, 'quarter')}",
        source=cited("warn_notices", f"{count_text(frame['events'].sum())} notices"),
        method=(
            "By the quarter of the notice, some two months before the first layoff.",
            "Fewer states publish their older notices, so early years are not quite "
            "alike. The palest bar is the quarter that is not over yet.",
        ),
        table=frame.assign(
            period=[period_label(period, "quarter") for period in frame["period"]]
        ).rename(
            columns={
                "period": "Quarter",
                "people_known": "People known",
                "events": "Notices",
                "events_size_unknown": "Of unknown size",
                "is_complete": "Whole",
            }
        ),
    )


def _show_own() -> None:
    """Show the notices of the person's own companies; read here, so no address has them."""
    own = own_notices()
    if not own:
        return
    with st.container(border=True):
        st.markdown("**Your companies**")
        for name, why, notices in own:
            if notices is not None:
                st.markdown(plain(f"{name} · {why}: {notices_text(notices)}"))
        unknown = [name for name, _, notices in own if notices is None]
        if unknown:
            st.caption(plain(f"No notice under the name of {', '.join(unknown)}"))


def _show_counties(states: tuple[str, ...]) -> None:
    every = ask(notices_by_county)
    if every.empty:
        return
    counties = every[every["state"].isin(states)] if states else every
    if counties.empty:
        st.info("No notice of the last 24 months in these states names its county.")
        return
    first = counties.iloc[0]
    st.markdown(
        f"**{plain(f'{first.county_name}, {first.state}')}: "
        f"{first['employees_known_last_12m']:,} people in {first['notices_last_12m']:,} notices "
        f"of twelve months, the most of {len(counties):,} counties**"
    )
    show_table(
        counties.assign(rank=range(1, len(counties) + 1))[["rank", *counties.columns]].rename(
            columns={
                "rank": "Rank",
                "county_name": "County",
                "state": "State",
                "notices_last_12m": "Notices, 12 months",
                "employees_known_last_12m": "People, 12 months",
                "notices_last_24m": "Notices, 24 months",
                "employees_known_last_24m": "People, 24 months",
            }
        ),
        key="counties",
    )
    st.caption(
        plain(cited("warn_notices", f"{len(counties):,} counties, notices of known place only"))
    )
