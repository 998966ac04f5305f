"""The forms in which JOLTS values come, each read into the same columns.

Every reader returns ``series_id, month, value, is_preliminary`` indexed by line or record, with
``averaged_months`` where that is not 1, and gives the intake what it leaves out.
"""

from __future__ import annotations

import re

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.reading.bls import monthly, read_observations
from etl.reading.fred import is_export, read_export
from etl.reading.tabular import TextTable, read_table, to_day, to_number
from etl.reading.unpack import read_text
from etl.source import Intake, RawFile, SourceError
from etl.sources.jolts.series import ELEMENTS, series_id
from greener.market.jolts import INDUSTRY_NAMES
from greener.market.us_states import find_state

_PARQUET_MAGIC = b"PAR1"
_MAX_PARQUET_ROWS = 5_000_000
_FRED_SERIES = re.compile(r"JT([SU])(JO|HI|TS|QU|LD|OS)([LR])")
_SHORT_ELEMENTS = {"jo": "JO", "h": "HI", "ts": "TS", "q": "QU", "ld": "LD"}
_INDUSTRY_CODES = {name: code for code, name in INDUSTRY_NAMES.items()}
_AVERAGED_MONTHS = {"Raw": 1, "Trail 3": 3}

_TEXT_COLUMNS = (
    "date",
    "value",
    "data_element_text",
    "data_measure_text",
    "date_measure_text",
    "data_transform_text",
    "geo_entity_type_text",
    "geo_entity_text",
    "industry_text",
    "sizeclass_text",
    "seas_adj_text",
)
_TEXT_COLUMNS_UNUSED = ("date_period_text", "viz_type_text")
_SHORT_COLUMNS = ("year", "period", "series", "value")
# md_rate and mn_rate are median and mean of the same calendar month over the file's years.
_SHORT_COLUMNS_UNUSED = ("periodName", "date", "md_rate", "mn_rate")


def read(file: RawFile, intake: Intake) -> pd.DataFrame | None:
    """Recognise the form of a file and read it; None when it is a catalogue without values.

    Raises:
        SourceError: When it has none of the known forms.
    """
    with file.path.open("rb") as stream:
        is_parquet = stream.read(4) == _PARQUET_MAGIC
    if is_parquet:
        return _read_parquet(file, intake)
    text = read_text(file.path)
    name = file.path.name
    if text.lstrip().startswith("{") or "\t" in text.lstrip().partition("\n")[0]:
        return monthly(read_observations(text, name, intake), intake)
    table = read_table(text, name)
    if "data_element_text" in table.rows:
        return _read_text_columns(table, intake)
    if "series" in table.rows:
        return _read_short_names(table, intake)
    if is_export(table):
        return _read_fred(table, intake)
    raise SourceError(
        f"{name} has no JOLTS layout that is known: expected a reply of the BLS API, a flat file "
        f"jt.data.*, or a CSV with a column series, observation_date or data_element_text; found "
        f"{', '.join(table.rows.columns)}"
    )


def _read_parquet(file: RawFile, intake: Intake) -> pd.DataFrame | None:
    name = file.path.name
    try:
        content = pq.ParquetFile(file.path)
        if content.metadata.num_rows > _MAX_PARQUET_ROWS:
            raise SourceError(f"{name} has {content.metadata.num_rows:,} rows: refused")
        rows = content.read().to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{name} is cut off or damaged ({error})") from error
    rows.index = pd.RangeIndex(1, len(rows) + 1, name="line")
    intake.count(len(rows))
    if "seasonal" in rows and "value" not in rows:
        # It drops leading zeros and leaves texts empty; the ids themselves say it all.
        intake.skip("catalogue of series, no values", records=len(rows))
        return None
    missing = [column for column in ("series_id", "date", "value") if column not in rows]
    if missing:
        raise SourceError(f"{name} lacks the columns {', '.join(missing)}")
    month = pd.to_datetime(rows["date"], errors="coerce")
    value = to_number(rows["value"])
    is_bad = month.isna() | (month.dt.day != 1)
    for line in rows.index[is_bad]:
        intake.reject(int(line), f"date: {rows.at[line, 'date']} is no first day of a month")
    is_unpublished = value.isna() & ~is_bad
    intake.skip("value not published", records=int(is_unpublished.sum()))
    ids = rows["series_id"].astype("str").fillna("")
    values = pd.DataFrame({"series_id": ids, "month": month, "value": value})
    kept: pd.DataFrame = values.assign(is_preliminary=False)[~is_bad & ~is_unpublished]
    return kept


