"""The interviews page: quick add, board, table, and what is read from the log."""

from datetime import date, timedelta

import pandas as pd
import pytest

from greener.journal.analysis.board import board, table
from greener.journal.analysis.course import ENDINGS, PROGRESS
from greener.journal.example import example_entries
from greener.journal.quickadd import process_meant, read_line
from greener.journal.records import (
    PayComponent,
    PayKind,
    PayPeriod,
    Process,
    ProcessHead,
    Purpose,
    Stage,
    StageEvent,
)
from greener.journal.store.errors import ConflictError
from pages.shared.interviews.board import COLUMNS, next_stage
from pages.shared.interviews.fields import WrittenFigure
from pages.shared.interviews.quick_add import save_proposal, summary
from pages.shared.interviews.table import changed_cells, process_table, save
from pages.shared.outcomes import surest_figure
from tests.pages.helpers import texts

PAGE = "pages/you/interviews.py"
TODAY = date.today()
LINE = "Acme, staff engineer, recruiter quoted 180-200k, told them I'm exploring"


def click(app, label):
    next(button for button in app.button if button.label.replace("\\", "") == label).click()
    return app.run()


def type_line(app, line):
    next(field for field in app.text_input if field.label == "What happened?").set_value(line)
    return click(app, "Read it")


def test_a_line_is_read_confirmed_and_kept(open_page, journal):
    app = type_line(open_page(PAGE), LINE)
    assert "Acme · staff engineer · Recruiter screen · Quoted: $180K to $200K" in texts(app)
    assert journal.entries().processes == ()
    click(app, "Save")
    (process,) = journal.entries().processes
    assert (process.company, process.title, process.told_exploring) == (
        "Acme",
        "staff engineer",
        True,
    )
    (figure,) = journal.entries().pay_observations
    assert (figure.low, figure.high) == (180_000, 200_000)


def test_a_line_can_be_dropped(open_page, journal):
    click(type_line(open_page(PAGE), LINE), "Drop it")
    assert journal.entries().processes == ()


def test_a_line_goes_on_with_the_process_it_means(full_journal):
    before = full_journal.entries()
    proposal = read_line("Blue Heron Mutual, hiring manager call went well", TODAY)
    meant = process_meant(proposal, before.processes)
    with full_journal.write() as transaction:
        save_proposal(transaction, proposal, meant)
    after = full_journal.entries()
    assert len(after.processes) == len(before.processes)
    changed = next(each for each in after.processes if each.key == meant.key)
    assert changed.events[-1].stage is Stage.HIRING_MANAGER


def test_a_line_without_a_stage_does_not_send_a_process_back(full_journal):
    proposal = read_line("Quillmark Payments, they will call back next week", TODAY)
    meant = process_meant(proposal, full_journal.entries().processes)
    with full_journal.write() as transaction:
        save_proposal(transaction, proposal, meant)
    changed = next(each for each in full_journal.entries().processes if each.key == meant.key)
    assert changed.events[-1].stage is Stage.FINAL


@pytest.mark.parametrize("line", ["<script>alert(1)</script>, engineer", "شركة, مهندس", "=1+1"])
def test_odd_names_are_shown_as_text(line, open_page, journal):
    click(type_line(open_page(PAGE), line), "Save")
    (process,) = journal.entries().processes
    assert process.company == line.split(", ")[0]
    app = open_page(PAGE)
    assert not app.exception
    labels = [button.label.replace("\\", "") for button in app.button]
    assert f"**{process.company}**" in labels


def test_the_summary_names_a_line_without_company():
    assert summary(read_line("", TODAY))[0] == "No company"


def test_the_board_has_a_column_for_every_stage_on_the_way():
    assert [stage for stages in COLUMNS.values() for stage in stages] == list(PROGRESS)


def test_one_click_moves_on_and_one_takes_it_back(open_page, full_journal):
    key = next(
        each.key for each in full_journal.entries().processes if each.company == "Blue Heron Mutual"
    )
    app = open_page(PAGE)
    app.button(key=f"next_{key}").click().run()
    stages = board(full_journal.entries().processes)
    assert [each.company for each in stages[Stage.HIRING_MANAGER]] == ["Blue Heron Mutual"]
    app.button(key="undo").click().run()
    assert board(full_journal.entries().processes)[Stage.HIRING_MANAGER] == ()


@pytest.mark.parametrize(
    ("stage", "following"),
    [
        (Stage.FOUND, Stage.APPLIED),
        (Stage.FINAL, Stage.OFFER),
        (Stage.OFFER, None),
        *((ending, None) for ending in ENDINGS),
    ],
)
def test_a_click_never_decides_about_an_offer_or_an_ending(stage, following):
    process = Process(key="1", company="A", events=(StageEvent(occurred_on=TODAY, stage=stage),))
    assert next_stage(process, stage) is following


def test_the_example_cannot_be_moved(open_page):
    app = open_page(PAGE)
    assert not [button for button in app.button if (button.key or "").startswith("next_")]


