"""Funnel, timeline, calendar and the steps of a risk."""

from datetime import date, timedelta

import pytest

from greener.answers.evidence import Evidence
from greener.answers.safety_factors import Factor
from greener.figures.calendar import calendar_heatmap
from greener.figures.funnel import funnel_chart, rate_text, reached_by_any
from greener.figures.risk_steps import risk_steps
from greener.figures.timeline import SHOWN, timeline_chart
from greener.journal.analysis.funnel import funnel
from greener.journal.analysis.rates import rate_of
from greener.journal.records import Process, Stage, StageEvent

TODAY = date(2026, 6, 30)


def process(company, *stages, days_ago=30):
    return Process(
        key=company,
        company=company,
        events=tuple(
            StageEvent(stage=stage, occurred_on=TODAY - timedelta(days=days_ago - number))
            for number, stage in enumerate(stages)
        ),
    )


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def factor(name, per_100):
    return Factor(name, f"Step {name}", per_100 / 100, per_100, None, Evidence.COMPUTED, "a source")


@pytest.mark.parametrize(
    ("successes", "n", "text"),
    [(0, 0, "none yet"), (3, 4, "3 of 4"), (5, 10, "50% (31% to 69%)")],
)
def test_few_cases_are_counted_and_many_are_shares(successes, n, text):
    assert rate_text(rate_of(successes, n)) == text


def test_the_funnel_draws_the_stages_that_were_reached():
    processes = [
        process("A", Stage.APPLIED, Stage.RECRUITER_SCREEN),
        process("B", Stage.APPLIED, Stage.REJECTED),
    ]
    figure = funnel_chart(funnel(processes))
    assert figure.data[0].x == (2, 1)
    assert texts(figure) == [
        "<b>2</b> Applied",
        "1 of 2 went on",
        "<b>1</b> Recruiter screen",
    ]


def test_after_an_offer_there_is_only_taking_it():
    figure = funnel_chart(funnel([process("A", Stage.OFFER, Stage.DECLINED)]))
    assert "0 of 1 accepted" in texts(figure)


def test_funnels_of_groups_have_the_same_rows():
    talked = funnel([process("A", Stage.APPLIED, Stage.RECRUITER_SCREEN)])
    applied = funnel([process("B", Stage.APPLIED)])
    stages = reached_by_any([talked, applied])
    assert stages == (Stage.APPLIED, Stage.RECRUITER_SCREEN)
    figures = [funnel_chart(each, stages=stages) for each in (talked, applied)]
    assert [figure.data[0].x for figure in figures] == [(1, 1), (1, 0)]
    assert figures[0].layout.height == figures[1].layout.height


def test_the_range_of_a_share_stands_over_its_bar_from_five_processes_on():
    def bars(n):
        return funnel_chart(funnel([process(str(number), Stage.APPLIED) for number in range(n)]))

    assert not bars(4).data[0].error_x.visible
    over = bars(10).data[0].error_x
    low = rate_of(10, 10).low
    assert over.visible
    assert over.arrayminus[0] == pytest.approx(10 - 10 * low)
    assert over.array[0] == 0


def test_an_empty_funnel_is_refused():
    with pytest.raises(ValueError, match="no process"):
        funnel_chart(funnel([]))


def test_an_open_process_runs_to_today_and_a_closed_one_to_its_end():
    figure = timeline_chart(
        [process("Open", Stage.APPLIED), process("Over", Stage.APPLIED, Stage.REJECTED)], TODAY
    )
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [line.x[1] for line in lines] == [TODAY, TODAY - timedelta(days=29)]


def test_a_log_of_one_day_has_an_axis_of_days():
    fresh = process("Acme", Stage.APPLIED, days_ago=0)
    first, last = timeline_chart([fresh], TODAY).layout.xaxis.range
    assert first <= (TODAY - timedelta(days=14)).isoformat()
    assert last > TODAY.isoformat()


def test_the_timeline_shows_names_as_text_and_the_newest_only():
    figure = timeline_chart(
        [process(f"<b>{number}", Stage.APPLIED, days_ago=100 + number) for number in range(40)],
        TODAY,
    )
    assert len(texts(figure)) == SHOWN
    assert texts(figure)[0] == "&lt;b&gt;0"


def test_the_calendar_has_a_square_a_day_and_none_in_the_future():
    figure = calendar_heatmap({TODAY: 3, TODAY - timedelta(days=1): 9}, TODAY)
    squares = [value for row in figure.data[0].z for value in row]
    assert len(squares) == 7 * 53
    assert sum(1 for value in squares if value is None) == 6 - TODAY.weekday()
    assert sorted(value for value in squares if value)[-2:] == [3, 4]


def test_the_steps_run_from_the_average_to_the_person():
    figure = risk_steps([factor("level", 1.8), factor("up", 0.9), factor("down", -0.2)])
    bars = figure.data[0]
    ends = [base + width for base, width in zip(bars.base, bars.x, strict=True)]
    assert ends == pytest.approx([1.8, 2.7, 2.5, 2.5])
    assert "<b>2.5</b>" in texts(figure)
    assert "−0.2" in texts(figure)


def test_small_steps_are_drawn_together():
    figure = risk_steps([factor("level", 1.8), factor("a", 0.04), factor("b", 0.03)])
    assert "The rest" in texts(figure)
    assert len(figure.data[0].x) == 3
