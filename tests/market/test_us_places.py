"""Places of the layoff list find their state, and what is ambiguous finds none."""

import pytest

from greener.market.us_places import state_of_place, us_places
from greener.market.us_states import find_state, state_name


def test_every_state_of_the_table_is_one():
    assert all(find_state(state) for state in us_places().values() if state)


@pytest.mark.parametrize(
    ("listed", "state"),
    [
        ("SF Bay Area", "CA"),
        ("  sf  bay area ", "CA"),
        ("Washington D.C.", "DC"),
        ("New Delhi, New York City", "NY"),
        ("Hoboken, NJ", "NJ"),
        ("Ohio", "OH"),
        ("Wilmington", None),
        ("Wilmington, Delaware", "DE"),
        ("Portland, Maine", "ME"),
        ("Columbus,  Georgia", "GA"),
        ("Rochester, Minnesota", "MN"),
        ("Burlington, Massachusetts, US", "MA"),
        ("Vancouver, Washington", "WA"),
        ("Washington, D.C.", "DC"),
        ("Georgetown, d.c.", "DC"),
        ("Albany, N.Y.", "NY"),
        ("New York, London", "NY"),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_a_place_finds_its_state(listed, state):
    assert state_of_place(listed) == state


def test_what_is_no_state_keeps_its_name():
    assert (state_name("tx"), state_name("Atlantis")) == ("Texas", "Atlantis")
