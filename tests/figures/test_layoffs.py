"""What the charts of the layoff list draw, and that they show text as text."""

from datetime import date

import pandas as pd
import pytest

from greener.figures import layoffs
from greener.figures.palette import MARKET, YOU

MONTHS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2023-01-01", "2023-02-01", "2023-03-01"]),
        "people_known": [900, 0, 40],
        "events": [5, 0, 3],
        "events_size_unknown": [2, 0, 3],
        "is_complete": [True, True, False],
    }
)


def groups(*people):
    return pd.DataFrame(
        {
            "group": [f"G{number}" for number in range(len(people))],
            "people_known": people,
            "events": [2 * count for count in people],
            "events_size_unknown": [1] * len(people),
        }
    )


def test_events_of_unknown_size_stand_apart_and_add_up():
    people, sized, unsized = layoffs.people_over_time(MONTHS, "month").data
    assert list(people.y) == [900, 0, 40]
    assert [a + b for a, b in zip(sized.y, unsized.y, strict=True)] == [5, 0, 3]
    assert list(unsized.y) == [2, 0, 3]


def test_a_running_period_is_pale_and_named_so():
    people = layoffs.people_over_time(MONTHS, "month").data[0]
    assert people.marker.opacity[:2] == (1.0, 1.0)
    assert people.marker.opacity[2] < 0.6
    assert list(people.customdata) == ["Jan 2023", "Feb 2023", "Mar 2023 (not over)"]


def test_scales_start_at_zero():
    figure = layoffs.people_over_time(MONTHS, "month")
    assert figure.layout.yaxis.rangemode == figure.layout.yaxis2.rangemode == "tozero"


def test_groups_beyond_the_last_row_are_added_up():
    bars = layoffs.group_bars(groups(9, 5, 3, 2), most_rows=3)
    assert list(bars.data[0].x) == [9, 5, 5]
    assert bars.layout.yaxis.ticktext == ("G0", "G1", "2 smaller ones")
    assert "5 people in 10 events, 2 of them of unknown size" in bars.data[0].customdata[2]


def test_what_fits_no_group_stands_last_and_pale_however_large():
    frame = groups(50, 9, 5, 4, 3).assign(group=["Other", "Retail", "Food", "Unknown", "Media"])
    bars = layoffs.group_bars(frame, most_rows=4)
    assert bars.layout.yaxis.ticktext == ("Retail", "2 smaller ones", "Other", "Unknown")
    assert list(bars.data[0].x) == [9, 8, 50, 4]
    first, *left_over = bars.data[0].marker.color
    assert first == MARKET
    assert len(set(left_over)) == 1
    assert MARKET not in left_over


def test_the_own_group_has_the_persons_colour_and_says_so():
    bars = layoffs.group_bars(groups(9, 5), own=frozenset({"G1"}))
    assert bars.data[0].marker.color == (MARKET, YOU)
    assert bars.layout.yaxis.ticktext == ("G0", "G1 (yours)")


def test_markup_in_a_group_is_shown_as_text():
    frame = groups(9).assign(group="<b>bold</b>")
    bars = layoffs.group_bars(frame)
    assert bars.layout.yaxis.ticktext == ("&lt;b&gt;bold&lt;/b&gt;",)
    assert "<b>" not in bars.data[0].customdata[0]


def test_stages_are_drawn_in_their_order_with_the_own_one_marked():
    frame = pd.DataFrame(
        {
            "stage": ["Seed", "Post-IPO"],
            "companies": [100, 50],
            "companies_listed_again": [8, 21],
        }
    )
    bars = layoffs.stage_bars(frame, own_stage="Seed")
    assert list(bars.data[0].x) == pytest.approx([0.08, 0.42])
    assert bars.layout.yaxis.ticktext == ("Seed (yours)", "Post-IPO")
    # Wilson (1927) at 80%: 8 of 100
    assert bars.data[0].customdata[0].endswith("more than once, 80% interval 5.2% to 12%")


def test_headlines_keep_a_scale_of_their_own():
    jolts = pd.DataFrame(
        {
            "month": MONTHS["period"],
            "level_thousands": [1600.0, 1700.0, 1500.0],
            "layoff_rate_monthly_pct": [1.1, None, None],
        }
    )
    everyone, listed = layoffs.headlines_and_everyone(MONTHS, jolts).data
    assert list(everyone.y) == [1.6, 1.7, 1.5]
    assert list(listed.y) == [0.9, 0.0, 0.04]
    assert (everyone.yaxis, listed.yaxis) == ("y", "y2")
    assert list(everyone.customdata) == ["<br>1.1% of all jobs", "", ""]


def test_a_month_that_would_hide_the_others_is_named_and_not_drawn_to_scale():
    levels = [13_000.0, 1700.0, 1500.0]
    jolts = pd.DataFrame(
        {
            "month": MONTHS["period"],
            "level_thousands": levels,
            "layoff_rate_monthly_pct": [None] * 3,
        }
    )
    figure = layoffs.headlines_and_everyone(MONTHS, jolts)
    assert figure.layout.yaxis.range == pytest.approx((0, 2.72))
    notes = [note.text for note in figure.layout.annotations]
    assert "beyond the scale in Jan 2023: 13.0 million" in notes


def test_then_and_now_parts_add_up_to_today():
    figure = layoffs.then_and_now(188_000, date(2023, 6, 29), 214_107, 147_878)
    published, us, elsewhere = (bar.x[0] for bar in figure.data)
    assert published == 188_000
    assert us + elsewhere == 214_107
    assert {note.text for note in figure.layout.annotations} == {"188,000", "214,107"}


def test_states_are_tiles_and_none_listed_is_zero():
    frame = pd.DataFrame(
        {
            "state": ["", "CA", "RI"],
            "people_known": [70, 362_013, 0],
            "events": [3, 1308, 1],
            "events_size_unknown": [0, 400, 1],
        }
    )
    known = layoffs.layoff_tiles(frame, own_state="CA").data[1]
    texts = {cell for line in known.text for cell in line if cell}
    assert {"<b>CA</b><br>362k", "<b>RI</b><br>?", "<b>TX</b><br>0"} <= texts
    hovers = " ".join(cell for line in known.hovertext for cell in line)
    assert "<b>California</b>: 362,013 people in 1,308 events" in hovers
    assert "<b>Texas</b>: no event listed" in hovers
