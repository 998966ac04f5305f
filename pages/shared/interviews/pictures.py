"""Pictures of the search: funnel, flow, channels, time and honesty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.calendar import calendar_heatmap
from greener.figures.flow import flow_chart, node_words
from greener.figures.funnel import funnel_chart, rate_text
from greener.figures.timeline import SHOWN, timeline_chart
from greener.journal.analysis.activity import activity, months_since_tested
from greener.journal.analysis.flow import flow
from greener.journal.analysis.funnel import Funnel, funnel
from greener.journal.analysis.honesty import HonestyComparison, compare_honesty
from greener.journal.analysis.timing import response_days, stage_times, typical_wait
from greener.journal.entries import Entries
from greener.journal.records import Process, Purpose, Reaction, Stage
from pages.shared.chart import show_chart
from pages.shared.interviews.groups import show_groups
from pages.shared.labels import words_of

_SOURCE = "Your own log"
_REACTION_WORDS = {
    Reaction.FINE: "fine with it",
    Reaction.WITHDREW: "withdrew",
    Reaction.UNKNOWN: "not noted",
}
_METHOD = (
    "A process counts at every stage that its log names, whatever came after.",
    "Shares leave out processes that are still open at a stage; their ranges hold 80%.",
    "Below five cases only the counts are given: too few to say more.",
)


def show_pictures(entries: Entries, today: date) -> None:
    """Show how the search goes; everything is read from the log."""
    processes = _of_purpose(entries.processes)
    if not processes:
        st.markdown("Nothing of that purpose yet.")
        return
    source = f"{_SOURCE} · n = {len(processes)} processes"
    left, right = st.columns(2)
    with left:
        with st.container(border=True):
            _show_funnel(processes, source)
        with st.container(border=True, height="stretch"):
            _show_honesty(compare_honesty(processes))
    with right.container(border=True, height="stretch"):
        _show_flow(processes, source)
    with st.container(border=True):
        show_groups(entries.processes, source=f"{_SOURCE} · n = {len(entries.processes)} processes")
    with st.container(border=True):
        show_chart(
            timeline_chart(processes, today),
            key="timeline",
            finding=_wait_finding(processes, today),
            source=f"{source}{f', the newest {SHOWN} drawn' if len(processes) > SHOWN else ''}",
            table=_stage_time_table(processes, today),
        )
    with st.container(border=True):
        _show_calendar(entries, today)


def _of_purpose(processes: Sequence[Process]) -> list[Process]:
    """Let the reader choose a purpose; it stays in the address."""
    used = [purpose for purpose in Purpose if any(each.purpose is purpose for each in processes)]
    if len(used) < 2:
        return list(processes)
    chosen = st.pills("Purpose", used, format_func=words_of, key="purpose", bind="query-params")
    return [each for each in processes if chosen is None or each.purpose is chosen]


def _show_flow(processes: Sequence[Process], source: str) -> None:
    links = flow(processes)
    show_chart(
        flow_chart(links),
        key="flow",
        finding=_flow_finding(processes),
        source=source,
        method=_METHOD[:1],
        table=pd.DataFrame(
            {
                "From": [node_words(link.source) for link in links],
                "To": [node_words(link.target) for link in links],
                "Processes": [link.count for link in links],
            }
        ),
    )


def _show_calendar(entries: Entries, today: date) -> None:
    counts = activity(entries)
    show_chart(
        calendar_heatmap(counts, today),
        key="calendar",
        finding=_activity_finding(entries.processes, today),
        source=f"{_SOURCE} · n = {sum(counts.values())} entries",
        table=pd.DataFrame({"Day": list(counts), "Entries": list(counts.values())}),
    )


def _show_funnel(processes: Sequence[Process], source: str) -> None:
    whole = funnel(processes)
    if not any(step.reached for step in whole.steps):
        st.markdown("No process has a stage on the way to an offer yet.")
        return
    show_chart(
        funnel_chart(whole),
        key="funnel",
        finding=funnel_finding(whole),
        source=source,
        method=_METHOD,
        table=pd.DataFrame(
            {
                "Stage": [words_of(step.stage) for step in whole.steps],
                "Reached": [step.reached for step in whole.steps],
                "Went on": [rate_text(step.onward) for step in whole.steps],
                "Still there": [step.still_here for step in whole.steps],
                "Ended there": [step.ended_here for step in whole.steps],
            }
        ),
    )


def funnel_finding(whole: Funnel) -> str:
    """Return how many talked and how many made an offer."""
    by_stage = {step.stage: step.reached for step in whole.steps}
    offers = by_stage[Stage.OFFER]
    return (
        f"{offers or 'No'} offer{'' if offers == 1 else 's'} from {whole.total} "
        f"process{'' if whole.total == 1 else 'es'}, {whole.open} still open"
    )


def _flow_finding(processes: Sequence[Process]) -> str:
    endings = {stage: count for stage, count in funnel(processes).endings.items() if count}
    if not endings:
        return "Nothing has ended yet"
    stage, count = max(endings.items(), key=lambda ending: ending[1])
    return f"Most often it ended as {words_of(stage).lower()}: {count} of {sum(endings.values())}"


def _show_honesty(comparison: HonestyComparison) -> None:
    st.markdown("**Telling them that you only explore**")
    told, untold = comparison.told.offers, comparison.not_told.offers
    if comparison.is_enough:
        verdict = "differ" if comparison.differs else "do not differ by more than chance would"
        st.markdown(f"Offers after telling: {rate_text(told)}; without: {rate_text(untold)}.")
        st.markdown(f"The two {verdict}.")
    else:
        st.markdown(
            f"Too few to say: {told.n} finished process{'' if told.n == 1 else 'es'} that knew, "
            f"{untold.n} that did not. Five of each are needed."
        )
    if comparison.reactions:
        reactions = ", ".join(
            f"{count} {_REACTION_WORDS[name]}" for name, count in comparison.reactions.items()
        )
        st.caption(f"How they took it: {reactions}.")


def _wait_finding(processes: Sequence[Process], today: date) -> str:
    answers = response_days(processes, today)
    wait = typical_wait(processes, today)
    if not wait.answers:
        return f"Too few answers to know how long you usually wait: {len(answers)} so far"
    return f"Nine of ten answers came within {wait.days} days"


def _stage_time_table(processes: Sequence[Process], today: date) -> pd.DataFrame:
    times = stage_times(processes, today)
    return pd.DataFrame(
        {
            "Stage": [words_of(time.stage) for time in times],
            "Times left": [time.finished for time in times],
            "Median days": [time.median_days for time in times],
            "Longest": [time.longest_days for time in times],
            "In it now": [time.running for time in times],
        }
    )


def _activity_finding(processes: Sequence[Process], today: date) -> str:
    months = months_since_tested(processes, today)
    if months is None:
        return "You have not talked with a company yet"
    if months < 1:
        return "You tested the market within the last month"
    return f"You last tested the market {months:.0f} months ago"
