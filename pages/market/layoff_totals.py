"""Part of the layoffs page that puts the list beside other counts, which it is easily taken for."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures import layoff_words as words
from greener.figures.layoffs import headlines_and_everyone, then_and_now
from greener.market import layoffs
from greener.market.jolts import layoff_levels, layoff_rates
from greener.market.layoff_totals import PUBLISHED_ON, PUBLISHED_TOTAL, known_between
from greener.market.layoffs import Selection
from pages.market.layoff_selection import choose_years
from pages.market.missing import show_missing
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask

_FIRST_DAY = date(2023, 1, 1)


def show_totals() -> None:
    """Show the list beside a survey of everyone, and beside a total published earlier."""
    st.markdown(
        "The list is what made the news. It is not how many people lose their jobs, and it is not "
        "fixed: rows are added and corrected for years."
    )
    _show_everyone()
    _show_then_and_now()


def _show_everyone() -> None:
    first_month, last_month = choose_years()
    levels = ask(layoff_levels)
    listed = ask(layoffs.over_time, "month", Selection((), ("US",), first_month, last_month))
    if levels.empty or listed.empty:
        show_missing("jolts", "The survey of all US layoffs is")
        return
    levels = levels[levels["month"].between(listed["period"].min(), listed["period"].max())]
    rates = ask(layoff_rates)[["month", "layoff_rate_monthly_pct"]]
    levels = levels.merge(rates, on="month", how="left")
    both = levels.merge(listed, left_on="month", right_on="period", how="inner")
    show_chart(
        headlines_and_everyone(listed, levels),
        key="everyone",
        finding=words.headlines_finding(listed, levels),
        source=cited("jolts", f"numbers of people, {len(levels)} months")
        + "; "
        + cited("layoff_events"),
        method=(
            "The survey (JOLTS) counts every layoff and discharge of a month on US payrolls, "
            "seasonal work and firings included, from a sample of employers. The list counts "
            "announcements, mostly of technology firms, in the month they were announced.",
            "So the list says where the news is, the survey how many people it happens to. Neither "
            "is the chance that one salaried person loses their job: that is on the page Today.",
            "The two panels have scales of their own: millions above, thousands below.",
        ),
        table=pd.DataFrame(
            {
                "Month": both["month"].dt.strftime("%b %Y"),
                "All US layoffs (thousands)": both["level_thousands"],
                "Layoff rate (% of jobs)": both["layoff_rate_monthly_pct"],
                "On the list, US (people)": both["people_known"],
                "Survey value is preliminary": both["is_preliminary"],
            }
        ),
    )


def _show_then_and_now() -> None:
    published = PUBLISHED_TOTAL
    frame = ask(known_between, _FIRST_DAY, PUBLISHED_ON)
    if frame.empty:
        return
    row = frame.iloc[0]
    show_chart(
        then_and_now(round(published.value), PUBLISHED_ON, row["people_known"], row["people_us"]),
        key="then_and_now",
        finding=words.then_and_now_finding(round(published.value), row["people_known"]),
        source=cited(
            "layoff_events", words.unknown_sizes_text(row["events"], row["events_size_unknown"])
        )
        + f"; {published.source} [{published.evidence}]",
        method=words.then_and_now_reasons(row),
        table=pd.DataFrame(
            {
                "Whose count": ["Published then", "The list today", "of it in the US"],
                "People": [round(published.value), row["people_known"], row["people_us"]],
            }
        ),
    )
