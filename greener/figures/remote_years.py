"""How many of those who report their pay work remotely, over the years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from greener.figures.palette import MARKET
from greener.figures.pay_years import middle_of_year, year_axis
from greener.figures.shares import share_interval
from greener.figures.template import new_figure
from greener.figures.words import count_text, percent_text

_FEWEST = 10


def remote_share(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the share of reports that are of remote work, by year, with its 80% interval.

    Args:
        frame: Rows of ``reported_pay.pay_by_year`` of all experience.

    Returns:
        Columns year, remote, reports, share, low, high (Wilson 1927); years of ten reports or more.
    """
    counts = frame.pivot_table(index="year", columns="work_mode", values="reports", fill_value=0)
    counts = counts.reindex(columns=["all", "remote"], fill_value=0)
    rows = [
        (int(year), int(remote), int(reports), remote / reports, *share_interval(remote, reports))
        for year, reports, remote in counts.itertuples()
        if reports >= _FEWEST
    ]
    return pd.DataFrame(rows, columns=["year", "remote", "reports", "share", "low", "high"])


def remote_over_years(shares: pd.DataFrame) -> go.Figure:
    """Draw the share of remote work among reports with its interval.

    Args:
        shares: As ``remote_share`` returns it.
    """
    figure = new_figure(height=300, left=48, right=16)
    figure.add_scatter(
        x=[middle_of_year(year) for year in shares["year"]],
        y=shares["share"],
        mode="lines+markers",
        line={"color": MARKET, "width": 2.5},
        marker={"size": 8},
        error_y={
            "type": "data",
            "array": shares["high"] - shares["share"],
            "arrayminus": shares["share"] - shares["low"],
            "color": MARKET,
        },
        customdata=[
            f"{year:.0f}: {percent_text(share)} remote ({remote:,.0f} of {reports:,.0f})"
            f"<br>80% interval {percent_text(low)} to {percent_text(high)}"
            for year, remote, reports, share, low, high in shares.to_numpy().tolist()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    year_axis(figure, [middle_of_year(year) for year in shares["year"]])
    figure.update_yaxes(
        rangemode="tozero", tickformat=".0%", showgrid=True, nticks=5, ticklabelstandoff=6
    )
    return figure


def remote_finding(shares: pd.DataFrame, who: str) -> str:
    """Return the newest share of remote work among reports, and the highest.

    Args:
        shares: As ``remote_share`` returns it.
        who: Who reports.
    """
    if shares.empty:
        return f"{who}: too few reports a year to say how many work remotely"
    last = shares.iloc[-1]
    top = shares.sort_values("share").iloc[-1]
    text = (
        f"{who}: {percent_text(last['share'])} of the reports for {last['year']:.0f} are of remote "
        f"work (80% interval {percent_text(last['low'])} to {percent_text(last['high'])})"
    )
    if top["year"] == last["year"]:
        return text
    return f"{text}; the most were {percent_text(top['share'])}, for {top['year']:.0f}"


def reports_grown(shares: pd.DataFrame) -> str:
    """Return how many people answered for the first year and the last, and what follows.

    Args:
        shares: As ``remote_share`` returns it, with at least one year.
    """
    first, last = shares.iloc[0], shares.iloc[-1]
    text = f"{count_text(first['reports'])} people answered for {first['year']:.0f}"
    if len(shares) == 1:
        return f"{text}."
    return (
        f"{text}, {count_text(last['reports'])} for {last['year']:.0f}. Who answers changes from "
        "year to year, so the share may move without anybody changing where they work."
    )
