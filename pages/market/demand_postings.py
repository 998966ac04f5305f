"""Part of the demand page: the postings index of countries, in total and newly posted."""

from __future__ import annotations

from greener.figures.demand import lines
from greener.figures.demand_words import postings_finding
from greener.market import demand
from greener.market.demand import ALL_SECTORS, Variable
from pages.market.demand_subject import choose_countries
from pages.market.missing import show_missing
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask, snapshot


def show_postings() -> None:
    """Show the index of all postings and of new ones, for the chosen countries."""
    countries = ask(demand.postings_countries)
    if not countries:
        show_missing("indeed_postings", "Job postings are")
        return
    names = choose_countries(countries, "postings")
    _show_index(names, "total", "postings")
    _show_index(names, "new", "new postings")


def _show_index(names: dict[str, str], variable: Variable, what: str) -> None:
    frame = demand.postings(snapshot(), tuple(names), ALL_SECTORS, variable)
    if frame.empty:
        return
    first, name = next(iter(names.items()))
    show_chart(
        lines(frame, "index_adjusted", names, reference=100),
        key=f"postings_{variable}",
        finding=postings_finding(frame[frame["country"] == first], name, what),
        source=cited("indeed_postings", f"{frame['month'].nunique()} months, seasonally adjusted"),
        method=(
            "Mean of the days of a month, each a trailing mean of seven; the newest month may not "
            "be over. The thin line is the level of 1 February 2020.",
            "New postings have been up for seven days or less: they turn first.",
        ),
        table=frame.assign(country=frame["country"].map(names), month=frame["month"].dt.date)[
            ["country", "month", "index_adjusted"]
        ].rename(columns={"country": "Country", "month": "Month", "index_adjusted": "Index"}),
    )
