"""The flow of processes: its geometry and its drawing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.figures.flow import flow_chart
from greener.figures.flow_layout import flow_layout
from greener.figures.funnel import funnel_chart
from greener.journal.analysis.board import board
from greener.journal.analysis.flow import FlowEnd, flow
from greener.journal.analysis.funnel import funnel
from greener.journal.records import Process, Stage, StageEvent

FIRST = date(2026, 1, 5)


def process(key: int, stages) -> Process:
    return Process(
        key=str(key),
        company=f"Company {key}",
        events=tuple(
            StageEvent(stage=stage, occurred_on=FIRST + timedelta(days=day))
            for day, stage in enumerate(stages)
        ),
    )


logs = st.lists(st.lists(st.sampled_from(Stage), max_size=6), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(logs)
def test_every_level_is_as_wide_as_all_processes_and_nothing_overlaps(stages):
    processes = [process(key, log) for key, log in enumerate(stages)]
    layout = flow_layout(flow(processes))
    for level in range(layout.lowest):
        spans = [span for node, span in layout.nodes.items() if span.level == level]
        for link, band in layout.bands.items():
            if level not in {layout.nodes[link.source].level, layout.nodes[link.target].level}:
                spans += [span for span in band if span.level == level]
        spans.sort(key=lambda span: span.start)
        assert spans[0].start == pytest.approx(0)
        assert spans[-1].end == pytest.approx(1)
        for left, right in pairwise(spans):
            assert left.end == pytest.approx(right.start, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(logs)
def test_a_band_leaves_its_source_and_arrives_at_its_target(stages):
    layout = flow_layout(flow([process(key, log) for key, log in enumerate(stages)]))
    for link, band in layout.bands.items():
        source, target = layout.nodes[link.source], layout.nodes[link.target]
        assert [span.level for span in band] == list(range(source.level, target.level + 1))
        assert source.start - 1e-9 <= band[0].start < band[0].end <= source.end + 1e-9
        assert target.start - 1e-9 <= band[-1].start < band[-1].end <= target.end + 1e-9


@settings(max_examples=40, deadline=None)
@given(logs)
def test_flow_funnel_and_board_count_the_same(stages):
    processes = [process(key, log) for key, log in enumerate(stages)]
    counts = flow_layout(flow(processes)).counts
    assert counts[FlowEnd.START] == len(processes)
    for step in funnel(processes).steps:
        assert counts.get(step.stage, 0) == step.reached
    for ending, members in board(processes).items():
        if ending in funnel(processes).endings:
            assert counts.get(ending, 0) == len(members)


def test_an_interview_that_was_rejected_still_counts_as_an_interview():
    rejected = process(1, [Stage.APPLIED, Stage.TECHNICAL, Stage.REJECTED])
    words = [note.text for note in flow_chart(flow([rejected])).layout.annotations]
    assert words == ["<b>1</b> All", "<b>1</b> Applied", "<b>1</b> Technical", "<b>1</b> Rejected"]
    words = [note.text for note in funnel_chart(funnel([rejected])).layout.annotations]
    assert "<b>1</b> Technical" in words


def test_labels_of_many_ends_do_not_stand_in_one_row():
    endings = [Stage.ACCEPTED, Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN, Stage.GHOSTED]
    figure = flow_chart(flow([process(key, [end]) for key, end in enumerate(endings)]))
    shifts = {note.yshift for note in figure.layout.annotations if note.yanchor == "top"}
    assert len(shifts) > 1


def test_nothing_has_no_flow():
    with pytest.raises(ValueError, match="no process"):
        flow_chart([])
