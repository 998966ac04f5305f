"""The job page: three questions give both answers; what cannot be true is named and not saved."""

from datetime import date
from decimal import Decimal

import pytest

from greener.journal.example import example_entries
from greener.journal.records import PayPeriod
from pages.shared.job_form import read_job, yearly
from pages.shared.pay_history.raise_question import WhyChanged
from tests.pages.helpers import dialog, texts

PAGE = "pages/you/job.py"
TODAY = date.today()
FIELDS = {
    "title": "Software engineer",
    "occupation": "15-1252",
    "employer": "Acme",
    "country": "US",
    "region": "TX",
    "pay_written": "138k",
    "pay_period": PayPeriod.YEAR,
    "currency": "USD",
}


def field(app, kind, label):
    return next(widget for widget in getattr(app, kind) if widget.label.replace("\\", "") == label)


def click(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def fill(app, **changes):
    answers = {"Job title": "Software engineer", "Employer": "Acme", **changes}
    for label, value in answers.items():
        field(app, "text_input", label).set_value(value)
    return app.run()


def test_three_questions_give_both_answers(open_page, journal):
    app = fill(open_page(PAGE), **{"Base pay before tax, without bonus and equity": "138,000"})
    field(app, "selectbox", "State").set_value("TX").run()
    assert field(app, "radio", "Which of these is it?").value == "15-1252"
    click(app, "Save and see the answers")
    with journal.read() as transaction:
        job = transaction.present_job().record
    assert (job.title, job.employer, job.region) == ("Software engineer", "Acme", "TX")
    assert (job.occupation, job.pay_annual, job.currency) == ("15-1252", 138_000, "USD")
    shown = texts(app)
    assert "Software engineer at Acme" in shown
    assert "This person is invented" not in shown


def test_each_suggestion_says_what_it_pays(open_page):
    app = fill(open_page(PAGE), **{"Job title": "data scientist"})
    captions = field(app, "radio", "Which of these is it?").proto.captions
    assert any("in the middle" in caption for caption in captions)


def test_abroad_a_suggestion_says_what_people_report_there(open_page):
    app = fill(open_page(PAGE), **{"Job title": "software developer"})
    field(app, "selectbox", "Country").set_value("DE").run()
    captions = field(app, "radio", "Which of these is it?").proto.captions
    assert "reports, Germany" in captions[0]
    assert not any("United States" in caption for caption in captions)
    field(app, "selectbox", "Country").set_value("VA").run()
    captions = field(app, "radio", "Which of these is it?").proto.captions
    assert captions[0] == "No pay of it is at hand for Vatican City"


def test_what_cannot_be_true_is_named_and_nothing_is_saved(open_page, journal):
    pay = {"Base pay before tax, without bonus and equity": "-5", "Employer": "Acme"}
    app = click(fill(open_page(PAGE), **pay), "Save and see the answers")
    assert "Base pay" in app.error[0].value
    app = click(fill(app, **{**pay, **dict.fromkeys(pay, "")}), "Save and see the answers")
    assert "Employer: missing" in app.error[0].value.replace("\\", "")
    assert journal.entries().present_job is None


def test_a_saved_job_is_shown_and_can_be_changed(open_page, full_journal):
    app = open_page(PAGE)
    assert field(app, "text_input", "Employer").value == "Larkfield Software"
    assert field(app, "number_input", "Years in the field").value == 7
    field(app, "text_input", "Employer").set_value("Larkfield Holdings").run()
    click(app, "Save and see the answers")
    assert full_journal.entries().present_job.record.employer == "Larkfield Holdings"


def test_a_change_from_another_window_is_not_overwritten(open_page, full_journal):
    app = open_page(PAGE)
    field(app, "text_input", "Employer").set_value("Mine").run()
    with full_journal.write() as transaction:
        kept = transaction.present_job()
        theirs = kept.record.as_job().model_copy(update={"employer": "Theirs"})
        transaction.save_present_job(theirs, kept.version)
    click(app, "Save and see the answers")
    assert "changed in another window" in app.warning[0].value
    assert field(app, "text_input", "Employer").value == "Mine"
    assert full_journal.entries().present_job.record.employer == "Theirs"


@pytest.mark.parametrize(
    ("written", "period", "pay"),
    [
        ("138,000", PayPeriod.YEAR, Decimal(138_000)),
        ("138k", PayPeriod.YEAR, Decimal(138_000)),
        ("60", PayPeriod.HOUR, Decimal(124_800)),
        ("60/hour", PayPeriod.YEAR, Decimal(124_800)),
        ("", PayPeriod.YEAR, None),
    ],
)
def test_pay_is_read_as_people_write_it(written, period, pay):
    assert yearly(written, period) == pay


@pytest.mark.parametrize(
    ("changes", "field_named"),
    [
        ({"pay_written": "a lot"}, "Base pay"),
        ({"pay_written": "99999999999"}, "Base pay"),
        ({"employer": "  "}, "Employer"),
        ({"title": ""}, "Job title"),
        ({"employer": "x" * 10_000}, "Employer"),
    ],
)
def test_a_problem_names_its_field(changes, field_named):
    job, problems = read_job({**FIELDS, **changes})
    assert job is None
    assert problems[0].startswith(f"{field_named}: ")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "شركة المثال", "A" * 200])
