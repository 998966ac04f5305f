"""How a person's own figures narrow what their job is worth, step by step."""

from __future__ import annotations

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from greener.answers.worth import Narrowing
from greener.figures.money import money_axis, whole_money
from greener.figures.palette import FORECAST, NEUTRAL, YOU, faded
from greener.figures.template import FONT_SIZE, label, legend_below, literal, new_figure
from greener.journal.records import Job


def narrowing(steps: Sequence[Narrowing], job: Job) -> go.Figure:
    """Draw how worth and next offer stood after each figure the person was named.

    Args:
        steps: The answer after 0, 1, 2, … counted figures; at least one.
        job: The job; its pay is drawn as a line.
    """
    figure = new_figure(height=320, left=52, right=58, top=12, bottom=84)
    counts = [step.after for step in steps]
    width = max(2.0, min(26.0, 240 / len(steps)))
    _intervals(figure, steps, job)
    figure.add_scatter(
        x=counts,
        y=[step.worth[1] for step in steps],
        mode="lines+markers" if len(steps) > 1 else "markers",
        line={"color": YOU, "width": 2},
        marker={"color": YOU, "size": min(9.0, width)},
        hoverinfo="skip",
        showlegend=False,
    )
    for step in dict.fromkeys((steps[0], steps[-1])):
        _how_sure(figure, step)
    ends = [end for step in steps for end in step.next_offer]
    if job.pay_annual is not None:
        pay = float(job.pay_annual)
        ends.append(pay)
        figure.add_hline(y=pay, line={"color": NEUTRAL, "width": 2, "dash": "dot"})
        label(figure, "your pay", x=1, xref="x domain", xshift=4, y=pay, is_muted=True)
    money_axis(figure, "y", min(ends) * 0.94, max(ends) * 1.1, job.currency)
    step_width = max(1, math.ceil(len(steps) / 10))
    figure.update_xaxes(
        tickvals=counts[::step_width],
        title={"text": "figures named to you", "standoff": 6},
        showgrid=False,
        range=[-0.6, max(counts[-1], 1) + 0.6],
    )
    figure.update_layout(barmode="overlay")
    legend_below(figure)
    return figure


def _intervals(figure: go.Figure, steps: Sequence[Narrowing], job: Job) -> None:
    """Draw the next offer at each step, and the worth within it."""
    for name, colour, intervals in (
        ("the next offer", faded(FORECAST, 0.28), [step.next_offer for step in steps]),
        ("your worth", faded(YOU, 0.45), [step.worth for step in steps]),
    ):
        is_worth = name == "your worth"
        figure.add_bar(
            x=[step.after for step in steps],
            name=name,
            base=[interval[0] for interval in intervals],
            y=[interval[2] - interval[0] for interval in intervals],
            width=0.3 if is_worth else 0.56,
            marker={"color": colour, "line": {"width": 0}},
            customdata=[
                [
                    name,
                    *(whole_money(end, job.currency) for end in interval),
                    literal(step.added.company) if step.added else "the market alone",
                ]
                for step, interval in zip(steps, intervals, strict=True)
            ],
            hovertemplate=(
                "%{customdata[4]}<br>%{customdata[0]}: %{customdata[2]}<br>"
                "80%: %{customdata[1]} to %{customdata[3]}<extra></extra>"
            ),
        )


def _how_sure(figure: go.Figure, step: Narrowing) -> None:
    """Write over a step how far its worth reaches above its middle."""
    half = math.sqrt(step.worth[2] / step.worth[0]) - 1
    label(
        figure,
        f"<b>± {half:.0%}</b>",
        x=step.after,
        y=step.next_offer[2],
        xanchor="center",
        yanchor="bottom",
        yshift=2,
        size=FONT_SIZE,
    )
