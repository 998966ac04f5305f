"""A file's account closes over its pieces, and what was left out is said once a column."""

import io

import pandas as pd
import pytest

from etl.reading.account import FileAccount
from etl.reading.fields import FieldReader
from etl.reading.tabular import read_header, read_records, table_of
from etl.source import SourceError


class Ledger:
    def __init__(self):
        self.counted, self.rejected, self.warnings = 0, [], []

    def count(self, records):
        self.counted += records

    def reject(self, line, reason):
        self.rejected.append((line, reason))

    def warn(self, message):
        self.warnings.append(message)


def add(account: FileAccount, text: str) -> pd.Series:
    records = read_records(io.StringIO(text), "a.csv", ",")
    table = table_of("a.csv", read_header(records, "a.csv"), list(records))
    fields = FieldReader(table.rows)
    fields.text("name", max_chars=3, required=True)
    fields.amount("pay", maximum=10)
    account.add(table, fields)


def test_pieces_add_up():
    ledger = Ledger()
    account = FileAccount("a.csv", ledger)
    add(account, "name,pay\nx,1\n,2\nlonger,3\nx,y,z\n")
    add(account, "name,pay\nx,11\nx,much\n")
    account.close()
    assert ledger.counted == 6
    assert ledger.rejected == [
        (5, "a.csv: 3 cells, expected 2"),
        (3, "a.csv: name: is blank"),
        (4, "a.csv: name: 6 characters, expected 3 at most"),
    ]
    assert ledger.warnings == [
        "a.csv: 2 unreadable values of pay left out, the first in line 2: '11'"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("name,pay\n,1\n", "name: is blank"), ("name,pay\n1\n", "1 cells, expected 2")],
)
def test_a_file_without_a_readable_row_is_refused(text, said):
    account = FileAccount("a.csv", Ledger())
    add(account, text)
    with pytest.raises(SourceError, match=f"a.csv: no row can be read; the first: {said}"):
        account.close()