def test_board_and_table_show_the_same_processes(open_page, full_journal):
    rows = table(full_journal.entries().processes, TODAY)
    frame = process_table(rows)
    assert len(frame) == len(full_journal.entries().processes)
    shown = open_page(PAGE, view="Table")
    assert len(shown.get("data_editor") or shown.dataframe) == 1


def test_a_cell_that_did_not_change_is_not_saved():
    frame = process_table(table(example_entries(TODAY).processes, TODAY))
    assert changed_cells(frame, frame.copy()) == {}
    edited = frame.copy()
    edited.iloc[0, edited.columns.get_loc("Role")] = "Chief gardener"
    assert changed_cells(frame, edited) == {frame.index[0]: {"Role": "Chief gardener"}}
    edited = frame.copy()
    edited.iloc[0, edited.columns.get_loc("Role")] = None
    assert changed_cells(frame, edited) == {frame.index[0]: {"Role": None}}


def test_changed_cells_are_written_as_facts_and_as_log(full_journal):
    process = full_journal.entries().processes[-1]
    with full_journal.read() as transaction:
        heads = {kept.id: kept for kept in transaction.processes.all()}
    changes = {
        process.key: {"Role": "Chief gardener", "Why": "Practise", "Stage": "Offer", "Told": True}
    }
    with full_journal.write() as transaction:
        save(transaction, changes, heads)
    after = next(each for each in full_journal.entries().processes if each.key == process.key)
    assert (after.title, after.purpose) == ("Chief gardener", Purpose.PRACTISE)
    assert after.events[-1] == StageEvent(occurred_on=TODAY, stage=Stage.OFFER)
    assert after.events[:-1] == process.events
    assert after.told_on == TODAY


def test_a_table_row_changed_elsewhere_is_not_overwritten(full_journal):
    with full_journal.read() as transaction:
        heads = {kept.id: kept for kept in transaction.processes.all()}
    key, kept = next(iter(heads.items()))
    with full_journal.write() as transaction:
        transaction.processes.edit(key, kept.version, ProcessHead(company="Theirs"))
    with pytest.raises(ConflictError), full_journal.write() as transaction:
        save(transaction, {key: {"Company": "Mine"}}, heads)
    assert "Theirs" in {each.company for each in full_journal.entries().processes}


def test_the_pictures_are_read_from_the_log(open_page, full_journal):
    shown = texts(open_page(PAGE, view="Pictures"))
    assert "1 offer from 7 processes, 3 still open" in shown
    assert "Too few to say" in shown


def test_a_purpose_in_the_address_chooses_its_processes(open_page, full_journal):
    shown = texts(open_page(PAGE, view="Pictures", purpose="Practise"))
    assert "No offers from 1 process, 0 still open" in shown


def test_the_figures_stand_beside_the_market(open_page, full_journal):
    app = open_page(PAGE, view="Figures")
    assert "Your own figures narrowed your worth" in texts(app)
    weights = app.dataframe[0].value["Weight"]
    assert len(weights) == len(full_journal.entries().pay)


def written(text, **changes):
    fields = {
        "kind": PayKind.QUOTE,
        "component": PayComponent.BASE,
        "currency": "USD",
        "observed_on": TODAY,
    }
    return WrittenFigure(text, **{**fields, **changes})


def test_a_figure_is_read_as_it_is_written():
    figure = written("180-200k").read("Acme", "Engineer")
    assert (figure.low, figure.high, figure.period) == (180_000, 200_000, PayPeriod.YEAR)
    assert written("£60/hour").read("Acme", None).currency == "GBP"
    assert written("$60/hour", currency="CAD").read("Acme", None).currency == "CAD"


@pytest.mark.parametrize("text", ["lots", "200k-100k", "-5", "1-2-3"])
def test_a_figure_that_cannot_be_true_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        written(text).read("Acme", None)


def test_a_figure_of_tomorrow_is_refused():
    with pytest.raises(ValueError, match="future"):
        written("100k", observed_on=TODAY + timedelta(days=1)).read("Acme", None)


def test_the_surest_figure_is_what_a_company_stands_behind():
    figures = tuple(
        written("100k", kind=kind).read("Acme", None)
        for kind in (PayKind.WRITTEN, PayKind.POSTED, PayKind.ASKED)
    )
    assert surest_figure(figures).kind is PayKind.WRITTEN
    assert surest_figure(figures[2:]) is None


def test_nothing_logged_says_what_to_do(open_page):
    app = click(open_page(), "Remove the example")
    app.switch_page(PAGE).run()
    assert "Nothing logged yet" in texts(app)


def test_the_table_is_a_frame_of_words():
    frame = process_table(table(example_entries(TODAY).processes, TODAY))
    assert isinstance(frame, pd.DataFrame)
    assert set(frame["Stage"]) >= {"Recruiter screen", "Ghosted"}
