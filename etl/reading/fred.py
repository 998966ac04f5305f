"""CSV as FRED exports it: one column of days, one column a series."""

from __future__ import annotations

import pandas as pd

from etl.reading.tabular import TextTable, to_day, to_number
from etl.source import Intake, SourceError

DAY_COLUMNS = ("observation_date", "date", "DATE")
"""What the column of days was called over the years and by the tools that export it."""

_MISSING = frozenset({".", ""})


def is_export(table: TextTable) -> bool:
    """Whether a table may be such an export."""
    columns = list(table.rows.columns)
    return columns[0] in DAY_COLUMNS and len(columns) > 1


def read_export(table: TextTable, intake: Intake) -> pd.DataFrame:
    """Return the values as ``column, day, value``, indexed by line; one record a value.

    Raises:
        SourceError: When there is no column of days.
    """
    if not is_export(table):
        raise SourceError(
            f"{table.name}: expected a first column {' or '.join(DAY_COLUMNS)} and one column a "
            f"series; found {', '.join(table.rows.columns)}"
        )
    table.reject_ragged(intake)
    day_column = table.rows.columns[0]
    cells = (
        table.rows.reset_index()
        .melt(["line", day_column], var_name="column", value_name="text")
        .set_index("line")
    )
    day = to_day(cells[day_column])
    value = to_number(cells["text"])
    is_bad_day = day.isna()
    is_missing = cells["text"].isin(_MISSING) & ~is_bad_day
    is_bad_value = ~(value >= 0) & ~is_bad_day & ~is_missing
    for is_bad, column, expected in (
        (is_bad_day, day_column, "a day YYYY-MM-DD"),
        (is_bad_value, "text", "a number from 0"),
    ):
        for line, text in zip(cells.index[is_bad], cells[column][is_bad], strict=True):
            intake.reject(int(line), f"{table.name}: {text!r} is not {expected}")
    intake.skip("value not published", records=int(is_missing.sum()))
    values = pd.DataFrame({"column": cells["column"], "day": day, "value": value})
    return values[~(is_bad_day | is_missing | is_bad_value)]
