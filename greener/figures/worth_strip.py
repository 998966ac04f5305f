"""What a job is worth: the market's bands, the person's own figures, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from greener.answers.estimate import Estimate
from greener.answers.market_pay import BandPart
from greener.answers.own_pay import OwnPay
from greener.answers.worth import WorthAnswer
from greener.figures.money import money_axis, short_money, whole_money
from greener.figures.palette import EVENT, FORECAST, MARKET, NEUTRAL, YOU, faded
from greener.figures.template import anchor, label, legend_below, literal, new_figure
from greener.journal.records import Job, PayComponent, PayKind

KIND_MARKS: dict[PayKind, tuple[str, str]] = {
    PayKind.ASKED: ("x-thin-open", "you asked"),
    PayKind.POSTED: ("circle-open", "posted"),
    PayKind.QUOTE: ("circle", "quoted"),
    PayKind.VERBAL: ("diamond", "verbal offer"),
    PayKind.WRITTEN: ("square", "written offer"),
}
"""Marker and words of each kind of figure: told apart by shape, not by colour."""

_ROW_PX = 50
_LANE = 0.24
_LANES = 5
_TOP = 0.72
_BELOW = 0.5
_CLOSE = 0.035
_BAND = 0.2
_FAR = 1.6
"""A figure beyond so many times the ends of everything else sits at the edge, marked as off it."""


@dataclass(frozen=True)
class _Row:
    """A line of the strip, from the top."""

    title: str
    y: int


def worth_strip(answer: WorthAnswer, job: Job) -> go.Figure:
    """Draw market bands, the next offer, the worth and the person's own figures over one axis.

    Args:
        answer: The answer; whatever it knows is drawn.
        job: The job it is about; its pay is "you are here".
    """
    if answer.belief is None:
        raise ValueError("a worth that is not known has no place on the strip")
    bands = answer.prior.parts if answer.prior else ()
    named = base_figures(answer)
    titles = [f"Market: {part.band.source.title}" for part in bands]
    titles += ["The next offer", "Your worth"]
    titles += ["Named to you"] if named else []
    rows = [_Row(title, -place) for place, title in enumerate(titles)]
    low, high = _span(answer, job, bands)
    lanes = _lanes([own.pay_annual or 0.0 for own in named], (low, high))
    floor = rows[-1].y - _BELOW - _LANE * max(lanes, default=0)
    margins = {"top": 20, "bottom": 68 if named else 26}
    figure = new_figure(
        height=round(_ROW_PX * (_TOP - floor)) + sum(margins.values()), left=12, right=12, **margins
    )
    for row in rows:
        label(
            figure,
            literal(row.title),
            x=0,
            xref="x domain",
            y=row.y + _BAND,
            yanchor="bottom",
            yshift=1,
            is_muted=True,
        )
    for row, part in zip(rows, bands, strict=False):
        _market(figure, row, part, job.currency)
    _interval(figure, rows[len(bands)], answer.next_offer, FORECAST, job.currency)
    _interval(figure, rows[len(bands) + 1], answer.worth, YOU, job.currency)
    if named:
        _named(figure, rows[-1], list(zip(named, lanes, strict=True)), job.currency, (low, high))
    if job.pay_annual is not None:
        _here(figure, float(job.pay_annual), rows, job.currency, (low, high))
    money_axis(figure, "x", low, high, job.currency)
    figure.update_yaxes(visible=False, range=[floor, _TOP])
    return figure


def base_figures(answer: WorthAnswer) -> list[OwnPay]:
    """Return the figures of base pay that have a yearly amount in the person's currency."""
    return [
        own
        for own in answer.own
        if own.pay_annual is not None and own.observation.component is PayComponent.BASE
    ]


def _span(answer: WorthAnswer, job: Job, bands: Sequence[BandPart]) -> tuple[float, float]:
    """Return the ends of the axis: all that counts lies between them."""
    ends = [pay for part in bands for pay in part.percentiles.values()]
    for estimate in (answer.worth, answer.next_offer):
        ends += [end for end in (estimate.low, estimate.high) if end is not None]
    if job.pay_annual is not None:
        ends.append(float(job.pay_annual))
    own = [own.pay_annual or 0.0 for own in base_figures(answer)]
    near = [pay for pay in own if min(ends) / _FAR <= pay <= max(ends) * _FAR]
    low, high = min([*ends, *near]), max([*ends, *near])
    pad = 0.05 * (high - low) or 0.2 * high
    return max(low - pad, 0.0), high + pad


