"""The people page: what is due, whom the person knows, the dream list, and goals."""

from datetime import date, timedelta

import pytest

from greener.journal.kept import Kept
from greener.journal.people import Contact, DreamCompany, FollowUp, Goal, GoalKind, Touch, Warmth
from greener.journal.records import ProcessHead, Stage, StageEvent
from pages.shared.people.contacts import in_order, is_found
from pages.shared.people.goals import progress_text
from tests.pages.helpers import dialog, texts

PAGE = "pages/you/people.py"
TODAY = date.today()
VIEWS = ("Due", "People", "Dream list", "Goals")


def button(app, label):
    return next(each for each in app.button if each.label.replace("\\", "") == label)


def labels(app):
    return [each.label for each in app.button]


def open_dialog(module, name, *arguments):
    return dialog(f"people.{module}", name, *arguments)


@pytest.fixture
def open_view(open_page):
    return lambda view: open_page(PAGE, people_view=view)


@pytest.fixture
def empty_view(open_page):
    """Open a view with nothing entered and the example removed."""

    def open_view(view):
        app = open_page()
        button(app, "Remove the example").click().run()
        app.switch_page(PAGE).run()
        return app.button_group(key="people_view").set_value(view).run()

    return open_view


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("Due", "Nothing is due"),
        ("People", "Nobody here yet"),
        ("Dream list", "No company yet"),
        ("Goals", "No goal yet"),
    ],
)
def test_an_empty_view_says_what_to_do(view, said, empty_view):
    assert said in texts(empty_view(view))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("Due", "Send Mirela the notes"),
        ("People", "Quillmark Payments**: Mirela Oakhurst (can refer you)"),
        ("Dream list", "You know Ilse Farrow"),
        ("Goals", "$160,000 to $185,000 base a year"),
    ],
)
def test_the_example_is_shown_and_cannot_be_changed(view, said, open_view, journal):
    app = open_view(view)
    assert said in texts(app)
    assert set(labels(app)) <= {"Put in mine", "Remove the example", *VIEWS}


@pytest.mark.parametrize("view", VIEWS)
def test_a_full_journal_is_shown(view, open_view, full_journal):
    app = open_view(view)
    assert not app.exception
    assert not app.error
    assert "This person is invented" not in texts(app)


def test_somebody_alone_is_enough_to_replace_the_example(open_view, journal):
    with journal.write() as transaction:
        transaction.contacts.add(Contact(name="Dana Reyes"))
    shown = texts(open_view("People"))
    assert "This person is invented" not in shown
    assert "Mirela" not in shown


def test_one_click_logs_being_in_touch_and_takes_it_off_what_is_due(open_view, journal):
    with journal.write() as transaction:
        kept = transaction.contacts.add(Contact(name="Dana Reyes", next_touch_on=TODAY))
    app = open_view("Due")
    app.button(key=f"touch_due_{kept.id}").click().run()
    entries = journal.entries()
    assert [(each.parent_id, each.record) for each in entries.touches] == [
        (kept.id, Touch(touched_on=TODAY))
    ]
    assert entries.contacts[0].record.next_touch_on is None
    assert "Nothing is due" in texts(app)


def test_being_in_touch_early_keeps_the_next_time(open_view, journal):
    later = TODAY + timedelta(days=40)
    with journal.write() as transaction:
        kept = transaction.contacts.add(Contact(name="Dana Reyes", next_touch_on=later))
    open_view("People").button(key=f"touch_card_{kept.id}").click().run()
    assert journal.entries().contacts[0].record.next_touch_on == later


def test_a_promise_is_done_with_one_click_and_can_be_opened_again(open_view, journal):
    with journal.write() as transaction:
        kept = transaction.follow_ups.add(FollowUp(due_on=TODAY, what="Send the slides"))
    app = open_view("Due")
    app.button(key=f"done_due_{kept.id}").click().run()
    assert journal.entries().follow_ups[0].record.done_on == TODAY
    app.button(key=f"undo_done_{kept.id}").click().run()
    assert journal.entries().follow_ups[0].record.done_on is None


