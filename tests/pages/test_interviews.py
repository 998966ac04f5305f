"""The interviews page: quick add, board, table, and what is read from the log."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from greener.figures.funnel import rate_text
from greener.journal.analysis.board import board, table
from greener.journal.analysis.course import ENDINGS, PROGRESS
from greener.journal.analysis.funnel import funnels_by
from greener.journal.analysis.rates import rate_of
from greener.journal.example import example_entries
from greener.journal.quickadd import process_meant, read_line
from greener.journal.records import (
    Channel,
    Disclosure,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    ProcessHead,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
)
from greener.journal.store.errors import ConflictError
from pages.shared.interviews.board import COLUMNS, next_stage
from pages.shared.interviews.groups import group_table, groups_finding, sorted_groups
from pages.shared.interviews.quick_add import save_proposal, summary
from pages.shared.interviews.table import changed_cells, process_table, save
from pages.shared.labels import words_of
from pages.shared.outcomes import surest_figure
from pages.shared.pay_fields import WrittenFigure
from tests.journal.strategies import process_lists
from tests.pages.helpers import dialog, texts

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


def test_the_summary_says_which_part_of_pay_a_figure_is():
    proposal = read_line("Acme, nurse, pays 95k plus 10k bonus", TODAY)
    assert summary(proposal)[3:5] == ["Quoted: $95K", "Quoted: $10K bonus"]


def test_the_summary_names_a_line_without_company():
    assert summary(read_line("", TODAY))[0] == "No company"


def test_the_board_has_a_column_for_every_stage_on_the_way():
    assert [stage for stages in COLUMNS.values() for stage in stages] == list(PROGRESS)


def test_a_card_shows_the_surest_figure_and_a_call_of_yesterday_is_not_quiet(open_page, journal):
    with journal.write() as transaction:
        transaction.add_process(
            ProcessHead(company="Acme"),
            [StageEvent(occurred_on=TODAY - timedelta(days=1), stage="offer")],
            [
                PayObservation(
                    observed_on=TODAY, company="Acme", kind=kind, low=low, high=low, currency="EUR"
                )
                for kind, low in (("posted", 90_000), ("written", 98_500))
            ],
        )
    shown = texts(open_page(PAGE))
    assert "Written offer: **€98,500**" in shown
    assert "yesterday" in shown
    assert "quiet" not in shown


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


def test_the_mark_of_telling_can_be_taken_away(full_journal):
    process = next(each for each in full_journal.entries().processes if each.told_exploring)
    with full_journal.write() as transaction:
        save(transaction, {process.key: {"Told": False}}, {})
        versions = transaction.disclosures.histories(process.key)
    after = next(each for each in full_journal.entries().processes if each.key == process.key)
    assert (after.told_exploring, after.told_on, after.reaction) == (False, None, None)
    assert [each.record.told for each in versions[0]] == [True, False]


@pytest.fixture
def logged(journal):
    """A process with an event, a figure and a word of honesty."""
    with journal.write() as transaction:
        return transaction.add_process(
            ProcessHead(company="Acme"),
            [StageEvent(occurred_on=TODAY, stage=Stage.PANEL, self_rating=2, note="long")],
            [written("100k").read("Acme", "Engineer", "by phone")],
            Disclosure(said_on=TODAY, reaction=Reaction.FINE),
        )


def open_log(journal):
    (process,) = journal.entries().processes
    return dialog("interviews.dialogs", "open_process", process, "USD")


def correct(app, key, **changes):
    """Open the form of one entry, change it and send it."""
    app.button(key=f"correct_{key}").click().run()
    for name, (kind, value) in changes.items():
        getattr(app, kind)(key=f"correction_{key}_{name}").set_value(value)
    return click(app, "Save the correction")


def test_an_event_is_corrected_and_both_versions_are_kept(journal, logged):
    (before,) = journal.entries().processes[0].events
    with journal.read() as transaction:
        (entry,) = transaction.events.entries(logged)
    correct(open_log(journal), entry.id, stage=("selectbox", Stage.FINAL))
    assert journal.entries().processes[0].events == (
        before.model_copy(update={"stage": Stage.FINAL}),
    )
    shown = texts(open_log(journal))
    assert "Final · rated 2 of 5 · long" in shown
    assert "said before: " in shown
    assert "Panel · rated 2 of 5 · long" in shown


def test_a_figure_and_a_word_of_honesty_are_corrected(journal, logged):
    with journal.read() as transaction:
        (figure,) = transaction.pay.entries(logged)
        (said,) = transaction.disclosures.entries(logged)
    app = correct(open_log(journal), figure.id, figure=("text_input", "a lot"))
    assert "Not saved yet" in texts(app)
    assert journal.entries().pay == (figure,)
    correct(open_log(journal), figure.id, figure=("text_input", "110k to 120k"))
    (after,) = journal.entries().pay_observations
    assert (after.low, after.high, after.note) == (110_000, 120_000, "by phone")
    correct(open_log(journal), said.id, was_told=("checkbox", False))
    assert journal.entries().processes[0].told_exploring is False


@pytest.mark.parametrize(
    "change",
    [
        lambda log, key: log.correct(key, StageEvent(occurred_on=TODAY, stage=Stage.OFFER)),
        lambda log, key: log.retract(key),
    ],
)
def test_a_correction_of_what_was_changed_elsewhere_is_told(change, journal, logged):
    with journal.read() as transaction:
        (entry,) = transaction.events.entries(logged)
    app = open_log(journal)
    app.button(key=f"correct_{entry.id}").click().run()
    with journal.write() as transaction:
        change(transaction.events, entry.id)
    before = journal.entries()
    app = click(app, "Save the correction")
    assert "changed in another window" in app.warning[0].value
    assert journal.entries() == before


def test_what_was_taken_back_stays_to_be_seen(journal, logged):
    with journal.read() as transaction:
        (entry,) = transaction.events.entries(logged)
    open_log(journal).button(key=f"retract_{entry.id}").click().run()
    assert journal.entries().processes[0].events == ()
    app = open_log(journal)
    assert "Taken back: 1" in [each.label for each in app.expander]
    assert f"correct_{entry.id}" not in [each.key for each in app.button]


def some(channel, offers, others, open_ones=0):
    """Processes of one channel, some of which led to an offer, and some of which go on."""
    stages = [Stage.OFFER] * offers + [Stage.REJECTED] * others + [Stage.PANEL] * open_ones
    return [
        Process(
            key=f"{channel}{number}",
            company="A",
            channel=channel,
            events=(
                StageEvent(occurred_on=TODAY, stage=Stage.APPLIED),
                StageEvent(occurred_on=TODAY, stage=stage),
            ),
        )
        for number, stage in enumerate(stages)
    ]


@pytest.mark.parametrize(
    ("processes", "finding"),
    [
        (
            [*some(Channel.REFERRAL, 9, 1), *some(Channel.COLD, 1, 19)],
            "Referral led to offers more often than the rest: 9 of 10",
        ),
        (
            [*some(Channel.REFERRAL, 3, 4), *some(Channel.COLD, 2, 5), *some(None, 9, 0)],
            "Referral led to the most offers for its size (3 of 7), but that may be chance",
        ),
        (
            [*some(Channel.REFERRAL, 4, 1), *some(Channel.COLD, 0, 4)],
            "Too few to compare: it takes 5 finished processes in each of two groups",
        ),
        (
            [*some(Channel.REFERRAL, 2, 4, open_ones=12), *some(Channel.COLD, 1, 5)],
            "Referral led to the most offers for its size (2 of 6), but that may be chance",
        ),
        (
            [*some(Channel.REFERRAL, 2, 2, open_ones=3), *some(Channel.COLD, 1, 5)],
            "Too few to compare: it takes 5 finished processes in each of two groups",
        ),
        (
            [*some(Channel.REFERRAL, 0, 6), *some(Channel.COLD, 0, 6), *some(None, 1, 0)],
            "No offer yet in any group that is large enough to compare",
        ),
        (
            [*some(Channel.REFERRAL, 3, 3), *some(Channel.COLD, 5, 5), *some(Channel.AGENCY, 0, 5)],
            "No group stands out: the best of them led to offers equally often",
        ),
    ],
)
def test_a_channel_is_praised_only_when_that_can_be_said(processes, finding):
    assert groups_finding(funnels_by(processes, lambda each: each.channel)) == finding


def test_the_table_of_groups_has_a_range_for_each_stage():
    groups = sorted_groups(
        funnels_by([*some(None, 9, 0), *some(Channel.COLD, 2, 5)], lambda each: each.channel)
    )
    frame = group_table(groups, (Stage.APPLIED, Stage.OFFER))
    assert list(frame["Group"]) == ["Cold", "Not given"]
    assert list(frame["Offer"]) == [rate_text(rate_of(2, 7)), rate_text(rate_of(9, 9))]


def test_outcomes_are_compared_by_purpose_too(open_page, full_journal):
    shown = texts(open_page(PAGE, view="Pictures", compare="Why you took part"))
    assert "**Learn worth** :gray[2 processes]" in shown
    assert "**Referral** :gray[" not in shown


@settings(max_examples=30, deadline=None)
@given(process_lists)
def test_the_columns_of_the_board_and_the_table_hold_the_same_for_any_log(processes):
    rows = table(processes, TODAY)
    shown = Counter(process_table(rows)["Stage"]) if rows else Counter()
    on_board = Counter(words_of(row.stage) for row in rows if row.is_open)
    over = Counter(words_of(row.stage) for row in rows if row.stage in ENDINGS)
    columns = [stage for stages in COLUMNS.values() for stage in stages]
    assert sum(shown[words_of(stage)] for stage in columns) == on_board.total()
    assert shown == on_board + over


@pytest.mark.parametrize(("column", "value"), [("Company", " "), ("Role", "x" * 201)])
def test_a_cell_that_cannot_be_true_is_named_and_nothing_is_saved(column, value, full_journal):
    with full_journal.read() as transaction:
        heads = {kept.id: kept for kept in transaction.processes.all()}
    before = full_journal.entries()
    key = next(iter(heads))
    named = {"Company": "company", "Role": "title"}[column]
    with pytest.raises(ValidationError, match=named), full_journal.write() as transaction:
        save(transaction, {key: {"Stage": "Offer", column: value}}, heads)
    assert full_journal.entries() == before
