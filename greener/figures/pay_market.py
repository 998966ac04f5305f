"""Charts of market pay: places beside each other, with the person's own figures on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from greener.figures.money import money_axis, short_money, whole_money
from greener.figures.palette import EVENT, MARKET, YOU, faded
from greener.figures.template import label, literal, new_figure
from greener.figures.tiles import state_tiles
from greener.figures.words import shortened
from greener.market.us_states import states

MEDIAN = 50
_ROW_HEIGHT = 54
_LONGEST_NAME = 40
_NAME_SHIFT = 21
_LINE_ABOVE, _LINE_BELOW = 0.24, 0.48
"""How far the line of the present pay reaches from each row: it leaves the names free."""


@dataclass(frozen=True)
class PayStrip:
    """The pay of one group of people, as published.

    Attributes:
        name: Who they are.
        percentiles: Percentile (10, 25, 50, 75, 90) → yearly pay; those published.
        lower_bounds: Percentiles only known to be at or above their figure.
        note: What else is known, for the one who points at it.
        is_own: The person is one of them, or their job is there.
    """

    name: str
    percentiles: Mapping[int, float]
    lower_bounds: frozenset[int] = field(default_factory=frozenset)
    note: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class OwnFigure:
    """One pay figure of the person.

    Attributes:
        name: Who named it, or that it is the present pay.
        low: Lower end, a year.
        high: Upper end; equal to ``low`` for one figure.
        seen_on: Day it was named; None for the present pay.
    """

    name: str
    low: float
    high: float
    seen_on: date | None = None


def pay_strips(
    strips: Sequence[PayStrip],
    currency: str,
    *,
    pay: OwnFigure | None = None,
    named: Sequence[OwnFigure] = (),
    named_title: str = "Named to you",
) -> go.Figure:
    """Draw P10 to P90 of each group on one scale; the middle half is thick, the median a stroke.

    Args:
        strips: Groups, the first on top; all in one currency.
        currency: ISO 4217 code.
        pay: What the person earns: a line through all groups.
        named: Figures named to the person, on a row of their own.
        named_title: What that row is called.
    """
    rows = len(strips) + bool(named)
    figure = new_figure(height=50 + _ROW_HEIGHT * rows, top=22 if pay else 4)
    for row, strip in enumerate(strips):
        _add_strip(figure, row, strip, currency)
    if named:
        _add_named(figure, len(strips), named, currency)
        label(figure, named_title, x=0, y=len(strips), xref="paper", yshift=_NAME_SHIFT)
    if pay:
        for row in range(rows):
            figure.add_shape(
                type="line",
                x0=pay.low,
                x1=pay.low,
                y0=row - _LINE_ABOVE,
                y1=row + _LINE_BELOW,
                line={"color": YOU, "width": 2.5},
            )
        text = f"{literal(pay.name)} {short_money(pay.low, currency)}"
        label(figure, text, x=pay.low, y=1, yref="paper", xanchor="center", yshift=11)
    money_axis(figure, "x", *_range(strips, [*named, *([pay] if pay else [])]), currency)
    figure.update_xaxes(showgrid=True)
    figure.update_yaxes(visible=False, range=[rows - 0.55, -0.75])
    return figure


def wage_tiles(frame: pd.DataFrame, percentile: int, *, own_state: str | None = None) -> go.Figure:
    """Draw one percentile of yearly pay by state, in thousands of US dollars.

    Args:
        frame: Rows of ``wages.wages_by_area`` of the states.
        percentile: Which (10, 25, 50, 75, 90).
        own_state: Postal code of the person's state.
    """
    postal = {state.fips: state.postal for state in states()}
    value = frame[f"wage_annual_p{percentile}_usd"]
    is_bound = frame["wage_topcoded_from_percentile"].le(percentile).fillna(value=False)
    texts = [
        "" if pd.isna(pay) else f"{pay / 1000:.0f}{'+' if bound else ''}"
        for pay, bound in zip(value, is_bound, strict=True)
    ]
    hovers = [
        f"<b>{literal(name)}</b>: ${text} thousand a year<br>{_people(employment)} employed"
        for name, text, employment in zip(
            frame["area_name"], texts, frame["employment"], strict=True
        )
    ]
    tiles = pd.DataFrame(
        {
            "state": frame["state_fips"].map(postal),
            "value": value,
            "text": texts,
            "hover": hovers,
        }
    )
    return state_tiles(tiles, own_state=own_state)


def _add_strip(figure: go.Figure, row: int, strip: PayStrip, currency: str) -> None:
    pays = [strip.percentiles[percentile] for percentile in sorted(strip.percentiles)]
    _add_line(figure, row, (pays[0], pays[-1]), 4, faded(MARKET, 0.45))
    if {25, 75} <= strip.percentiles.keys():
        middle = (strip.percentiles[25], strip.percentiles[75])
        _add_line(figure, row, middle, 14, faded(MARKET, 0.45))
    figure.add_scatter(
        x=pays,
        y=[row] * len(pays),
        mode="markers",
        marker={
            "symbol": [_symbol(each, strip.lower_bounds) for each in sorted(strip.percentiles)],
            "size": [18 if each == MEDIAN else 7 for each in sorted(strip.percentiles)],
            "color": MARKET,
            "line": {"color": MARKET, "width": 3},
            "opacity": 1,
        },
        customdata=[
            literal(f"{strip.name}: P{each} ")
            + ("at or above " if each in strip.lower_bounds else "")
            + whole_money(strip.percentiles[each], currency)
            + (f"<br>{literal(strip.note)}" if strip.note else "")
            for each in sorted(strip.percentiles)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    name = shortened(strip.name[:1].upper() + strip.name[1:], _LONGEST_NAME)
    if strip.is_own:
        name += " (yours)"
    label(figure, literal(name), x=0, y=row, xref="paper", yshift=_NAME_SHIFT)
    if MEDIAN in strip.percentiles:
        bound = "at or above " if MEDIAN in strip.lower_bounds else ""
        text = f"median {bound}{short_money(strip.percentiles[MEDIAN], currency)}"
        label(
            figure,
            text,
            x=1,
            y=row,
            xref="paper",
            xanchor="right",
            yshift=_NAME_SHIFT,
            is_muted=True,
        )


def _symbol(percentile: int, lower_bounds: frozenset[int]) -> str:
    if percentile in lower_bounds:
        return "triangle-right-open"
    return "line-ns" if percentile == MEDIAN else "circle"


def _add_line(
    figure: go.Figure, row: int, ends: tuple[float, float], width: int, colour: str
) -> None:
    figure.add_scatter(
        x=ends,
        y=[row, row],
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
    )


def _add_named(figure: go.Figure, row: int, named: Sequence[OwnFigure], currency: str) -> None:
    for own in named:
        if own.high > own.low:
            _add_line(figure, row, (own.low, own.high), 4, faded(EVENT, 0.5))
    figure.add_scatter(
        x=[(own.low * own.high) ** 0.5 for own in named],
        y=[row] * len(named),
        mode="markers",
        marker={"symbol": "diamond", "size": 13, "color": EVENT},
        customdata=[literal(f"{own.name}: {own_amounts(own, currency)}") for own in named],
        hovertemplate="%{customdata}<extra></extra>",
    )


def own_amounts(own: OwnFigure, currency: str) -> str:
    """Return a figure, or both its ends, in words."""
    low = whole_money(own.low, currency)
    return low if own.high == own.low else f"{low} to {whole_money(own.high, currency)}"


def _range(strips: Sequence[PayStrip], own: Sequence[OwnFigure]) -> tuple[float, float]:
    pays = [pay for strip in strips for pay in strip.percentiles.values()]
    pays += [end for each in own for end in (each.low, each.high)]
    spread = max(pays) - min(pays)
    return max(min(pays) - 0.06 * spread, 0.0), max(pays) + 0.06 * spread


def _people(employment: float) -> str:
    return "an unknown number" if pd.isna(employment) else f"{employment:,.0f}"
