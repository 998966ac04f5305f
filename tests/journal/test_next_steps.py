"""What to do next, activity, and whom the person knows."""

from datetime import date, timedelta

import pytest

from greener.journal.analysis.activity import activity, months_since_tested
from greener.journal.analysis.next_steps import (
    StepKind,
    goal_progress,
    next_steps,
    period_start,
)
from greener.journal.analysis.people import (
    companies_of,
    contacts_at,
    dream_list,
    known_at_companies,
    last_touches,
    pay_said,
    same_company,
)
from greener.journal.entries import Entries
from greener.journal.kept import Kept, Logged
from greener.journal.people import Contact, DreamCompany, FollowUp, Goal, GoalPeriod, Touch
from greener.journal.records import PayObservation, Process, StageEvent

TODAY = date(2026, 6, 15)


def kept(record, key="k"):
    return Kept(key, 1, record)


def logged(record, parent=None):
    return Logged("i", "i", parent, TODAY, record)


def process(stage="panel", day=TODAY, company="Acme", **fields) -> Process:
    event = StageEvent(occurred_on=day, stage=stage)
    return Process(key=company, company=company, events=(event,), **fields)


def kinds(entries: Entries) -> list[StepKind]:
    return [step.kind for step in next_steps(entries, TODAY)]


TESTED = process(told_exploring=True)


def test_nothing_to_do() -> None:
    assert next_steps(Entries(processes=(TESTED,)), TODAY) == ()


def test_an_empty_journal_says_how_to_begin() -> None:
    assert kinds(Entries()) == [StepKind.UNTESTED]


def test_what_is_due_comes_first_by_day() -> None:
    def due(days: int, what: str, **fields: object) -> Kept[FollowUp]:
        return kept(FollowUp(due_on=TODAY + timedelta(days=days), what=what, **fields), what)

    entries = Entries(
        processes=(
            TESTED,
            process(company="Globex"),
            process("rejected", company="Initech", reapply_on=TODAY - timedelta(days=2)),
        ),
        contacts=(kept(Contact(name="Dana", next_touch_on=TODAY)),),
        follow_ups=(
            due(3, "soon"),
            due(-5, "overdue", kind="promise"),
            due(8, "later"),
            due(-9, "done", done_on=TODAY),
        ),
    )
    steps = next_steps(entries, TODAY)
    assert [(step.kind.value, step.follow_up_id) for step in steps] == [
        ("promise", "overdue"),
        ("reapply", None),
        ("touch", None),
        ("follow_up", "soon"),
        ("bridge", None),
    ]
    assert "Globex" in steps[-1].text


def test_silence_is_a_question_not_a_verdict() -> None:
    quiet = process("applied", TODAY - timedelta(days=40), told_exploring=True)
    steps = next_steps(Entries(processes=(quiet, TESTED)), TODAY)
    assert [step.kind for step in steps] == [StepKind.SILENCE]
    assert "quiet for 40 days, longer than the 21 days that are usual" in steps[0].text


def test_who_is_silent_is_asked_once_more_and_not_told() -> None:
    quiet = process("panel", TODAY - timedelta(days=84))
    assert kinds(Entries(processes=(quiet, TESTED))) == [StepKind.SILENCE]


def test_a_standing_goal_counts_conversations_of_its_purpose() -> None:
    goal = Goal(
        kind="standing", text="Stay in practice", purpose="practise", times=2, per="quarter"
    )
    talks = (
        process(purpose="practise", told_exploring=True),
        process(purpose="learn_worth", company="B", told_exploring=True),
        process(day=date(2026, 3, 31), purpose="practise", company="C", told_exploring=True),
        process("applied", purpose="practise", company="D"),
    )
    assert goal_progress(goal, talks, TODAY) == 1
    steps = next_steps(Entries(processes=talks, goals=(kept(goal),)), TODAY)
    assert [step.text for step in steps if step.kind is StepKind.GOAL] == [
        "Stay in practice: 1 of 2 this quarter."
    ]


@pytest.mark.parametrize(
    ("per", "start"),
    [("month", date(2026, 6, 1)), ("quarter", date(2026, 4, 1)), ("year", date(2026, 1, 1))],
)
def test_periods_begin_on_their_first_day(per: str, start: date) -> None:
    assert period_start(GoalPeriod(per), TODAY) == start


def test_months_since_the_market_was_tested() -> None:
    old = process(day=TODAY - timedelta(days=300))
    applied = process("applied")
    assert months_since_tested([old, applied], TODAY) == pytest.approx(9.86, abs=0.01)
    assert months_since_tested([applied], TODAY) is None
    entries = Entries(processes=(old.model_copy(update={"told_exploring": True}),))
    assert StepKind.UNTESTED in kinds(entries)


def test_activity_counts_everything_logged_on_a_day() -> None:
    pay = PayObservation(
        observed_on=TODAY, company="Acme", kind="quote", low=1, high=1, currency="USD"
    )
    entries = Entries(
        processes=(TESTED, process(day=TODAY - timedelta(days=1), company="B")),
        pay=(logged(pay),),
        touches=(logged(Touch(touched_on=TODAY), "k"),),
        follow_ups=(kept(FollowUp(due_on=TODAY, what="x", done_on=TODAY)),),
    )
    assert activity(entries) == {TODAY - timedelta(days=1): 1, TODAY: 4}


def test_likeness_is_not_sameness() -> None:
    assert same_company(" aurora  Labs", "Aurora labs")
    assert not same_company("Aurora", "Aurora Labs")
    assert not same_company(None, None)


def test_whom_the_person_knows_on_the_dream_list() -> None:
    dana = kept(Contact(name="Dana", company="initech"), "dana")
    entries = Entries(
        contacts=(dana, kept(Contact(name="Eve", company="Initech Labs"), "eve")),
        processes=(process(company="Initech"), TESTED),
        dream_companies=(
            kept(DreamCompany(company="Globex", since=date(2025, 1, 1))),
            kept(DreamCompany(company="Initech", since=date(2020, 1, 1))),
        ),
        touches=(
            logged(Touch(touched_on=date(2026, 1, 1)), "dana"),
            logged(Touch(touched_on=date(2026, 5, 1)), "dana"),
        ),
    )
    first, second = dream_list(entries)
    assert first.contacts == contacts_at(entries, "INITECH") == (dana,)
    assert [p.company for p in first.processes] == ["Initech"]
    assert second.dream.record.company == "Globex"
    assert last_touches(entries) == {"dana": date(2026, 5, 1)}
    assert companies_of(entries) == ("Acme", "Globex", "Initech")
    assert known_at_companies(entries) == {"Acme": (), "Globex": (), "Initech": (dana,)}


def test_what_was_said_of_pay_in_one_process() -> None:
    def figure(company: str, title: str | None) -> PayObservation:
        return PayObservation(
            observed_on=TODAY,
            company=company,
            title=title,
            kind="asked",
            low=1,
            high=1,
            currency="USD",
        )

    entries = Entries(
        pay=(
            logged(figure("Acme", "Dev"), "Acme"),
            logged(figure("acme", None)),
            logged(figure("Acme", "Manager")),
            logged(figure("Other", "Dev")),
            logged(figure("Acme", "Dev"), "another"),
        )
    )
    said = pay_said(entries, process(title="Dev"))
    assert said == (figure("Acme", "Dev"), figure("acme", None))
