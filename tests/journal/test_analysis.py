"""Funnel, flow, board, table and times against brute-force counts of the logs."""

import timeit
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from greener.journal.analysis.board import board, table
from greener.journal.analysis.course import ENDINGS, PROGRESS, current_stage, is_open
from greener.journal.analysis.flow import FlowEnd, flow
from greener.journal.analysis.funnel import funnel, funnels_by
from greener.journal.analysis.honesty import bridges_at_risk, compare_honesty
from greener.journal.analysis.rates import rate_of
from greener.journal.analysis.timing import (
    DEFAULT_WAIT_DAYS,
    response_days,
    silences,
    stage_times,
    typical_wait,
)
from greener.journal.records import Channel, Process, Purpose, Stage, StageEvent
from tests.journal.strategies import LAST_DAY, process_lists

START = date(2026, 1, 1)


def process(*stages: str | tuple[str, int], company: str = "Acme", **fields: object) -> Process:
    """Return a process whose stages came a day apart, or on the days named."""
    events = [(stage, day) if isinstance(stage, str) else stage for day, stage in enumerate(stages)]
    return Process(
        key=f"{company}-{len(stages)}-{stages}",
        company=company,
        events=tuple(
            StageEvent(occurred_on=START + timedelta(days=day), stage=stage)
            for stage, day in events
        ),
        **fields,
    )


REAL_LIVES = {
    "interview, then rejected": process("applied", "hiring_manager", "rejected"),
    "back and forth": process("technical", "recruiter_screen", "technical", "panel"),
    "reopened": process("applied", "rejected", "recruiter_screen"),
    "offer after rejection": process("final", "rejected", "offer", "declined"),
    "offer never logged": process("panel", "accepted"),
    "only an ending": process("rejected"),
    "nothing": process(),
    "reneged": process("offer", "accepted", "withdrawn"),
    "internal move": process("applied", "panel", "accepted", company="My employer"),
    "the other role there": process("applied", "panel", company="My employer", title="Lead"),
}


def step(stage: Stage, *processes: Process):
    return next(step for step in funnel(processes).steps if step.stage is stage)


def test_an_interview_that_was_rejected_still_counts_as_an_interview() -> None:
    lives = REAL_LIVES["interview, then rejected"]
    assert step(Stage.HIRING_MANAGER, lives).reached == 1
    assert step(Stage.HIRING_MANAGER, lives).ended_here == 1
    assert [(link.source.value, link.target.value) for link in flow([lives])] == [
        ("start", "applied"),
        ("applied", "hiring_manager"),
        ("hiring_manager", "rejected"),
    ]


def test_where_real_processes_are() -> None:
    assert {name: current_stage(life).value for name, life in REAL_LIVES.items()} == {
        "interview, then rejected": "rejected",
        "back and forth": "panel",
        "reopened": "recruiter_screen",
        "offer after rejection": "declined",
        "offer never logged": "accepted",
        "only an ending": "rejected",
        "nothing": "found",
        "reneged": "withdrawn",
        "internal move": "accepted",
        "the other role there": "panel",
    }


def test_an_accepted_offer_was_an_offer() -> None:
    assert step(Stage.OFFER, REAL_LIVES["offer never logged"]).reached == 1
    assert funnel([REAL_LIVES["reneged"]]).endings[Stage.ACCEPTED] == 0


def test_two_roles_at_one_company_are_two_processes() -> None:
    two = [process("applied", title="Dev"), process("applied", title="Manager")]
    assert funnel(two).total == 2


@settings(max_examples=60, deadline=None)
@given(process_lists)
@example(tuple(REAL_LIVES.values()))
@example(())
def test_every_view_counts_the_same(processes: tuple[Process, ...]) -> None:
    logs = [[event.stage for event in process.events] for process in processes]
    now = Counter(log[-1] if log else Stage.FOUND for log in logs)
    named = Counter(stage for log in logs for stage in _stages_by_hand(log))
    result = funnel(processes)
    links = flow(processes)
    arrived, left = Counter(), Counter()
    for link in links:
        left[link.source] += link.count
        arrived[link.target] += link.count

    assert result.total == left[FlowEnd.START] == len(table(processes, LAST_DAY))
    assert {stage: len(column) for stage, column in board(processes).items()} == {
        stage: now[stage] for stage in Stage
    }
    assert Counter(row.stage for row in table(processes, LAST_DAY)) == now
    for stage in ENDINGS:
        assert result.endings[stage] == now[stage] == arrived[stage]
    assert result.open == arrived[FlowEnd.OPEN] == sum(now[stage] for stage in PROGRESS)
    for step in result.steps:
        assert step.reached == named[step.stage] == arrived[step.stage] == left[step.stage]
        assert step.reached == step.went_further + step.ended_here + step.still_here
        assert step.went_further == _went_further_by_hand(logs, step.stage)
        assert step.onward.n == step.went_further + step.ended_here
        assert step.share.n == len(processes)
    assert sum(step.still_here for step in result.steps) == result.open
    by_channel = funnels_by(processes, lambda process: process.channel)
    assert sum(part.total for part in by_channel.values()) == result.total
    for index, step in enumerate(result.steps):
        assert sum(part.steps[index].reached for part in by_channel.values()) == step.reached