def test_odd_names_are_kept_as_they_are(name):
    job, problems = read_job({**FIELDS, "employer": name})
    assert problems == []
    assert job.employer == name


PAY = "Base pay before tax, without bonus and equity"


@pytest.fixture
def at_work(journal):
    """A journal that holds the example's job and nothing else."""
    with journal.write() as transaction:
        transaction.jobs.add(example_entries(TODAY).present_job.record)
    return journal


def test_a_raise_keeps_the_former_pay_as_a_step(open_page, at_work):
    before = at_work.entries().present_job
    app = fill(open_page(PAGE), **{"Employer": "Larkfield Software", PAY: "150k"})
    assert field(app, "radio", "It was $138,000 before").value == WhyChanged.RAISE
    click(app, "Save and see the answers")
    entries = at_work.entries()
    steps = [(kept.record.effective_on, kept.record.amount_annual) for kept in entries.pay_history]
    assert steps == [(before.record.started, 138_000), (TODAY, 150_000)]
    shown = texts(open_page(PAGE))
    assert "+9% since" in shown
    assert "As of the first day in the job" in shown


def test_a_slip_is_put_right_without_a_step(open_page, at_work):
    app = fill(open_page(PAGE), **{"Employer": "Larkfield Software", PAY: "183,000"})
    field(app, "radio", "It was $138,000 before").set_value(WhyChanged.SLIP).run()
    click(app, "Save and see the answers")
    assert at_work.entries().present_job.record.pay_annual == 183_000
    assert at_work.entries().pay_history == ()


def test_the_present_pay_is_proposed_as_the_first_step(open_page, at_work):
    app = click(open_page(PAGE), "Add a step of pay")
    assert field(app, "text_input", "A year, before tax").value == "138,000"


def test_a_step_is_added_changed_and_deleted(open_page, at_work):
    present = at_work.entries().present_job
    jobs = {present.id: "Engineer at Larkfield"}
    app = dialog("pay_history.dialogs", "new_step", jobs, "USD")
    field(app, "text_input", "A year, before tax").set_value("lots")
    click(app, "Save")
    assert "Pay: expected one positive amount" in texts(app)
    field(app, "text_input", "A year, before tax").set_value("60/hour")
    click(app, "Save")
    (kept,) = at_work.entries().pay_history
    assert (kept.record.amount_annual, kept.record.job_id) == (124_800, present.id)
    shown = texts(open_page(PAGE))
    assert "The newest step says $124,800, the form above $138,000" in shown
    assert "of base pay" not in shown  # no picture of a pay that began today
    app = dialog("pay_history.dialogs", "open_step", jobs, kept)
    field(app, "text_input", "Note").set_value("First raise")
    click(app, "Save")
    (changed,) = at_work.entries().pay_history
    assert (changed.version, changed.record.note) == (2, "First raise")
    app = click(dialog("pay_history.dialogs", "open_step", jobs, kept), "Delete")
    assert "changed in another window" in app.warning[0].value
    assert at_work.entries().pay_history == (changed,)
    click(dialog("pay_history.dialogs", "open_step", jobs, changed), "Delete")
    assert at_work.entries().pay_history == ()


def test_an_earlier_job_has_its_place(open_page, at_work):
    app = dialog("pay_history.dialogs", "new_job", "USD")
    field(app, "text_input", "Job title").set_value("Junior engineer")
    field(app, "text_input", "Employer").set_value("Tinware")
    field(app, "date_input", "First day").set_value(date(2020, 1, 1))
    field(app, "date_input", "Last day").set_value(date(2019, 12, 31))
    click(app, "Save")
    assert "Last day: must not be before the first day" in texts(app)
    field(app, "date_input", "First day").set_value(date(2018, 1, 1))
    click(app, "Save")
    earlier = next(kept for kept in at_work.entries().jobs if kept.record.ended)
    assert (earlier.record.employer, earlier.record.ended) == ("Tinware", date(2019, 12, 31))
    assert "Junior engineer at Tinware" in texts(open_page(PAGE))
    click(dialog("pay_history.dialogs", "open_job", earlier), "Delete it")
    assert [kept.record.employer for kept in at_work.entries().jobs] == ["Larkfield Software"]


def test_a_new_job_leaves_the_former_one_in_the_history(open_page, at_work):
    kept = at_work.entries().present_job
    click(dialog("pay_history.dialogs", "end_job", kept, "job_opened"), "Go on to the new one")
    entries = at_work.entries()
    assert entries.present_job is None
    assert [kept.record.ended for kept in entries.jobs] == [TODAY]
    app = open_page(PAGE)
    assert field(app, "text_input", "Employer").value == ""
    click(fill(app), "Save and see the answers")
    assert at_work.entries().present_job.record.employer == "Acme"
    assert "at last $138,000" in texts(open_page(PAGE))
