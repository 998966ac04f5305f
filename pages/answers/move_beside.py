"""Part of the move page: one offer, live or imagined, beside the present job. Nothing is kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.beside import (
    RATINGS,
    Offer,
    PayNow,
    Side,
    beside_lines,
    beside_sentence,
    offered_job,
)
from greener.answers.candidates import Candidate
from greener.answers.remote import modes_differ, remote_history, remote_sentence, remote_source
from greener.answers.safety import job_safety
from greener.answers.sentences import one_in
from greener.figures.pay_parts import PayParts, pay_parts
from greener.figures.risk import risk_scale
from greener.journal.analysis.pay_history import real_base_pay
from greener.journal.records import PayComponent, PayObservation, PayPeriod, WorkMode
from greener.market.industries import sectors
from greener.market.prices import CURRENCY, consumer_prices
from greener.market.remote_pay import remote_premiums
from greener.market.safety_evidence import safety_evidence
from pages.answers.move_price import moving_price
from pages.answers.subject import Subject
from pages.shared.chart import show_chart, show_grounds
from pages.shared.choices import sector_name
from pages.shared.labels import figure_text, words_of
from pages.shared.market import ask
from pages.shared.words import plain

_IMAGINED = "An imagined offer"
_MOST = 2**53 - 1
"""The largest whole number that a browser holds: a field takes no larger one."""


@st.fragment
def show_beside(it: Subject) -> None:
    """Let the person choose or imagine an offer, rate it, and see it beside the present job."""
    controls, picture = st.columns([2, 3], gap="large")
    with controls:
        offer, own_extra = _ask(it)
    with picture:
        if offer is None:
            st.markdown(
                "Choose a live process, an offer of the past, or imagine one: pay, risk, place and "
                "what you rate yourself, each against your job. Nothing of this is saved."
            )
            return
        _compare(it, offer, own_extra)
        _show_remote(it, offer)


def _compare(it: Subject, offer: Offer, own_extra: float) -> None:
    day, now = it.today.as_of, it.today.safety
    job = offered_job(it.job, offer, day)
    then = job_safety(job, safety_evidence(it.snapshot, job, day), day)
    pay = pay_now(it, own_extra, then.hazard_yearly)
    st.markdown(f"**{plain(beside_sentence(offer, pay, now, then, it.job.currency))}**")
    lines = beside_lines(it.job, offer, pay, now, then)
    rows = [(line.name, line.now, line.then, line.verdict) for line in lines]
    st.table(
        pd.DataFrame(rows, columns=["", "My job", "The offer", "So it is"]).map(plain),
        hide_index=True,
        border="horizontal",
        alt="The offer beside my job, line by line",
    )
    if pay.base_annual is not None and (pay.extra_annual or offer.extra_annual):
        show_chart(
            pay_parts(
                [
                    _parts("My job", pay.base_annual, pay.extra_annual),
                    _parts(offer.company, offer.base_annual, offer.extra_annual),
                ],
                it.job.currency,
            ),
            key="beside_pay",
            finding="Pay a year, base and the rest apart",
            source="Bonus and equity are drawn together, as you entered them here",
        )
    if then.estimate.value is not None and now.estimate.value is not None:
        show_chart(
            risk_scale(then.estimate, {"your job now": now.estimate.value}, name="there"),
            key="beside_risk",
            finding=f"Losing it within a year: {one_in(then.estimate.value)} there, "
            f"{one_in(now.estimate.value)} here",
            source="The same model run on the other employer, you as a newcomer there",
            method=(
                "A newcomer is let go sooner than somebody of long standing: part of the "
                "difference goes away after the first year.",
            ),
        )


def _show_remote(it: Subject, offer: Offer) -> None:
    """Say what remote work goes with in pay, where one of the two is remote and one on-site."""
    if not modes_differ(it.job.work_mode, offer.work_mode):
        return
    for premium in ask(remote_premiums):
        st.markdown(plain(f"{remote_sentence(premium)}."))
        show_grounds(
            key=f"beside_remote_{premium.source.name}",
            source=remote_source(premium),
            method=(remote_history(premium),),
        )


def pay_now(it: Subject, own_extra: float, hazard_there_yearly: float) -> PayNow:
    """Return what the present job pays, in each sense that an offer is held against."""
    job, price = it.job, moving_price(it, hazard_there_yearly)
    prices = consumer_prices(it.snapshot) if job.currency == CURRENCY else {}
    steps = real_base_pay((kept.record for kept in it.entries.pay_history), job.currency, prices)
    set_on = real_base = None
    if steps and job.pay_annual is not None and steps[-1].step.amount_annual == job.pay_annual:
        set_on, real_base = steps[-1].step.effective_on, steps[-1].real_annual
    return PayNow(
        base_annual=None if job.pay_annual is None else float(job.pay_annual),
        extra_annual=own_extra,
        set_on=set_on,
        real_base_annual=real_base,
        price_annual=None if price is None else price.price.value,
    )


def _ask(it: Subject) -> tuple[Offer | None, float]:
    by_name = {_name(each): each for each in it.candidates}
    choice = st.selectbox(
        "Offer", [*by_name, _IMAGINED], index=None, placeholder="Choose one", key="beside_offer"
    )
    if choice is None:
        return None, 0.0
    chosen = by_name.get(choice)
    key = f"beside_{choice}"
    company = chosen.company if chosen else _IMAGINED
    base = chosen.base_annual if chosen else None
    if chosen is None:
        company = st.text_input("Company", key=f"{key}_company", max_chars=200).strip() or company
    if base is None:
        base = it.today.worth.next_offer.value or 1.0
        st.caption("No figure of theirs yet: it starts from the middle of your next offer.")
    elif chosen and chosen.figure:
        _show_start(chosen.figure.observation)
    left, right = st.columns(2)
    there = _amount(left, f"Base there, {it.job.currency}", base, f"{key}_base")
    extra = _amount(
        right, "Bonus and equity there", chosen.extra_annual if chosen else 0.0, f"{key}_extra"
    )
    own_extra = _amount(
        st.container(), "Bonus and equity in my job", _own_extra(it), f"{key}_own_extra"
    )
    industry = st.selectbox(
        "Their industry",
        list(sectors()),
        index=None,
        format_func=sector_name,
        placeholder="Not known",
        key=f"{key}_industry",
    )
    mode = st.selectbox(
        "Where the work is done",
        list(WorkMode),
        index=None,
        format_func=words_of,
        placeholder="Not known",
        key=f"{key}_mode",
    )
    return Offer(company, max(there, 1.0), extra, mode, industry, _rate(key)), own_extra


def _show_start(seen: PayObservation) -> None:
    """Say how the field starts from a figure that is no single yearly amount."""
    steps = []
    if seen.low < seen.high:
        steps.append("the middle of that range")
    if seen.period is not PayPeriod.YEAR:
        steps.append("a whole year of it")
    if steps:
        st.caption(plain(f"They named {figure_text(seen)}: it starts from {' and '.join(steps)}."))


def _rate(key: str) -> dict[Side, int]:
    return {
        side: st.select_slider(
            side.value.capitalize(),
            list(RATINGS),
            value=0,
            format_func=RATINGS.__getitem__,
            key=f"{key}_{side}",
        )
        for side in Side
    }


def _amount(place: st.delta_generator.DeltaGenerator, label: str, value: float, key: str) -> float:
    entered: int = place.number_input(
        label,
        min_value=0,
        max_value=_MOST,
        value=min(round(value), _MOST),
        step=1000,
        key=key,
    )
    return float(entered)


def _name(candidate: Candidate) -> str:
    """Return who, which role, where it stands, and what they named."""
    parts = [candidate.company]
    if candidate.title:
        parts.append(candidate.title)
    if candidate.stage:
        parts.append(f"live, {words_of(candidate.stage).lower()}")
    if candidate.figure and candidate.base_annual:
        seen = candidate.figure.observation
        parts.append(f"{words_of(seen.kind).lower()} {figure_text(seen)}")
    return " · ".join(parts)


def _own_extra(it: Subject) -> float:
    """Return the bonus and equity last entered for the present job, in its currency."""
    steps = sorted(
        (kept.record for kept in it.entries.pay_history), key=lambda step: step.effective_on
    )
    parts = {
        step.component: float(step.amount_annual)
        for step in steps
        if step.component is not PayComponent.BASE and step.currency == it.job.currency
    }
    return sum(parts.values())


def _parts(name: str, base: float, extra: float) -> PayParts:
    parts = {PayComponent.BASE: base}
    if extra:
        parts[PayComponent.BONUS] = extra
    return PayParts(name, parts)
