"""Part of the move page: what was offered, against the present pay and the price of moving."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.own_pay import OwnPay
from greener.figures.bars import bar_rows
from greener.figures.money import short_money, whole_money
from greener.figures.palette import FORECAST, MARKET, NEUTRAL, YOU
from greener.figures.words import shortened, signed_text
from greener.figures.worth_strip import base_figures
from greener.journal.records import PayKind
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.labels import ago_text, words_of

_SHOWN = 12
_LONGEST_NAME = 28
"""Leaves a phone of 390 pixels half its width for the bars; the kind is never cut off."""
_PAY, _PRICE = "Your pay", "The price of moving"
_BOUNDS = {_PAY: YOU, _PRICE: FORECAST}


def show_offers(it: Subject, price: float | None) -> None:
    """Show every amount named, highest first, against the present pay and the price of moving."""
    named = [
        own for own in base_figures(it.today.worth) if own.observation.kind is not PayKind.ASKED
    ]
    if not named:
        st.markdown("No amount was named to you yet: the first one tells most.")
        st.page_link("pages/you/interviews.py", label="Log it", icon=":material/add:")
        return
    named.sort(key=lambda own: -(own.pay_annual or 0.0))
    pay = None if it.job.pay_annual is None else float(it.job.pay_annual)
    rows = [(_name(own), own.pay_annual or 0.0) for own in named[:_SHOWN]]
    bounds = {_PAY: pay, _PRICE: price}
    rows += [(name, amount) for name, amount in bounds.items() if amount is not None]
    rows.sort(key=lambda row: -row[1])
    currency = it.job.currency
    figure = bar_rows(
        [name for name, _ in rows],
        [amount for _, amount in rows],
        [short_money(amount, currency) for _, amount in rows],
        [f"{name}: {whole_money(amount, currency)} a year" for name, amount in rows],
    )
    colours = [_colour(name, amount, price) for name, amount in rows]
    show_chart(
        figure.update_traces(marker_color=colours),
        key="offers",
        finding=offers_finding(named, pay, price),
        source=f"Your own entries · yearly base · n = {len(named)} amounts",
        table=pd.DataFrame(
            {
                "Company": [own.observation.company for own in named],
                "Kind": [words_of(own.observation.kind) for own in named],
                "A year": [whole_money(own.pay_annual or 0.0, currency) for own in named],
                "Against your pay": [
                    None if pay is None else signed_text((own.pay_annual or 0.0) / pay - 1)
                    for own in named
                ],
                "Age": [ago_text(own.observation.observed_on, it.today.as_of) for own in named],
            }
        ),
        method=("A range stands as its geometric middle. Amounts are as named then.",),
    )


def offers_finding(named: list[OwnPay], pay: float | None, price: float | None) -> str:
    """Return how many of the amounts named lie above the price of moving and the present pay."""
    counts = [
        f"{sum((own.pay_annual or 0.0) > bound for own in named)} above {name}"
        for name, bound in (("the price of moving", price), ("your pay", pay))
        if bound is not None
    ]
    return f"Of {len(named)} amounts named to you: {', '.join(counts) or 'your pay is not known'}"


def _name(own: OwnPay) -> str:
    kind = words_of(own.observation.kind).lower()
    return f"{shortened(own.observation.company, _LONGEST_NAME - len(kind) - 2)}, {kind}"


def _colour(name: str, amount: float, price: float | None) -> str:
    if name in _BOUNDS:
        return _BOUNDS[name]
    return MARKET if price is None or amount > price else NEUTRAL