def _market(figure: go.Figure, row: _Row, part: BandPart, currency: str) -> None:
    pay = dict(sorted(part.percentiles.items()))
    outer = (min(pay), max(pay))
    for low, high, opacity in ((outer[0], outer[1], 0.22), (25, 75, 0.42)):
        if low in pay and high in pay:
            _rectangle(figure, row, pay[low], pay[high], faded(MARKET, opacity))
    bounds = part.band.lower_bounds
    figure.add_scatter(
        x=list(pay.values()),
        y=[row.y] * len(pay),
        mode="markers",
        marker={"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": MARKET}},
        customdata=[
            f"P{percentile}: {'at least ' if percentile in bounds else ''}"
            f"{whole_money(amount, currency)}"
            for percentile, amount in pay.items()
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _interval(figure: go.Figure, row: _Row, estimate: Estimate, colour: str, currency: str) -> None:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return
    _rectangle(figure, row, estimate.low, estimate.high, faded(colour, 0.3))
    figure.add_scatter(
        x=[estimate.low, estimate.value, estimate.high],
        y=[row.y] * 3,
        mode="markers",
        marker={
            "symbol": ["line-ns", "circle", "line-ns"],
            "size": [18, 14, 18],
            "color": colour,
            "line": {"width": [2, 0, 2], "color": colour},
        },
        customdata=[
            f"{row.title}, {end}: {whole_money(amount, currency)}"
            for end, amount in (
                ("one in ten is below", estimate.low),
                ("middle", estimate.value),
                ("one in ten is above", estimate.high),
            )
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _named(
    figure: go.Figure,
    row: _Row,
    named: Sequence[tuple[OwnPay, int]],
    currency: str,
    ends: tuple[float, float],
) -> None:
    """Draw each figure the person was named, in its lane: one trace a kind."""
    for kind, (symbol, words) in KIND_MARKS.items():
        mine = [(own, lane) for own, lane in named if own.observation.kind is kind]
        if not mine:
            continue
        figure.add_scatter(
            x=[min(max(own.pay_annual or 0.0, ends[0]), ends[1]) for own, _ in mine],
            y=[row.y - lane * _LANE for _, lane in mine],
            mode="markers",
            name=words,
            showlegend=True,
            cliponaxis=False,
            marker={
                "symbol": symbol,
                "size": 13,
                "color": EVENT,
                "opacity": [1.0 if own.counts else 0.45 for own, _ in mine],
                "line": {"width": 2, "color": EVENT},
            },
            customdata=[_hover(own, words, currency) for own, _ in mine],
            hovertemplate="%{customdata}<extra></extra>",
        )
    legend_below(figure)


def _lanes(pays: Sequence[float], ends: tuple[float, float]) -> list[int]:
    """Return a lane for each figure so that close ones do not hide each other."""
    gap = _CLOSE * (ends[1] - ends[0])
    last = [-math.inf] * _LANES
    lanes = [0] * len(pays)
    for place in sorted(range(len(pays)), key=lambda index: pays[index]):
        free = next((lane for lane in range(_LANES) if pays[place] - last[lane] >= gap), 0)
        lanes[place], last[free] = free, pays[place]
    return lanes


def _hover(own: OwnPay, words: str, currency: str) -> str:
    seen = own.observation
    assert own.pay_annual is not None
    lines = [
        f"<b>{literal(seen.company)}</b>",
        f"{words}: {whole_money(own.pay_annual, currency)} a year",
        f"{seen.observed_on:%d %b %Y}",
    ]
    lines.append(own.reason or f"carries {own.weight:.0%} of the answer")
    return "<br>".join(literal(line) if line is lines[-1] else line for line in lines)


def _here(
    figure: go.Figure,
    pay: float,
    rows: Sequence[_Row],
    currency: str,
    ends: tuple[float, float],
) -> None:
    for row in rows:
        figure.add_shape(
            type="line",
            x0=pay,
            x1=pay,
            y0=row.y - _BELOW,
            y1=row.y + _BAND,
            line={"width": 2, "color": NEUTRAL, "dash": "dot"},
        )
    label(
        figure,
        f"<b>you are here, {short_money(pay, currency)}</b>",
        x=pay,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor=anchor((pay - ends[0]) / (ends[1] - ends[0]), near_end=0.2),
    )


def _rectangle(figure: go.Figure, row: _Row, x0: float, x1: float, colour: str) -> None:
    figure.add_shape(
        type="rect",
        x0=x0,
        x1=x1,
        y0=row.y - _BAND,
        y1=row.y + _BAND,
        fillcolor=colour,
        line={"width": 0},
    )
