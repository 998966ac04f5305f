"""Goals: what the person keeps doing, and what the next job must have."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.figures.money import whole_money
from greener.journal.analysis.next_steps import goal_progress
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import Goal, GoalKind
from pages.shared.emphasis import first_action
from pages.shared.labels import words_of
from pages.shared.people.goal_dialog import new_goal, open_goal
from pages.shared.words import plain


def show_goals(entries: Entries, currency: str, today: date, *, is_example: bool) -> None:
    """Show standing goals with how far they are, and the goals of the next job."""
    if not is_example and st.button("Add a goal", type=first_action(), icon=":material/flag:"):
        new_goal(currency)
    if not entries.goals:
        st.markdown(
            "No goal yet. “One conversation a quarter” keeps you ready without looking for a job."
        )
        return
    by_kind = {
        kind: [kept for kept in entries.goals if kept.record.kind is kind] for kind in GoalKind
    }
    standing, next_job = st.columns(2, gap="medium")
    with standing:
        st.subheader("What you keep doing", anchor=False)
        for kept in by_kind[GoalKind.STANDING]:
            _show_standing(kept, entries, currency, today, is_example=is_example)
        if not by_kind[GoalKind.STANDING]:
            st.caption("Nothing yet.")
    with next_job:
        st.subheader("What the next job must have", anchor=False)
        rest = [*by_kind[GoalKind.RANGE], *by_kind[GoalKind.MUST_HAVE]]
        for kept in rest:
            _show_wish(kept, currency, is_example=is_example)
        if not rest:
            st.caption("Nothing yet.")


def progress_text(goal: Goal, done: int) -> str:
    """Return how far a standing goal is in its running period."""
    purpose = f" to {words_of(goal.purpose).lower()}" if goal.purpose else ""
    verdict = "done" if goal.times and done >= goal.times else f"{done} of {goal.times}"
    conversations = "conversations" if goal.times != 1 else "conversation"
    return f"{goal.times} {conversations}{purpose} a {goal.per}: {verdict} this {goal.per}"


def _show_standing(
    kept: Kept[Goal], entries: Entries, currency: str, today: date, *, is_example: bool
) -> None:
    goal = kept.record
    done = goal_progress(goal, entries.processes, today)
    with st.container(border=True, gap="xsmall"):
        _show_text(kept, currency, is_example=is_example)
        st.progress(min(done / (goal.times or 1), 1.0))
        st.caption(progress_text(goal, done))


def _show_wish(kept: Kept[Goal], currency: str, *, is_example: bool) -> None:
    goal = kept.record
    with st.container(border=True, gap="xsmall"):
        _show_text(kept, currency, is_example=is_example)
        if goal.low and goal.high and goal.currency:
            ends = dict.fromkeys(
                whole_money(float(end), goal.currency) for end in (goal.low, goal.high)
            )
            st.caption(plain(f"{' to '.join(ends)} base a year"))


def _show_text(kept: Kept[Goal], currency: str, *, is_example: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(kept.record.text), width="stretch")
        if not is_example and st.button("Change", type="tertiary", key=f"goal_{kept.id}"):
            open_goal(kept, currency)
