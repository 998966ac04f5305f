"""Parts of the layoffs page that show the list itself: over time, by group, its largest events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures import layoff_words as words
from greener.figures.layoffs import group_bars, layoff_tiles, people_over_time, stage_bars
from greener.figures.words import period_label
from greener.market import layoffs
from greener.market.countries import country_name
from greener.market.layoffs import Grain, Selection
from pages.market.event_columns import EVENT_COLUMNS
from pages.market.layoff_recurrence import show_recurrence
from pages.market.layoff_selection import choose_selection, list_country
from pages.market.own_companies import (
    OwnCompanies,
    own_companies,
    own_country,
    own_industries,
    own_stage,
    own_state,
)
from pages.shared.chart import show_chart, show_table
from pages.shared.citing import cited, https_only
from pages.shared.market import ask
from pages.shared.words import plain

_GRAINS: tuple[Grain, ...] = ("month", "quarter", "year")
_KNOWN_ONLY = (
    "People are a sum of known counts, not a total: about a third of the events say nothing of "
    "their size, and they stand beside as events."
)
_DUPLICATES = (
    "A layoff that the list has twice (same company, same day) is counted once, with the larger "
    "count. The list is rewritten upstream now and then, so older months can change."
)


def show_list() -> None:
    """Show the selected part of the list over time, by industry, country, state and stage."""
    selection = choose_selection()
    _show_over_time(selection)
    left, right = st.columns(2, gap="large")
    with left:
        _show_groups("industry", "Industry", "industries", selection)
    with right:
        _show_groups("country", "Country", "countries", selection)
    _show_states(selection)
    left, right = st.columns(2, gap="large")
    with left:
        _show_stages(selection)
    with right:
        show_recurrence()


def _show_over_time(selection: Selection) -> None:
    grain: Grain = st.segmented_control(
        "One bar a",
        _GRAINS,
        default="quarter",
        required=True,
        key="grain",
        bind="query-params",
    )
    frame = ask(layoffs.over_time, grain, selection)
    show_chart(
        people_over_time(frame, grain),
        key="over_time",
        finding=words.over_time_finding(frame, grain),
        source=cited("layoff_events", _events(frame)),
        method=(_KNOWN_ONLY, _DUPLICATES, f"The palest bar is the {grain} that is not over yet."),
        table=frame.assign(
            period=[period_label(period, grain) for period in frame["period"]]
        ).rename(
            columns={
                "period": grain.capitalize(),
                "people_known": "People known",
                "events": "Events",
                "events_size_unknown": "Of unknown size",
                "is_complete": "Whole",
            }
        ),
    )


def _own_groups(group: str) -> frozenset[str]:
    """Return which groups the person's job belongs to, as the list names them."""
    if group != "country":
        return own_industries()
    own = own_country()
    return frozenset({country_name(own)}) if own else frozenset()


def _show_groups(group: str, name: str, plural: str, selection: Selection) -> None:
    frame = ask(layoffs.by_group, "country" if group == "country" else "industry", selection)
    if group == "country":
        named = [list_country(code) for code in frame["group"]]
        frame = frame.assign(group=named)
    show_chart(
        group_bars(frame, own=_own_groups(group)),
        key=f"by_{group}",
        finding=words.groups_finding(frame, plural),
        source=cited("layoff_events", _events(frame)),
        method=(_KNOWN_ONLY,),
        table=frame.rename(
            columns={
                "group": name,
                "people_known": "People known",
                "events": "Events",
                "events_size_unknown": "Of unknown size",
            }
        ),
    )


def _show_states(selection: Selection) -> None:
    frame = ask(layoffs.by_state, selection)
    if frame.empty:
        return
    show_chart(
        layoff_tiles(frame, own_state=own_state()),
        key="by_state",
        finding=words.layoff_states_finding(frame),
        source=cited("layoff_events", _events(frame)),
        method=(
            _KNOWN_ONLY,
            "The list names a place, not a state; a metropolitan area counts where its first city "
            "lies [judgement]. It is where the firm sits, not where everybody worked.",
            "A shade is an order of magnitude; a question mark is an event of unknown size only.",
        ),
        table=frame.assign(state=frame["state"].replace("", "not known")).rename(
            columns={
                "state": "State",
                "people_known": "People known",
                "events": "Events",
                "events_size_unknown": "Of unknown size",
            }
        ),
    )


def _show_stages(selection: Selection) -> None:
    frame = ask(layoffs.by_stage, selection)
    known = words.comparable_stages(frame)
    if known.empty:
        return
    show_chart(
        stage_bars(known, own_stage=own_stage()),
        key="by_stage",
        finding=words.stages_finding(known),
        source=cited("layoff_events", f"{frame['companies'].sum():,} companies"),
        method=(
            "A company stands at its newest known funding stage, with everything since the list "
            "began: the years chosen above do not restrict this chart.",
            f"Stages with fewer than {words.FEWEST_COMPANIES} companies are in the table only.",
            "Later stages are older, larger and more watched, so they are also listed more often.",
        ),
        table=frame.rename(
            columns={
                "stage": "Stage",
                "companies": "Companies",
                "companies_listed_again": "Listed more than once",
                "events": "Events",
                "people_known": "People known",
                "events_size_unknown": "Of unknown size",
                "companies_shut_down": "Shut down",
            }
        ),
    )


def show_largest() -> None:
    """Show the largest events as a table, with where each was told; the person's own marked."""
    frame = ask(layoffs.largest, choose_selection())
    if frame.empty:
        st.info("None of the 300 largest events lies in this selection.")
        return
    own = own_companies()
    marked = int(frame["company_key"].isin(own.reasons).sum())
    st.markdown(
        f"**{frame['laid_off_count'].sum():,} people in the {len(frame)} largest events chosen**"
        + (f"; {marked} of them at companies of yours" if marked else "")
    )
    show_table(
        largest_table(frame, own),
        key="largest",
        columns={"Yours": st.column_config.TextColumn(width=120), **EVENT_COLUMNS},
    )
    st.caption(plain(cited("layoff_events", "the 300 largest events of known size since 2020")))


def largest_table(frame: pd.DataFrame, own: OwnCompanies) -> pd.DataFrame:
    """Return the largest events as shown: readable names, and links only where they are https."""
    table = pd.DataFrame(
        {
            "Rank": frame["rank"],
            "Company": frame["company_name"],
            "People": frame["laid_off_count"],
            "Of staff": frame["laid_off_share"],
            "Date": frame["event_date"].dt.date,
            "Industry": frame["industry_listed"],
            "Stage": frame["stage"],
            "Country": frame["country"].map(country_name, na_action="ignore"),
            "Told by": frame["source_url"].map(https_only),
        }
    )
    yours = frame["company_key"].map(own.reasons)
    if yours.notna().any():
        table.insert(1, "Yours", yours)
    return table


def _events(frame: pd.DataFrame) -> str:
    return words.unknown_sizes_text(
        int(frame["events"].sum()), int(frame["events_size_unknown"].sum())
    )
