"""Origins as they are written on the command line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.backtest.origins import DEFAULT, parse_origins


def test_the_protocol_has_fourteen():
    origins = parse_origins(DEFAULT)
    assert len(origins) == 14
    assert (origins[0], origins[1], origins[-1]) == (
        date(2021, 12, 1),
        date(2022, 3, 1),
        date(2025, 3, 1),
    )


def test_one_month_is_one_origin():
    assert parse_origins("2023-06") == [date(2023, 6, 1)]


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-13", "2021-12:2025-03", "2021-12:2025-03:0", "2025-03:2021-12:3"]
)
def test_anything_else_is_refused_with_what_was_expected(text):
    with pytest.raises(ValueError, match=r"origin|FIRST:LAST:STEP"):
        parse_origins(text)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    try:
        assert parse_origins(text)
    except ValueError as error:
        assert str(error)
