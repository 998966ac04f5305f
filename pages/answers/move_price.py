"""Part of the move page: the price of moving and what each part adds."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.move import OFFERS_YEARLY, MovePrice, MoveTerms, price_of_moving
from greener.answers.sentences import pay_text
from greener.figures.money import whole_money
from greener.figures.price_steps import price_steps
from pages.answers.move_offers import show_offers
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.grounds import method_lines

_WEEKS_A_YEAR = 52.0
_FORFEITED = "move_forfeited"


def show_price(it: Subject) -> None:
    """Show the lowest pay worth moving for, given what the person would leave behind."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.header("The price of moving", anchor=False)
        price = _ask_and_show(it)
    with right.container(border=True, height="stretch"):
        st.header("Offers above and below", anchor=False)
        show_offers(it, price)


def _ask_and_show(it: Subject) -> float | None:
    """Ask what would be left behind, show the price, and return it; None without pay."""
    belief, job = it.today.worth.belief, it.job
    if belief is None or job.pay_annual is None:
        st.markdown("The price of moving starts from what you earn.")
        st.page_link("pages/you/job.py", label="Add what you earn", icon=":material/edit:")
        return None
    forfeited = st.number_input(
        f"What you would leave behind, {job.currency} (bonus, unvested equity, a repayment)",
        min_value=0,
        max_value=1_000_000_000,
        value=0,
        step=1000,
        key=_FORFEITED,
        help="Used on this screen only; it is not saved.",
    )
    pay = float(job.pay_annual)
    answer = _price(it, pay, float(forfeited))
    show_chart(
        price_steps(pay, answer.parts, job.currency),
        key="price",
        finding=price_finding(answer, job.currency),
        source=price_line(it, answer),
        table=pd.DataFrame(
            {
                "Part": [part.label for part in answer.parts],
                "A year": [whole_money(part.amount, job.currency) for part in answer.parts],
            }
        ),
        method=(
            "Another employer is taken as one that was never listed, you as a newcomer there.",
            *method_lines(answer.price),
        ),
    )
    return answer.price.value


def price_line(it: Subject, answer: MovePrice) -> str:
    """Return the grey line: how many offers a year and by whom."""
    whose = "by a US survey" if _own_offers_yearly(it) is None else "by your log"
    return f"{answer.terms.offers_yearly:.1f} offers a year {whose}"


def moving_price(it: Subject, hazard_new_yearly: float | None = None) -> MovePrice | None:
    """Return the price of moving with what the person entered; None without pay.

    Args:
        it: Whom it is about.
        hazard_new_yearly: Hazard of losing the new job; None for that of a newcomer elsewhere.
    """
    if it.today.worth.belief is None or it.job.pay_annual is None:
        return None
    forfeited = float(st.session_state.get(_FORFEITED, 0))
    return _price(it, float(it.job.pay_annual), forfeited, hazard_new_yearly)


def price_finding(answer: MovePrice, currency: str) -> str:
    """Return the price, its range, and the chance that the next offer is above it."""
    price = answer.price
    assert price.value is not None and price.low is not None and price.high is not None
    low, value, high = (pay_text(each, currency) for each in (price.low, price.value, price.high))
    likely = "" if low == high else f", likely between {low} and {high}"
    return (
        f"Worth moving from {value} on{likely}; the next offer is above it with a chance of "
        f"{answer.better_chance:.0%}"
    )


def _price(
    it: Subject, pay: float, forfeited: float, hazard_new_yearly: float | None = None
) -> MovePrice:
    own_offers = _own_offers_yearly(it)
    terms = MoveTerms(
        pay_annual=pay,
        cost_years=forfeited / pay,
        hazard_now=it.today.safety.hazard_yearly,
        hazard_new=it.newcomer_hazard_yearly if hazard_new_yearly is None else hazard_new_yearly,
        offers_yearly=OFFERS_YEARLY.value if own_offers is None else own_offers,
    )
    belief = it.today.worth.belief
    assert belief is not None, "asked only where a belief is known"
    return price_of_moving(terms, belief, it.job.currency, it.today.worth.worth.n, it.today.as_of)


def _own_offers_yearly(it: Subject) -> float | None:
    """Return how many offers a year come at the pace of the log; None where it is too short."""
    pipeline = it.landing.pipeline
    per_week = pipeline.offers_per_week if pipeline else None
    return None if per_week is None else _WEEKS_A_YEAR * per_week
