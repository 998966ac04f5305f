"""One line typed in a hurry, read as an entry to confirm."""

from greener.journal.quickadd.proposal import Proposal, ProposedPay, process_meant
from greener.journal.quickadd.reader import read_line

__all__ = ["Proposal", "ProposedPay", "process_meant", "read_line"]
