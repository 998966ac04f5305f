"""Part of the move page: what one more interview would tell, and the pay to hold out for."""

from __future__ import annotations

import streamlit as st

from greener.answers.interview_value import (
    QUOTE_CHANCE,
    half_widths_ahead,
    interview_sentence,
    value_of_interview,
)
from greener.answers.pipeline import OFFER_AFTER_TALK
from greener.answers.reservation import walk_away_pay
from greener.answers.sentences import pay_text
from greener.answers.worth import Belief
from greener.figures.bars import bar_rows
from pages.answers.move_price import moving_price
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.words import plain


def show_one_more(it: Subject) -> None:
    """Show how much one more interview would narrow the worth, and how likely it pays."""
    belief, pipeline = it.today.worth.belief, it.landing.pipeline
    if belief is None:
        st.markdown("With nothing known of pay, the first interview tells most.")
        return
    offer_chance = pipeline.offer_rate if pipeline else OFFER_AFTER_TALK.value
    price = moving_price(it)
    bound = belief.worth_at(0) if price is None else price.price.value
    assert bound is not None, "a price is solved from a known pay"
    st.markdown(f"**{plain(interview_sentence(value_of_interview(belief, bound, offer_chance)))}**")
    if price is None:
        st.markdown("Your pay is not known, so worth moving for means above your worth.")
    whose = "By your log and published rates" if pipeline else "By published rates"
    text = f"{whose}, about {1 / offer_chance:.0f} processes that come to talks lead to one offer"
    live = ""
    if pipeline:
        live = f"; {pipeline.live} of yours {'is' if pipeline.live == 1 else 'are'} there now"
    st.markdown(plain(f"{text}{live}."))
    _show_ahead(belief, offer_chance)
    if price is not None:
        least = walk_away_pay(belief, it.landing, price)
        st.markdown(
            plain(
                f"Were you out of work, an offer from about {pay_text(least, it.job.currency)} on "
                "would be worth taking at once."
            )
        )


def _show_ahead(belief: Belief, offer_chance: float) -> None:
    """Show how much each further process would narrow the worth: the first tells most."""
    widths = half_widths_ahead(belief, offer_chance)
    names = ["Now", *(f"{ahead} more" for ahead in range(1, len(widths)))]
    texts = [f"± {width:.1%}" for width in widths]
    show_chart(
        bar_rows(
            names,
            widths,
            texts,
            [f"{name}: {text}" for name, text in zip(names, texts, strict=True)],
        ),
        key="interviews_ahead",
        finding=f"Each further one tells less: {texts[1]} after one, {texts[-1]} after "
        f"{len(widths) - 1}",
        source=f"80% interval of worth · an offer in {offer_chance:.0%} of them",
        method=(
            f"A process brings an offer with that chance, else a quote in {QUOTE_CHANCE.value:.0%} "
            f"({QUOTE_CHANCE.evidence}), else no figure; the widths are expected over all of it.",
            "It counts with figures that neither agree nor disagree with what is known.",
        ),
    )
