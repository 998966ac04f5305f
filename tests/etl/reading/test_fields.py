"""Fields are read exactly or named; nothing is guessed and nothing goes missing in silence."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading.fields import FieldReader, clean_text


def reader(*values: str) -> FieldReader:
    return FieldReader(pd.DataFrame({"x": values}, dtype="str", index=range(2, 2 + len(values))))


SPAN = {"earliest": date(2000, 1, 1), "latest": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-03", "2024-02-03"),
        ("2024-2-3", "2024-02-03"),
        ("2024/02/03", "2024-02-03"),
        ("2024-02-03T23:59:59.123Z", "2024-02-03"),
        ("2024-02-03 00:00:00", "2024-02-03"),
        ("2024-02-03T00:00:00+05:30", "2024-02-03"),
        ("2/3/2024", "2024-02-03"),
        ("02-03-2024", "2024-02-03"),
        ("2/3/2024 0:00", "2024-02-03"),
    ],
)
def test_a_day_is_iso_or_month_first(text, day):
    assert reader(text).day("x", **SPAN).astype(str).tolist() == [day]


@settings(max_examples=100)
@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.sampled_from(["/", "-"]))
def test_every_day_comes_back(day, mark):
    written = [day.isoformat(), f"{day.month}{mark}{day.day}{mark}{day.year}"]
    read = reader(*written).day("x", **SPAN)
    assert [moment.date() for moment in read] == [day, day]


@pytest.mark.parametrize("text", ["13/01/2024", "3.2.2024", "20240203", "1999-12-31", "2/30/2024"])
def test_what_is_no_day_spoils_the_row_or_is_left_out(text):
    fields = reader("2024-01-01", text)
    assert fields.day("x", **SPAN, required=True).isna().tolist() == [False, True]
    assert fields.problems[3].startswith(f"x: {text!r} is no date, expected YYYY-MM-DD or M/D/YYYY")
    assert fields.is_readable().tolist() == [True, False]
    fields = reader("2024-01-01", text)
    fields.day("x", **SPAN)
    assert fields.left_out == {"x": [(3, text)]}
    assert fields.is_readable().all()


@settings(max_examples=200)
@given(st.text(max_size=20))
def test_any_text_is_a_value_or_a_reason(text):
    stripped = text.strip()
    for method, options in (
        ("count", {"maximum": 1000}),
        ("share", {}),
        ("text", {"max_chars": 10, "required": True}),
        ("day", {**SPAN, "required": True}),
    ):
        fields = reader(stripped)
        value = getattr(fields, method)("x", **options).iloc[0]
        if method in ("text", "day"):
            assert pd.isna(value) == (2 in fields.problems)
        elif 2 in fields.problems:
            assert pd.isna(value)


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_clean_text_is_stable_and_shows_what_it_holds(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert not set(cleaned) & set("\u200b\u202e\x00\x1b\n\t")


def test_a_missing_column_is_all_missing():
    fields = reader("a", "b")
    assert fields.text(None, max_chars=3).isna().all()
    assert fields.count(None, maximum=3).isna().all()
    assert fields.day(None, **SPAN).isna().all()
    assert fields.share(None).isna().all()
    assert fields.is_readable().all()
