"""Import a file: look at what it would do, then do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greener.journal.flatfile import RejectedRow
from greener.journal.store import Journal
from greener.journal.tabular import Table, csv_bytes
from greener.journal.transfer.archive import ArchiveReport, read_archive
from greener.journal.transfer.drafts import read_drafts
from greener.journal.transfer.mapping import ColumnMapping
from greener.journal.transfer.merge import MergeReport, merge


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or would do.

    Attributes:
        report: What became of every process and contact of the file.
        rejected: Rows that were not taken, with line and reason.
        ignored_columns: Columns that no field was mapped to.
    """

    report: MergeReport
    rejected: tuple[RejectedRow, ...]
    ignored_columns: tuple[str, ...]


def preview_import(journal: Journal, table: Table, mapping: ColumnMapping) -> ImportResult:
    """Tell what importing the table would do; nothing is written.

    Raises:
        InterviewsFileError: Interviews without a date or company column.
    """
    drafts = read_drafts(table, mapping)
    with journal.read() as transaction:
        report = merge(drafts, transaction)
    return ImportResult(report, drafts.rejected, drafts.ignored_columns)


def run_import(journal: Journal, table: Table, mapping: ColumnMapping) -> ImportResult:
    """Import the table in one transaction, after a backup; nothing is added twice.

    Raises:
        InterviewsFileError: Interviews without a date or company column.
    """
    drafts = read_drafts(table, mapping)
    _take_backup(journal)
    with journal.write() as transaction:
        report = merge(drafts, transaction)
    return ImportResult(report, drafts.rejected, drafts.ignored_columns)


def left_out_csv(table: Table, rejected: Sequence[RejectedRow]) -> bytes:
    """Return the rows that were not taken, as they stand in the file, to be mended."""
    lines = {row.line for row in rejected}
    return csv_bytes(table.columns, (row.cells for row in table.rows if row.line in lines))


def preview_archive(journal: Journal, content: bytes) -> ArchiveReport:
    """Tell what importing an archive would do; nothing is written.

    Raises:
        ArchiveError: Not an archive of a journal.
    """
    with journal.read() as transaction:
        return read_archive(content, transaction)


def import_archive(journal: Journal, content: bytes) -> ArchiveReport:
    """Import an archive in one transaction, after a backup; nothing is added twice.

    Raises:
        ArchiveError: Not an archive of a journal.
    """
    _take_backup(journal)
    with journal.write() as transaction:
        return read_archive(content, transaction)


def _take_backup(journal: Journal) -> None:
    if journal.backups:
        journal.backups.take()
