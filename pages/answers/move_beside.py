"""Part of the move page: one offer, live or imagined, beside the present job. Nothing is kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.beside import Offer, Side, beside_sentence, offered_job
from greener.answers.own_pay import OwnPay
from greener.answers.safety import job_safety
from greener.answers.sentences import one_in
from greener.figures.money import whole_money
from greener.figures.pay_parts import PayParts, pay_parts
from greener.figures.risk import risk_scale
from greener.figures.worth_strip import base_figures
from greener.journal.records import PayComponent, PayKind, WorkMode
from greener.market.industries import sectors
from greener.market.safety_evidence import safety_evidence
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.choices import sector_name
from pages.shared.labels import words_of
from pages.shared.words import plain

_IMAGINED = "An imagined offer"
_RATINGS = {-2: "much worse", -1: "worse", 0: "as now", 1: "better", 2: "much better"}


@st.fragment
def show_beside(it: Subject) -> None:
    """Let the person choose or imagine an offer, rate it, and see it beside the present job."""
    controls, picture = st.columns([2, 3], gap="large")
    with controls:
        offer, own_extra = _ask(it)
    if offer is None:
        with picture:
            st.markdown("Choose an offer or imagine one. Nothing of this is saved.")
        return
    job = offered_job(it.job, offer, it.today.as_of)
    then = job_safety(job, safety_evidence(it.snapshot, job, it.today.as_of), it.today.as_of)
    now = it.today.safety
    with picture:
        st.markdown(f"**{plain(beside_sentence(it.job, offer, own_extra, now, then))}**")
        if it.job.pay_annual is not None:
            mine = _parts("My job", float(it.job.pay_annual), own_extra)
            theirs = _parts(offer.company, offer.base, offer.extra)
            show_chart(
                pay_parts([mine, theirs], it.job.currency),
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
                table=_table(it, offer, own_extra),
                method=(
                    "A newcomer is let go sooner than somebody of long standing: part of the "
                    "difference goes away after the first year.",
                ),
            )


def _ask(it: Subject) -> tuple[Offer | None, float]:
    offers = {_name(own): own for own in _offers(it)}
    choice = st.selectbox(
        "Offer", [*offers, _IMAGINED], index=None, placeholder="Choose one", key="beside_offer"
    )
    if choice is None:
        return None, 0.0
    own = offers.get(choice)
    key = f"beside_{choice}"
    company = own.observation.company if own else _IMAGINED
    base = own.pay_annual if own else it.today.worth.next_offer.value
    if own is None:
        company = st.text_input("Company", key=f"{key}_company", max_chars=200).strip() or company
    left, right = st.columns(2)
    there = _amount(left, f"Base there, {it.job.currency}", base or 1.0, f"{key}_base")
    extra = _amount(right, "Bonus and equity there", _extra(it, company), f"{key}_extra")
    own_extra = _amount(st, "Bonus and equity in my job", _own_extra(it), f"{key}_own_extra")
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
    ratings = {
        side: st.select_slider(
            side.value.capitalize(),
            list(_RATINGS),
            value=0,
            format_func=_RATINGS.__getitem__,
            key=f"{key}_{side}",
        )
        for side in Side
    }
    return Offer(company, max(there, 1.0), extra, mode, industry, ratings), own_extra


def _amount(place: st.delta_generator.DeltaGenerator, label: str, value: float, key: str) -> float:
    entered: int = place.number_input(
        label, min_value=0, max_value=1_000_000_000, value=round(value), step=1000, key=key
    )
    return float(entered)


def _offers(it: Subject) -> list[OwnPay]:
    """Return the amounts that companies named, the surest of each, newest first."""
    kinds = list(PayKind)
    named = [own for own in base_figures(it.today.worth) if own.observation.kind is not kinds[0]]
    named.sort(key=lambda own: (kinds.index(own.observation.kind), own.observation.observed_on))
    surest = {own.observation.company: own for own in named}
    return sorted(surest.values(), key=lambda own: own.observation.observed_on, reverse=True)


def _name(own: OwnPay) -> str:
    return f"{own.observation.company}, {words_of(own.observation.kind).lower()}"


def _extra(it: Subject, company: str) -> float:
    """Return the bonus and equity that a company named, the newest of each."""
    parts = {
        own.observation.component: own.pay_annual or 0.0
        for own in it.today.worth.own
        if own.observation.company == company
        and own.observation.component is not PayComponent.BASE
        and own.observation.kind is not PayKind.ASKED
    }
    return sum(parts.values())


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


def _table(it: Subject, offer: Offer, own_extra: float) -> pd.DataFrame:
    currency = it.job.currency
    base = None if it.job.pay_annual is None else float(it.job.pay_annual)
    rows = [
        ("Base", None if base is None else whole_money(base, currency), offer.base),
        ("In all", None if base is None else whole_money(base + own_extra, currency), offer.total),
    ]
    table = [(name, mine, whole_money(theirs, currency)) for name, mine, theirs in rows]
    modes = [words_of(mode) if mode else None for mode in (it.job.work_mode, offer.work_mode)]
    table.append(("Where", modes[0], modes[1] or ""))
    table += [
        (side.value.capitalize(), "", _RATINGS[rating]) for side, rating in offer.ratings.items()
    ]
    return pd.DataFrame(table, columns=["", "My job", "The offer"])
