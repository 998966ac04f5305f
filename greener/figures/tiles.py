"""A map of the US states as equal tiles: no geometry, no other host, readable on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from greener.figures.palette import YOU

_LAYOUT = """
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  PR
"""
_GRID = [line.split() for line in _LAYOUT.strip().splitlines()]
_BLANK = "."

STATES = tuple(state for line in _GRID for state in line if state != _BLANK)
"""Postal codes with a tile: 50 states, the federal district and Puerto Rico."""

# From pale to deeper at one hue: order survives colour blindness, a photocopy and both themes. The
# ink stands out from each of them by 4.9 : 1 or more.
_SCALE = ["#E8EFF9", "#B9CFEE", "#8FB3E4", "#5B8FD6"]
_NOT_KNOWN = "#C9CDD1"
_INK = "#12202E"
_TEXT_PX = 11
"""Fits a tile on a phone of 390 pixels; left alone, text shrinks with the tile until unreadable."""


def state_tiles(frame: pd.DataFrame, *, own_state: str | None = None) -> go.Figure:
    """Draw one tile a state, deeper for more.

    Args:
        frame: Columns state (postal code), value, text (on the tile, at most four characters) and
            hover. A state without a row, or with a missing value, keeps a grey tile; one that has
            no tile is left out.
        own_state: Postal code of the tile to frame as the person's own.
    """
    known = {str(row["state"]): row for row in frame.to_dict("records") if pd.notna(row["value"])}
    figure = go.Figure(
        [
            _layer(
                {state: 0.0 for state in STATES if state not in known},
                {state: state for state in STATES},
                {state: f"{state}: not known" for state in STATES},
                [_NOT_KNOWN] * 2,
            ),
            _layer(
                {state: row["value"] for state, row in known.items()},
                {state: f"<b>{state}</b><br>{row['text']}" for state, row in known.items()},
                {state: row["hover"] for state, row in known.items()},
                _SCALE,
            ),
        ]
    )
    if own_state in STATES:
        figure.add_shape(**_frame_around(own_state))
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, autorange="reversed")
    figure.update_layout(height=400, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def _layer(
    values: Mapping[str, float],
    texts: Mapping[str, str],
    hovers: Mapping[str, str],
    colours: Sequence[str],
) -> go.Heatmap:
    """Return the tiles of the states that have a value; the rest stay see-through."""

    def grid(of: Mapping[str, object], nothing: object) -> list[list[object]]:
        return [[of[state] if state in values else nothing for state in line] for line in _GRID]

    return go.Heatmap(
        z=grid(values, None),
        text=grid(texts, ""),
        hovertext=grid(hovers, ""),
        texttemplate="%{text}",
        textfont={"size": _TEXT_PX, "color": _INK},
        hovertemplate="%{hovertext}<extra></extra>",
        hoverongaps=False,
        colorscale=list(colours),
        showscale=False,
        xgap=3,
        ygap=3,
    )


def _frame_around(state: str) -> dict[str, object]:
    row, line = next((row, line) for row, line in enumerate(_GRID) if state in line)
    column = line.index(state)
    return {
        "type": "rect",
        "x0": column - 0.48,
        "x1": column + 0.48,
        "y0": row - 0.47,
        "y1": row + 0.47,
        "line": {"color": YOU, "width": 4},
    }
