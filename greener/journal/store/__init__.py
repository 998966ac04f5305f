"""Where the journal is kept: SQLite on one's own machine, PostgreSQL on a shared one."""

from greener.journal.store.backups import Backup, Backups
from greener.journal.store.errors import ConflictError, JournalError, MissingEntryError
from greener.journal.store.journal import LOCAL_OWNER, Journal, open_journal
from greener.journal.store.transaction import Transaction

__all__ = [
    "LOCAL_OWNER",
    "Backup",
    "Backups",
    "ConflictError",
    "Journal",
    "JournalError",
    "MissingEntryError",
    "Transaction",
    "open_journal",
]
