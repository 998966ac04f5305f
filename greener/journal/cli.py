"""The commands of ``python -m greener journal``: take the journal out, bring it in, erase it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from greener.journal.store import Journal, JournalError, open_journal
from greener.journal.store.engine import PRIVATE_FILE
from greener.journal.transfer.archive import ArchiveError, read_archive, write_archive
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
def import_archive(file: Annotated[Path, typer.Argument(help="Zip that export wrote.")]) -> None:
    """Read an exported zip; what the journal holds already is left alone."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _stop(f"{file}: {error.strerror}") from None
    with _journal() as journal:
        if journal.backups:
            journal.backups.take()
        try:
            with journal.write() as transaction:
                report = read_archive(content, transaction)
        except ArchiveError as error:
            raise _stop(f"{file}: {error}") from None
    for name, count in report.added.items():
        typer.echo(f"{name}: {count} added")
    typer.echo(f"{report.same} already there, {report.differing} kept as they are in the journal")
    for row in report.rejected:
        typer.echo(f"row {row.line} of {row.reason}", err=True)
    if report.rejected:
        raise typer.Exit(EXIT_FAILED)


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
