"""What opens over the page: a goal, new or to change."""

from __future__ import annotations

from functools import partial

import streamlit as st

from greener.journal.kept import Kept
from greener.journal.parse.amounts import parse_range
from greener.journal.people import Goal, GoalKind, GoalPeriod
from greener.journal.records import PayPeriod, Purpose
from pages.shared.editing import save_or_delete
from pages.shared.emphasis import first_action
from pages.shared.labels import words_of
from pages.shared.pay_fields import ask_currency
from pages.shared.writing import write

_KIND_WORDS = {
    GoalKind.STANDING: "Keep doing",
    GoalKind.MUST_HAVE: "Must have",
    GoalKind.RANGE: "Must pay",
}
_EXAMPLES = {
    GoalKind.STANDING: "One conversation a quarter",
    GoalKind.MUST_HAVE: "Two days a week at home",
    GoalKind.RANGE: "Base pay worth moving for",
}


@st.dialog("A goal")
def new_goal(currency: str) -> None:
    """Ask for a goal.

    Args:
        currency: Currency that a range is named in unless it says so.
    """
    kind = st.segmented_control(
        "Kind",
        list(GoalKind),
        default=GoalKind.STANDING,
        format_func=_KIND_WORDS.__getitem__,
        required=True,
        key="new_goal_kind",
    )
    with st.form("new_goal", border=False):
        fields = _ask("new_goal", kind, None, currency)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    if is_sent and write(lambda transaction: transaction.goals.add(_read(fields)), "Saved"):
        st.rerun()


@st.dialog("A goal")
def open_goal(kept: Kept[Goal], currency: str) -> None:
    """Change or delete a goal, as it was when it was opened.

    Args:
        kept: Which.
        currency: Currency that a range is named in unless it says so.
    """
    prefix = f"goal_{kept.id}_{kept.version}"
    with st.form(prefix, border=False):
        fields = _ask(prefix, kept.record.kind, kept.record, currency)
        is_sent = st.form_submit_button("Save", type=first_action(), icon=":material/check:")
    read = partial(_read, fields) if is_sent else None
    save_or_delete(kept, lambda transaction: transaction.goals, read)


def _ask(prefix: str, kind: GoalKind, goal: Goal | None, currency: str) -> dict[str, object]:
    """Ask for the fields of a kind; ``range`` is as it was written, nothing is validated yet."""
    prefix = f"{prefix}_{kind}"
    text = st.text_input(
        "In your words",
        value=goal.text if goal else "",
        max_chars=200,
        placeholder=_EXAMPLES[kind],
        key=f"{prefix}_text",
    )
    fields: dict[str, object] = {"kind": kind, "text": text}
    if kind is GoalKind.STANDING:
        fields |= _ask_count(prefix, goal)
    elif kind is GoalKind.RANGE:
        fields |= _ask_range(prefix, goal, currency)
    return fields


def _ask_count(prefix: str, goal: Goal | None) -> dict[str, object]:
    left, right = st.columns(2)
    periods, purposes = list(GoalPeriod), list(Purpose)
    return {
        "times": left.number_input(
            "Conversations",
            min_value=1,
            max_value=1000,
            value=(goal.times if goal else None) or 1,
            key=f"{prefix}_times",
        ),
        "per": right.selectbox(
            "Each",
            periods,
            index=periods.index((goal.per if goal else None) or GoalPeriod.QUARTER),
            format_func=words_of,
            key=f"{prefix}_per",
        ),
        "purpose": st.selectbox(
            "Only those to",
            purposes,
            index=purposes.index(goal.purpose) if goal and goal.purpose else None,
            format_func=words_of,
            placeholder="Any purpose",
            key=f"{prefix}_purpose",
        ),
    }


def _ask_range(prefix: str, goal: Goal | None, currency: str) -> dict[str, object]:
    left, right = st.columns(2)
    known = (goal.currency if goal else None) or currency
    written = f"{goal.low:,f} to {goal.high:,f}" if goal and goal.low and goal.high else ""
    entered = left.text_input(
        "Yearly base pay", value=written, placeholder="160-185k", key=f"{prefix}_range"
    )
    with right:
        code = ask_currency(f"{prefix}_currency", known)
    return {"range": entered, "currency": code}


def _read(fields: dict[str, object]) -> Goal:
    """Return the goal that was entered.

    Raises:
        ValueError: A field cannot be true, or the range is none.
    """
    known = dict(fields)
    if "range" in known:
        low, high = parse_range(str(known.pop("range")))
        if low.period not in {None, PayPeriod.YEAR}:
            raise ValueError("Yearly base pay: expected an amount a year")
        known |= {"low": low.amount, "high": high.amount}
        if low.currency and not low.by_sign:
            known["currency"] = low.currency
    return Goal.model_validate(known)