def _stages_by_hand(log: list[Stage]) -> set[Stage]:
    stages = {stage for stage in log if stage not in ENDINGS}
    if Stage.ACCEPTED in log or Stage.DECLINED in log:
        stages |= {Stage.OFFER}
    return stages if log else {Stage.FOUND}


def _went_further_by_hand(logs: list[list[Stage]], stage: Stage) -> int:
    count = 0
    for log in logs:
        stages = _stages_by_hand(log)
        later = [s for s in stages if list(Stage).index(s) > list(Stage).index(stage)]
        count += stage in stages and bool(later)
    return count


def test_lives_that_go_back_and_reopen_are_among_those_drawn() -> None:
    """What the property is for is really tried."""
    logs: list[list[Stage]] = []

    @settings(max_examples=60, phases=[Phase.generate], derandomize=True, deadline=None)
    @given(process_lists)
    def draw(processes: tuple[Process, ...]) -> None:
        logs.extend([event.stage for event in each.events] for each in processes)

    draw()
    order = list(Stage)
    ranks = [[order.index(stage) for stage in log] for log in logs]
    assert any(log != sorted(log) for log in ranks)
    assert any(stage in ENDINGS for log in logs for stage in log[:-1])
    assert any(
        Stage.REJECTED in log[: log.index(Stage.OFFER)] for log in logs if Stage.OFFER in log
    )


def test_a_flow_has_no_cycle() -> None:
    order = [FlowEnd.START, *PROGRESS, *ENDINGS, FlowEnd.OPEN]
    for link in flow(REAL_LIVES.values()):
        assert order.index(link.source) < order.index(link.target)


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_rate_lies_in_its_interval(successes: int, failures: int) -> None:
    n = successes + failures
    rate = rate_of(successes, n)
    if n == 0:
        assert rate.value is None
        return
    assert 0 <= rate.low <= rate.value <= rate.high <= 1
    if 0 < successes < n:
        inside = beta(successes + 0.5, failures + 0.5)
        assert inside.cdf(rate.high) - inside.cdf(rate.low) == pytest.approx(0.8)


def test_the_interval_covers_as_stated() -> None:
    random = np.random.default_rng(7)
    shares = random.uniform(0.1, 0.9, 4000)
    rates = [rate_of(successes, 12) for successes in range(13)]
    hits = [
        rates[k].low <= share <= rates[k].high
        for share, k in zip(shares, random.binomial(12, shares), strict=True)
    ]
    assert 0.77 < np.mean(hits) < 0.85


def test_a_rate_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="not 0 <= 3 <= 2"):
        rate_of(3, 2)


def test_open_processes_do_not_lower_the_onward_rate() -> None:
    some = [process("applied", "panel"), process("applied", "rejected"), process("applied")]
    applied = step(Stage.APPLIED, *some)
    assert (applied.onward.successes, applied.onward.n, applied.still_here) == (1, 2, 1)


def test_time_in_a_stage_runs_from_its_first_to_the_next_entry() -> None:
    lives = process(("applied", 0), ("technical", 4), ("technical", 6), ("rejected", 10))
    times = {t.stage: t for t in stage_times([lives], START + timedelta(days=30))}
    assert times[Stage.APPLIED].median_days == 4
    assert times[Stage.TECHNICAL].median_days == 6
    assert Stage.REJECTED not in times


def test_time_that_still_runs_is_counted_apart() -> None:
    times = stage_times([process("applied")], START + timedelta(days=30))
    assert [(t.stage, t.finished, t.median_days, t.running) for t in times] == [
        (Stage.APPLIED, 0, None, 1)
    ]


