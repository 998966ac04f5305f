"""What a person was paid over the years, before and after prices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from greener.figures.money import whole_money
from greener.figures.pay_steps import pay_steps, pay_steps_finding
from greener.figures.words import signed_text
from greener.journal.analysis.pay_history import real_base_pay
from greener.journal.people import PayStep
from greener.market.prices import CURRENCY, consumer_prices
from greener.market.store import NoGenerationError
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask

_LEAST_SPAN = timedelta(days=2)
"""Below it a chart of pay in time shows nothing [judgement]."""


def show_real_pay(kept: Iterable[PayStep], currency: str, as_of: date) -> None:
    """Show base pay in one currency over the years; nothing before it has lasted a few days.

    Args:
        kept: Steps of any component and currency.
        currency: ISO 4217 code.
        as_of: The last day drawn.
    """
    prices = _prices(currency)
    found = real_base_pay(kept, currency, prices)
    steps = [each for each in found if each.step.currency == currency]
    if not steps or as_of - steps[0].step.effective_on < _LEAST_SPAN:
        return
    counted = f"{len(steps)} step{'' if len(steps) == 1 else 's'} of base pay"
    with st.container(border=True):
        show_chart(
            pay_steps(steps, prices, currency, as_of),
            key="real_pay",
            finding=pay_steps_finding(steps),
            source=cited("cpi", counted) if prices else f"Your own entries, {counted}",
            table=pd.DataFrame(
                {
                    "From": [each.step.effective_on for each in steps],
                    "Base pay": [whole_money(float(s.step.amount_annual), currency) for s in steps],
                    "At today's prices": [
                        None if s.real_annual is None else whole_money(s.real_annual, currency)
                        for s in steps
                    ],
                    "Raise": [_signed(s.raise_share) for s in steps],
                    "After prices": [_signed(s.real_raise_share) for s in steps],
                }
            ),
            method=(
                "At today's prices: by the consumer price index (CPI-U), newest month. A raise "
                "below the rise in prices is a cut."
                if prices
                else f"Prices are known for US dollars only, so pay in {currency} stands as named.",
            ),
        )


def _prices(currency: str) -> dict[date, float]:
    if currency != CURRENCY:
        return {}
    try:
        return ask(consumer_prices)
    except NoGenerationError:
        return {}


def _signed(share: float | None) -> str | None:
    return None if share is None else signed_text(share)
