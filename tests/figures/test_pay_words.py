"""The sentences of the pay charts say what is drawn."""

import pandas as pd
import pytest

from greener.figures.pay_market import OwnFigure, PayStrip
from greener.figures.pay_words import own_place, own_rank, places_finding, strips_finding

NATION = PayStrip("the US", {10: 60e3, 25: 80e3, 50: 100e3, 75: 130e3, 90: 170e3})
TEXAS = PayStrip("Texas", {50: 90e3})
JUNEAU = PayStrip("Juneau", {50: 112e3})


def test_the_first_group_is_compared_with_the_best_paid_of_the_others():
    assert strips_finding("Bakers", [NATION, TEXAS, JUNEAU], "USD") == (
        "Bakers: the middle half earns $80K to $130K in the US; "
        "the median in Juneau is 12% above that"
    )
    assert strips_finding("Bakers", [NATION, TEXAS], "USD").endswith("Texas is 10% below that")
    assert strips_finding("Bakers", [NATION], "USD").endswith("$130K in the US")


def test_bounds_and_missing_quartiles_are_said():
    bound = PayStrip("the US", {25: 150e3, 75: 239_200.0}, frozenset({75}))
    assert "to at or above $239K" in strips_finding("Surgeons", [bound], "USD")
    assert strips_finding("Bakers", [TEXAS], "USD") == "Bakers: P50 to P50 is $90K to $90K in Texas"


@pytest.mark.parametrize(
    ("pay", "place"),
    [
        (50e3, "In the lowest 10%"),
        (80e3, "Above 25 to 50%"),
        (200e3, "In the highest 10%"),
    ],
)
def test_own_pay_is_placed_between_published_percentiles(pay, place):
    assert own_place(pay, NATION) == place


def test_above_a_bound_one_cannot_be_sure():
    bound = PayStrip("the US", {50: 200e3, 75: 239_200.0}, frozenset({75}))
    assert own_place(300e3, bound) == "Near or in the highest 25%"


def places(*pays, ceiling=None):
    return pd.DataFrame(
        {
            "area_name": [f"Place {number}" for number in range(len(pays))],
            "wage_annual_p50_usd": pays,
            "wage_topcoded_from_percentile": pd.array([ceiling] * len(pays), dtype="Int16"),
        }
    )


def test_the_best_and_the_least_paid_place_are_named():
    assert places_finding(places(90e3, 120e3, float("nan")), 50, "states") == (
        "Median pay: $120K in Place 1, the most of 2 states; $90K in Place 0, the least"
    )
    assert places_finding(places(239_200.0, ceiling=50), 50, "states") == (
        "Median pay: at or above $239K in Place 0"
    )
    assert places_finding(places(float("nan")), 50, "states").startswith("No states publish P50")


def test_own_pay_is_ranked_among_the_places_that_publish():
    frame = places(90e3, 120e3, float("nan"))
    assert own_rank(frame, 50, OwnFigure("You", 100e3, 100e3)) == (
        "; your pay of $100K is above it in 1"
    )
    assert "the example's pay" in own_rank(frame, 50, OwnFigure("The example", 1e5, 1e5))
    assert own_rank(frame, 50, None) == ""