def test_only_the_companys_word_is_an_answer() -> None:
    some = [
        process(("applied", 0), ("recruiter_screen", 7)),
        process(("applied", 0), ("rejected", 3)),
        process(("applied", 0), ("ghosted", 60)),
        process(("applied", 0), ("withdrawn", 1)),
        process(("found", 0), ("applied", 9)),
        process(("offer", 0), ("declined", 2)),
    ]
    assert response_days(some, START + timedelta(days=90)) == (3, 7)


def test_silence_is_suggested_only_after_the_persons_own_typical_wait() -> None:
    as_of = START + timedelta(days=100)
    answered = [process(("applied", 0), ("rejected", days)) for days in (2, 4, 6, 8, 10)]
    quiet = process(("applied", 88), company="Quiet")
    recent = process(("applied", 95), company="Recent")
    offer = process(("offer", 10), company="Mine to answer")
    over = process(("applied", 1), ("ghosted", 50), company="Over")
    before = [quiet, recent, offer, over]
    found = silences([*answered, *before], as_of)
    assert [silence.process.company for silence in found] == ["Quiet"]
    assert (found[0].days_quiet, found[0].typical.answers) == (12, 5)
    assert current_stage(quiet) is Stage.APPLIED


def test_the_typical_wait_counts_silent_companies_as_at_least_that_long() -> None:
    as_of = START + timedelta(days=365)
    answered = [process(("applied", 0), ("rejected", days)) for days in range(1, 11)]
    assert typical_wait(answered, as_of).days == 9
    slow = [process(("applied", 0), ("ghosted", 5))] * 10
    assert typical_wait([*answered, *slow], as_of).days == 10
    assert typical_wait(answered[:4], as_of).days == DEFAULT_WAIT_DAYS
    assert typical_wait(answered[:4], as_of).answers == 0


def test_bridges_at_risk_are_open_talked_and_not_told() -> None:
    talked = ("applied", "recruiter_screen")
    some = {
        "not told": process(*talked),
        "said no": process(*talked, told_exploring=False),
        "told": process(*talked, told_exploring=True, told_on=START),
        "over": process(*talked, "rejected"),
        "no talk yet": process("applied"),
        "wants to leave": process(*talked, purpose=Purpose.LEAVE),
        "reopened": process(*talked, "rejected", "panel"),
    }
    at_risk = [bridge.process for bridge in bridges_at_risk(some.values())]
    assert at_risk == [some["not told"], some["said no"], some["reopened"]]


@pytest.mark.parametrize("purpose", [None, *(p for p in Purpose if p is not Purpose.LEAVE)])
def test_every_purpose_has_its_line(purpose: Purpose | None) -> None:
    (bridge,) = bridges_at_risk([process("panel", purpose=purpose)])
    assert bridge.words.startswith("I should say openly")


def test_outcomes_with_and_without_telling() -> None:
    def some(told: bool, offers: int, rejections: int) -> list[Process]:
        fields = {"told_exploring": told, "reaction": "fine" if told else None}
        return [process("panel", "offer", "declined", **fields)] * offers + [
            process("panel", "rejected", **fields)
        ] * rejections

    few = compare_honesty([*some(True, 1, 2), *some(False, 0, 9)])
    assert (few.is_enough, few.differs) == (False, False)
    alike = compare_honesty([*some(True, 3, 4), *some(False, 3, 5)])
    assert (alike.is_enough, alike.differs) == (True, False)
    apart = compare_honesty([*some(True, 9, 1), *some(False, 1, 9)])
    assert (apart.is_enough, apart.differs) == (True, True)
    assert apart.told.offers.successes == 9
    assert apart.told.endings == {Stage.DECLINED: 9, Stage.REJECTED: 1}
    assert apart.reactions == {"fine": 10}


def test_a_thousand_processes_are_seen_well_under_a_second() -> None:
    random = np.random.default_rng(1)
    stages = list(Stage)
    processes = [
        Process(
            key=str(number),
            company=f"Company {number}",
            channel=list(Channel)[number % 5],
            events=tuple(
                StageEvent(
                    occurred_on=START - timedelta(days=int(day)),
                    stage=stages[int(random.integers(len(stages)))],
                )
                for day in sorted(random.integers(0, 900, 10), reverse=True)
            ),
        )
        for number in range(1000)
    ]
    views = [
        lambda: funnel(processes),
        lambda: funnels_by(processes, lambda process: process.channel),
        lambda: flow(processes),
        lambda: board(processes),
        lambda: table(processes, START),
        lambda: stage_times(processes, START),
        lambda: silences(processes, START),
        lambda: compare_honesty(processes),
    ]
    for view in views:
        assert min(timeit.repeat(view, number=1, repeat=3)) < 1
    assert sum(map(is_open, processes)) > 0
