"""Delimited text is read as text, and every line is either a row or named as ragged."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading.tabular import read_table, to_day, to_number
from etl.source import SourceError

CELL = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1
)


def test_cells_stay_text_and_rows_know_their_line():
    table = read_table('code,name\n\n007," a, b "\n01,"two\nlines"\n', "x.csv")
    assert table.rows.to_dict("list") == {"code": ["007", "01"], "name": ["a, b", "two\nlines"]}
    assert list(table.rows.index) == [3, 5]


def test_a_trailing_delimiter_is_no_column():
    table = read_table("a,b,\n1,2,\n3,4\n5,6,7\n", "x.csv")
    assert table.rows.to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    assert table.ragged == ((4, 3),)


def test_padded_tab_separated_headers_are_stripped():
    table = read_table(
        "series_id                \tyear\t value\nJTS1 \t2001\t  7\n", "x", delimiter="\t"
    )
    assert table.rows.iloc[0].to_dict() == {"series_id": "JTS1", "year": "2001", "value": "7"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("a,b,a\n", "names a column twice: a"),
        ("a,,,b\n", "twice: .no name."),
        ('a,b\n"open,1\n', "line"),
        ("a,b\n\n", "a header but no rows"),
        ("a,b\n1\n", "no rows that fit it: line 2: 1 cells, expected 2"),
        ("a,b,c\n1,2,3\n4,5", "breaks off in line 3"),
    ],
)
def test_what_is_no_table_is_named(text, said):
    with pytest.raises(SourceError, match=said):
        read_table(text, "x.csv")


def test_missing_columns_are_named():
    with pytest.raises(SourceError, match="lacks the columns b, c; found a"):
        read_table("a\n1\n", "x.csv").require(["a", "b", "c"])


@settings(max_examples=50)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_a_writer_wrote_comes_back(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b"], *rows])
    assert read_table(text.getvalue(), "x.csv").rows.to_numpy().tolist() == rows


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        table = read_table(text, "x.csv")
    except SourceError:
        return
    assert len(table.rows) + len(table.ragged) <= len(text.splitlines()) + text.count("\r")


def test_numbers_and_days_that_are_none_become_missing():
    table = read_table("n,d\n1e3,2026-02-28\ninf,2026-02-30\n-,20260101\n1_0,2026-1-1\n", "x.csv")
    assert to_number(table.rows["n"]).tolist()[0] == 1000
    assert to_number(table.rows["n"]).isna().tolist() == [False, True, True, True]
    assert to_day(table.rows["d"]).notna().tolist()[:2] == [True, False]
