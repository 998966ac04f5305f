"""The funnels of several groups beside each other: by how it began, or by why one took part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import pandas as pd
import streamlit as st

from greener.figures.funnel import ENOUGH, funnel_chart, rate_text, reached_by_any
from greener.journal.analysis.funnel import Funnel, funnels_by
from greener.journal.analysis.rates import Rate
from greener.journal.records import Channel, Process, Purpose, Stage
from pages.shared.chart import show_figure, show_grounds
from pages.shared.labels import words_of
from pages.shared.words import plain

Group = Channel | Purpose | None

_ROW_PX = 40
_METHOD = (
    "A bar is how many of the group reached the stage, the line over it the range that holds 80% "
    "for that share. On the right: how many of those whose fate is known went on.",
    "The sentence compares what is known: of the processes that are over or came to an offer, how "
    "many came to one. Those still in talks are left out.",
    "Below five processes only counts are given. What goes with a group need not come from it.",
)


class Grouping(StrEnum):
    """What processes are told apart by."""

    CHANNEL = "How it began"
    PURPOSE = "Why you took part"


_BY: dict[Grouping, Callable[[Process], Group]] = {
    Grouping.CHANNEL: lambda process: process.channel,
    Grouping.PURPOSE: lambda process: process.purpose,
}


def show_groups(processes: Sequence[Process], *, source: str) -> None:
    """Let the reader choose what to compare, and show a funnel for each group, row by row."""
    grouping = st.segmented_control(
        "Compare by",
        list(Grouping),
        default=Grouping.CHANNEL,
        required=True,
        key="compare",
        bind="query-params",
        label_visibility="collapsed",
    )
    groups = sorted_groups(funnels_by(processes, _BY[Grouping(grouping)]))
    st.markdown(f"**{plain(groups_finding(groups))}**")
    stages = reached_by_any(groups.values())
    grid = st.grid("auto", min_column_width=250, gap="medium")
    for group, funnel in groups.items():
        with grid.cell():
            _show_group(group, funnel, stages)
    show_grounds(key="groups", source=source, table=group_table(groups, stages), method=_METHOD)


def sorted_groups(groups: Mapping[Group, Funnel]) -> dict[Group, Funnel]:
    """Return the groups, largest first; what is not given comes last."""
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, -item[1].total))
    return dict(ordered)


def groups_finding(groups: Mapping[Group, Funnel]) -> str:
    """Return which group leads to offers more often, if that can be said at all."""
    shares = {
        group: funnel.offers
        for group, funnel in groups.items()
        if group is not None and funnel.offers.n >= ENOUGH
    }
    if len(shares) < 2:
        return f"Too few to compare: it takes {ENOUGH} finished processes in each of two groups"
    best, *others = sorted(shares, key=lambda group: -(shares[group].value or 0.0))
    top, second = shares[best], shares[others[0]]
    if not top.successes:
        return "No offer yet in any group that is large enough to compare"
    if top.value == second.value:
        return "No group stands out: the best of them led to offers equally often"
    offers = f"{top.successes} of {top.n}"
    words = words_of(best)
    if all((top.low or 0.0) > (shares[group].high or 0.0) for group in others):
        return f"{words} led to offers more often than the rest: {offers}"
    return f"{words} led to the most offers for its size ({offers}), but that may be chance"


def share_of(funnel: Funnel, stage: Stage) -> Rate:
    """Return the share of a group that reached a stage."""
    return next(step.share for step in funnel.steps if step.stage is stage)


def group_table(groups: Mapping[Group, Funnel], stages: Sequence[Stage]) -> pd.DataFrame:
    """Return a row a group: its size, the share that reached each stage, those still open."""
    return pd.DataFrame(
        [
            {
                "Group": _words(group),
                "Processes": funnel.total,
                **{words_of(stage): rate_text(share_of(funnel, stage)) for stage in stages},
                "Still open": funnel.open,
            }
            for group, funnel in groups.items()
        ]
    )


def _show_group(group: Group, funnel: Funnel, stages: Sequence[Stage]) -> None:
    count = f"{funnel.total} process{'' if funnel.total == 1 else 'es'}"
    st.markdown(f"**{_words(group)}** :gray[{count}]")
    if not any(step.reached for step in funnel.steps):
        st.caption("None has a stage on the way to an offer yet.")
        return
    show_figure(
        funnel_chart(funnel, stages=stages, row_px=_ROW_PX),
        key=f"group_{group}",
        alt=f"{_words(group)}: {share_of(funnel, Stage.OFFER).successes} offers from {count}",
    )


def _words(group: Group) -> str:
    return words_of(group) if group else "Not given"
