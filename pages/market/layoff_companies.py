"""Part of the layoffs page on single companies: history, peers, two beside each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.figures import layoff_words as words
from greener.figures.company import company_timelines
from greener.figures.notices import notices_text
from greener.figures.words import count_text, percent_text
from greener.market import layoffs
from greener.market.countries import country_name
from greener.market.notices import notices_of_companies
from pages.market.event_columns import EVENT_COLUMNS
from pages.market.layoff_recurrence import show_recurrence
from pages.market.own_companies import OwnCompanies, own_companies
from pages.shared.chart import show_chart
from pages.shared.citing import cited, https_only
from pages.shared.market import ask, snapshot
from pages.shared.words import plain


def show_companies() -> None:
    """Show one company or two: events, how often again, and how its stage fares."""
    companies = ask(layoffs.companies)
    names = dict(zip(companies["company_key"], companies["company_name"], strict=True))
    left, right = st.columns(2)
    first = _choose(left, "Company", "company", names)
    second = _choose(right, "Beside it", "versus", names)
    own = _show_own(own_companies(), companies)
    chosen = tuple(dict.fromkeys(key for key in (first or own, second) if key))
    if not chosen:
        st.info(
            f"Type a company's name to see its history: {len(names):,} companies are listed. "
            "A company that is not listed had no layoff that made the news; that is no promise.",
            icon=":material/search:",
        )
        return
    rows = companies.set_index("company_key").loc[list(chosen)]
    _show_history(rows, {key: names[key] for key in chosen})
    _show_facts(rows)
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


def _show_own(own: OwnCompanies, companies: pd.DataFrame) -> str | None:
    """Show the person's own companies; return the one to show while no other is chosen.

    They are read here and no address has them; what is asked about them goes past the shared cache.
    """
    mine = companies[companies["company_key"].isin(own.reasons)]
    if mine.empty and not own.unlisted:
        return None
    chosen: str | None = None
    with st.container(border=True):
        st.markdown("**Your companies**")
        names = dict(zip(mine["company_key"], mine["company_name"], strict=True))
        nearest = [key for key in own.reasons if key in names]
        if nearest:
            chosen = st.pills(
                "Show",
                nearest,
                default=nearest[0],
                format_func=lambda key: plain(names[key]),
                key="own_company",
                label_visibility="collapsed",
            )
        for _, row in mine.iterrows():
            reason = own.reasons[row["company_key"]]
            st.markdown(plain(f"{words.company_finding(row)} · {reason}"))
        if own.unlisted:
            st.caption(plain(f"Not on the list: {', '.join(own.unlisted)}"))
    return chosen


def _show_history(rows: pd.DataFrame, names: dict[str, str]) -> None:
    events = layoffs.company_events(snapshot(), tuple(names))
    show_chart(
        company_timelines(events, names),
        key="timelines",
        finding="; ".join(words.company_finding(row) for _, row in rows.iterrows()),
        source=cited("layoff_events", f"{len(events)} events"),
        method=(
            "A larger circle is more people; a hollow one is an event of unknown size. Without a "
            "full load of the list, events stand at the first of their month, and only the largest "
            "say who told of them.",
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
        columns=EVENT_COLUMNS,
    )


def _show_facts(rows: pd.DataFrame) -> None:
    notices = notices_of_companies(snapshot(), tuple(rows.index))
    facts = pd.DataFrame(
        {
            row["company_name"]: {
                **listed_facts(row),
                **notice_facts(notices[notices["company_key"] == key]),
            }
            for key, row in rows.iterrows()
        }
    )
    # A plain table wraps what a phone has no room for.
    st.table(facts.rename(columns=plain).map(plain), border="horizontal")
    st.caption(
        plain(
            cited("layoff_events")
            + "; "
            + cited("warn_notices", "companies found by their exact name only")
        )
    )


def listed_facts(row: pd.Series) -> dict[str, str]:
    """Return what the list holds of a company, fact by fact.

    Args:
        row: One row of ``layoffs.companies``.
    """
    people = count_text(row["people_known"]) if row["people_known"] else "not known"
    if row["people_known"] and row["events_size_unknown"]:
        people += f", and {row['events_size_unknown']} events of unknown size"
    share = row["last_share"]
    return {
        "Events listed": count_text(row["events"]),
        "In the last 12 months": count_text(row["events_last_12m"]),
        "In the last 24 months": count_text(row["events_last_24m"]),
        "People": people,
        "Last known cut": "not known" if pd.isna(share) else f"{percent_text(share)} of the staff",
        "Shut down": "yes" if row["has_shut_down"] else "not listed",
        "Stage": _or_unknown(row["stage"]),
        "Industry": _or_unknown(row["industry_listed"]),
        "Country": country_name(row["country"]) if isinstance(row["country"], str) else "not known",
    }


def notice_facts(notices: pd.DataFrame) -> dict[str, str]:
    """Return what the WARN notices hold of one company.

    Args:
        notices: Its row of ``notices.notices_of_companies``; empty where there is none.
    """
    if notices.empty:
        return {"US notices": "none found"}
    return {"US notices": notices_text(notices.iloc[0])}


def _or_unknown(value: object) -> str:
    return value if isinstance(value, str) else "not known"