def _read_fred(table: TextTable, intake: Intake) -> pd.DataFrame:
    """One column a series of total nonfarm, as FRED names them (``JTSLDL``)."""
    ids = {}
    for column in table.rows.columns[1:]:
        found = _FRED_SERIES.fullmatch(column)
        if not found:
            raise SourceError(f"{table.name}: column {column} is no JOLTS series of total nonfarm")
        ids[column] = series_id(found[2], found[3], adjusted=found[1] == "S")
    intake.count(len(table.ragged) + len(table.rows) * len(ids))
    values = read_export(table, intake)
    is_bad = values["day"].dt.day != 1
    for line, day in values["day"][is_bad].items():
        intake.reject(int(str(line)), f"{table.name}: {day:%Y-%m-%d} is no first day of a month")
    kept: pd.DataFrame = values[~is_bad]
    return pd.DataFrame(
        {
            "series_id": kept["column"].map(ids),
            "month": kept["day"],
            "value": kept["value"],
            "is_preliminary": False,
        }
    )


def _read_short_names(table: TextTable, intake: Intake) -> pd.DataFrame:
    """Total nonfarm under short names: ``ldl`` is the level, ``ldr`` the rate of layoffs."""
    table.require(_SHORT_COLUMNS)
    table.warn_unknown((*_SHORT_COLUMNS, *_SHORT_COLUMNS_UNUSED), intake)
    table.reject_ragged(intake)
    intake.count(len(table.rows) + len(table.ragged))
    rows = table.rows
    element = rows["series"].str[:-1].map(_SHORT_ELEMENTS)
    is_unknown = element.isna() | ~rows["series"].str[-1:].isin(["l", "r"])
    for line in rows.index[is_unknown]:
        intake.reject(int(line), f"series: {rows.at[line, 'series']!r} is none of jol, hr, ldr …")
    known = rows[~is_unknown]
    ids = [
        series_id(name, short[-1].upper())
        for name, short in zip(element[~is_unknown], known["series"], strict=True)
    ]
    return monthly(known.assign(series_id=ids, footnote_codes=""), intake)


def _read_text_columns(table: TextTable, intake: Intake) -> pd.DataFrame:
    """Values described in words, monthly or as trailing means of three months."""
    table.require(_TEXT_COLUMNS)
    table.warn_unknown((*_TEXT_COLUMNS, *_TEXT_COLUMNS_UNUSED), intake)
    table.reject_ragged(intake)
    intake.count(len(table.rows) + len(table.ragged))
    rows = table.rows
    state = rows["geo_entity_text"].map(_state_code)
    words = {
        "data_element_text": rows["data_element_text"].map(ELEMENTS),
        # The unit of a level is not stated in this layout.
        "data_measure_text": rows["data_measure_text"].map({"Rate": "R"}),
        "date_measure_text": rows["date_measure_text"].where(
            rows["date_measure_text"] == "Current"
        ),
        "data_transform_text": rows["data_transform_text"].map(_AVERAGED_MONTHS),
        "geo_entity_text": state,
        "industry_text": rows["industry_text"].map(_INDUSTRY_CODES),
        "sizeclass_text": rows["sizeclass_text"].where(
            rows["sizeclass_text"] == "All size classes"
        ),
        "seas_adj_text": rows["seas_adj_text"].map(
            {"Seasonally adjusted": "S", "Not seasonally adjusted": "U"}
        ),
    }
    said = pd.DataFrame(words)
    is_unknown = said.isna().any(axis=1)
    for line in rows.index[is_unknown]:
        column = str(said.loc[line].isna().idxmax())
        intake.reject(int(line), f"{column}: {rows.at[line, column]!r} is not known")
    known = said[~is_unknown]
    ids = (
        "JT" + known["seas_adj_text"] + known["industry_text"] + known["geo_entity_text"]
        + "0000000" + known["data_element_text"] + known["data_measure_text"]
    )  # fmt: skip
    values = pd.DataFrame({"series_id": ids, "is_preliminary": False})
    dated = _dated(values, rows.loc[known.index, "date"], rows.loc[known.index, "value"], intake)
    averaged = known["data_transform_text"].astype("int64")
    return dated.assign(averaged_months=averaged[dated.index])


def _state_code(name: str) -> str | None:
    if name == "US":
        return "00"
    state = find_state(name)
    return state.fips if state else None


def _dated(
    values: pd.DataFrame, dates: pd.Series, cells: pd.Series, intake: Intake
) -> pd.DataFrame:
    """Add month and value of the cells; those without either are rejected or skipped."""
    month = to_day(dates)
    value = to_number(cells)
    is_bad_month = (month.isna() | (month.dt.day != 1)).to_numpy()
    is_unpublished = cells.isin([".", "", "-"]).to_numpy() & ~is_bad_month
    is_bad_value = ~(value >= 0).to_numpy() & ~is_bad_month & ~is_unpublished
    for line, text in dates[is_bad_month].items():
        intake.reject(int(str(line)), f"date: {text!r} is no first day of a month")
    for line, text in cells[is_bad_value].items():
        intake.reject(int(str(line)), f"value: {text!r} is no number from 0")
    intake.skip("value not published", records=int(is_unpublished.sum()))
    is_good = ~(is_bad_month | is_unpublished | is_bad_value)
    kept: pd.DataFrame = values.assign(month=month, value=value)[is_good]
    return kept
