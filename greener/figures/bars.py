"""Horizontal bars, one named row each: the form for comparing groups, on a phone as well."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from greener.figures.palette import MARKET, NEUTRAL, YOU, faded
from greener.figures.template import literal, new_figure

_ROW_HEIGHT = 28


def empty_rows(names: Sequence[str], *, right: int) -> go.Figure:
    """Return a figure with one named row each, the first on top, from zero to the right.

    Args:
        names: Names of the rows, shown as they are.
        right: Margin for what is written behind the bars, in pixels.
    """
    figure = new_figure(height=16 + _ROW_HEIGHT * max(len(names), 1), right=right, top=4, bottom=4)
    figure.update_xaxes(visible=False, rangemode="tozero")
    figure.update_yaxes(
        autorange="reversed",
        automargin=True,
        ticklabelstandoff=6,
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[literal(name) for name in names],
    )
    figure.update_layout(bargap=0.25)
    return figure


def bar_rows(
    names: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    hovers: Sequence[str],
    *,
    own: Sequence[bool] = (),
    pale: Sequence[bool] = (),
    right: int = 64,
) -> go.Figure:
    """Draw one bar a row with its value written behind it.

    Args:
        names: Names of the rows, shown as they are.
        values: Lengths of the bars.
        texts: The values as written.
        hovers: What a row says when pointed at, shown as it is.
        own: Which rows are the person's own: they have their colour and say so.
        pale: Which rows are no group of their own kind: what is left over, or the mean of all.
        right: Margin for ``texts``, in pixels.
    """
    is_own = list(own) or [False] * len(names)
    is_pale = list(pale) or [False] * len(names)
    figure = empty_rows(
        [f"{name} (yours)" if mine else name for name, mine in zip(names, is_own, strict=True)],
        right=right,
    )
    figure.add_bar(
        x=list(values),
        y=list(range(len(names))),
        orientation="h",
        marker={"color": [_colour(*each) for each in zip(is_own, is_pale, strict=True)]},
        text=list(texts),
        textposition="outside",
        cliponaxis=False,
        customdata=[literal(hover) for hover in hovers],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return figure


def _colour(is_own: bool, is_pale: bool) -> str:
    if is_own:
        return YOU
    return faded(NEUTRAL, 0.6) if is_pale else MARKET