def test_what_was_changed_in_another_window_is_not_overwritten(journal):
    with journal.write() as transaction:
        kept = transaction.contacts.add(Contact(name="Dana Reyes"))
    app = open_dialog("contact_dialog", "_open", kept.id)
    with journal.write() as transaction:
        transaction.contacts.edit(kept.id, kept.version, Contact(name="Dana R."))
    app.text_input(key=f"contact_{kept.id}_1_company").set_value("Initech")
    button(app, "Save").click().run()
    assert "changed in another window" in texts(app)
    assert journal.entries().contacts[0].record == Contact(name="Dana R.")


def test_a_touch_is_logged_with_how_and_taken_back(journal):
    with journal.write() as transaction:
        kept = transaction.contacts.add(Contact(name="Dana Reyes"))
    app = open_dialog("contact_dialog", "_open", kept.id)
    app.text_input(key=f"touch_how_{kept.id}").set_value("Coffee")
    button(app, "Log it").click().run()
    (touch,) = journal.entries().touches
    assert touch.record == Touch(touched_on=TODAY, how="Coffee")
    app.button(key=f"retract_{touch.id}").click().run()
    assert journal.entries().touches == ()


@pytest.mark.parametrize(
    ("module", "name", "shelf", "record"),
    [
        ("contact_dialog", "_open", "contacts", Contact(name="Dana Reyes")),
        ("follow_up_dialog", "open_follow_up", "follow_ups", FollowUp(due_on=TODAY, what="Ask")),
        ("goal_dialog", "open_goal", "goals", Goal(kind="must_have", text="Fridays off")),
        ("dreams", "_open_dream", "dream_companies", DreamCompany(company="A", since=TODAY)),
    ],
)
def test_what_was_entered_can_be_saved_again_and_deleted(module, name, shelf, record, journal):
    with journal.write() as transaction:
        kept = getattr(transaction, shelf).add(record)
    arguments = {
        "contact_dialog": (kept.id,),
        "follow_up_dialog": (journal.entries(), kept),
        "goal_dialog": (kept, "USD"),
        "dreams": (kept,),
    }[module]
    save = next(
        each for each in open_dialog(module, name, *arguments).button if each.label == "Save"
    )
    save.click().run()
    (saved,) = getattr(journal.entries(), shelf)
    assert (saved.record, saved.version) == (record, 2)
    app = open_dialog(module, name, *(saved if each is kept else each for each in arguments))
    deletes = {"Delete", "Delete it", "Take off the list"}
    next(each for each in app.button if each.label in deletes).click().run()
    assert getattr(journal.entries(), shelf) == ()


def test_somebody_new_is_kept(open_view, full_journal):
    app = open_dialog("contact_dialog", "new_contact")
    app.text_input(key="new_contact_name").set_value("<b>Zoë</b> [x](y)")
    app.text_input(key="new_contact_company").set_value("Copperleaf Robotics")
    app.selectbox(key="new_contact_warmth").set_value(Warmth.WARM)
    app.selectbox(key="new_contact_can_refer").set_value(True)
    button(app, "Save").click().run()
    contact = full_journal.entries().contacts[-1].record
    assert (contact.name, contact.warmth, contact.can_refer) == (
        "<b>Zoë</b> [x](y)",
        Warmth.WARM,
        True,
    )
    assert "Copperleaf Robotics**: <b>Zoë</b> [x](y) (can refer you)" in texts(open_view("People"))


def test_a_nameless_person_is_refused_calmly(full_journal):
    before = full_journal.entries().contacts
    app = open_dialog("contact_dialog", "new_contact")
    button(app, "Save").click().run()
    assert "Not saved yet:  \nName: missing" in texts(app)
    assert full_journal.entries().contacts == before


def test_where_to_try_again_is_shown_and_taken_off(open_view, full_journal):
    with full_journal.write() as transaction:
        kept = transaction.processes.all()[0]
        head = kept.record.model_copy(update={"reapply_on": TODAY - timedelta(days=3)})
        transaction.processes.edit(kept.id, kept.version, head)
    app = open_view("Due")
    assert "3 days ago" in texts(app)
    app.button(key=f"tried_{kept.id}").click().run()
    assert not any(process.reapply_on for process in full_journal.entries().processes)


