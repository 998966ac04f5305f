"""How many processes reached each stage, and how many went on from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from greener.figures.palette import NEUTRAL, YOU, faded
from greener.figures.template import label, literal, new_figure
from greener.journal.analysis.funnel import Funnel, FunnelStep
from greener.journal.analysis.rates import Rate
from greener.journal.records import Stage

ENOUGH = 5
"""Cases below which a share is not stated, only counted [judgement]."""

ROW_PX = 50
"""Height of a row."""


def funnel_chart(
    funnel: Funnel, *, stages: Sequence[Stage] | None = None, row_px: int = ROW_PX
) -> go.Figure:
    """Draw the stages that were reached, each with the share that went on and its interval.

    The line over a bar is the range that holds 80% for the share that reaches the stage; it is
    left out below ``ENOUGH`` processes.

    Args:
        funnel: The funnel of some processes; at least one reached a stage.
        stages: The stages to draw, so that funnels stand beside each other row by row; None: those
            that were reached.
        row_px: Height of a row.
    """
    steps = [
        step for step in funnel.steps if (step.reached if stages is None else step.stage in stages)
    ]
    if not any(step.reached for step in steps):
        raise ValueError("no process reached a stage")
    figure = new_figure(height=row_px * len(steps) + 8, left=2, right=2, top=4, bottom=4)
    for row, step in enumerate(steps):
        _words(figure, -row, step, _onward_words(step, funnel))
    figure.add_bar(
        orientation="h",
        x=[step.reached for step in steps],
        y=[-row - 0.2 for row in range(len(steps))],
        width=0.36,
        marker={"color": faded(YOU, 0.75), "line": {"width": 0}},
        error_x=_whiskers(steps, funnel.total),
        customdata=[_hover(step, funnel.total) for step in steps],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, max(funnel.total, 1)])
    figure.update_yaxes(visible=False, range=[-len(steps) + 0.45, 0.55])
    figure.add_vline(x=funnel.total, line={"color": faded(NEUTRAL, 0.5), "width": 1})
    return figure


def reached_by_any(funnels: Iterable[Funnel]) -> tuple[Stage, ...]:
    """Return the stages that some process of some funnel reached, in order."""
    reached = {step.stage for funnel in funnels for step in funnel.steps if step.reached}
    return tuple(stage for stage in Stage if stage in reached)


def rate_text(rate: Rate, *, enough: int = ENOUGH) -> str:
    """Return a share with its interval, or only the counts where they are too few to say."""
    if rate.value is None or rate.low is None or rate.high is None:
        return "none yet"
    if rate.n < enough:
        return f"{rate.successes} of {rate.n}"
    return f"{rate.value:.0%} ({rate.low:.0%} to {rate.high:.0%})"


def stage_words(stage: Stage) -> str:
    """Return a stage as a reader sees it: "Recruiter screen"."""
    return "Take-home" if stage is Stage.TAKE_HOME else stage.replace("_", " ").capitalize()


def _onward_words(step: FunnelStep, funnel: Funnel) -> str:
    """Return how many went on; after an offer there is only taking it."""
    if step.stage is Stage.OFFER and step.reached:
        return f"{funnel.endings[Stage.ACCEPTED]} of {step.reached} accepted"
    return f"{rate_text(step.onward)} went on" if step.onward.n else ""


def _whiskers(steps: Sequence[FunnelStep], total: int) -> dict[str, object]:
    """Return the ends of each share's range, in processes from the end of its bar."""
    ends = [(step.share.low or 0.0, step.share.high or 0.0) for step in steps]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high * total - step.reached for step, (_, high) in zip(steps, ends, strict=True)],
        "arrayminus": [
            step.reached - low * total for step, (low, _) in zip(steps, ends, strict=True)
        ],
        "color": NEUTRAL,
        "thickness": 1.5,
        "width": 3,
        "visible": total >= ENOUGH,
    }


def _words(figure: go.Figure, y: float, step: FunnelStep, onward: str) -> None:
    label(
        figure,
        f"<b>{step.reached}</b> {literal(stage_words(step.stage))}",
        x=0,
        xref="x domain",
        y=y,
        yanchor="bottom",
        yshift=2,
        is_muted=not step.reached,
    )
    if onward:
        label(
            figure,
            onward,
            x=1,
            xref="x domain",
            xanchor="right",
            y=y,
            yanchor="bottom",
            yshift=2,
            is_muted=True,
        )


def _hover(step: FunnelStep, total: int) -> str:
    return (
        f"<b>{literal(stage_words(step.stage))}</b><br>{step.reached} of {total} reached it<br>"
        f"{rate_text(step.share)} of all<br>"
        f"{step.went_further} went on, {step.still_here} still here, {step.ended_here} ended here"
    )
