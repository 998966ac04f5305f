"""Everything out and back in again, the same."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from greener.journal.cli import app
from greener.journal.flatfile import read_interviews
from greener.journal.people import FollowUp
from greener.journal.records import Disclosure, Job, PayObservation, ProcessHead, StageEvent
from greener.journal.store import Journal, open_journal
from greener.journal.transfer.archive import (
    ArchiveError,
    ArchiveReport,
    read_archive,
    write_archive,
)
from tests.journal.strategies import fill

DAY = date(2026, 3, 2)


def exported(journal: Journal) -> bytes:
    with journal.read() as tx:
        return write_archive(tx)


def imported(journal: Journal, content: bytes) -> ArchiveReport:
    with journal.write() as tx:
        return read_archive(content, tx)


def changed(content: bytes, change: Callable[[dict], object]) -> bytes:
    """Return the archive with its JSON changed by hand."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        tables = json.loads(file.read("journal.json"))
    change(tables["tables"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("journal.json", json.dumps(tables))
    return out.getvalue()


@pytest.fixture
def empty(sqlite_url: str) -> Iterator[Journal]:
    journal = open_journal(sqlite_url)
    yield journal
    journal.close()


@pytest.fixture
def full(sqlite_url: str) -> Journal:
    journal = open_journal(sqlite_url)
    with journal.write() as tx:
        key = tx.add_process(
            ProcessHead(company="=cmd|'/c calc'!A1", title="Staff, “Engineer”"),
            [
                StageEvent(occurred_on=DAY, stage="found"),
                StageEvent(occurred_on=DAY, stage="panel"),
            ],
            [
                PayObservation(
                    observed_on=DAY,
                    company="Acme",
                    kind="quote",
                    low="62.5",
                    high=70,
                    currency="USD",
                )
            ],
            Disclosure(said_on=DAY),
        )
        tx.events.correct(tx.events.entries(key)[1].id, StageEvent(occurred_on=DAY, stage="final"))
        tx.follow_ups.add(FollowUp(due_on=DAY, what="thank Dana", process_key=key))
        tx.save_present_job(Job(employer="Acme", title="Dev", started=DAY))
    return journal


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_out_and_in_again_is_the_same(empty: Journal, data: st.DataObject) -> None:
    journal = empty
    journal.erase()
    with journal.write() as tx:
        fill(tx, data)
    before, content = journal.entries(), exported(journal)
    journal.erase()
    report = imported(journal, content)
    assert report.rejected == []
    assert journal.entries() == before
    assert exported(journal) == content
    again = imported(journal, content)
    assert (again.added, again.differing, again.rejected) == ({}, 0, [])
    assert again.same == sum(report.added.values())


def test_an_archive_moves_to_another_database(full: Journal, postgres_url: str) -> None:
    other = open_journal(postgres_url, "me@example.com")
    content = exported(full)
    assert imported(other, content).rejected == []
    assert exported(other) == content
    other.close()


def test_two_owners_of_one_database_can_hold_the_same_archive(full: Journal, url: str) -> None:
    content = exported(full)
    mine, theirs = open_journal(url, "me"), open_journal(url, "them")
    for owner in (mine, theirs):
        assert imported(owner, content).rejected == []
    mine.erase()
    assert exported(theirs) == content
    for owner in (mine, theirs):
        owner.close()


def test_an_archive_serves_spreadsheets_too(full: Journal) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(full))) as file:
        rows = list(csv.DictReader(io.StringIO(file.read("csv/process.csv").decode())))
        flat = read_interviews(file.read("interviews.csv"))
        texts = [file.read(name).decode() for name in file.namelist() if name.endswith(".csv")]
    assert rows[0]["company"] == "'=cmd|'/c calc'!A1"
    assert flat.processes[0].company == "=cmd|'/c calc'!A1"
    assert flat.pay == full.entries().pay_observations
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]


def test_what_was_edited_meanwhile_is_kept(full: Journal) -> None:
    content = exported(full)
    with full.write() as tx:
        kept = tx.processes.all()[0]
        tx.processes.edit(kept.id, kept.version, ProcessHead(company="Edited"))
    report = imported(full, content)
    assert (report.added, report.differing) == ({}, 1)
    assert full.entries().processes[0].company == "Edited"


