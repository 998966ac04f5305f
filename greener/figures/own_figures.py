"""The figures that were named to a person, by day, kind and weight, against their worth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from greener.answers.own_pay import OwnPay
from greener.answers.worth import WorthAnswer
from greener.figures.money import money_axis, whole_money
from greener.figures.palette import EVENT, NEUTRAL, YOU, faded
from greener.figures.template import day_axis, label, legend_below, literal, new_figure
from greener.figures.worth_strip import KIND_MARKS, base_figures
from greener.journal.records import Job

_SMALLEST_PX, _LARGEST_PX = 9, 30


def own_figures(answer: WorthAnswer, job: Job, as_of: date) -> go.Figure:
    """Draw each figure at its day; larger for more weight, pale where it counts nothing.

    Args:
        answer: The answer; at least one of its figures is of yearly base pay.
        job: The job; its pay is drawn as a line.
        as_of: The last day drawn.
    """
    named = base_figures(answer)
    figure = new_figure(height=340, left=52, right=12, top=12, bottom=76)
    first = min(own.observation.observed_on for own in named)
    _worth_band(figure, answer)
    for kind, (symbol, words) in KIND_MARKS.items():
        mine = [own for own in named if own.observation.kind is kind]
        if mine:
            _marks(figure, mine, symbol, words, job.currency)
    ends = [own.pay_annual or 0.0 for own in named]
    ends += [end for end in (answer.worth.low, answer.worth.high) if end is not None]
    if job.pay_annual is not None:
        pay = float(job.pay_annual)
        ends.append(pay)
        figure.add_hline(y=pay, line={"color": NEUTRAL, "width": 2, "dash": "dot"})
        label(
            figure,
            "your pay",
            x=1,
            xref="x domain",
            xanchor="right",
            y=pay,
            yanchor="bottom",
            is_muted=True,
        )
    money_axis(figure, "y", min(ends) * 0.94, max(ends) * 1.06, job.currency)
    day_axis(figure, first, as_of)
    legend_below(figure, itemsizing="constant")
    return figure


def _worth_band(figure: go.Figure, answer: WorthAnswer) -> None:
    if answer.worth.low is None or answer.worth.high is None:
        return
    figure.add_hrect(
        y0=answer.worth.low, y1=answer.worth.high, fillcolor=faded(YOU, 0.18), line_width=0
    )
    label(
        figure,
        "your worth",
        x=0,
        xref="x domain",
        y=answer.worth.high,
        yanchor="top",
        xshift=4,
        is_muted=True,
    )


def _marks(
    figure: go.Figure, mine: Sequence[OwnPay], symbol: str, words: str, currency: str
) -> None:
    figure.add_scatter(
        x=[own.observation.observed_on.isoformat() for own in mine],
        y=[own.pay_annual for own in mine],
        mode="markers",
        name=words,
        marker={
            "symbol": symbol,
            "size": [_SMALLEST_PX + (_LARGEST_PX - _SMALLEST_PX) * own.weight for own in mine],
            "color": EVENT,
            "opacity": [0.9 if own.counts else 0.4 for own in mine],
            "line": {"width": 2, "color": EVENT},
        },
        customdata=[_hover(own, words, currency) for own in mine],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(own: OwnPay, words: str, currency: str) -> str:
    assert own.pay_annual is not None
    says = own.reason or f"carries {own.weight:.0%} of the answer"
    return "<br>".join(
        (
            f"<b>{literal(own.observation.company)}</b>",
            f"{words}: {whole_money(own.pay_annual, currency)} a year",
            f"{own.observation.observed_on.day} {own.observation.observed_on:%b %Y}",
            literal(says),
        )
    )
