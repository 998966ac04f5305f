"""A journal of every earlier version opens with its data; the tables are what the code expects."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from greener.journal.people import GoalKind
from greener.journal.store import JournalError, open_journal
from greener.journal.store.engine import connect
from greener.journal.store.migrate import MIGRATIONS, migrate
from greener.journal.store.tables import metadata

DATA = Path(__file__).resolve().parents[1] / "fixtures" / "journal" / "versions"
REVISIONS = sorted(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def fill(engine: sa.Engine, revision: str) -> None:
    """Insert the rows that a journal of that version held, into the tables it had."""
    tables = sa.MetaData()
    tables.reflect(engine)
    rows = json.loads((DATA / f"{revision}.json").read_text(encoding="utf-8"))
    with engine.begin() as connection:
        for table, row in rows:
            columns = tables.tables[table].columns
            values = {name: as_type(columns[name], value) for name, value in row.items()}
            connection.execute(sa.insert(tables.tables[table]).values(**values))


def as_type(column: sa.Column, value: object) -> object:
    kind = column.type.python_type
    if value is None or not hasattr(kind, "fromisoformat"):
        return value
    return kind.fromisoformat(value)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_journal_of_an_earlier_version_opens_with_its_data(new_url: str, revision: str) -> None:
    engine = connect(new_url)
    migrate(engine, revision=revision)
    fill(engine, revision)
    engine.dispose()

    journal = open_journal(new_url)
    entries = journal.entries()
    assert entries.present_job.record.pay_annual == Decimal("182000.5")
    process = entries.processes[0]
    assert [event.stage.value for event in process.events] == ["found", "offer"]
    assert process.events[1].note == "corrected"
    assert process.told_on == date(2026, 3, 9)
    assert entries.pay_observations[0].high == Decimal("200000.25")
    if revision >= "0002":
        assert process.reapply_on == date(2027, 1, 1)
        assert entries.touches[0].parent_id == entries.contacts[0].id
        assert entries.goals[0].record.kind is GoalKind.RANGE
        assert entries.dream_companies[0].record.company == "Initech"
        assert entries.follow_ups[0].record.process_key == process.key
        assert entries.pay_history[0].record.job_id == entries.present_job.id
    if revision >= "0003":
        with journal.read() as transaction:
            assert transaction.looks.all()[0].record.loss_probability == 0.02
    journal.close()


def test_the_migrated_tables_are_those_of_the_code(new_url: str) -> None:
    engine = connect(new_url)
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        inspector = sa.inspect(connection)
        for table in metadata.sorted_tables:
            wanted = {
                str(rule.name): str(rule.sqltext)
                for rule in table.constraints
                if isinstance(rule, sa.CheckConstraint)
            }
            found = {
                rule["name"]: rule["sqltext"]
                for rule in inspector.get_check_constraints(table.name)
            }
            assert set(found) == set(wanted), table.name
            if connection.dialect.name == "sqlite":  # PostgreSQL words conditions its own way
                assert found == wanted
    engine.dispose()


def test_a_journal_that_holds_data_is_copied_before_it_is_changed(sqlite_url: str) -> None:
    engine = connect(sqlite_url)
    migrate(engine, revision="0001")
    fill(engine, "0001")
    engine.dispose()
    journal = open_journal(sqlite_url)
    copies = journal.backups.all()
    assert len(copies) == 1
    journal.restore(copies[0].path)
    assert len(journal.entries().processes) == 1
    journal.close()


def test_a_journal_of_a_newer_version_is_left_alone(new_url: str) -> None:
    journal = open_journal(new_url)
    journal.close()
    engine = connect(new_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(JournalError, match="newer version"):
        open_journal(new_url)


def test_a_failed_upgrade_leaves_the_journal_as_it_was(sqlite_url: str) -> None:
    engine = connect(sqlite_url)
    migrate(engine, revision="0001")
    fill(engine, "0001")
    with engine.begin() as connection:  # in the way of the next version
        connection.exec_driver_sql("CREATE TABLE contact (id INTEGER)")
    with pytest.raises(sa.exc.OperationalError):
        migrate(engine)
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "0001"
        columns = {column["name"] for column in sa.inspect(connection).get_columns("process")}
        events = connection.exec_driver_sql("SELECT count(*) FROM stage_event").scalar()
    assert "reapply_on" not in columns
    assert events == 3
    engine.dispose()
