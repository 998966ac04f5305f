"""On which days something was done, a square a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import plotly.graph_objects as go

from greener.figures.palette import NEUTRAL, YOU, faded
from greener.figures.template import new_figure

WEEKS = 53
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_STEPS = 4


def calendar_heatmap(counts: Mapping[date, int], today: date, weeks: int = WEEKS) -> go.Figure:
    """Draw the last weeks, a column a week and a row a weekday, deeper for more.

    Args:
        counts: Day → number of things done.
        today: The last day drawn.
        weeks: How many weeks to go back.
    """
    first = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    columns = [first + timedelta(weeks=week) for week in range(weeks)]
    cells = [[column + timedelta(days=weekday) for column in columns] for weekday in range(7)]
    figure = new_figure(height=150, left=34, right=4, top=4, bottom=24)
    figure.add_heatmap(
        x=[column.isoformat() for column in columns],
        y=list(range(7)),
        z=[
            [min(counts.get(day, 0), _STEPS) if day <= today else None for day in row]
            for row in cells
        ],
        zmin=0,
        zmax=_STEPS,
        colorscale=[[0, faded(NEUTRAL, 0.14)], [0.01, faded(YOU, 0.4)], [1, YOU]],
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=[[_hover(day, counts.get(day, 0)) for day in row] for row in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )
    months = [column for column in columns if column.day <= 7][:: 2 if weeks > 30 else 1]
    figure.update_xaxes(
        type="category",
        tickvals=[month.isoformat() for month in months],
        ticktext=[f"{month:%b}" for month in months],
        showgrid=False,
        tickangle=0,
    )
    figure.update_yaxes(
        autorange="reversed", tickvals=list(range(7)), ticktext=_DAYS, showgrid=False
    )
    return figure


def _hover(day: date, count: int) -> str:
    things = "nothing" if count == 0 else "1 entry" if count == 1 else f"{count} entries"
    return f"{day:%a} {day.day} {day:%b %Y}: {things}"
