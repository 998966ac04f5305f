"""Copies, restoring, erasing, and who may read: what happens to the file itself."""

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from greener.journal.people import Contact, FollowUp, Touch
from greener.journal.records import Disclosure, Job, PayObservation, ProcessHead, StageEvent
from greener.journal.store import Journal, JournalError, open_journal
from greener.journal.store import backups as backups_module

PLANTED = "Zanzibarquux"
DAY = date(2026, 3, 2)


def plant(journal: Journal, name: str = PLANTED) -> str:
    with journal.write() as tx:
        key = tx.add_process(
            ProcessHead(company=name, title=name, note=name * 50),
            [StageEvent(occurred_on=DAY, stage="offer", note=name, people_met=name)],
            [
                PayObservation(
                    observed_on=DAY, company=name, kind="quote", low=1, high=1, currency="USD"
                )
            ],
            Disclosure(said_on=DAY, note=name),
        )
        contact = tx.contacts.add(Contact(name=name, note=name))
        tx.touches.add(Touch(touched_on=DAY, note=name), contact.id)
        tx.follow_ups.add(FollowUp(due_on=DAY, what=name, process_key=key))
        tx.save_present_job(Job(employer=name, title=name))
    return key


def companies(journal: Journal) -> list[str]:
    return [process.company for process in journal.entries().processes]


