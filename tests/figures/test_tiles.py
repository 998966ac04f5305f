"""Every state has one tile; what is not known is a grey tile, never a number."""

import pandas as pd
import pytest

from greener.figures.tiles import STATES, state_tiles
from greener.market.us_states import states

FRAME = pd.DataFrame(
    {
        "state": ["CA", "TX", "WY", "GU"],
        "value": [10.0, 0.0, float("nan"), 3.0],
        "text": ["10 k", "0 k", "", "3 k"],
        "hover": ["California: 10", "Texas: 0", "", "Guam: 3"],
    }
)


def cells(trace, field):
    return [cell for line in getattr(trace, field) for cell in line if cell not in (None, "")]


@pytest.fixture
def layers():
    return state_tiles(FRAME).data


def test_all_states_but_the_far_islands_have_one_tile():
    assert len(set(STATES)) == len(STATES)
    assert {state.postal for state in states()} - set(STATES) == {"GU", "VI"}


def test_known_values_are_written_on_their_tiles(layers):
    assert sorted(cells(layers[1], "z")) == [0.0, 10.0]
    assert set(cells(layers[1], "text")) == {"<b>CA</b><br>10 k", "<b>TX</b><br>0 k"}
    assert set(cells(layers[1], "hovertext")) == {"California: 10", "Texas: 0"}


def test_unknown_states_are_grey_and_say_so(layers):
    grey = cells(layers[0], "text")
    assert "WY" in grey
    assert "CA" not in grey
    assert len(grey) == len(STATES) - 2
    assert "WY: not known" in cells(layers[0], "hovertext")


def test_the_own_state_is_framed_and_an_unknown_one_is_not():
    frame = state_tiles(FRAME, own_state="CA").layout.shapes
    assert (frame[0].x0 + frame[0].x1, frame[0].y0 + frame[0].y1) == pytest.approx((0, 8))
    assert state_tiles(FRAME, own_state="GU").layout.shapes == ()
