"""The one look of every figure.

Grid and hover take their colours from the page's theme, and the page gives the words theirs, so a
figure is right in light and in dark. A figure sets its height, so that the page does not jump while
it loads, and a ``uirevision``, so that a reader's zoom outlives a rerun.
"""

from __future__ import annotations

import html
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from greener.figures.palette import CATEGORICAL

FONT_SIZE = 14
SMALL_FONT_SIZE = 12
MUTED_OPACITY = 0.78
"""Opacity of secondary text."""

CONFIG: dict[str, object] = {"displayModeBar": False, "scrollZoom": False, "responsive": True}
"""Options of every chart on a page: no buttons over it, and scrolling scrolls the page."""

LEAST_DAYS = 14
"""Days of a time axis: enough for ticks of whole days, few enough to leave no void."""

_MONTH_MS = 28 * 24 * 3600 * 1000
_TRANSPARENT = "rgba(0,0,0,0)"


def new_figure(
    *, height: int, left: int = 8, right: int = 8, top: int = 8, bottom: int = 32
) -> go.Figure:
    """Return an empty figure in the common look.

    Args:
        height: Height in pixels.
        left: Margin for what stands left of the plot, in pixels.
        right: Margin right of it.
        top: Margin above it.
        bottom: Margin below it; 32 holds one line of tick labels.
    """
    axis = {"automargin": False, "zeroline": False, "fixedrange": True, "title": None}
    return go.Figure(
        layout=go.Layout(
            template=go.layout.Template(),
            height=height,
            margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            paper_bgcolor=_TRANSPARENT,
            plot_bgcolor=_TRANSPARENT,
            colorway=list(CATEGORICAL),
            font={"size": FONT_SIZE},
            hoverlabel={"font": {"size": FONT_SIZE}, "align": "left"},
            hovermode="closest",
            showlegend=False,
            uirevision="keep",
            xaxis=axis,
            yaxis=axis,
        )
    )


def day_axis(figure: go.Figure, first: date, last: date) -> None:
    """Give the figure an axis of days with room at both ends; no tick lies within a day."""
    first = min(first, last - timedelta(days=LEAST_DAYS))
    room = max((last - first) * 0.05, timedelta(days=1))
    figure.update_xaxes(
        type="date",
        range=[(first - room).isoformat(), (last + room).isoformat()],
        nticks=5,
        tickformatstops=[
            {"dtickrange": ["M12", None], "value": "%Y"},
            {"dtickrange": ["M1", "M6"], "value": "%b %Y"},
            {"dtickrange": [None, _MONTH_MS], "value": "%-d %b"},
        ],
        showgrid=True,
    )


def legend_below(figure: go.Figure, **changes: object) -> None:
    """Name the marks in a line below the plot; it needs some 68 pixels of bottom margin."""
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": SMALL_FONT_SIZE},
            **changes,
        },
    )


def let_zoom(figure: go.Figure) -> None:
    """Let a reader drag over a span of time to see it larger; a double click shows all again.

    Args:
        figure: Its x axes are of time.
    """
    figure.update_xaxes(fixedrange=False)
    figure.update_layout(dragmode="zoom")


def literal(text: str) -> str:
    """Return ``text`` so that a figure shows it as it is, never as markup."""
    return html.escape(text, quote=False)


def anchor(share: float, *, near_end: float = 0.16) -> str:
    """Return on which side of a mark its label has room.

    Args:
        share: Place of the mark along its axis, 0 (left end) to 1.
        near_end: How close to an end, as a share of the axis, the label turns inwards.
    """
    if share < near_end:
        return "left"
    return "right" if share > 1 - near_end else "center"


def label(
    figure: go.Figure,
    text: str,
    *,
    x: object,
    y: object,
    xref: str = "x",
    yref: str = "y",
    xanchor: str = "left",
    yanchor: str = "middle",
    xshift: int = 0,
    yshift: int = 0,
    size: int = SMALL_FONT_SIZE,
    is_muted: bool = False,
) -> None:
    """Write text beside a mark; what people entered goes through ``literal`` first."""
    figure.add_annotation(
        text=text,
        x=x,
        y=y,
        xref=xref,
        yref=yref,
        xanchor=xanchor,
        yanchor=yanchor,
        xshift=xshift,
        yshift=yshift,
        showarrow=False,
        align=xanchor,
        font={"size": size},
        opacity=MUTED_OPACITY if is_muted else 1,
    )


def cut_scale(figure: go.Figure, series: pd.Series, top: float, unit: str) -> None:
    """End the upper scale below months that would hide all others, and name the highest.

    Args:
        figure: Its first y axis is cut, and starts at zero.
        series: What is drawn on it, by day.
        top: Where to end it; nothing is done when little is beyond.
        unit: Behind the highest value.
    """
    if series.max() <= 1.25 * top:
        return
    beyond = pd.DatetimeIndex(series.index[series > top])
    is_late = (series.index <= beyond[-1]).mean() > 0.5
    figure.update_layout(yaxis_range=[0, top])
    digits = 0 if series.max() >= 100 else 1
    label(
        figure,
        f"beyond the scale in {series.idxmax():%b %Y}: {series.max():,.{digits}f} {unit}",
        x=(beyond[0] if is_late else beyond[-1]).isoformat(),
        y=1,
        yref="y domain",
        xanchor="right" if is_late else "left",
        xshift=-8 if is_late else 16,
        yshift=-8,
    )
