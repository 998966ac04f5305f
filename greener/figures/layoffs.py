"""Charts of the layoff list: over time, by group, and beside what others count."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from greener.figures.bars import bar_rows, empty_rows
from greener.figures.layoff_words import CATCH_ALL
from greener.figures.palette import MARKET, NEUTRAL, faded
from greener.figures.shares import share_interval
from greener.figures.template import cut_scale, label, let_zoom, new_figure
from greener.figures.tiles import STATES, state_tiles
from greener.figures.words import count_text, percent_text, period_label, short_count
from greener.market.us_states import state_name

_MOST_ROWS = 15
_COUNTS = ("people_known", "events", "events_size_unknown")
_ROOM = 1.6
"""Top of a scale that outliers leave, in medians."""
_RUNNING = 0.45
"""Opacity of a bar whose period is not over."""


def people_over_time(frame: pd.DataFrame, grain: str, *, what: str = "events") -> go.Figure:
    """Draw people known above, and below it the events with those of unknown size set apart.

    Args:
        frame: Rows of ``layoffs.over_time`` or ``notices.notices_over_time``.
        grain: The same grain.
        what: What an event is, in the plural.
    """
    figure = _two_panels(
        f"People, in {what} of known size", f"{what.capitalize()} (pale: size not known)"
    )
    names = [
        period_label(period, grain) + ("" if is_complete else " (not over)")
        for period, is_complete in zip(frame["period"], frame["is_complete"], strict=True)
    ]
    opacity = [1.0 if whole else _RUNNING for whole in frame["is_complete"]]
    sized = frame["events"] - frame["events_size_unknown"]
    for row, values, colour, unit in (
        (1, frame["people_known"], MARKET, "people"),
        (2, sized, NEUTRAL, f"{what} of known size"),
        (2, frame["events_size_unknown"], faded(NEUTRAL, 0.4), f"{what} of unknown size"),
    ):
        figure.add_bar(
            x=frame["period"],
            y=values,
            marker={"color": colour, "opacity": opacity},
            customdata=names,
            hovertemplate=f"%{{customdata}}: %{{y:,}} {unit}<extra></extra>",
            row=row,
            col=1,
        )
    figure.update_layout(barmode="stack", bargap=0.15)
    let_zoom(figure)
    return figure


def group_bars(
    frame: pd.DataFrame, *, own: frozenset[str] = frozenset(), most_rows: int = _MOST_ROWS
) -> go.Figure:
    """Draw one bar of people a group, largest on top; last and pale what fits no group.

    Args:
        frame: Columns group (as shown), people_known, events, events_size_unknown; largest first.
        own: Groups that hold the person's own job.
        most_rows: Bars to draw at most, the one of all others included.
    """
    rows = _with_others(frame, most_rows)
    return bar_rows(
        rows["group"].tolist(),
        rows["people_known"].tolist(),
        [count_text(people) for people in rows["people_known"]],
        [
            f"{row.group}: {row.people_known:,} people in {row.events:,} events, "
            f"{row.events_size_unknown:,} of them of unknown size"
            for row in rows.itertuples()
        ],
        own=[group in own for group in rows["group"]],
        pale=rows["is_left_over"].tolist(),
    )


def layoff_tiles(frame: pd.DataFrame, *, own_state: str | None = None) -> go.Figure:
    """Draw people known by state; a shade is an order of magnitude, since one state has most.

    Args:
        frame: Rows of ``layoffs.by_state``.
        own_state: Postal code of the person's state.
    """
    known = {str(row["state"]): row for row in frame.to_dict("records")}
    rows = []
    for code in STATES:
        name = state_name(code)
        if code not in known:
            rows.append((code, 0.0, "0", f"<b>{name}</b>: no event listed"))
            continue
        people, events, unknown = (known[code][column] for column in _COUNTS)
        text = short_count(people) if people else "?"
        hover = (
            f"<b>{name}</b>: {people:,} people in {events:,} events<br>{unknown:,} of unknown size"
        )
        rows.append((code, math.log10(1 + people), text, hover))
    tiles = pd.DataFrame(rows, columns=["state", "value", "text", "hover"])
    return state_tiles(tiles, own_state=own_state)


def stage_bars(frame: pd.DataFrame, *, own_stage: str | None = None) -> go.Figure:
    """Draw the share of companies listed more than once, by stage.

    Args:
        frame: Rows of ``layoff_words.comparable_stages``, in that order.
        own_stage: Stage of the person's employer.
    """
    share = (frame["companies_listed_again"] / frame["companies"]).tolist()
    return bar_rows(
        frame["stage"].tolist(),
        share,
        [percent_text(each) for each in share],
        [
            f"{stage}: {again:,} of {companies:,} companies listed more than once, "
            f"80% interval {_interval_text(again, companies)}"
            for stage, again, companies in frame[
                ["stage", "companies_listed_again", "companies"]
            ].itertuples(index=False)
        ],
        own=[stage == own_stage for stage in frame["stage"]],
        right=48,
    )


def _interval_text(successes: int, n: int) -> str:
    low, high = share_interval(successes, n)
    return f"{percent_text(low)} to {percent_text(high)}"


def headlines_and_everyone(listed: pd.DataFrame, jolts: pd.DataFrame) -> go.Figure:
    """Draw all US layoffs of a month above those that made the list, on scales of their own.

    Args:
        listed: Rows of ``layoffs.over_time`` by month, for the US.
        jolts: Rows of ``jolts.layoff_levels`` in the same span, with layoff_rate_monthly_pct
            (missing where not known).
    """
    figure = _two_panels(
        "All US layoffs (survey), millions a month",
        "On the layoff list, thousands a month",
        heights=(0.5, 0.5),
    )
    figure.add_scatter(
        x=jolts["month"],
        y=jolts["level_thousands"] / 1000,
        mode="lines",
        line={"color": NEUTRAL, "width": 2.5},
        customdata=[
            "" if pd.isna(rate) else f"<br>{rate:.1f}% of all jobs"
            for rate in jolts["layoff_rate_monthly_pct"]
        ],
        hovertemplate="%{x|%b %Y}: %{y:.2f} million people%{customdata}<extra></extra>",
        row=1,
        col=1,
    )
    figure.add_bar(
        x=listed["period"],
        y=listed["people_known"] / 1000,
        marker={"color": MARKET},
        hovertemplate="%{x|%b %Y}: %{y:.1f} thousand people<extra></extra>",
        row=2,
        col=1,
    )
    millions = jolts.set_index("month")["level_thousands"] / 1000
    let_zoom(figure)
    cut_scale(figure, millions, _ROOM * millions.median(), "million")
    return figure


def then_and_now(published: int, published_on: date, today: int, people_us: int) -> go.Figure:
    """Draw what was published then beside what the list holds today, the US part set apart."""
    names = (f"Published {published_on:%b %Y}", "The list today")
    figure = empty_rows(names, right=72)
    for row, people, colour, part in (
        (0, published, NEUTRAL, "people"),
        (1, people_us, MARKET, "people in the US"),
        (1, today - people_us, faded(MARKET, 0.5), "people elsewhere"),
    ):
        figure.add_bar(
            x=[people],
            y=[row],
            orientation="h",
            marker={"color": colour},
            hovertemplate=f"{names[row]}: %{{x:,}} {part}<extra></extra>",
        )
    for row, total in ((0, published), (1, today)):
        label(figure, count_text(total), x=total, y=row, xshift=6)
    figure.update_layout(barmode="stack")
    return figure


def _two_panels(upper: str, lower: str, heights: tuple[float, float] = (0.64, 0.36)) -> go.Figure:
    """Return two plots on one time axis, each with its own scale named above it."""
    figure = new_figure(height=430, left=52, right=4, top=28)
    figure.set_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.15, row_heights=list(heights)
    )
    figure.update_yaxes(
        showgrid=True,
        rangemode="tozero",
        fixedrange=True,
        nticks=5,
        zeroline=False,
        ticklabelstandoff=6,
    )
    figure.update_xaxes(fixedrange=True)
    for text, axis in ((upper, "y"), (lower, "y2")):
        label(figure, text, x=0, y=1, xref="paper", yref=f"{axis} domain", yshift=14, xshift=-48)
    return figure


def _with_others(frame: pd.DataFrame, most_rows: int) -> pd.DataFrame:
    """Return the rows to draw: named groups, the smaller ones of them in one, and the left over."""
    is_left_over = frame["group"].isin(CATCH_ALL)
    named, left_over = frame[~is_left_over], frame[is_left_over]
    room = max(most_rows - len(left_over), 2)
    parts = [named.assign(is_left_over=False), left_over.assign(is_left_over=True)]
    if len(named) > room:
        head, tail = named.iloc[: room - 1], named.iloc[room - 1 :]
        others = tail[list(_COUNTS)].sum().to_dict()
        smaller = pd.DataFrame([{"group": f"{len(tail)} smaller ones", **others}])
        parts = [head.assign(is_left_over=False), smaller.assign(is_left_over=True), *parts[1:]]
    return pd.concat(parts, ignore_index=True)
