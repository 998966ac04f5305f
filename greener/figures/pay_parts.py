"""Base beside bonus and equity of each offer: total pay, with base told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from greener.answers.own_pay import OwnPay
from greener.figures.bars import empty_rows
from greener.figures.money import short_money, whole_money
from greener.figures.palette import FORECAST, NOTE, YOU
from greener.figures.template import label, literal
from greener.journal.records import PayComponent, PayKind

COLOURS: Mapping[PayComponent, str] = {
    PayComponent.BASE: YOU,
    PayComponent.BONUS: NOTE,
    PayComponent.EQUITY: FORECAST,
}


@dataclass(frozen=True)
class PayParts:
    """The parts of pay that one company named.

    Attributes:
        company: The company.
        parts: Component → yearly amount, the surest figure of each.
    """

    company: str
    parts: Mapping[PayComponent, float]

    @property
    def total(self) -> float:
        """All parts together, a year."""
        return sum(self.parts.values())


def parts_by_company(own: Sequence[OwnPay]) -> tuple[PayParts, ...]:
    """Return base, bonus and equity of each company that named more than base, newest first.

    Of several figures for a part, the surest counts; of equals, the newest.
    """
    named = [
        each
        for each in own
        if each.pay_annual is not None and each.observation.kind is not PayKind.ASKED
    ]
    named.sort(key=lambda each: each.observation.sureness)
    found: dict[str, dict[PayComponent, float]] = {}
    newest: dict[str, str] = {}
    for each in named:
        seen = each.observation
        key = seen.company.strip().casefold()
        found.setdefault(key, {})[seen.component] = each.pay_annual or 0.0
        newest[key] = max(newest.get(key, ""), seen.observed_on.isoformat())
    names = {
        each.observation.company.strip().casefold(): each.observation.company for each in named
    }
    return tuple(
        PayParts(names[key], found[key])
        for key in sorted(found, key=lambda key: newest[key], reverse=True)
        if len(found[key]) > 1
    )


def pay_parts(rows: Sequence[PayParts], currency: str) -> go.Figure:
    """Draw the parts of each company's pay behind each other, base first.

    Args:
        rows: What each company named; at least one.
        currency: ISO 4217 code.
    """
    figure = empty_rows([row.company for row in rows], right=72)
    for component, colour in COLOURS.items():
        shown = [(place, row) for place, row in enumerate(rows) if component in row.parts]
        if not shown:
            continue
        figure.add_bar(
            orientation="h",
            name=component.value,
            x=[row.parts[component] for _, row in shown],
            y=[place for place, _ in shown],
            marker={"color": colour},
            customdata=[
                f"{literal(row.company)}, {component}: "
                f"{whole_money(row.parts[component], currency)}"
                for _, row in shown
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    for place, row in enumerate(rows):
        label(figure, short_money(row.total, currency), x=row.total, y=place, xshift=6)
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "xref": "container",
            "x": 0,
            "traceorder": "normal",
        },
        margin={"b": 36},
        height=figure.layout.height + 32,
    )
    return figure
