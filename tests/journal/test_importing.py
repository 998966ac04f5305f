"""Other trackers' files: recognised, previewed, brought in once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from greener.journal.cli import app
from greener.journal.entries import Entries
from greener.journal.flatfile import interviews_csv
from greener.journal.parse.dates import DayOrder
from greener.journal.records import (
    Channel,
    PayObservation,
    PayPeriod,
    Process,
    ProcessHead,
    Stage,
    StageEvent,
)
from greener.journal.store import Journal, open_journal
from greener.journal.tabular import csv_bytes, read_table
from greener.journal.transfer.drafts import leaves_open, unknown_stages
from greener.journal.transfer.importing import (
    ImportResult,
    left_out_csv,
    preview_import,
    run_import,
)
from greener.journal.transfer.mapping import (
    SPREADSHEET,
    ImportKind,
    fields_of,
    guess_columns,
    guess_mapping,
)
from greener.journal.transfer.merge import Outcome
from tests.journal.strategies import pay_observations, process_lists

FILES = Path(__file__).resolve().parents[1] / "fixtures" / "journal"
DAY = date(2026, 3, 2)


@pytest.fixture
def empty(sqlite_url: str) -> Iterator[Journal]:
    journal = open_journal(sqlite_url)
    yield journal
    journal.close()


def bring_in(journal: Journal, name: str, **changes: object) -> ImportResult:
    table = read_table(FILES / name)
    return run_import(journal, table, replace(guess_mapping(table), **changes))


def logs(entries: Entries) -> dict[str, list[tuple[str, str]]]:
    return {
        process.company: [(e.stage.value, e.occurred_on.isoformat()) for e in process.events]
        for process in entries.processes
    }


ALL = {
    "linkedin_connections.csv": ("LinkedIn connections", "contacts", 3),
    "linkedin_applications.csv": ("LinkedIn job applications", "processes", 2),
    "simplify.csv": ("Simplify", "processes", 4),
    "teal.csv": ("Teal", "processes", 3),
    "jobsync.csv": ("JobSync", "processes", 3),
    "huntr.csv": ("Huntr", "processes", 3),
    "huntr_download.csv": ("Huntr", "processes", 1),
    "spreadsheet.csv": (SPREADSHEET, "processes", 1),
}


@pytest.mark.parametrize("name", ALL)
def test_a_known_file_is_recognised_and_imported_once(empty: Journal, name: str) -> None:
    layout, kind, count = ALL[name]
    table = read_table(FILES / name)
    mapping = guess_mapping(table, "USD")
    assert (mapping.layout, mapping.kind) == (layout, kind)
    before = preview_import(empty, table, mapping)
    assert empty.entries() == Entries()
    done = run_import(empty, table, mapping)
    assert done == before
    entries = empty.entries()
    assert len(entries.processes) + len(entries.contacts) == count == done.report.count(Outcome.NEW)
    again = run_import(empty, table, mapping)
    assert again.report.count(Outcome.NEW) == again.report.count(Outcome.MORE) == 0
    assert empty.entries() == entries


def test_linkedin_connections(empty: Journal) -> None:
    done = bring_in(empty, "linkedin_connections.csv")
    contacts = [kept.record for kept in empty.entries().contacts]
    assert sorted((c.name, c.company, c.role) for c in contacts) == [
        ("Dana Silva", "Initech", "Engineering Manager"),
        ("Marco Tavares, PhD", "Globex, Inc.", "CTO"),
        ("渡辺 美咲", None, None),
    ]
    dana = next(contact for contact in contacts if contact.name == "Dana Silva")
    assert dana.connected_on == date(2024, 3, 5)
    assert dana.profile_url == "https://www.linkedin.com/in/dana-example"
    assert [(row.line, row.reason) for row in done.rejected] == [(7, "name: missing")]


def test_linkedin_applications_are_month_first_and_cold(empty: Journal) -> None:
    bring_in(empty, "linkedin_applications.csv")
    entries = empty.entries()
    assert logs(entries) == {
        "Acme": [("applied", "2024-03-07")],
        "Globex": [("applied", "2024-11-20")],
    }
    assert {process.channel for process in entries.processes} == {Channel.COLD}
    assert entries.processes[0].posting_url.startswith("http://www.linkedin.com/jobs/view/")


def test_simplify(empty: Journal) -> None:
    done = bring_in(empty, "simplify.csv")
    assert logs(empty.entries()) == {
        "Garner": [("applied", "2026-01-13")],
        "Plaid": [("applied", "2026-01-14"), ("hiring_manager", "2026-02-01")],
        "Acme": [("applied", "2026-01-15"), ("rejected", "2026-03-02")],
        "Initech": [("found", "2026-01-20")],
    }
    assert done.rejected == ()
    assert done.ignored_columns == ("Archived", "Date Archived", "job_type")


def test_teal(empty: Journal) -> None:
    table = read_table(FILES / "teal.csv")
    mapping = guess_mapping(table)
    assert unknown_stages(table, mapping) == ("Archived",)
    done = run_import(empty, table, mapping)
    assert [(row.line, row.reason[:40]) for row in done.rejected] == [
        (5, "statusName: expected one of found, appli")
    ]
    entries = empty.entries()
    assert logs(entries) == {
        "Acme": [
            ("found", "2026-01-02"),
            ("applied", "2026-01-05"),
            ("hiring_manager", "2026-01-20"),
        ],
        "Globex": [("found", "2026-01-03")],
        "Initech": [("found", "2026-01-04"), ("applied", "2026-01-04"), ("ghosted", "2026-02-04")],
    }
    assert [(p.low, p.high, p.currency, p.period) for p in entries.pay_observations] == [
        (120_000, 140_000, "EUR", PayPeriod.YEAR),
        (60, 75, "USD", PayPeriod.HOUR),
    ]
    assert [kept.record.due_on for kept in entries.follow_ups] == [date(2026, 2, 1)]
    run_import(empty, table, replace(mapping, stages={"Archived": None}))
    assert logs(empty.entries())["Umbrella"] == [("found", "2026-01-04"), ("applied", "2026-01-04")]


def test_jobsync(empty: Journal) -> None:
    bring_in(empty, "jobsync.csv")
    entries = empty.entries()
    assert logs(entries)["Globex"] == [("found", "2026-01-03")]
    interview = next(p for p in entries.processes if p.company == "Acme").events[-1]
    assert interview.occurred_on == date(2026, 1, 5)
    assert "names no day" in interview.note
    assert {p.company: p.channel for p in entries.processes}["Globex"] is Channel.REFERRAL
    assert "Source: LinkedIn" in {p.company: p.note for p in entries.processes}["Acme"]


def test_huntr(empty: Journal) -> None:
    bring_in(empty, "huntr.csv")
    entries = empty.entries()
    assert [(p.company, p.low, p.currency) for p in entries.pay_observations] == [
        ("Acme Corp", 80_000, "GBP"),
        ("BigCo", 60_000, "USD"),
    ]
    notes = {process.company: process.note for process in entries.processes}
    assert notes["Acme Corp"] == "Great fit\nPlace: London"
    assert notes["StartupX"] == "Place: NYC\nPay: Competitive\nLink: jobs.example.com/3"


def test_huntr_download(empty: Journal) -> None:
    bring_in(empty, "huntr_download.csv")
    entries = empty.entries()
    assert logs(entries) == {"Acme Corp": [("found", "2026-01-15"), ("offer", "2026-01-15")]}
    assert entries.pay_observations[0].high == 90_000


def test_a_plain_spreadsheet_says_row_by_row_what_is_wrong(empty: Journal) -> None:
    table = read_table(FILES / "spreadsheet.csv")
    mapping = guess_mapping(table)
    assert mapping.columns == {
        "company": "Company",
        "title": "Role",
        "applied_on": "Date applied",
        "stage": "Status",
        "pay": "Salary",
        "note": "Comments",
    }
    before = preview_import(empty, table, mapping)
    assert [(row.line, row.reason.split(";")[0][:42]) for row in before.rejected] == [
        (3, "Status: expected one of found, applied, re"),
        (6, "date: none"),
        (7, "Date applied: expected a date like 2026-05"),
    ]
    assert unknown_stages(table, mapping) == ("Abgelehnt",)
    changed = replace(mapping, stages={"Abgelehnt": Stage.REJECTED}, undated_on=DAY)
    done = run_import(empty, table, changed)
    assert [row.line for row in done.rejected] == [7]
    assert logs(empty.entries()) == {
        "Société Générale": [("applied", "2026-01-13"), ("rejected", "2026-01-13")],
        "Müller, Meier & Co": [("applied", "2026-02-04"), ("hiring_manager", "2026-02-04")],
        "Ohne Datum": [("applied", "2026-03-02")],
    }


def test_a_spreadsheet_file_is_read_like_a_csv(empty: Journal, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["My search"])
    sheet.append(["Company", "Position", "Applied on", "Stage"])
    sheet.append(["Acme", "Dev", date(2026, 1, 5), "Offer"])
    path = tmp_path / "search.xlsx"
    workbook.save(path)
    table = read_table(path)
    run_import(empty, table, guess_mapping(table))
    assert logs(empty.entries()) == {"Acme": [("applied", "2026-01-05"), ("offer", "2026-01-05")]}


def applications(*rows: tuple[str, ...]) -> bytes:
    columns = ("Company", "Role", "Applied Date", "Status", "Status Date", "Link")
    return csv_bytes(columns, (dict(zip(columns, row, strict=False)) for row in rows))


def again(journal: Journal, *rows: tuple[str, ...]) -> ImportResult:
    table = read_table(applications(*rows))
    return run_import(journal, table, guess_mapping(table))


def outcomes(result: ImportResult) -> list[tuple[str, int]]:
    return [(row.outcome.value, row.entries) for row in result.report.rows]


def test_a_later_export_adds_only_what_is_new(empty: Journal) -> None:
    first = ("Acme", "Dev", "2026-01-05", "Applied", "")
    later = ("Acme", "Dev", "2026-01-05", "Rejected", "2026-02-01")
    assert outcomes(again(empty, first)) == [("new", 1)]
    assert outcomes(again(empty, later)) == [("more", 1)]
    assert outcomes(again(empty, later, first)) == [("same", 0), ("same", 0)]
    assert logs(empty.entries()) == {
        "Acme": [("applied", "2026-01-05"), ("rejected", "2026-02-01")]
    }


def test_what_was_typed_by_hand_is_not_added_again(empty: Journal) -> None:
    with empty.write() as tx:
        tx.add_process(
            ProcessHead(company="ACME ", title="dev"),
            [StageEvent(occurred_on=date(2026, 1, 5), stage="applied", note="mine")],
        )
    assert outcomes(again(empty, ("Acme", "Dev", "2026-01-05", "Applied", ""))) == [("same", 0)]


def test_what_was_changed_since_is_known_again(empty: Journal) -> None:
    row = ("Acme", "Dev", "2026-01-05", "Offer", "2026-02-01")
    again(empty, row)
    with empty.write() as tx:
        kept = tx.processes.all()[0]
        tx.processes.edit(kept.id, 1, ProcessHead(company="Acme Labs", title="Developer"))
        applied, offer = tx.events.entries(kept.id)
        tx.events.correct(applied.id, StageEvent(occurred_on=DAY, stage="applied"))
        tx.events.retract(offer.id)
    assert outcomes(again(empty, row)) == [("same", 0)]
    assert logs(empty.entries()) == {"Acme Labs": [("applied", "2026-03-02")]}


def test_two_postings_with_one_title_are_two_processes(empty: Journal) -> None:
    again(
        empty,
        ("Acme", "Dev", "2026-01-05", "", "", "https://x.example/1"),
        ("Acme", "Dev", "2026-01-06", "", "", "https://x.example/2"),
        ("Acme", "Lead", "2026-01-06", "", "", "https://x.example/3"),
    )
    assert len(empty.entries().processes) == 3


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(process_lists, st.lists(pay_observations(), max_size=4))
def test_the_flat_file_comes_in_once(
    empty: Journal, processes: tuple[Process, ...], pay: list[PayObservation]
) -> None:
    empty.erase()
    table = read_table(interviews_csv(processes, pay))
    mapping = guess_mapping(table)
    assert (mapping.kind, mapping.layout) == (ImportKind.INTERVIEWS, "Greener interviews")
    run_import(empty, table, mapping)
    entries = empty.entries()
    key = lambda log: sorted((e.occurred_on, e.stage, e.note) for e in log.events)  # noqa: E731
    assert sorted(map(key, entries.processes)) == sorted(map(key, processes))
    assert sorted(p.low for p in entries.pay_observations) == sorted(p.low for p in pay)
    assert [p.told_exploring for p in entries.processes].count(True) == [
        p.told_exploring for p in processes
    ].count(True)
    run_import(empty, table, mapping)
    assert empty.entries() == entries


def test_the_flat_file_of_a_journal_adds_nothing_to_it(empty: Journal) -> None:
    bring_in(empty, "teal.csv")
    bring_in(empty, "huntr.csv")
    entries = empty.entries()
    table = read_table(interviews_csv(entries.processes, entries.pay_observations))
    run_import(empty, table, guess_mapping(table))
    assert empty.entries() == entries


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 5), max_size=5))
def test_any_cells_are_read_or_rejected_with_a_reason(rows: list[tuple[str, ...]]) -> None:
    from greener.journal.transfer.drafts import read_drafts

    content = applications(("Acme", "Dev", "2026-01-05", "Applied", ""), *rows)
    if b"\0" in content:
        return
    table = read_table(content)
    drafts = read_drafts(table, guess_mapping(table))
    assert len(drafts.processes) + len(drafts.rejected) == len(table.rows)
    assert all(row.reason for row in drafts.rejected)


def test_the_order_of_day_and_month_can_be_chosen(empty: Journal) -> None:
    table = read_table(applications(("Acme", "Dev", "3/4/2026", "", "")))
    mapping = guess_mapping(table)
    assert "two readings" in preview_import(empty, table, mapping).rejected[0].reason
    run_import(empty, table, replace(mapping, date_order=DayOrder.DAY_FIRST))
    assert logs(empty.entries()) == {"Acme": [("applied", "2026-04-03")]}


def test_the_reader_is_asked_only_where_the_file_leaves_something_open() -> None:
    def is_open(applied: str, salary: str) -> bool:
        row = {"Company": "Acme", "Applied": applied, "Salary": salary}
        table = read_table(csv_bytes(row, [row]))
        return leaves_open(table, guess_mapping(table))

    assert is_open("3/4/2026", "")
    assert is_open("2026-03-04", "165000")
    assert is_open("", "$165,000")
    assert not is_open("2026-03-04", "$165,000")


def test_a_day_ahead_is_refused_by_the_name_of_its_column(empty: Journal) -> None:
    table = read_table(b"Company,Date Applied\nAcme,2190-01-01\n")
    (row,) = preview_import(empty, table, guess_mapping(table)).rejected
    assert row.reason == "Date Applied: must not lie in the future"


def test_rows_that_were_left_out_come_back_as_they_were(empty: Journal) -> None:
    table = read_table(b"Company,Applied,Salary\nAcme,2026-03-01,=1\nHooli,someday,-5\n")
    done = run_import(empty, table, guess_mapping(table))
    (row,) = read_table(left_out_csv(table, done.rejected)).rows
    assert row.cells == {"Company": "Hooli", "Applied": "someday", "Salary": "'-5"}


def test_every_field_can_be_mapped_by_its_own_name() -> None:
    for kind in ImportKind:
        names = fields_of(kind)
        assert set(guess_columns(names, kind)) <= set(names)
        assert "company" in names


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def home(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GREENER_JOURNAL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_import_command_previews_and_imports(home: Path, sqlite_url: str) -> None:
    file = str(FILES / "spreadsheet.csv")
    result = run("import", file, "--dry-run")
    assert result.exit_code == 1
    assert "Spreadsheet" in result.output
    assert "line 7: Date applied: expected a date" in result.output
    journal = open_journal(sqlite_url)
    assert journal.entries() == Entries()
    result = run("import", file, "--stage", "Abgelehnt=rejected", "--undated-on", "2026-03-02")
    assert result.exit_code == 1
    assert "3 new" in result.output
    assert len(journal.entries().processes) == 3
    result = run("import", str(FILES / "simplify.csv"))
    assert result.exit_code == 0, result.output
    assert "Simplify" in result.output
    journal.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("none.csv",), "No such file"),
        ((str(FILES / "huntr.csv"), "--stage", "x"), "expected WORD=STAGE"),
        ((str(FILES / "huntr.csv"), "--stage", "x=y"), "expected one of found"),
        ((str(FILES / "huntr.csv"), "--currency", "shells"), "ISO 4217"),
    ],
)
def test_the_import_command_fails_in_one_plain_sentence(
    home: Path, arguments: tuple[str, ...], says: str
) -> None:
    result = run("import", *arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_an_import_takes_a_backup_before(empty: Journal) -> None:
    bring_in(empty, "huntr.csv")
    before = len(empty.backups.all())
    bring_in(empty, "huntr.csv")
    assert len(empty.backups.all()) == before + 1
