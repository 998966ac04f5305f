"""Reported pay over the years, with the person's own figures on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from greener.figures.money import money_axis, short_money
from greener.figures.palette import EVENT, MARKET, NEUTRAL, YOU, faded
from greener.figures.pay_market import OwnFigure, own_amounts
from greener.figures.template import label, literal, new_figure
from greener.figures.words import count_text, percent_text


def pay_over_years(
    frame: pd.DataFrame,
    currency: str,
    *,
    pay: OwnFigure | None = None,
    named: Sequence[OwnFigure] = (),
    prices: Mapping[int, float] | None = None,
) -> go.Figure:
    """Draw the median by year within the band of the middle half, from zero.

    Args:
        frame: Rows of ``reported_pay.pay_by_year`` of one mode and all experience, oldest first.
        currency: ISO 4217 code.
        pay: What the person earns: a line through all years.
        named: Figures named to the person; those with a day stand at it.
        prices: Year → consumer price index; with it the median also stands, dotted, in the prices
            of the newest year.
    """
    figure = new_figure(height=340, left=56, right=16, top=16)
    known = frame.dropna(subset="pay_annual_p50")
    _add_band(figure, known, currency)
    if prices:
        _add_real(figure, known, currency, prices)
    dated = [own for own in named if own.seen_on is not None]
    _add_named(figure, dated, currency)
    if pay:
        figure.add_hline(y=pay.low, line={"color": YOU, "width": 2.5})
        text = f"{literal(pay.name)} {short_money(pay.low, currency)}"
        label(figure, text, x=0, y=pay.low, xref="paper", xshift=6, yshift=10)
    ends = [*known["pay_annual_p75"], *(own.high for own in dated), *([pay.high] if pay else [])]
    money_axis(figure, "y", 0, 1.08 * max(ends), currency)
    year_axis(
        figure,
        [*map(middle_of_year, known["year"]), *(own.seen_on for own in dated if own.seen_on)],
    )
    figure.update_yaxes(showgrid=True, ticklabelstandoff=6)
    return figure


def _add_band(figure: go.Figure, known: pd.DataFrame, currency: str) -> None:
    """Draw the middle half as a band and the median as a line on it."""
    middle = [middle_of_year(year) for year in known["year"]]
    for column, fill in (("pay_annual_p25", None), ("pay_annual_p75", "tonexty")):
        figure.add_scatter(
            x=middle,
            y=known[column],
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor=faded(MARKET, 0.2),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=middle,
        y=known["pay_annual_p50"],
        mode="lines+markers",
        line={"color": MARKET, "width": 2.5},
        marker={"size": 8},
        customdata=[_told(row, currency) for row in known.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _add_named(figure: go.Figure, dated: Sequence[OwnFigure], currency: str) -> None:
    figure.add_scatter(
        x=[own.seen_on for own in dated],
        y=[(own.low * own.high) ** 0.5 for own in dated],
        mode="markers",
        marker={"symbol": "diamond", "size": 13, "color": EVENT},
        customdata=[literal(f"{own.name}: {own_amounts(own, currency)}") for own in dated],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _add_real(
    figure: go.Figure, known: pd.DataFrame, currency: str, prices: Mapping[int, float]
) -> None:
    newest = max(prices)
    priced = known[known["year"].isin(prices)]
    real = [
        median * prices[newest] / prices[year]
        for year, median in zip(priced["year"], priced["pay_annual_p50"], strict=True)
    ]
    figure.add_scatter(
        x=[middle_of_year(year) for year in priced["year"]],
        y=real,
        mode="lines",
        line={"color": NEUTRAL, "width": 2, "dash": "dot"},
        customdata=[
            f"{year}: {short_money(pay, currency)} in prices of {newest}"
            for year, pay in zip(priced["year"], real, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if real:
        first = middle_of_year(priced["year"].iloc[0])
        label(figure, f"in prices of {newest}", x=first, y=real[0], yshift=10, is_muted=True)


def years_finding(
    frame: pd.DataFrame, currency: str, who: str, prices: Mapping[int, float] | None = None
) -> str:
    """Return how the median moved from the first year with enough reports to the last.

    Args:
        frame: As ``pay_over_years`` takes it.
        currency: ISO 4217 code.
        who: Who reports ("Software Developers, remote").
        prices: Year → consumer price index, to say how prices moved meanwhile.
    """
    known = frame.dropna(subset="pay_annual_p50")
    if known.empty:
        return f"{who}: too few reports a year to say"
    first, last = known.iloc[0], known.iloc[-1]
    text = f"{who}: the median reported for {last['year']} is "
    text += short_money(last["pay_annual_p50"], currency)
    if len(known) == 1:
        return text
    change = last["pay_annual_p50"] / first["pay_annual_p50"] - 1
    side = "more" if change > 0 else "less"
    against = f"{percent_text(abs(change))} {side} than" if abs(change) >= 0.005 else "as"
    text = f"{text}, {against} for {first['year']}"
    if not prices or not {first["year"], last["year"]} <= prices.keys():
        return text
    dearer = prices[last["year"]] / prices[first["year"]] - 1
    moved = "rose" if dearer >= 0 else "fell"
    return f"{text}; prices {moved} {percent_text(abs(dearer))} meanwhile"


def middle_of_year(year: int) -> date:
    """Return the day that a year's figures stand at."""
    return date(int(year), 7, 1)


def year_axis(figure: go.Figure, days: Sequence[date]) -> None:
    """Write each year once, at its middle, where its figures stand."""
    years = range(min(days).year, max(days).year + 1)
    figure.update_xaxes(
        tickvals=[middle_of_year(year) for year in years], ticktext=list(map(str, years))
    )


def _told(row: object, currency: str) -> str:
    low, median, high = (
        short_money(getattr(row, f"pay_annual_p{each}"), currency) for each in (25, 50, 75)
    )
    reports = count_text(getattr(row, "reports", 0))
    year = getattr(row, "year", "")
    return f"{year}: median {median}, middle half {low} to {high}<br>{reports} reports"
