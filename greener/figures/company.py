"""Charts of single companies: their listed events, and how soon their peers are listed again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from greener.figures.palette import EVENT, MARKET, NEUTRAL, NOTE, faded
from greener.figures.template import label, literal, new_figure
from greener.figures.words import count_text, percent_text

_LINE_HEIGHT = 80
_SMALLEST_PX, _LARGEST_PX = 9, 40


def company_timelines(events: pd.DataFrame, names: Mapping[str, str]) -> go.Figure:
    """Draw each company's events on a line in time, larger for more people, hollow if not known.

    Args:
        events: Rows of ``layoffs.company_events``.
        names: Company key → name, in the order of the lines.
    """
    figure = new_figure(height=60 + _LINE_HEIGHT * len(names), top=4)
    most = events["laid_off_count"].max()
    for line, (key, name) in enumerate(names.items()):
        rows = events[events["company_key"] == key]
        area = (rows["laid_off_count"] / most).fillna(0).astype(float)
        figure.add_scatter(
            x=rows["event_date"],
            y=[line] * len(rows),
            mode="markers",
            marker={
                "size": _SMALLEST_PX + (_LARGEST_PX - _SMALLEST_PX) * area**0.5,
                "color": [faded(EVENT, 0.7 if share else 0) for share in area],
                "line": {"color": EVENT, "width": 1.5},
                "opacity": 1,
            },
            customdata=[literal(text) for text in event_texts(rows)],
            hovertemplate="%{customdata}<extra></extra>",
        )
        label(figure, literal(name), x=0, y=line, xref="paper", yshift=31, size=14)
    figure.update_yaxes(visible=False, range=[len(names) - 0.55, -0.75])
    figure.update_xaxes(showgrid=True)
    return figure


def event_texts(events: pd.DataFrame) -> list[str]:
    """Return each event in words: month, people, share of the staff."""
    return [_event_text(event) for event in events.to_dict("records")]


def _event_text(event: Mapping[Hashable, Any]) -> str:
    people, share = event["laid_off_count"], event["laid_off_share"]
    text = f"{event['company_name']}, {event['event_date']:%b %Y}: "
    text += "size not known" if pd.isna(people) else f"{count_text(people)} people"
    return text if pd.isna(share) else f"{text}, {percent_text(share)} of the staff"


def recurrence_curves(
    curves: Mapping[str, pd.DataFrame], own_months: Mapping[str, int], *, to_months: int = 36
) -> go.Figure:
    """Draw the share of companies listed again by months since their first listing.

    Args:
        curves: Whom it is about → rows of ``recurrence_curve``, at most three; the first is drawn
            with its interval.
        own_months: Company → months until it was itself listed again; marked where in sight.
        to_months: Last month drawn.
    """
    figure = new_figure(height=320, left=44, bottom=48)
    styles = ((MARKET, "solid"), (NEUTRAL, "dot"), (NOTE, "dash"))
    for (name, curve), (colour, dash) in zip(curves.items(), styles, strict=False):
        shown = _until(curve, to_months)
        if colour == MARKET:
            _add_band(figure, shown)
        figure.add_scatter(
            x=shown["months"],
            y=shown["listed_again_share"],
            mode="lines",
            line={"shape": "hv", "color": colour, "width": 2.5, "dash": dash},
            hovertemplate=f"{literal(name)}: %{{y:.0%}} within %{{x}} months<extra></extra>",
        )
        label(
            figure,
            literal(name),
            x=to_months,
            y=shown["listed_again_share"].iloc[-1],
            xanchor="right",
            yanchor="bottom",
        )
    in_sight = {name: months for name, months in own_months.items() if months <= to_months}
    for line, (name, months) in enumerate(in_sight.items()):
        figure.add_vline(x=months, line={"color": EVENT, "width": 1.5, "dash": "dash"})
        label(figure, literal(name), x=months, y=1, yref="paper", xshift=4, yshift=-8 - 16 * line)
    figure.update_yaxes(
        rangemode="tozero", tickformat=".0%", showgrid=True, nticks=5, ticklabelstandoff=6
    )
    figure.update_xaxes(title="Months since first listed", range=[0, to_months], dtick=6)
    return figure


def _until(curve: pd.DataFrame, months: int) -> pd.DataFrame:
    """Cut a step curve at ``months``, where its last step is carried to."""
    shown = curve[curve["months"] <= months]
    return pd.concat([shown, shown.tail(1).assign(months=months)])


def _add_band(figure: go.Figure, curve: pd.DataFrame) -> None:
    band = curve.dropna()
    for edge, fill in (("low", None), ("high", "tonexty")):
        figure.add_scatter(
            x=band["months"],
            y=band[edge],
            mode="lines",
            line={"width": 0, "shape": "hv"},
            fill=fill,
            fillcolor=faded(MARKET, 0.2),
            hoverinfo="skip",
        )
