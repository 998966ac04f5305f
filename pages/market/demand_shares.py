"""Part of the demand page: what postings offer: remote work, AI, and the growth of posted pay."""

from __future__ import annotations

import pandas as pd

from greener.figures.demand import lines
from greener.figures.demand_words import share_finding
from greener.market import demand
from pages.market.demand_subject import choose_countries
from pages.market.missing import show_missing
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask, snapshot


def show_shares() -> None:
    """Show remote share, AI share and posted wage growth of the chosen countries."""
    countries = ask(demand.share_countries)
    if not countries:
        show_missing("indeed_remote indeed_ai indeed_wages", "What postings offer is")
        return
    names = choose_countries(countries, "shares of postings")
    _show_share(
        demand.posting_shares(snapshot(), "remote", tuple(names)),
        names,
        source="indeed_remote",
        what="of postings offer remote or hybrid work",
        note="Postings that speak of remote or hybrid work, of all postings.",
    )
    _show_share(
        demand.posting_shares(snapshot(), "ai", tuple(names)),
        names,
        source="indeed_ai",
        what="of postings speak of artificial intelligence",
        note="Postings that name artificial intelligence or its tools, whatever the job.",
    )
    _show_share(
        demand.posted_wage_growth(snapshot(), tuple(names)).rename(
            columns={"growth_pct": "share_pct"}
        ),
        names,
        source="indeed_wages",
        what="growth of posted pay over a year",
        note="Growth of the pay in postings, same jobs compared, mean of three months. It is pay "
        "offered to newcomers, not what those in the job get.",
    )


def _show_share(
    frame: pd.DataFrame, names: dict[str, str], *, source: str, what: str, note: str
) -> None:
    if frame.empty:
        return
    table = frame.assign(country=frame["country"].map(names), month=frame["month"].dt.date)
    show_chart(
        lines(frame, "share_pct", names, suffix="%"),
        key=source,
        finding=share_finding(frame, "share_pct", names, what),
        source=cited(source, f"{frame['month'].nunique()} months"),
        method=(note,),
        table=table[["country", "month", "share_pct"]]
        .round(2)
        .rename(columns={"country": "Country", "month": "Month", "share_pct": "Percent"}),
    )