def files_naming(folder: Path, name: str) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and name.encode() in path.read_bytes()
    ]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal.sqlite"
    old_mask = os.umask(0)
    try:
        journal = open_journal(str(path))
        plant(journal)
        modes = {file.name: mode(file) for file in path.parent.rglob("*") if file.is_file()}
    finally:
        os.umask(old_mask)
    assert set(modes.values()) == {0o600}
    assert {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"} <= set(modes)
    assert mode(path.parent) == mode(journal.backups.folder) == 0o700
    journal.close()


def test_the_file_is_written_ahead_and_checks_references(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    with journal._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    journal.close()


def test_the_first_write_of_a_day_takes_a_copy(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    plant(journal, "First")
    plant_again = [copy.path for copy in journal.backups.all()]
    with journal.write() as tx:
        tx.processes.add(ProcessHead(company="Second"))
    assert [copy.path for copy in journal.backups.all()] == plant_again
    old = journal.backups.all()[0].path
    yesterday = datetime.now(UTC) - timedelta(days=1, minutes=1)
    old.rename(old.with_name(yesterday.strftime(backups_module._STAMP) + ".sqlite"))
    with journal.write() as tx:
        tx.processes.add(ProcessHead(company="Third"))
    assert len(journal.backups.all()) == 2
    journal.close()


def test_the_last_ten_copies_are_kept(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    taken = [journal.backups.take() for _ in range(13)]
    (journal.backups.folder / "notes.sqlite").write_text("mine")
    assert [copy.path for copy in journal.backups.all()] == [
        copy.path for copy in reversed(taken[3:])
    ]
    journal.close()


def test_a_copy_comes_back_and_can_be_undone(sqlite_url: str) -> None:
    journal, other_tab = open_journal(sqlite_url), open_journal(sqlite_url)
    plant(journal, "Before")
    copy = journal.backups.take()
    plant_after = ProcessHead(company="After")
    with journal.write() as tx:
        tx.processes.add(plant_after)
    assert companies(other_tab) == ["Before", "After"]
    journal.restore(copy.path)
    assert companies(journal) == companies(other_tab) == ["Before"]
    journal.restore(journal.backups.all()[0].path)
    assert companies(other_tab) == ["Before", "After"]
    with other_tab.write() as tx:
        tx.processes.add(ProcessHead(company="Later"))
    assert companies(journal) == ["Before", "After", "Later"]
    for opened in (journal, other_tab):
        opened.close()


def test_the_oldest_copy_can_be_restored(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    plant(journal, "Oldest")
    oldest = journal.backups.take()
    with journal.write() as tx:
        tx.processes.add(ProcessHead(company="Later"))
    while len(journal.backups.all()) < backups_module.KEEP:
        journal.backups.take()
    journal.restore(oldest.path)
    assert companies(journal) == ["Oldest"]
    journal.close()


@pytest.mark.parametrize("content", [b"", b"rubbish", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_copy_is_refused_and_changes_nothing(
    sqlite_url: str, tmp_path: Path, content: bytes
) -> None:
    journal = open_journal(sqlite_url)
    plant(journal, "Kept")
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(content)
    for path in (bad, tmp_path / "missing.sqlite"):
        with pytest.raises(JournalError, match=f"{path.name} is not a copy of a journal"):
            journal.restore(path)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE t (x)")
    with pytest.raises(JournalError, match="not a copy"):
        journal.restore(other)
    assert companies(journal) == ["Kept"]
    journal.close()


def test_a_server_has_no_copies_here(postgres_url: str, tmp_path: Path) -> None:
    journal = open_journal(postgres_url)
    assert journal.backups is None
    with pytest.raises(JournalError, match="Only a local file"):
        journal.restore(tmp_path / "x.sqlite")
    journal.close()


def test_erased_means_gone_from_the_disk(sqlite_url: str) -> None:
    journal, other_tab = open_journal(sqlite_url), open_journal(sqlite_url)
    plant(journal)
    journal.backups.take()
    (journal.backups.folder / "half.new").write_text(PLANTED)
    assert companies(other_tab) == [PLANTED]
    folder = journal.backups.folder.parent
    assert len(files_naming(folder, PLANTED)) >= 2
    journal.erase()
    assert files_naming(folder, PLANTED) == []
    assert journal.entries() == other_tab.entries() == type(journal.entries())()
    plant(journal, "Afresh")
    assert companies(other_tab) == ["Afresh"]
    for opened in (journal, other_tab):
        opened.close()


def test_erasing_leaves_no_row(url: str) -> None:
    journal = open_journal(url)
    plant(journal)
    journal.erase()
    with journal._engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            if table not in {"alembic_version", "owner"}:
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    journal.close()


def test_a_removed_entry_leaves_no_trace_in_the_file(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    with journal.write() as tx:
        kept = tx.processes.add(ProcessHead(company=PLANTED))
    with journal.write() as tx:
        tx.processes.delete(kept.id, 1)
    journal.close()
    file = journal.backups.folder.with_name("journal.sqlite")
    assert PLANTED.encode() not in file.read_bytes()


WRONG_WRITES = {
    "twice the same": lambda tx, key: tx.processes.add(ProcessHead(company=PLANTED), key),
    "no such parent": lambda tx, _key: tx.events.add(
        StageEvent(occurred_on=DAY, stage="offer", note=PLANTED), PLANTED
    ),
    "a second present job": lambda tx, _key: tx.jobs.add(
        tx.present_job().record.model_copy(update={"title": PLANTED})
    ),
    "too long for the column": lambda tx, _key: tx.processes.add(
        ProcessHead.model_construct(
            company=PLANTED * 100,
            title=None,
            channel=None,
            purpose=None,
            note="",
            posting_url="",
            reapply_on=None,
        )
    ),
}


@pytest.mark.parametrize("wrong", WRONG_WRITES)
def test_no_error_and_no_log_repeats_an_entry(
    url: str, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    caplog.set_level(logging.DEBUG)
    journal = open_journal(url)
    key = plant(journal)
    with pytest.raises(JournalError) as caught, journal.write() as tx:
        WRONG_WRITES[wrong](tx, key)
    logging.getLogger("app").error("failed", exc_info=caught.value)
    told = "".join(traceback.format_exception(caught.value))
    assert PLANTED not in str(caught.value)
    assert PLANTED not in told
    assert PLANTED not in caplog.text
    journal.close()


def test_a_wrong_field_is_named_without_what_was_entered() -> None:
    with pytest.raises(ValidationError) as caught:
        ProcessHead(company=PLANTED * 50)
    assert "company" in str(caught.value)
    assert PLANTED not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("nonsense://x", "expected a path"),
        ("postgresql://user:Zanzibarquux@127.0.0.1:1/none", "cannot be used"),
        ("/proc/none/journal.sqlite", "cannot be used"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(address: str, says: str) -> None:
    with pytest.raises(JournalError, match=says) as caught:
        open_journal(address)
    assert PLANTED not in str(caught.value)


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes, no journal " * 100)
    with pytest.raises(JournalError, match="not a journal"):
        open_journal(str(path))
    assert path.read_text().startswith("my notes")


def test_processes_that_start_together_make_one_journal(sqlite_url: str) -> None:
    code = f"from greener.journal.store import open_journal; open_journal({sqlite_url!r}).close()"
    starts = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [start.wait(timeout=60) for start in starts] == [0, 0, 0]
    journal = open_journal(sqlite_url)
    assert companies(journal) == []
    journal.close()
