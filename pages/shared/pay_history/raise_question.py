"""Asked where the pay of a saved job is changed: did it rise, or was it entered wrongly?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import streamlit as st

from greener.figures.money import whole_money
from greener.journal.records import Job
from pages.shared.interviews.fields import ask_day
from pages.shared.words import plain


class WhyChanged(StrEnum):
    """Why the pay of a saved job is another one now."""

    RAISE = "It changed"
    SLIP = "It was entered wrongly"


def ask_since(
    known: Job | None, pay_annual: Decimal | None, currency: str, form: str
) -> date | None:
    """Ask since when the new pay is paid, when it differs from the saved one.

    Args:
        known: The job as saved; None before it is.
        pay_annual: What is entered now; None while it is no amount.
        currency: Its currency.
        form: Prefix of the widgets' keys.

    Returns:
        First day of the new pay; None when nothing changed or it was a slip.
    """
    if known is None or known.pay_annual is None or pay_annual is None:
        return None
    if (known.pay_annual, known.currency) == (pay_annual, currency):
        return None
    was = whole_money(float(known.pay_annual), known.currency)
    left, right = st.columns(2)
    with left:
        why = st.radio(
            plain(f"It was {was} before"), list(WhyChanged), key=f"{form}_why", horizontal=True
        )
    if why is not WhyChanged.RAISE:
        return None
    with right:
        return ask_day("Since", key=f"{form}_since")
