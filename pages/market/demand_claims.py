"""Part of the demand page: weekly initial claims for unemployment insurance in the US."""

from __future__ import annotations

from greener.figures.demand import claims_line
from greener.figures.demand_words import claims_finding
from greener.market import demand
from pages.market.country_choice import say_us_only
from pages.market.missing import show_missing
from pages.market.years import years_control
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask


def show_claims() -> None:
    """Show weekly claims over a chosen span of years."""
    every = ask(demand.claims)
    if every.empty:
        show_missing("claims", "Claims for unemployment insurance are")
        return
    say_us_only()
    weeks = every["week_ending"].dt.year
    first, last = years_control(
        int(weeks.min()), int(weeks.max()), key="claims_years", since=int(weeks.max()) - 20
    )
    frame = every[weeks.between(first, last)]
    show_chart(
        claims_line(frame),
        key="claims",
        finding=claims_finding(every),
        source=cited("claims", f"{len(frame):,} weeks, thousands of people, seasonally adjusted"),
        method=(
            "People who file for the first time in a spell, in the week they file; the strong "
            "line is the mean of four weeks. It is the fastest public count of layoffs there is, "
            "though not everybody who is laid off files, or may.",
        ),
        table=frame[["week_ending", "initial_claims", "mean_4_weeks"]].rename(
            columns={
                "week_ending": "Week to",
                "initial_claims": "Claims",
                "mean_4_weeks": "Mean of four weeks",
            }
        ),
    )
