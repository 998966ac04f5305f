"""The fields of what is paid or was named, as form parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from greener.answers.pay import annual
from greener.journal.parse.amounts import parse_amount, parse_range
from greener.journal.records import PayComponent, PayKind, PayObservation, PayPeriod
from pages.shared.choices import currencies, currency_label
from pages.shared.interviews.fields import ask_day
from pages.shared.labels import words_of


@dataclass(frozen=True)
class WrittenFigure:
    """A figure as entered: ``text`` may be a range, with or without currency and period."""

    text: str
    kind: PayKind
    component: PayComponent
    currency: str
    observed_on: date

    def read(self, company: str, title: str | None, note: str = "") -> PayObservation:
        """Return the observation.

        Raises:
            ValueError: It is no amount, or cannot be true; the message says what was expected.
        """
        low, high = parse_range(self.text)
        return PayObservation(
            observed_on=self.observed_on,
            company=company,
            title=title,
            kind=self.kind,
            component=self.component,
            low=low.amount,
            high=high.amount,
            currency=low.currency if low.currency and not low.by_sign else self.currency,
            period=low.period or PayPeriod.YEAR,
            note=note,
        )


def yearly(written: str, period: PayPeriod) -> Decimal | None:
    """Return pay as written as yearly pay; None when nothing was written.

    Raises:
        ValueError: It is no amount; the message says what was expected.
    """
    if not written.strip():
        return None
    amount = parse_amount(written)
    return annual(amount.amount, amount.period or period)


def amount_written(amount: Decimal | None) -> str:
    """Return an amount as one may enter it, to start a field from; empty without one."""
    if amount is None:
        return ""
    return f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"


def ask_currency(key: str, proposed: str) -> str:
    """Ask for a currency."""
    codes = currencies(proposed)
    return st.selectbox(
        "Currency", codes, index=codes.index(proposed), format_func=currency_label, key=key
    )


def ask_component(prefix: str, proposed: PayComponent) -> PayComponent:
    """Ask what a figure pays for."""
    components = list(PayComponent)
    return st.selectbox(
        "For",
        components,
        index=components.index(proposed),
        format_func=words_of,
        key=f"{prefix}_component",
    )


def ask_figure(prefix: str, currency: str, proposed: PayObservation | None = None) -> WrittenFigure:
    """Ask for a pay figure; its text is empty when none was named."""
    left, right = st.columns(2)
    with left:
        text = st.text_input(
            "Figure named",
            value=_figure_written(proposed) if proposed else "",
            placeholder="180-200k, or 95/hour",
            key=f"{prefix}_figure",
        )
        component = ask_component(prefix, proposed.component if proposed else PayComponent.BASE)
    with right:
        kinds = list(PayKind)
        kind = st.selectbox(
            "Who named it, and how",
            kinds,
            index=kinds.index(proposed.kind if proposed else PayKind.QUOTE),
            format_func=words_of,
            key=f"{prefix}_kind",
        )
        code = ask_currency(f"{prefix}_currency", proposed.currency if proposed else currency)
    day = ask_day(
        "Day it was named",
        key=f"{prefix}_figure_day",
        value=proposed.observed_on if proposed else None,
    )
    return WrittenFigure(text, kind, component, code, day)


def _figure_written(figure: PayObservation) -> str:
    ends = dict.fromkeys(f"{end:,f}" for end in (figure.low, figure.high))
    period = "" if figure.period is PayPeriod.YEAR else f"/{figure.period}"
    return " to ".join(ends) + period
