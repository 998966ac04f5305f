"""What the charts of single companies draw."""

import pandas as pd
import pytest

from greener.figures.company import company_timelines, event_texts, recurrence_curves
from greener.market.recurrence import recurrence_curve

EVENTS = pd.DataFrame(
    {
        "company_key": ["acorn", "acorn", "birch"],
        "company_name": ["Acorn <1>", "Acorn <1>", "Birch"],
        "event_date": pd.to_datetime(["2023-01-20", "2024-03-01", "2023-05-01"]),
        "laid_off_count": [400.0, None, 100.0],
        "laid_off_share": [0.1, 1.0, None],
    }
)
NAMES = {"acorn": "Acorn <1>", "birch": "Birch"}


def test_events_in_words_leave_out_what_is_not_known():
    assert event_texts(EVENTS) == [
        "Acorn <1>, Jan 2023: 400 people, 10% of the staff",
        "Acorn <1>, Mar 2024: size not known, 100% of the staff",
        "Birch, May 2023: 100 people",
    ]


def test_area_follows_people_and_unknown_is_hollow():
    acorn, birch = company_timelines(EVENTS, NAMES).data
    largest, unknown = acorn.marker.size
    assert largest > birch.marker.size[0] > unknown
    assert acorn.marker.color[1].endswith(",0)")
    assert not acorn.marker.color[0].endswith(",0)")


def test_names_are_shown_as_text():
    figure = company_timelines(EVENTS, NAMES)
    assert figure.layout.annotations[0].text == "Acorn &lt;1&gt;"
    assert "<1>" not in figure.data[0].customdata[0]


def test_companies_without_any_known_size_can_be_drawn():
    unknown = EVENTS.assign(laid_off_count=None)
    assert len(company_timelines(unknown, NAMES).data) == 2
    assert len(company_timelines(EVENTS.head(0), NAMES).data) == 2


@pytest.fixture
def curve():
    gaps = pd.DataFrame({"months": [2, 3, 6, 50], "is_listed_again": [True, False, True, False]})
    return recurrence_curve(gaps)


def test_curves_end_at_the_edge_and_own_months_are_marked(curve):
    figure = recurrence_curves({"Seed": curve, "All": curve}, {"Acorn": 5, "Late": 40})
    low, high, seed, everybody = figure.data
    assert seed.x[-1] == everybody.x[-1] == 36
    assert seed.y[-1] == seed.y[-2] == pytest.approx(1 - 3 / 4 * 1 / 2)
    assert all(a <= b for a, b in zip(low.y, high.y, strict=True))
    assert [line.x0 for line in figure.layout.shapes] == [5]
