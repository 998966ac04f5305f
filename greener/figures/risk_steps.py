"""The steps from the average worker's chance to one person's, in people per 100."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from greener.answers.safety_factors import Factor
from greener.figures.palette import MARKET, NEUTRAL, NOTE, YOU, faded
from greener.figures.template import label, literal, new_figure

SMALL = 0.05
"""Steps below this many people in 100 are drawn together as "the rest"."""

_ROW_PX = 44
_LABEL_CHARACTERS = 46


@dataclass(frozen=True)
class _Bar:
    """One bar: from ``start`` to ``end`` people in 100."""

    words: str
    start: float
    end: float
    colour: str
    text: str
    hover: str


def risk_steps(factors: Sequence[Factor]) -> go.Figure:
    """Draw each factor as a step; the first is the average worker, their sum is the person.

    Args:
        factors: Steps that add up, in order; the first is the level they start from.
    """
    bars = list(_bars(factors))
    figure = new_figure(height=_ROW_PX * len(bars) + 8, left=4, right=44, top=4, bottom=4)
    for row, bar in enumerate(bars):
        label(
            figure,
            literal(textwrap.shorten(bar.words, _LABEL_CHARACTERS, placeholder=" …")),
            x=0,
            xref="x domain",
            y=-row,
            yanchor="bottom",
            yshift=3,
            is_muted=True,
        )
        label(figure, bar.text, x=max(bar.start, bar.end), y=-row, yshift=-6, xshift=6)
    figure.add_bar(
        orientation="h",
        x=[bar.end - bar.start for bar in bars],
        base=[bar.start for bar in bars],
        y=[-row - 0.16 for row in range(len(bars))],
        width=0.34,
        marker={"color": [bar.colour for bar in bars], "line": {"width": 0}},
        customdata=[bar.hover for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, max(max(bar.start, bar.end) for bar in bars)])
    figure.update_yaxes(visible=False, range=[-len(bars) + 0.4, 0.6])
    return figure


def _bars(factors: Sequence[Factor]) -> Iterable[_Bar]:
    level, *steps = factors
    reached = level.per_100
    yield _Bar(level.label, 0, reached, faded(NEUTRAL, 0.7), f"{reached:.1f}", _hover(level))
    small = [step for step in steps if abs(step.per_100) < SMALL]
    for step in steps:
        if step not in small:
            colour = NOTE if step.per_100 > 0 else MARKET
            yield _Bar(
                step.label,
                reached,
                reached + step.per_100,
                faded(colour, 0.8),
                _signed(step.per_100),
                _hover(step),
            )
            reached += step.per_100
    rest = sum(step.per_100 for step in small)
    if abs(rest) >= SMALL:
        names = "<br>".join(literal(f"{step.label}: {step.per_100:+.2f}") for step in small)
        yield _Bar("The rest", reached, reached + rest, faded(NEUTRAL, 0.7), _signed(rest), names)
    total = sum(factor.per_100 for factor in factors)
    yield _Bar("You", 0, total, YOU, f"<b>{total:.1f}</b>", f"You: {total:.2f} in 100")


def _hover(factor: Factor) -> str:
    return "<br>".join(
        literal(line)
        for line in (
            *textwrap.wrap(factor.label, 60),
            f"{factor.per_100:+.2f} in 100 ({factor.evidence})",
        )
    )


def _signed(people: float) -> str:
    return f"{people:+.1f}".replace("-", "−")
