"""How processes flowed from stage to stage, drawn downwards so that it fits a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import plotly.graph_objects as go

from greener.figures.flow_layout import FlowLayout, Span, flow_layout
from greener.figures.funnel import stage_words
from greener.figures.palette import EVENT, FORECAST, MARKET, NEUTRAL, YOU, faded
from greener.figures.template import anchor, label, new_figure
from greener.journal.analysis.course import PROGRESS
from greener.journal.analysis.flow import FlowEnd, FlowLink, Node
from greener.journal.records import Stage

_LEVEL_PX = 56
_LABEL_ROWS = 3
_PHONE_PX = 330
_CHARACTER_PX = 7.2
_LABEL_ROW_PX = 17
_BAR = 0.05

_COLOURS: dict[Node, str] = {
    FlowEnd.START: NEUTRAL,
    FlowEnd.OPEN: FORECAST,
    **dict.fromkeys(PROGRESS, MARKET),
    Stage.OFFER: YOU,
    Stage.ACCEPTED: YOU,
    Stage.DECLINED: EVENT,
}


def flow_chart(links: Sequence[FlowLink]) -> go.Figure:
    """Draw the flow: one band a link, as wide as its count.

    Args:
        links: Links without cycles, at least one.
    """
    if not links:
        raise ValueError("no process, no flow")
    layout = flow_layout(links)
    rows = _label_rows(layout)
    bottom = 8 + _LABEL_ROW_PX * (max(rows.values(), default=0) + 1)
    height = _LEVEL_PX * layout.lowest
    figure = new_figure(height=height + bottom + 26, left=2, right=2, top=26, bottom=bottom)
    # All at once: plotly looks through all shapes again for each that is added.
    figure.update_layout(shapes=[*_bands(layout), *_bars(layout)])
    _node_labels(figure, layout, rows)
    _hover(figure, layout)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[-layout.lowest, 0])
    return figure


def node_words(node: Node) -> str:
    """Return a node of the flow as a reader sees it."""
    if node is FlowEnd.START:
        return "All"
    return "Still open" if node is FlowEnd.OPEN else stage_words(Stage(node))


def _band(spans: Sequence[Span]) -> str:
    """Return the outline of a band as a path: down its left side, back up its right."""
    down = [(span.start, -span.level) for span in spans]
    up = [(span.end, -span.level) for span in reversed(spans)]
    return f"M {_point(down[0])} {_curve(down)} L {_point(up[0])} {_curve(up)} Z"


def _curve(points: Sequence[tuple[float, int]]) -> str:
    pieces = []
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (y0 + y1) / 2
        pieces.append(f"C {x0:.5f},{middle} {x1:.5f},{middle} {_point((x1, y1))}")
    return " ".join(pieces)


def _point(point: tuple[float, int]) -> str:
    return f"{point[0]:.5f},{point[1]}"


def _bands(layout: FlowLayout) -> Iterator[dict[str, object]]:
    for link, spans in layout.bands.items():
        yield {
            "type": "path",
            "path": _band(spans),
            "fillcolor": faded(_COLOURS.get(link.target, NEUTRAL), 0.3),
            "line": {"width": 0},
            "layer": "below",
        }


def _bars(layout: FlowLayout) -> Iterator[dict[str, object]]:
    for node, span in layout.nodes.items():
        yield {
            "type": "rect",
            "x0": span.start,
            "x1": span.end,
            "y0": -span.level - _BAR,
            "y1": -span.level + _BAR,
            "fillcolor": _COLOURS.get(node, NEUTRAL),
            "line": {"width": 0},
        }


def _node_labels(figure: go.Figure, layout: FlowLayout, rows: dict[Node, int]) -> None:
    for node, span in layout.nodes.items():
        is_end = node in layout.ends
        label(
            figure,
            f"<b>{layout.counts[node]}</b> {node_words(node)}",
            x=span.centre if is_end else span.start,
            xanchor=anchor(span.centre, near_end=0.2) if is_end else "left",
            y=-span.level,
            yanchor="top" if is_end else "bottom",
            yshift=-5 - _LABEL_ROW_PX * rows[node] if is_end else 3,
        )


def _label_rows(layout: FlowLayout) -> dict[Node, int]:
    """Return for each end the row of its label, so that labels do not run into each other."""
    taken = [0.0] * _LABEL_ROWS
    rows = {}
    for end in layout.ends:
        width = _CHARACTER_PX * (len(node_words(end)) + 4) / _PHONE_PX
        start = max(layout.nodes[end].centre - width / 2, 0.0)
        free = next((row for row in range(_LABEL_ROWS) if taken[row] <= start), _LABEL_ROWS - 1)
        rows[end], taken[free] = free, start + width
    return rows


def _hover(figure: go.Figure, layout: FlowLayout) -> None:
    """Let each band and stage say what it is: marks that are not seen, at their middles."""
    marks: list[tuple[float, float, str]] = [
        (span.centre, -span.level, f"{node_words(node)}: {layout.counts[node]}")
        for node, span in layout.nodes.items()
    ]
    for link, spans in layout.bands.items():
        above, below = spans[len(spans) // 2 - 1], spans[len(spans) // 2]
        words = f"{link.count} from {node_words(link.source)} to {node_words(link.target)}"
        middle = (above.centre + below.centre) / 2
        marks.append((middle, -(above.level + below.level) / 2, words))
    figure.add_scatter(
        x=[mark[0] for mark in marks],
        y=[mark[1] for mark in marks],
        mode="markers",
        marker={"size": 18, "opacity": 0},
        customdata=[mark[2] for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
    )
