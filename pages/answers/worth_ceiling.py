"""Part of the worth page: the ceiling seen from here, and what would raise it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
import streamlit as st

from greener.answers.sentences import pay_text
from greener.answers.worth import market_worth
from greener.figures.bars import bar_rows
from greener.figures.money import short_money, whole_money
from greener.journal.records import Job, PayKind, PayObservation
from greener.market.currency import exchange_rates
from greener.market.pay_evidence import pay_evidence
from greener.market.us_states import find_state, states
from greener.market.wages import wages_by_area
from pages.answers.subject import Subject
from pages.shared.chart import show_chart

_MORE_YEARS = 5
_IMAGINED = "An imagined company"


def show_ceiling(it: Subject) -> None:
    """Show the next offer's P90 as it is, and as it would be with one thing changed."""
    currency = it.job.currency
    now = it.today.worth.next_offer.high
    if now is None:
        st.markdown("Nothing is known of the pay of this job yet.")
        return
    rows = {"As things are": now, **dict(_raised(it, now))}
    names = sorted(rows, key=lambda name: (name != "As things are", -rows[name]))
    others = [name for name in names[1:] if rows[name] > now]
    finding = f"One next offer in ten would pay more than {pay_text(now, currency)}"
    if others:
        finding += (
            f"; {others[0][:1].lower()}{others[0][1:]}: {pay_text(rows[others[0]], currency)}"
        )
    texts = [short_money(rows[name], currency) for name in names]
    show_chart(
        bar_rows(
            names,
            [rows[name] for name in names],
            texts,
            [f"{name}: {whole_money(rows[name], currency)}" for name in names],
            own=[name == "As things are" for name in names],
        ),
        key="ceiling",
        finding=finding,
        source="P90 of the next offer · one thing changed at a time",
        table=pd.DataFrame(
            {"If": names, "Ceiling": [whole_money(rows[name], currency) for name in names]}
        ),
        method=(
            "Each row is the whole answer computed again with that one thing changed. It says what "
            "people in that place or with those years are paid, not that a move would cause it.",
        ),
    )


def _raised(it: Subject, now: float) -> Iterator[tuple[str, float]]:
    offer = PayObservation(
        observed_on=it.today.as_of,
        company=_IMAGINED,
        kind=PayKind.WRITTEN,
        low=Decimal(round(now)),
        high=Decimal(round(now)),
        currency=it.job.currency,
    )
    changed: list[tuple[str, Job, tuple[PayObservation, ...]]] = [
        ("One written offer there", it.job, (offer,))
    ]
    if it.job.experience_years is not None:
        older = it.job.experience_years + _MORE_YEARS
        job = it.job.model_copy(update={"experience_years": older})
        changed.append((f"{_MORE_YEARS} more years", job, ()))
    place = _best_paid_state(it)
    if place:
        job = it.job.model_copy(update={"region": place[0], "metro": None})
        changed.append((f"The same in {place[1]}", job, ()))
    day, rates = it.today.as_of, exchange_rates(it.snapshot)
    for name, job, more in changed:
        known = (*it.entries.pay_observations, *more)
        answer = market_worth(job, pay_evidence(it.snapshot, job, day), known, rates, day)
        high = answer.next_offer.high
        if high is not None and round(high) != round(now):
            yield name, high


def _best_paid_state(it: Subject) -> tuple[str, str] | None:
    """Return postal code and name of the state with the highest median for this occupation."""
    if it.job.country != "US" or it.job.occupation is None or it.job.region is None:
        return None
    own = find_state(it.job.region)
    rows = wages_by_area(it.snapshot, it.job.occupation, "state")
    by_fips = {state.fips: state for state in states()}
    for fips in rows["state_fips"]:
        state = by_fips.get(fips)
        if state is not None:
            return None if own == state else (state.postal, state.name)
    return None
