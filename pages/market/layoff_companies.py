"""Part of the layoffs page on single companies: history, peers, two beside each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures import layoff_words as words
from greener.figures.company import company_timelines
from greener.market import layoffs
from pages.market.layoff_recurrence import show_recurrence
from pages.market.own_companies import OwnCompanies, own_companies
from pages.shared.chart import show_chart
from pages.shared.citing import cited, https_only
from pages.shared.market import ask
from pages.shared.words import plain


def show_companies() -> None:
    """Show one company or two: events, how often again, and how its stage fares."""
    companies = ask(layoffs.companies)
    names = dict(zip(companies["company_key"], companies["company_name"], strict=True))
    left, right = st.columns(2)
    first = _choose(left, "Company", "company", names)
    second = _choose(right, "Beside it", "versus", names)
    _show_own(own_companies(), companies)
    chosen = tuple(dict.fromkeys(key for key in (first, second) if key))
    if not chosen:
        st.info(
            f"Type a company's name to see its history: {len(names):,} companies are listed. "
            "A company that is not listed had no layoff that made the news; that is no promise.",
            icon=":material/search:",
        )
        return
    rows = companies.set_index("company_key").loc[list(chosen)]
    _show_history(rows, {key: names[key] for key in chosen})
    stage = rows["stage"].iloc[0]
    show_recurrence(
        {key: names[key] for key in chosen}, stage=stage if isinstance(stage, str) else None
    )


def _choose(
    place: st.delta_generator.DeltaGenerator, label: str, key: str, names: dict[str, str]
) -> str | None:
    chosen: str | None = place.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        placeholder="Type a name",
    )
    return chosen


def _show_own(own: OwnCompanies, companies: pd.DataFrame) -> None:
    """Show the person's own companies; they are read here, not chosen, so no address has them."""
    mine = companies[companies["company_key"].isin(own.reasons)]
    if mine.empty and not own.unlisted:
        return
    with st.container(border=True):
        st.markdown("**Your companies**")
        for _, row in mine.iterrows():
            reason = own.reasons[row["company_key"]]
            st.markdown(plain(f"{words.company_finding(row)} · {reason}"))
        if own.unlisted:
            st.caption(plain(f"Not on the list: {', '.join(own.unlisted)}"))


def _show_history(rows: pd.DataFrame, names: dict[str, str]) -> None:
    events = ask(layoffs.company_events, tuple(names))
    show_chart(
        company_timelines(events, names),
        key="timelines",
        finding="; ".join(words.company_finding(row) for _, row in rows.iterrows()),
        source=cited("layoff_events", f"{len(events)} events"),
        method=(
            "A larger circle is more people; a hollow one is an event of unknown size. Without a "
            "full load of the list, events stand at the first of their month.",
        ),
        table=pd.DataFrame(
            {
                "Company": events["company_name"],
                "Date": events["event_date"].dt.date,
                "People": events["laid_off_count"],
                "Of staff": events["laid_off_share"],
                "Told by": events["source_url"].map(https_only),
            }
        ),
    )
