"""Part of the safety page: what is on record of the employer, and whether it is the right one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from greener.figures.company import company_timelines
from greener.figures.layoff_words import company_finding
from greener.market.companies import CompanyMatch, Suggestion, find_company, suggest_companies
from greener.market.layoffs import companies, company_events
from greener.market.notices import employer_notices, filed_notices
from greener.market.signals import names_of
from greener.market.us_states import find_state
from pages.answers.subject import Subject
from pages.shared.chart import show_chart, show_grounds
from pages.shared.citing import cited, https_only
from pages.shared.words import plain
from pages.shared.writing import write

_RELATIONS = {
    "same": "found under its own name",
    "name": "found as another name of it",
    "part": "found as the company it is part of",
}


def show_employer(it: Subject) -> None:
    """Show the employer's layoffs, its US notices, and which listed company it was taken for."""
    match = find_company(it.snapshot, it.job.employer)
    is_in_us = it.job.country == "US"
    left, *right = st.columns([3, 2]) if is_in_us else [st.container()]
    with left.container(border=True, height="stretch"):
        if match is None:
            st.markdown(plain(f"{it.job.employer} is not on the layoff list."))
            st.markdown(
                "No layoff there made the news; that is no promise. The answer uses the rate of "
                "all larger firms."
            )
        else:
            _show_history(it, match)
        _show_match(it, match)
    for place in right:
        with place.container(border=True, height="stretch"):
            _show_notices(it)


def _show_history(it: Subject, match: CompanyMatch) -> None:
    every = companies(it.snapshot)
    row = every[every["company_key"] == match.key].iloc[0]
    events = company_events(it.snapshot, (match.key,))
    answer = it.today.safety
    show_chart(
        company_timelines(events, {match.key: match.name}),
        key="timeline",
        finding=company_finding(row),
        source=cited("layoff_events", f"{len(events)} events"),
        table=pd.DataFrame(
            {
                "Date": events["event_date"].dt.date,
                "People": events["laid_off_count"],
                "Of staff": events["laid_off_share"],
                "Told by": events["source_url"].map(https_only),
            }
        ),
        method=(
            f"The chance that it is listed again within twelve months: "
            f"{answer.employer_event:.0%}, likely between {answer.employer_event_low:.0%} and "
            f"{answer.employer_event_high:.0%}. A layoff there takes about "
            f"{answer.cut_share:.0%} of the staff.",
            "A larger circle is more people; a hollow one is an event of unknown size.",
        ),
    )


def _show_match(it: Subject, match: CompanyMatch | None) -> None:
    """Say which listed company the employer was taken for; only the person may choose another."""
    if match is not None:
        st.caption(plain(f"{it.job.employer}: {_RELATIONS[match.relation]}, {match.name}."))
        label = "Not your employer? Names like it on the list"
    else:
        label = "Is it listed under another name?"
    likely = suggest_companies(it.snapshot, it.job.employer)
    if not likely:
        return
    with st.expander(label):
        st.caption(
            "Alike is not the same: nothing is taken over until you choose it. Choosing one "
            "changes the name of your employer in your entries."
        )
        for each in likely:
            _show_suggestion(it, each)


def _show_suggestion(it: Subject, each: Suggestion) -> None:
    facts = [
        each.industry_listed or "",
        each.country or "",
        "listed once" if each.events == 1 else f"listed {each.events} times",
        f"in common: {each.in_common}",
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(each.name)}**  \n{plain(' · '.join(filter(None, facts)))}", width="stretch"
        )
        is_chosen = st.button("This is it", key=f"match_{each.key}", disabled=it.is_example)
    if is_chosen and write(
        lambda transaction: transaction.save_present_job(
            it.job.model_copy(update={"employer": each.name}), it.kept.version
        ),
        "Saved",
    ):
        st.rerun()


def _show_notices(it: Subject) -> None:
    st.markdown("**WARN notices: what US employers must announce**")
    names = names_of(it.snapshot, it.job.employer)
    state = find_state(it.job.region) if it.job.region else None
    filed = employer_notices(it.snapshot, names)
    if filed.empty:
        st.markdown(
            "None found under the employer's name. Small firms need not file, and subsidiaries "
            "file under names of their own."
        )
    else:
        for row in filed.to_dict("records"):
            st.markdown(plain(notice_finding(row, state.postal if state else None)))
    each = filed_notices(it.snapshot, names, state.postal if state else "")
    show_grounds(
        key="notices",
        source=cited("warn_notices"),
        table=None if each.empty else _notice_table(each),
        method=(
            "Notices must be filed 60 days before a closing or a mass layoff. They lead claims and "
            "unemployment by one to two months; for a year ahead they say little, and the answer "
            "does not count them.",
        ),
    )


def notice_finding(row: Mapping[Hashable, Any], own_state: str | None) -> str:
    """Return what one employer filed, the person's own state first.

    Args:
        row: A row of ``notices.employer_notices``.
        own_state: Postal code; None where it is not known.
    """
    states = sorted(row["states"], key=lambda state: (state != own_state, state))
    people = int(row["employees_known"])
    return (
        f"{row['employer_name']}: {row['notices']} notices, {row['notices_last_12m']} of them in "
        f"the last twelve months, {people:,} people known; in {', '.join(states)}"
        + (", your state among them" if own_state in states else "")
    )


def _notice_table(each: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Employer": each["employer_name"],
            "State": each["state"],
            "Place": each["location"],
            "Month": each["month"].dt.date,
            "People": each["employees_affected"],
            "Kind": each["layoff_type"].str.replace("_", " "),
            "Told by": each["source_url"].map(https_only),
        }
    )
