"""Part of the worth page: the figures named to the person, and what they were paid themselves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.sharper import one_more_offer_sentence
from greener.figures.money import short_money, whole_money
from greener.figures.narrowing import narrowing
from greener.figures.own_figures import own_figures
from greener.figures.pay_parts import parts_by_company, pay_parts
from greener.figures.pay_steps import pay_steps, pay_steps_finding
from greener.figures.words import signed_text
from greener.figures.worth_strip import base_figures
from greener.journal.analysis.pay_history import real_base_pay
from greener.journal.records import PayComponent, PayKind
from greener.market.prices import CURRENCY, consumer_prices
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.grounds import source_line, sources_sentence
from pages.shared.interviews.figures import narrowing_finding
from pages.shared.labels import ago_text, figure_text, words_of


def show_narrowing(it: Subject) -> None:
    """Show how each figure narrowed the answer."""
    answer = it.today.worth
    if answer.belief is None:
        st.markdown("There is nothing to narrow yet: no source and no figure speaks of this job.")
        return
    one_more = one_more_offer_sentence(answer) or "One more offer would tell little."
    has_own = answer.narrowing[-1].after > 0
    show_chart(
        narrowing(answer.narrowing, it.job),
        key="narrowing",
        finding=narrowing_finding(answer.narrowing, answer.belief)
        if has_own
        else f"The market alone, so far. {one_more}".rstrip("."),
        source=source_line(answer.worth, "figures named to you"),
        method=(
            "The inner bar is your worth, the outer one the next offer, both at 80 %, after each "
            "figure that was named to you, oldest first.",
            one_more,
            sources_sentence(answer.worth),
        ),
    )
    if not has_own:
        st.page_link(
            "pages/you/interviews.py", label="Log what was named to you", icon=":material/add:"
        )


def show_figures(it: Subject) -> None:
    """Show each figure at its day with its kind and weight, and why it weighs no more."""
    answer, job = it.today.worth, it.job
    drawn = base_figures(answer)
    if not drawn:
        st.markdown(
            "No figure yet. A recruiter's range counts, an advertised one does, and a written "
            "offer counts most."
        )
        st.page_link("pages/you/interviews.py", label="Log the first", icon=":material/add:")
        return
    named = [own for own in drawn if own.observation.kind is not PayKind.ASKED]
    counted = [own for own in named if own.counts]
    share = sum(own.weight for own in counted)
    show_chart(
        own_figures(answer, job, it.today.as_of),
        key="own_figures",
        finding=(
            f"{len(counted)} of {len(named)} figures named to you count and carry {share:.0%} of "
            "the answer; the market carries the rest"
        ),
        source="Your own entries · larger is more weight, pale counts nothing",
        table=pd.DataFrame(
            {
                "Company": [own.observation.company for own in answer.own],
                "Kind": [words_of(own.observation.kind) for own in answer.own],
                "For": [words_of(own.observation.component) for own in answer.own],
                "Figure": [figure_text(own.observation) for own in answer.own],
                "Age": [
                    ago_text(own.observation.observed_on, it.today.as_of) for own in answer.own
                ],
                "Weight": [own.reason or f"{own.weight:.0%}" for own in answer.own],
            }
        ).iloc[::-1],
        method=(
            "A figure weighs by how surely it was named and how fresh it is: written offers most, "
            "then verbal ones, quotes, advertised ranges. Of one process the surest counts.",
        ),
    )


def show_parts(it: Subject) -> None:
    """Show base, bonus and equity apart, where some company named more than base."""
    rows = parts_by_company(it.today.worth.own)
    if not rows:
        return
    currency = it.job.currency
    st.header("Total pay, and what of it is base", anchor=False)
    with st.container(border=True):
        most = max(rows, key=lambda row: row.total)
        base = most.parts.get(PayComponent.BASE, 0.0)
        show_chart(
            pay_parts(rows, currency),
            key="parts",
            finding=(
                f"{most.company} named the most in all: {short_money(most.total, currency)} a "
                f"year, {base / most.total:.0%} of it base"
            ),
            source="Your own entries · the surest figure of each part · only base enters the worth",
            table=pd.DataFrame(
                [
                    {
                        "Company": row.company,
                        **{
                            words_of(part): whole_money(row.parts[part], currency)
                            if part in row.parts
                            else None
                            for part in PayComponent
                        },
                        "Total": whole_money(row.total, currency),
                    }
                    for row in rows
                ]
            ),
        )


def show_real_pay(it: Subject) -> None:
    """Show the person's own pay over the years, before and after prices, where it was entered."""
    currency = it.job.currency
    prices = consumer_prices(it.snapshot) if currency == CURRENCY else {}
    kept = [each.record for each in it.entries.pay_history]
    steps = [
        each for each in real_base_pay(kept, currency, prices) if each.step.currency == currency
    ]
    if not steps:
        return
    st.header("Your pay over the years", anchor=False)
    with st.container(border=True):
        show_chart(
            pay_steps(steps, prices, currency, it.today.as_of),
            key="real_pay",
            finding=pay_steps_finding(steps),
            source=cited("cpi", f"{len(steps)} steps of base pay")
            if prices
            else f"Your own entries, {len(steps)} steps of base pay",
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


def _signed(share: float | None) -> str | None:
    return None if share is None else signed_text(share)
