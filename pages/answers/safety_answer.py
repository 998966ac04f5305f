"""Part of the safety page: the answer, what people believe, its steps, and what would move it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.answers.safety import BROAD_MULTIPLIER, SafetyAnswer, SafetyEvidence
from greener.answers.sentences import one_in, safety_sentence
from greener.answers.what_if import Alternative, alternatives
from greener.figures.bars import bar_rows
from greener.figures.levers import levers, reach_text
from greener.figures.palette import NEUTRAL, YOU, faded
from greener.figures.risk import risk_scale
from greener.figures.risk_steps import risk_steps
from pages.answers.subject import Subject
from pages.shared.chart import show_chart, show_figure, show_grounds
from pages.shared.grounds import factor_table, method_lines, source_line
from pages.shared.words import plain

_LEVERS_SHOWN = 6
_NEAR = 0.75
"""From this part of what people expect on, nobody is told that they worry too much."""


def show_scale(it: Subject) -> None:
    """Show the sentence to repeat, and the chance on the scale that never changes."""
    answer = it.today.safety
    sentence = safety_sentence(answer)
    clause, comma, rest = sentence.partition(", likely ")
    st.header(plain(clause), anchor=False)
    if rest:
        st.markdown(plain(f"L{comma[3:]}{rest}"))
    if answer.estimate.value is not None:
        scale = risk_scale(answer.estimate, {"average US worker": answer.average_worker})
        show_figure(scale, key="safety", alt=sentence)
    show_grounds(
        key="safety",
        source=source_line(answer.estimate, "listed layoffs at your employer"),
        method=method_lines(answer.estimate),
    )


def show_beliefs(it: Subject) -> None:
    """Show what happens beside what people expect, and the broader figure."""
    answer = it.today.safety
    if answer.estimate.value is None:
        return
    rows = {
        "Average US worker": answer.average_worker,
        "You": answer.estimate.value,
        "You, any job loss": answer.broad,
        "What US workers expect": answer.belief.value,
    }
    texts = [f"{100 * chance:.1f}" for chance in rows.values()]
    figure = bar_rows(
        list(rows),
        list(rows.values()),
        texts,
        [f"{name}: {text} in 100 a year" for name, text in zip(rows, texts, strict=True)],
        right=44,
    )
    show_chart(
        figure.update_traces(marker_color=[NEUTRAL, YOU, faded(YOU, 0.6), NEUTRAL]),
        key="beliefs",
        finding=beliefs_finding(answer),
        source=f"In 100 people a year · {answer.belief.source}",
        table=pd.DataFrame({"Whose chance": list(rows), "In 100 a year": texts}),
        method=(
            "The answer counts jobs lost because the work or the employer goes away. Any job loss, "
            f"for whatever reason, is about × {BROAD_MULTIPLIER.value:g} "
            f"({BROAD_MULTIPLIER.source}; {BROAD_MULTIPLIER.evidence}).",
            "What people expect is asked of everybody employed: their mean answer to how likely "
            "they are to lose their job within twelve months.",
        ),
    )


def beliefs_finding(answer: SafetyAnswer) -> str:
    """Return how far people's fears go beyond what happens, unless this person's need not."""
    expected = 100 * answer.belief.value
    if answer.broad >= _NEAR * answer.belief.value:
        return (
            f"People expect to lose their job with a chance of {expected:.0f} in 100. For most "
            f"that is far too much; yours is about {100 * answer.broad:.0f}"
        )
    times = answer.belief.value / answer.average_worker
    return f"People expect to lose their job {times:.0f} times as often as the work goes away"


def show_steps(it: Subject) -> None:
    """Show the steps from the average worker to the person."""
    answer = it.today.safety
    if answer.estimate.value is None:
        return
    show_chart(
        risk_steps(answer.factors),
        key="steps",
        finding=steps_finding(answer),
        source="People in 100 who lose such a job within a year; they add up before rounding",
        table=_factor_table(answer),
        columns={
            "Hazard a year": st.column_config.NumberColumn(format="%+.5f"),
            "In 100": st.column_config.NumberColumn(format="%+.2f"),
            "Factor": st.column_config.NumberColumn(format="× %.2f"),
        },
        method=(
            f"Hazards add: their sum is {answer.hazard_yearly:.5f} a year, and the chance is "
            "1 − exp(−sum).",
            "The evidence of each step, strongest first: read, computed, second-hand, judgement.",
        ),
    )


def steps_finding(answer: SafetyAnswer) -> str:
    """Return which step moves the chance most."""
    most = max(answer.factors[1:], key=lambda step: abs(step.per_100))
    side = "adds" if most.per_100 > 0 else "takes off"
    name = most.label.partition(":")[0]
    return f"{name} {side} the most: {most.per_100:+.1f} in 100".replace("-", "−")


def show_levers(it: Subject, evidence: SafetyEvidence) -> None:
    """Show what would change the answer most, each with the answer it would give."""
    now = it.today.safety.estimate.value
    if now is None:
        return
    found = alternatives(it.job, evidence, it.today.as_of)
    moving = [each for each in found if reach_text(each.chances) != f"{100 * now:.1f}"]
    shown = (moving or found)[:_LEVERS_SHOWN]
    show_chart(
        levers(shown, now),
        key="levers",
        finding=f"{shown[0].label}: {reach_text(shown[0].chances)} in 100 instead of "
        f"{100 * now:.1f}",
        source="People in 100 a year, one thing changed at a time, all else as it is",
        table=_lever_table(found),
        method=(
            "Each row is the whole answer computed again with that one thing changed. Where a "
            "thing is not known, the row reaches over all that it may be.",
        ),
    )
    if any(each.is_unknown for each in found):
        st.page_link("pages/you/job.py", label="Say what is not known", icon=":material/edit:")


def _factor_table(answer: SafetyAnswer) -> pd.DataFrame:
    table = factor_table(answer)
    table.insert(2, "Hazard a year", [round(factor.hazard, 5) for factor in answer.factors])
    factors = [each.multiplier or None for each in answer.factors]
    table.insert(3, "Factor", pd.Series(factors, dtype="float").round(2))
    return table


def _lever_table(found: tuple[Alternative, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "If": [each.label for each in found],
            "In 100 a year": [reach_text(each.chances) for each in found],
            "That is": [
                " to ".join(
                    dict.fromkeys(
                        one_in(chance) for chance in (min(each.chances), max(each.chances))
                    )
                )
                for each in found
            ],
        }
    )
