"""Appeared, vanished and rewritten rows are told apart, also without a key of their own."""

from datetime import date
from typing import ClassVar

import duckdb
import pandas as pd
import pytest

from etl.publishing.changes import count_changes
from etl.schema import SCHEMA_SQL
from etl.source import Changes
from tests.etl.fakes import Rates


class Events(Rates):
    tables = ("layoff_event",)
    marts: ClassVar = {}
    row_keys: ClassVar = {"layoff_event": ("company_key", "event_date")}
    uncompared = ("event_id", "duplicate_group")


def events(*rows):
    frame = pd.DataFrame(rows, columns=["company_name", "event_date", "laid_off_count"])
    return frame.assign(
        event_id=range(len(frame)),
        company_key=frame.company_name.str.lower(),
        is_counted=True,
        source="rates",
        as_of_date=date(2026, 6, 1),
    )


def changes(tmp_path, before, after):
    with duckdb.connect() as connection:
        connection.execute(SCHEMA_SQL)
        connection.execute("INSERT INTO layoff_event BY NAME SELECT * FROM before")
        staged = tmp_path / "layoff_event.parquet"
        connection.execute("CREATE TABLE staged AS FROM layoff_event LIMIT 0")
        connection.execute("INSERT INTO staged BY NAME SELECT * FROM after")
        connection.execute(f"COPY staged TO '{staged}'")
        files = {"layoff_event": staged} if len(after) else {}
        return count_changes(connection, Events(), files)


ORACLE = ("Oracle", date(2026, 3, 31), 30000)
META = ("Meta", date(2026, 4, 17), 8000)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([ORACLE, META], [META, ORACLE], Changes(0, 0, 0)),
        ([ORACLE, META], [("Oracle", date(2026, 3, 31), 21000), META], Changes(0, 0, 1)),
        ([ORACLE, META], [ORACLE, ("Meta", date(2026, 5, 20), 8000)], Changes(1, 1, 0)),
        ([ORACLE], [ORACLE, ORACLE], Changes(1, 0, 0)),
        ([ORACLE, ORACLE], [("Oracle", date(2026, 3, 31), 1)], Changes(0, 1, 1)),
        ([ORACLE, META], [], Changes(0, 2, 0)),
    ],
)
def test_what_changed(tmp_path, before, after, expected):
    assert changes(tmp_path, events(*before), events(*after)) == expected
