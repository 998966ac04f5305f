"""What a person was paid over the years, as named then and at today's prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from greener.figures.money import money_axis, whole_money
from greener.figures.palette import NEUTRAL, YOU
from greener.figures.template import day_axis, label, new_figure
from greener.figures.words import percent_text, signed_text
from greener.journal.analysis.pay_history import RealPayStep

_SAME = 0.005


def pay_steps(
    steps: Sequence[RealPayStep], prices: dict[date, float], currency: str, as_of: date
) -> go.Figure:
    """Draw base pay as steps, and what each month of it would be at the newest prices.

    Args:
        steps: Steps of base pay by day, in one currency; at least one.
        prices: First day of the month → consumer price index.
        currency: ISO 4217 code.
        as_of: The last day drawn.
    """
    days = [each.step.effective_on for each in steps]
    pays = [float(each.step.amount_annual) for each in steps]
    figure = new_figure(height=300, left=52, right=12, top=12)
    figure.add_scatter(
        x=[*days, as_of],
        y=[*pays, pays[-1]],
        mode="lines",
        line={"color": NEUTRAL, "width": 2, "shape": "hv", "dash": "dot"},
        customdata=[whole_money(pay, currency) for pay in [*pays, pays[-1]]],
        hovertemplate="as named then: %{customdata}<extra></extra>",
    )
    months, real = _by_month(days, pays, prices)
    figure.add_scatter(
        x=months,
        y=real,
        mode="lines",
        line={"color": YOU, "width": 2.5},
        customdata=[whole_money(pay, currency) for pay in real],
        hovertemplate="%{x|%b %Y}, at today's prices: %{customdata}<extra></extra>",
    )
    if real:
        label(
            figure,
            "at today's prices",
            x=months[0].isoformat(),
            y=real[0],
            yanchor="bottom",
            is_muted=True,
        )
    label(
        figure,
        "as named then",
        x=days[0].isoformat(),
        y=pays[0],
        yanchor="top",
        is_muted=True,
    )
    ends = [*pays, *real]
    money_axis(figure, "y", min(ends) * 0.92, max(ends) * 1.06, currency)
    day_axis(figure, days[0], as_of)
    return figure


def pay_steps_finding(steps: Sequence[RealPayStep]) -> str:
    """Return what pay has gained since the first step, after prices had risen."""
    first, last = steps[0], steps[-1]
    since = f"since {first.step.effective_on:%B %Y}"
    if len(steps) == 1:
        return _unchanged(first, since)
    named = float(last.step.amount_annual / first.step.amount_annual) - 1
    if first.real_annual is None or last.real_annual is None:
        return f"Pay named to you: {signed_text(named)} {since}"
    real = last.real_annual / first.real_annual - 1
    if abs(real) < _SAME:
        return f"{signed_text(named)} {since}, and prices took all of it"
    return f"{signed_text(named)} {since}; after prices {signed_text(real)}"


def _unchanged(step: RealPayStep, since: str) -> str:
    """Return what prices took of a pay that no later step has changed."""
    pay = float(step.step.amount_annual)
    taken = 1 - pay / step.real_annual if step.real_annual else 0.0
    rest = f", and prices took {percent_text(taken)} of it" if taken >= _SAME else ""
    return f"Unchanged {since}{rest}"


def _by_month(
    days: Sequence[date], pays: Sequence[float], prices: dict[date, float]
) -> tuple[list[date], list[float]]:
    """Return each month's pay at the prices of the newest month that is known."""
    newest = prices[max(prices)] if prices else 0.0
    months, real = [], []
    for month, index in sorted(prices.items()):
        paid = [pay for day, pay in zip(days, pays, strict=True) if day.replace(day=1) <= month]
        if paid:
            months.append(month)
            real.append(paid[-1] * newest / index)
    return months, real
