"""The commands of ``python -m greener journal``: take the journal out, bring it in, erase it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from greener.journal.parse.amounts import parse_currency
from greener.journal.parse.words import parse_choice
from greener.journal.records import Stage
from greener.journal.store import Journal, JournalError, open_journal
from greener.journal.store.engine import PRIVATE_FILE
from greener.journal.tabular import Table, read_table
from greener.journal.transfer.archive import is_archive, write_archive
from greener.journal.transfer.importing import (
    import_archive,
    preview_archive,
    preview_import,
    run_import,
)
from greener.journal.transfer.mapping import ColumnMapping, guess_mapping
from greener.journal.transfer.merge import Outcome
from greener.settings import load_settings

EXIT_FAILED = 1

app = typer.Typer(
    help="Your own records: export, import, backups, erasing.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command("export")
def export_archive(
    file: Annotated[
        Path | None, typer.Argument(help="Zip to write; greener-journal-DATE.zip if left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
) -> None:
    """Write everything into one zip: JSON for Greener, CSV for spreadsheets."""
    file = file or Path(f"greener-journal-{date.today()}.zip")
    if file.exists() and not force:
        raise _stop(f"{file} exists; --force replaces it.")
    with _journal() as journal, journal.read() as transaction:
        content = write_archive(transaction)
    try:
        file.touch(mode=PRIVATE_FILE)
        file.chmod(PRIVATE_FILE)
        file.write_bytes(content)
    except OSError as error:
        raise _stop(f"{file}: {error.strerror}") from None
    typer.echo(f"{file}: written. It is not encrypted: keep it where only you can read it.")


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="Zip that export wrote, or another tracker's CSV or spreadsheet.")
    ],
    currency: Annotated[
        str | None, typer.Option(help="Currency of pay that names none, such as USD.")
    ] = None,
    undated_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of entries without one.")
    ] = None,
    stage: Annotated[
        list[str] | None,
        typer.Option(help="What a word of the file means, WORD=STAGE; WORD= leaves it out."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what it would do.")] = False,
) -> None:
    """Bring a file in; what the journal holds already is left alone."""
    try:
        content = file.read_bytes()
        with _journal() as journal:
            if is_archive(content):
                rejected = _import_archive(journal, content, dry_run=dry_run)
            else:
                table = read_table(content)
                mapping = replace(
                    guess_mapping(table, parse_currency(currency) if currency else None),
                    undated_on=undated_on.date() if undated_on else None,
                    stages=dict(map(_meaning, stage or [])),
                )
                rejected = _import_table(journal, table, mapping, dry_run=dry_run)
    except OSError as error:
        raise _stop(f"{file}: {error.strerror}") from None
    except ValueError as error:
        raise _stop(f"{file}: {error}") from None
    for line in rejected:
        typer.echo(line, err=True)
    if rejected:
        raise typer.Exit(EXIT_FAILED)


def _import_archive(journal: Journal, content: bytes, *, dry_run: bool) -> list[str]:
    report = (preview_archive if dry_run else import_archive)(journal, content)
    for name, count in report.added.items():
        typer.echo(f"{name}: {count} added")
    typer.echo(f"{report.same} already there, {report.differing} kept as they are in the journal")
    return [f"row {row.line} of {row.reason}" for row in report.rejected]


def _import_table(
    journal: Journal, table: Table, mapping: ColumnMapping, *, dry_run: bool
) -> list[str]:
    bring_in = preview_import if dry_run else run_import
    result = bring_in(journal, table, mapping)
    count = result.report.count
    typer.echo(f"{mapping.layout}, {mapping.kind.value}:")
    for name, header in mapping.columns.items():
        typer.echo(f"  {name} from {header}")
    if result.ignored_columns:
        typer.echo(f"  not read: {', '.join(result.ignored_columns)}")
    typer.echo(
        f"{count(Outcome.NEW)} new, {count(Outcome.MORE)} with more entries,"
        f" {count(Outcome.SAME)} already there, {len(result.rejected)} rows rejected"
        + (" (nothing was written)" if dry_run else "")
    )
    return [f"line {row.line}: {row.reason}" for row in result.rejected]


def _meaning(text: str) -> tuple[str, Stage | None]:
    word, equals, stage = text.rpartition("=")
    if not equals:
        raise ValueError(f"--stage {text}: expected WORD=STAGE")
    return word, parse_choice(Stage, stage) if stage else None


@app.command()
def backup() -> None:
    """Take a backup now, and list those there are, newest first."""
    with _journal() as journal:
        if journal.backups is None:
            raise _stop("Only a local file has backups here; ask who runs the database.")
        journal.backups.take()
        for copy in journal.backups.all():
            typer.echo(str(copy.path))


@app.command()
def restore(
    file: Annotated[
        Path | None, typer.Argument(help="Backup to restore; the newest if left out.")
    ] = None,
) -> None:
    """Put a backup in the journal's place; what was there becomes the newest backup."""
    with _journal() as journal:
        copies = journal.backups.all() if journal.backups else []
        if file is None and not copies:
            raise _stop("There is no backup to restore.")
        chosen = file or copies[0].path
        journal.restore(chosen)
    typer.echo(f"{chosen}: restored. What was there before is the newest backup now.")


@app.command()
def erase(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything you entered, with all backups, for good."""
    if not yes:
        typer.confirm("Erase your whole journal and its backups? This cannot be undone", abort=True)
    with _journal() as journal:
        journal.erase()
    typer.echo("Erased. Zips that you exported are still where you put them.")


@contextmanager
def _journal() -> Iterator[Journal]:
    try:
        journal = open_journal(load_settings().journal_url)
        try:
            yield journal
        finally:
            journal.close()
    except JournalError as error:
        raise _stop(str(error)) from None


def _stop(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(EXIT_FAILED)
