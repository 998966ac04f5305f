"""Your data: what comes in, what goes out, where it lies, backups and erasing."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from greener.journal.entries import Entries
from greener.journal.people import Contact, FollowUp
from greener.journal.records import Stage
from greener.journal.store.backups import Backup
from pages.shared.data_in_out.mapping_form import field_words
from pages.shared.data_in_out.safekeeping import backup_labels
from pages.shared.data_in_out.take_out import archive_of, interviews_of
from tests.pages.helpers import texts

PAGE = "pages/you/data.py"
TRACKER = b"""Company,Role,Status,Applied,Salary,Favourite colour
Initech,Engineer,Applied,2026-03-01,$120k,red
Globex,Engineer,Archived,2026-03-05,,
,Engineer,Applied,2026-03-05,,
Hooli,Engineer,Rejected,someday,"$150,000",
Umbrella,SRE,Offer,2026-04-04,"$150,000 - 170,000",blue
"""
CONNECTIONS = b"""Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Reyes,https://example.org/in/dana,,Initech,Engineer,12 May 2024
"""


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, part in files.items():
            file.writestr(name, part)
    return content.getvalue()


def upload(app, name, content):
    return app.file_uploader[0].upload(name, content).run()


def counts(app):
    return {metric.label: int(metric.value) for metric in app.metric}


def said(app):
    return " ".join(each.value for each in app.success).replace("\\", "")


def bring_in(app):
    return app.button(key="bring_in").click().run()


def test_an_empty_journal_is_shown(open_page, journal):
    app = open_page(PAGE)
    assert not app.exception
    assert str(journal.file) in [each.value for each in app.code]


def test_nothing_is_written_before_the_last_click_and_bad_rows_are_told(open_page, journal):
    app = upload(open_page(PAGE), "mine.csv", TRACKER)
    assert counts(app) == {
        "New": 2,
        "With more entries": 0,
        "There already": 0,
        "Cannot be read": 3,
    }
    shown = texts(app)
    assert "**Line 4**: Company: missing" in shown
    assert "**Line 5**: Applied: expected a date like 2026-05-01, got 'someday'" in shown
    assert "Columns that are not read: Favourite colour" in shown
    assert journal.entries() == Entries()
    app = bring_in(app)
    assert "2 new" in said(app)
    assert "3 rows left out" in said(app)
    assert "**Line 5**: Applied: expected a date" in texts(app)
    assert app.get("download_button")
    assert {each.company for each in journal.entries().processes} == {"Initech", "Umbrella"}


def test_a_file_brought_in_twice_adds_nothing(open_page, journal):
    bring_in(upload(open_page(PAGE), "mine.csv", TRACKER))
    before = journal.entries()
    app = upload(open_page(PAGE), "mine.csv", TRACKER)
    assert counts(app)["There already"] == 2
    assert "Nothing new in it" in texts(app)
    assert not [each for each in app.button if each.key == "bring_in"]
    assert journal.entries() == before


def test_a_word_for_a_stage_is_asked_for(open_page, journal):
    app = upload(open_page(PAGE), "mine.csv", TRACKER)
    box = next(each for each in app.selectbox if each.label == "Archived")
    app = box.set_value(Stage.COOLED_OFF).run()
    assert counts(app)["New"] == 3
    bring_in(app)
    globex = next(each for each in journal.entries().processes if each.company == "Globex")
    assert globex.events[-1].stage is Stage.COOLED_OFF


def test_pay_without_a_currency_is_read_in_the_currency_at_home_and_says_so(open_page, journal):
    content = b"Company,Applied,Salary\nInitech,2026-03-01,165000\n"
    app = upload(open_page(PAGE), "mine.csv", content)
    rest = next(each for each in app.expander if each.label.startswith("Where the file leaves"))
    assert rest.proto.expanded
    assert next(each for each in rest.selectbox if each.label.startswith("Currency")).value == "USD"
    bring_in(app)
    (figure,) = journal.entries().pay_observations
    assert (figure.low, figure.currency) == (165_000, "USD")


def test_a_column_can_be_given_another_meaning(open_page, journal):
    app = upload(open_page(PAGE), "mine.csv", TRACKER)
    note = next(each for each in app.selectbox if each.label == "Note")
    app = note.set_value("Favourite colour").run()
    assert "Columns that are not read" not in texts(app)
    bring_in(app)
    assert {each.note for each in journal.entries().processes} == {"red", "blue"}


def test_an_unnamed_company_column_is_asked_for(open_page, journal):
    content = b"Where,Job,Applied\nInitech,Engineer,2026-03-01\n"
    app = upload(open_page(PAGE), "mine.csv", content)
    assert counts(app)["Cannot be read"] == 1
    company = next(each for each in app.selectbox if each.label == "Company")
    assert counts(company.set_value("Where").run())["New"] == 1


def test_linkedin_connections_come_in_from_the_file_and_from_the_zip(open_page, journal):
    app = upload(open_page(PAGE), "Connections.csv", CONNECTIONS)
    assert "Recognised: **LinkedIn connections**" in texts(app)
    bring_in(app)
    (contact,) = journal.entries().contacts
    assert (contact.record.name, contact.record.company) == ("Dana Reyes", "Initech")
    content = zipped(**{"Connections.csv": CONNECTIONS, "Profile.csv": b"Headline,x\na,b\n"})
    app = upload(open_page(PAGE), "linkedin.zip", content)
    assert counts(app)["There already"] == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "The file is empty"),
        ("a.csv", b"\x00\x01\x02\x03", "binary file"),
        ("a.csv", b"<!doctype html><p>Sign in</p>", "web page"),
        ("a.xlsx", b"PK\x03\x04 not really", "spreadsheet"),
        ("a.zip", zipped(**{"photo.txt": b"x"}), "No file in the zip"),
        ("a.zip", zipped(**{"journal.json": b"{}"}), "Not an archive of a journal"),
        ("a.zip", zipped(**{"journal.json": b"\xff"}), "Not an archive of a journal"),
    ],
)
def test_a_bad_file_is_told_calmly(name, content, reason, open_page, full_journal):
    before = full_journal.entries()
    app = upload(open_page(PAGE), name, content)
    assert not app.exception
    (error,) = app.error
    assert reason in error.value.replace("\\", "")
    assert full_journal.entries() == before


def test_everything_goes_out_is_erased_and_comes_back_the_same(open_page, full_journal):
    before = full_journal.entries()
    content = archive_of(full_journal)
    app = open_page(PAGE)
    app.text_input(key="erase_word").set_value("Erase")
    app = next(each for each in app.button if each.label == "Erase everything").click().run()
    assert "Erased" in said(app)
    assert full_journal.entries() == Entries()
    assert full_journal.backups.all() == []
    app = upload(open_page(PAGE), "greener-journal.zip", content)
    app = bring_in(app)
    assert "Brought in" in said(app)
    assert full_journal.entries() == before


@pytest.mark.parametrize("word", ["", "no", "erase it"])
def test_another_word_erases_nothing(word, open_page, full_journal):
    before = full_journal.entries()
    app = open_page(PAGE)
    app.text_input(key="erase_word").set_value(word)
    app = next(each for each in app.button if each.label == "Erase everything").click().run()
    assert "Nothing was erased" in texts(app)
    assert full_journal.entries() == before


def test_erasing_leaves_no_planted_name_on_disk(open_page, journal, home):
    name = "Zaphodina"
    with journal.write() as transaction:
        transaction.contacts.add(Contact(name=name))
    journal.backups.take()
    app = open_page(PAGE)
    app.text_input(key="erase_word").set_value("erase")
    next(each for each in app.button if each.label == "Erase everything").click().run()
    left = [
        path for path in home.rglob("*") if path.is_file() and name.encode() in path.read_bytes()
    ]
    assert left == []


def test_a_backup_is_taken_and_put_back(open_page, journal):
    with journal.write() as transaction:
        transaction.contacts.add(Contact(name="Dana Reyes"))
    app = open_page(PAGE)
    app = app.button(key="take_backup").click().run()
    assert "A backup was taken" in said(app)
    with journal.write() as transaction:
        transaction.contacts.add(Contact(name="Too many"))
    app = open_page(PAGE)
    app = app.button(key="restore").click().run()
    assert "Your journal is as it was on" in said(app)
    assert [each.record.name for each in journal.entries().contacts] == ["Dana Reyes"]
    assert len(journal.backups.all()) >= 2


def test_no_two_backups_bear_one_label():
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    copies = [
        Backup(Path("c"), moment + timedelta(seconds=1)),
        Backup(Path("b"), moment + timedelta(microseconds=1)),
        Backup(Path("a"), moment),
    ]
    labels = backup_labels(copies)
    assert len(set(labels)) == 3
    assert labels[0].endswith(":01")


def test_a_damaged_backup_is_told_calmly(open_page, journal):
    journal.backups.take().path.write_bytes(b"nothing")
    with journal.write() as transaction:
        transaction.contacts.add(Contact(name="Dana Reyes"))
    app = open_page(PAGE)
    app = app.button(key="restore").click().run()
    assert "is not a copy of a journal" in app.error[0].value.replace("\\", "")
    assert len(journal.entries().contacts) == 1


def test_what_is_due_and_the_flat_file_are_offered(open_page, full_journal):
    with full_journal.write() as transaction:
        transaction.follow_ups.add(FollowUp(due_on=date.today(), what="Send the slides"))
    labels = [each.key for each in open_page(PAGE).get("download_button")]
    assert len(labels) == 3
    assert b"Copperleaf Robotics" in interviews_of(full_journal)


def test_the_example_is_never_taken_out(open_page, journal):
    open_page(PAGE)
    assert b"Copperleaf" not in interviews_of(journal)


def test_fields_are_named_as_a_reader_would():
    assert field_words("applied_on") == "Day you applied"
    assert field_words("first_name") == "First name"