def test_a_goal_counts_the_conversations_of_its_period(open_view, full_journal):
    app = open_dialog("goal_dialog", "new_goal", "USD")
    app.text_input(key="new_goal_standing_text").set_value("Ten talks a year")
    app.number_input(key="new_goal_standing_times").set_value(10)
    button(app, "Save").click().run()
    assert full_journal.entries().goals[-1].record.times == 10
    with full_journal.write() as transaction:
        key = transaction.processes.all()[-1].id
        transaction.events.add(StageEvent(stage=Stage.RECRUITER_SCREEN, occurred_on=TODAY), key)
    assert "of 10 this quarter" in texts(open_view("Goals"))


def test_a_range_is_read_as_it_is_written(full_journal):
    app = open_dialog("goal_dialog", "new_goal", "USD")
    app.button_group(key="new_goal_kind").set_value(GoalKind.RANGE).run()
    app.text_input(key="new_goal_range_text").set_value("Enough to move")
    app.text_input(key="new_goal_range_range").set_value("170-190k")
    button(app, "Save").click().run()
    goal = full_journal.entries().goals[-1].record
    assert (goal.low, goal.high, goal.currency) == (170_000, 190_000, "USD")


def test_a_company_is_put_on_the_dream_list(open_view, full_journal):
    app = open_dialog("dreams", "_new_dream")
    app.text_input(key="new_dream_company").set_value("Copperleaf Robotics")
    button(app, "Save").click().run()
    assert "On the list since today · Last: declined" in texts(open_view("Dream list"))


def test_everybody_is_found_by_words_of_what_is_known():
    dana = Contact(name="Dana Reyes", company="Initech", role="Engineer")
    assert is_found(dana, "")
    assert is_found(dana, "initech DANA")
    assert not is_found(dana, "dana globex")


def test_who_is_due_comes_first_then_the_best_known():
    def kept(name, **known):
        return Kept(name, 1, Contact(name=name, **known))

    people = [
        kept("cold", warmth="cold"),
        kept("close", warmth="close"),
        kept("close lately", warmth="close"),
        kept("due", next_touch_on=TODAY),
        kept("unknown"),
    ]
    order = [each.id for each in in_order(people, {"close lately": TODAY}, TODAY)]
    assert order == ["due", "close lately", "close", "cold", "unknown"]


def test_progress_is_told_in_words():
    goal = Goal(kind="standing", text="x", times=2, per="quarter", purpose="learn_worth")
    assert progress_text(goal, 1) == (
        "2 conversations to learn worth a quarter: 1 of 2 this quarter"
    )
    assert progress_text(goal, 3).endswith("done this quarter")


def test_a_name_stays_out_of_the_address_and_the_log(open_view, journal, caplog):
    with journal.write() as transaction:
        kept = transaction.contacts.add(Contact(name="Zaphodina", company="Betelgeuse"))
    app = open_view("People")
    app.text_input(key="find_contact").set_value("Zaphodina").run()
    app.button(key=f"touch_card_{kept.id}").click().run()
    assert "Zaphodina" in " ".join(labels(app))
    assert set(app.query_params) == {"people_view"}
    assert "Zaphodina" not in str(dict(app.query_params))
    assert "Zaphodina" not in caplog.text


def test_what_interviews_call_for_is_due_too(open_view, journal):
    with journal.write() as transaction:
        transaction.add_process(
            ProcessHead(company="Quiet & Co"),
            [StageEvent(occurred_on=TODAY - timedelta(days=90), stage="panel")],
        )
        transaction.add_process(
            ProcessHead(company="Talking & Co"), [StageEvent(occurred_on=TODAY, stage="panel")]
        )
    app = open_view("Due")
    shown = texts(app)
    assert "In your interviews" in shown
    assert "Tell Talking & Co: “I should say openly" in shown
    assert "Ask Quiet & Co once more, or call it ghosted: quiet for 90 days" in shown
    assert "Nothing is due" not in shown
    assert [each.label for each in app.button].count("Open") == 2