def break_row(table: str, **fields: object) -> Callable[[dict], object]:
    return lambda tables: tables[table][0].update(fields)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (break_row("stage_event", stage="moon"), ["stage_event: stage: must be 'found', "]),
        (break_row("stage_event", mood=1), ["stage_event: mood: not known here"]),
        (break_row("stage_event", id="x"), ["stage_event: id: must be an identifier"]),
        (
            break_row("stage_event", entry_id="0190f000-0000-7000-8000-000000000001"),
            ["stage_event: entry_id: the first version"],
        ),
        (break_row("stage_event", retracted=True), ["stage_event: retracted: a first version"]),
        (
            break_row("pay_observation", process_key="0190f000-0000-7000-8000-000000000001"),
            ["pay_observation: process_key: belongs to a row that is not there"],
        ),
        (break_row("process", company=""), ["process: company", "process_key: belongs"]),
        (lambda tables: tables.update(spells=[{}]), ["spells: unknown table"]),
        (lambda tables: tables["goal"].append("x"), ["goal: expected an object"]),
        (
            lambda tables: tables["stage_event"].append(
                {**tables["stage_event"][2], "id": "0190f000-0000-7000-8000-000000000001"}
            ),
            ["supersedes_id: that version was corrected already"],
        ),
        (
            lambda tables: tables["job"].append(
                {**tables["job"][0], "id": "0190f000-0000-7000-8000-000000000001"}
            ),
            ["job: ended: the journal has another present job"],
        ),
    ],
)
def test_a_row_that_is_wrong_is_told_and_costs_no_other(
    full: Journal, change: Callable[[dict], object], reasons: list[str]
) -> None:
    content = exported(full)
    full.erase()
    report = imported(full, changed(content, change))
    told = "\n".join(row.reason for row in report.rejected)
    assert all(reason in told for reason in reasons)
    assert full.entries().present_job is not None


def test_an_archive_without_a_table_is_read(full: Journal) -> None:
    content = exported(full)
    full.erase()
    older = changed(content, lambda tables: [tables.pop(name) for name in ("goal", "contact")])
    assert imported(full, older).rejected == []
    assert len(full.entries().processes) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"rubbish", b"PK\x03\x04", b"{}"],
)
def test_what_is_no_archive_is_refused(full: Journal, content: bytes) -> None:
    with pytest.raises(ArchiveError, match="not an archive"):
        imported(full, content)


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": "other", "tables": {}}', "nonsense"])
def test_a_zip_of_something_else_is_refused(full: Journal, text: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("journal.json", text)
    with pytest.raises(ArchiveError, match="not an archive"):
        imported(full, out.getvalue())


def run(*arguments: str, text: str | None = None):
    return CliRunner().invoke(app, list(arguments), input=text)


@pytest.fixture
def home(full: Journal, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    full.close()
    monkeypatch.setenv("GREENER_JOURNAL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_take_it_out_and_bring_it_in(home: Path, sqlite_url: str) -> None:
    result = run("export")
    assert result.exit_code == 0, result.output
    (file,) = home.glob("greener-journal-*.zip")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "exists; --force" in run("export", str(file)).output
    assert run("export", str(file), "--force").exit_code == 0
    assert run("erase", text="n\n").exit_code == 1
    assert run("erase", text="y\n").exit_code == 0
    assert open_journal(sqlite_url).entries().processes == ()
    result = run("import", str(file))
    assert result.exit_code == 0, result.output
    assert "process: 1 added" in result.output
    assert "already there" in run("import", str(file)).output
    assert len(open_journal(sqlite_url).entries().processes) == 1


def test_the_commands_copy_and_restore(home: Path, sqlite_url: str) -> None:
    result = run("backup")
    assert result.exit_code == 0
    assert len(result.output.split()) == len(open_journal(sqlite_url).backups.all())
    journal = open_journal(sqlite_url)
    with journal.write() as tx:
        tx.processes.add(ProcessHead(company="Later"))
    journal.close()
    assert run("restore").exit_code == 0
    assert len(open_journal(sqlite_url).entries().processes) == 1
    assert run("erase", "--yes").exit_code == 0
    assert "no backup" in run("restore").output


@pytest.mark.parametrize(
    "arguments", [("import", "none.zip"), ("restore", "none.sqlite"), ("export", "/none/x.zip")]
)
def test_the_commands_fail_in_one_plain_sentence(home: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_wrong_row_makes_the_import_command_fail(home: Path) -> None:
    run("export", "x.zip")
    broken = changed(Path("x.zip").read_bytes(), break_row("stage_event", stage="moon"))
    Path("y.zip").write_bytes(broken)
    run("erase", "--yes")
    result = run("import", "y.zip")
    assert result.exit_code == 1
    assert "row 1 of stage_event: stage" in result.output
