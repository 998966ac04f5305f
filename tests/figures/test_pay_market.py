"""Pay charts draw what is published, call a bound a bound, and show names as text."""

import pandas as pd
import pytest

from greener.figures.palette import YOU
from greener.figures.pay_market import OwnFigure, PayStrip, pay_strips, wage_tiles

NATION = PayStrip("the US", {10: 60e3, 25: 80e3, 50: 100e3, 75: 130e3, 90: 170e3})
TOP = PayStrip("Top <b>", {10: 90e3, 50: 200e3, 90: 239_200.0}, frozenset({90}), "500 employed")


def markers(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_each_published_percentile_is_a_mark_on_its_row():
    nation, top = markers(pay_strips([NATION, TOP], "USD"))
    assert list(nation.x) == [60e3, 80e3, 100e3, 130e3, 170e3]
    assert set(nation.y) == {0}
    assert list(top.x) == [90e3, 200e3, 239_200]
    assert set(top.y) == {1}


def test_a_bound_is_an_arrow_and_says_at_or_above():
    top = markers(pay_strips([TOP], "USD"))[0]
    assert list(top.marker.symbol) == ["circle", "line-ns", "triangle-right-open"]
    assert "at or above $239,200" in top.customdata[2]
    assert "at or above" not in top.customdata[1]


def test_own_groups_say_so():
    figure = pay_strips([NATION, PayStrip("Texas", {50: 90e3}, is_own=True)], "USD")
    names = {note.text for note in figure.layout.annotations}
    assert {"The US", "Texas (yours)"} <= names


def test_names_are_shown_as_text():
    figure = pay_strips([TOP], "USD")
    assert figure.layout.annotations[0].text == "Top &lt;b&gt;"
    assert "<b>" not in markers(figure)[0].customdata[0]


def test_own_pay_is_a_line_and_named_figures_a_row_of_their_own():
    named = [OwnFigure("Acorn, quote", 90e3, 160e3), OwnFigure("Birch, written", 140e3, 140e3)]
    figure = pay_strips([NATION], "USD", pay=OwnFigure("You", 110e3, 110e3), named=named)
    own = markers(figure)[-1]
    assert list(own.x) == [pytest.approx(120e3), 140e3]
    assert set(own.y) == {1}
    assert "$90,000 to $160,000" in own.customdata[0]
    line = figure.layout.shapes[0]
    assert (line.x0, line.line.color) == (110e3, YOU)
    assert "You $110K" in {note.text for note in figure.layout.annotations}


def test_the_scale_holds_every_figure():
    outlier = OwnFigure("Cedar", 10e3, 400e3)
    low, high = pay_strips([NATION], "USD", named=[outlier]).layout.xaxis.range
    assert low <= 10e3
    assert high >= 400e3


def wages(**columns):
    frame = {
        "state_fips": ["06", "48", "56"],
        "area_name": ["California", "Texas", "Wyoming"],
        "wage_annual_p50_usd": [180e3, 239_200.0, float("nan")],
        "wage_topcoded_from_percentile": pd.array([90, 50, None], dtype="Int16"),
        "employment": [1000.0, float("nan"), 5.0],
    }
    return pd.DataFrame({**frame, **columns})


def test_states_without_the_figure_stay_grey_and_bounds_have_a_plus():
    texts = {cell for line in wage_tiles(wages(), 50).data[1].text for cell in line if cell}
    assert texts == {"<b>CA</b><br>180", "<b>TX</b><br>239+"}


def test_no_bound_anywhere_is_no_plus():
    frame = wages(wage_topcoded_from_percentile=[float("nan")] * 3)
    texts = {cell for line in wage_tiles(frame, 50).data[1].text for cell in line if cell}
    assert texts == {"<b>CA</b><br>180", "<b>TX</b><br>239"}
