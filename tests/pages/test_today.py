"""Today: both answers as the core gives them, beside the person's own outcomes."""

from datetime import date, timedelta

from greener.answers.sentences import safety_sentence, worth_sentence
from greener.journal.example import example_entries
from greener.journal.people import FollowUp, Goal, HeldJob
from greener.journal.records import Job, ProcessHead, Stage, StageEvent
from greener.today import answer_today
from pages.shared.next_steps import when_words
from pages.shared.outcomes import surest_figure
from tests.pages.helpers import texts

TODAY = date.today()


def click(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def sentences(snapshot, entries):
    job = entries.present_job.record.as_job()
    answer = answer_today(snapshot, job, entries.pay_observations, TODAY)
    return safety_sentence(answer.safety), worth_sentence(answer.worth, job)


def assert_said(sentence, shown):
    clause, _, rest = sentence.partition(", likely ")
    assert clause in shown
    assert rest in shown


def test_the_page_says_what_the_core_answers(open_page, full_journal, sample_snapshot):
    shown = texts(open_page())
    for sentence in sentences(sample_snapshot, full_journal.entries()):
        assert_said(sentence, shown)


def test_the_example_takes_the_same_path(open_page, sample_snapshot):
    shown = texts(open_page())
    assert "This person is invented" in shown
    for sentence in sentences(sample_snapshot, example_entries(TODAY)):
        assert_said(sentence, shown)


def test_one_click_removes_the_example_and_the_page_says_what_to_do(open_page):
    app = click(open_page(), "Remove the example")
    shown = texts(app)
    assert "This person is invented" not in shown
    assert "Three questions give you both answers" in shown
    assert "No interviews yet" in shown


def test_one_click_replaces_the_example(open_page):
    app = click(open_page(), "Put in mine")
    assert app.title[0].value == "The job I have"


def test_outcomes_and_next_steps_stand_beside_the_answers(open_page, full_journal):
    shown = texts(open_page())
    assert "**Copperleaf Robotics**" in shown
    assert "Written offer: **$156K**" in shown
    assert "Tell Blue Heron Mutual" in shown
    assert "One more written offer would narrow your worth" in shown


def test_interviews_without_a_job_still_show(open_page, journal):
    with journal.write() as transaction:
        transaction.add_process(
            ProcessHead(company="Acme"), [StageEvent(occurred_on=TODAY, stage=Stage.APPLIED)]
        )
    shown = texts(open_page())
    assert "**Acme**" in shown
    assert "Three questions give you both answers" in shown


def test_a_job_alone_says_what_would_sharpen_the_answers(open_page, journal):
    with journal.write() as transaction:
        transaction.save_present_job(Job(employer="<script>alert(1)</script>", title="Poet"))
    app = open_page()
    shown = texts(app)
    assert "Add what you earn" in shown
    assert "<script>alert(1)</script>" in shown
    assert not app.exception


def test_an_unknown_currency_is_named_and_not_a_failure(open_page, journal):
    with journal.write() as transaction:
        transaction.save_present_job(Job(employer="Acme", title="Engineer", currency="XTS"))
    shown = texts(open_page())
    assert "XTS" in shown
    assert "Something went wrong" not in shown


def test_without_a_market_the_own_outcomes_still_show(
    open_page, full_journal, tmp_path, monkeypatch
):
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "nothing"))
    shown = texts(open_page())
    assert "python -m etl ensure" in shown
    assert "**Copperleaf Robotics**" in shown


def test_the_page_says_what_changed_since_an_earlier_day(open_page, full_journal):
    assert "Since you last looked" not in texts(open_page())
    with full_journal.write() as transaction:
        (kept,) = transaction.looks.all()
        earlier = {"looked_on": TODAY - timedelta(days=9), "figures": kept.record.figures - 1}
        before = kept.record.model_copy(update={**earlier, "worth_annual": 1000.0})
        transaction.looks.edit(kept.id, kept.version, before)
    shown = texts(open_page())
    assert "1 more figure, your worth rose from $1,000 to" in shown


def test_the_example_leaves_no_look_behind(open_page, journal):
    open_page()
    with journal.read() as transaction:
        assert transaction.looks.all() == []


def test_no_figure_no_surest_figure():
    assert surest_figure(()) is None


def keys(app, start):
    return [button.key for button in app.button if (button.key or "").startswith(start)]


def test_what_is_due_says_when_and_is_done_in_one_click(open_page, full_journal):
    due = [kept for kept in full_journal.entries().follow_ups if kept.record.done_on is None]
    soonest = min(due, key=lambda kept: kept.record.due_on)
    app = open_page()
    assert soonest.record.what in texts(app)
    assert f"{soonest.record.due_on.day} {soonest.record.due_on:%B %Y}" in texts(app)
    key = f"done_today_{soonest.id}"
    app.button(key=key).click().run()
    (kept,) = [each for each in full_journal.entries().follow_ups if each.id == soonest.id]
    assert kept.record.done_on == TODAY
    assert key not in keys(app, "done_today")


def test_only_what_is_due_is_said_to_be_listed_as_due(open_page, journal):
    with journal.write() as transaction:
        transaction.jobs.add(HeldJob(employer="Acme", title="Engineer"))
        for number in range(7):
            transaction.follow_ups.add(FollowUp(due_on=TODAY, what=f"Call {number}"))
        for number in range(3):
            goal = Goal(kind="standing", text=f"Talk {number}", times=2, per="year")
            transaction.goals.add(goal)
    labels = [link.proto.label for link in open_page().get("page_link")]
    # Five of seven are shown; the due list has the other two, and a first conversation.
    assert "All that is due (3 more)" in labels


def test_a_word_that_is_owed_opens_its_process(open_page, full_journal):
    app = open_page()
    (key,) = keys(app, "step_")
    shown = texts(app.button(key=key).click().run())
    assert "One way to say it: I should say openly" in shown


def test_the_steps_of_the_example_change_nothing(open_page):
    app = open_page()
    assert "You promised" in texts(app)
    assert keys(app, "done_today") + keys(app, "touch_today") + keys(app, "step_") == []


def test_a_day_that_has_passed_stands_out():
    assert when_words(TODAY, TODAY) == "today"
    assert when_words(TODAY - timedelta(days=3), TODAY).startswith("**")
    assert when_words(TODAY + timedelta(days=1), TODAY).endswith("tomorrow")
