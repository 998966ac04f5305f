"""Charts of the demand for work: indices and shares as lines, sectors as bars about zero."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from greener.figures.bars import bar_rows
from greener.figures.palette import FORECAST, MARKET, NEUTRAL, NOTE, YOU, faded
from greener.figures.template import FONT_SIZE, cut_scale, label, let_zoom, literal, new_figure
from greener.figures.tiles import state_tiles
from greener.figures.words import signed_text
from greener.market.us_states import state_name

MOST_LINES = 4
_STYLES = ((MARKET, "solid"), (NEUTRAL, "dash"), (NOTE, "dot"), (FORECAST, "dashdot"))
_ENDS = 8
_ROOM, _USUAL = 1.3, 0.95
"""The scale of claims ends this much above all but one week in twenty."""
_LABEL_PX = 92
_LONGEST_BESIDE = 16
"""Characters that fit beside the end of a line; a longer name stands under it."""


def lines(
    frame: pd.DataFrame,
    column: str,
    names: Mapping[str, str],
    *,
    suffix: str = "",
    group: str = "country",
    own: str | None = None,
    reference: float | None = None,
) -> go.Figure:
    """Draw one line a group, named at its end.

    Args:
        frame: Columns ``group``, month and ``column``, in order of months.
        column: What is drawn.
        names: Group → name, in the order of importance; at most ``MOST_LINES``.
        group: Column that tells the lines apart.
        own: Group of the person's own.
        suffix: Unit behind a value.
        reference: A level to draw a thin line at (100 of an index).
    """
    figure = new_figure(height=340, left=48, right=_LABEL_PX)
    ends = []
    styles = iter(_STYLES)
    for key, name in names.items():
        colour, dash = (YOU, "solid") if key == own else next(styles)
        rows = frame[frame[group] == key]
        if rows.empty:
            continue
        figure.add_scatter(
            x=rows["month"],
            y=rows[column],
            mode="lines",
            line={"color": colour, "dash": dash, "width": 2.5 if dash == "solid" else 1.8},
            hovertemplate=f"{literal(name)}, %{{x|%b %Y}}: %{{y:.1f}}{suffix}<extra></extra>",
        )
        ends.append((rows["month"].iloc[-1], float(rows[column].iloc[-1]), name))
    if ends:
        figure.update_xaxes(range=[frame["month"].min(), frame["month"].max()])
        let_zoom(figure)
    for day, value, shift, name in _apart(ends, frame[column]):
        if len(name) > _LONGEST_BESIDE:
            label(figure, literal(name), x=day, y=value, xanchor="right", yshift=shift - 14)
        else:
            label(figure, literal(name), x=day, y=value, xshift=6, yshift=shift)
    if reference is not None:
        figure.add_hline(y=reference, line={"color": NEUTRAL, "width": 1})
    figure.update_yaxes(
        rangemode="tozero", showgrid=True, nticks=6, ticksuffix=suffix, ticklabelstandoff=6
    )
    return figure


def sector_bars(frame: pd.DataFrame, *, own_sector: str | None = None) -> go.Figure:
    """Draw the change over a year of the most grown and most shrunk sectors, and of the own one.

    Args:
        frame: Rows of ``demand.postings_by_sector`` with a change, most grown first.
        own_sector: Sector of the person's occupation.
    """
    is_end = pd.Series(range(len(frame)), index=frame.index)
    shown = frame[
        (is_end < _ENDS) | (is_end >= len(frame) - _ENDS) | (frame["sector"] == own_sector)
    ]
    figure = bar_rows(
        shown["sector"].tolist(),
        shown["change_share"].tolist(),
        [signed_text(change) if change > 0 else "" for change in shown["change_share"]],
        [
            f"{row['sector']}: {row['change_share']:+.1%} in a year, index "
            f"{row['index_adjusted']:.0f}"
            for row in shown.to_dict("records")
        ],
        own=[sector == own_sector for sector in shown["sector"]],
        right=56,
    )
    figure.add_vline(x=0, line={"color": NEUTRAL, "width": 1})
    # What shrank says so on the other side of zero, where a phone has room for it.
    for row, change in enumerate(shown["change_share"]):
        if change <= 0:
            label(figure, signed_text(change), x=0, y=row, xshift=4, size=FONT_SIZE)
    low = min(0.0, float(shown["change_share"].min()))
    high = max(0.0, float(shown["change_share"].max()))
    figure.update_xaxes(range=[low, high + 0.02 * (high - low)])
    return figure


def postings_tiles(frame: pd.DataFrame, *, own_state: str | None = None) -> go.Figure:
    """Draw the postings index by state, 1 February 2020 = 100.

    Args:
        frame: Rows of ``demand.postings_by_state``.
        own_state: Postal code of the person's state.
    """
    tiles = pd.DataFrame(
        {
            "state": frame["state_code"],
            "value": frame["index_adjusted"],
            "text": [f"{index:.0f}" for index in frame["index_adjusted"]],
            "hover": [
                f"<b>{state_name(row['state_code'])}</b>: index {row['index_adjusted']:.0f}<br>"
                + ("" if pd.isna(row["change_share"]) else f"{row['change_share']:+.1%} in a year")
                for row in frame.to_dict("records")
            ],
        }
    )
    return state_tiles(tiles, own_state=own_state)


def claims_line(frame: pd.DataFrame) -> go.Figure:
    """Draw weekly initial claims, pale, and their mean of four weeks, in thousands."""
    figure = new_figure(height=340, left=56)
    for column, colour, width, name in (
        ("initial_claims", faded(MARKET, 0.35), 1.0, "week"),
        ("mean_4_weeks", MARKET, 2.2, "mean of four weeks"),
    ):
        figure.add_scatter(
            x=frame["week_ending"],
            y=frame[column] / 1000,
            mode="lines",
            line={"color": colour, "width": width},
            hovertemplate=f"{name} to %{{x|%d %b %Y}}: %{{y:,.0f}} thousand<extra></extra>",
        )
    figure.update_yaxes(
        rangemode="tozero", showgrid=True, nticks=6, tickformat=",", ticklabelstandoff=6
    )
    let_zoom(figure)
    thousands = frame.set_index("week_ending")["initial_claims"] / 1000
    cut_scale(figure, thousands, _ROOM * float(thousands.quantile(_USUAL)), "thousand")
    return figure


def _apart(
    ends: list[tuple[pd.Timestamp, float, str]], values: pd.Series
) -> list[tuple[pd.Timestamp, float, int, str]]:
    """Return the labels of line ends with a shift in pixels that keeps them from touching."""
    per_pixel = max(float(values.max()), 1e-9) / 290
    placed: list[tuple[pd.Timestamp, float, int, str]] = []
    last = float("-inf")
    for day, value, name in sorted(ends, key=lambda end: end[1]):
        pixel = max(value / per_pixel, last + 15)
        last = pixel
        placed.append((day, value, round(pixel - value / per_pixel), name))
    return placed
