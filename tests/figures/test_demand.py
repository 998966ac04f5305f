"""What the charts of demand draw."""

import pandas as pd
import pytest

from greener.figures import demand
from greener.figures.palette import MARKET, YOU

MONTHS = pd.to_datetime(["2026-06-01", "2026-07-01"])
INDEX = pd.DataFrame(
    {
        "country": ["DE", "DE", "US", "US"],
        "month": [*MONTHS, *MONTHS],
        "index_adjusted": [114.0, 115.0, 101.0, 102.0],
    }
)


def test_lines_come_in_order_of_importance_and_are_named_at_their_end():
    names = {"US": "United States", "DE": "Germany", "FR": "France"}
    figure = demand.lines(INDEX, "index_adjusted", names, reference=100)
    assert [list(line.y) for line in figure.data] == [[101.0, 102.0], [114.0, 115.0]]
    assert [note.text for note in figure.layout.annotations] == ["United States", "Germany"]
    assert figure.layout.shapes[0].y0 == 100
    assert figure.layout.yaxis.rangemode == "tozero"
    assert (figure.layout.xaxis.fixedrange, figure.layout.yaxis.fixedrange) == (False, True)


def test_names_of_lines_that_end_close_by_do_not_touch():
    close = INDEX.assign(index_adjusted=[101.0, 102.1, 101.0, 102.0])
    figure = demand.lines(close, "index_adjusted", {"US": "United States", "DE": "Germany"})
    low, high = figure.layout.annotations
    assert high.yshift - low.yshift >= 14


def test_lines_are_told_apart_by_any_column():
    sectors = INDEX.rename(columns={"country": "sector"})
    names = {"DE": "Nursing", "US": "Driving"}
    figure = demand.lines(sectors, "index_adjusted", names, group="sector", own="US")
    nursing, driving = figure.data
    assert list(nursing.y) == [114.0, 115.0]
    assert (nursing.line.color, driving.line.color) == (MARKET, YOU)


def test_no_month_can_be_drawn():
    assert demand.lines(INDEX.head(0), "index_adjusted", {"US": "United States"}).data == ()


def sectors(count):
    return pd.DataFrame(
        {
            "sector": [f"S{number}" for number in range(count)],
            "change_share": [0.3 - 0.02 * number for number in range(count)],
            "index_adjusted": [100.0] * count,
        }
    )


def test_the_ends_and_the_own_sector_are_drawn():
    figure = demand.sector_bars(sectors(30), own_sector="S12")
    names = figure.layout.yaxis.ticktext
    assert len(names) == 17
    assert names[8] == "S12 (yours)"
    assert figure.data[0].marker.color[8] == YOU
    low, high = figure.layout.xaxis.range
    assert low == pytest.approx(-0.28)
    assert high > 0.3


def test_what_shrank_is_written_on_the_free_side_of_zero():
    figure = demand.sector_bars(sectors(30))
    shrunk = [(note.x, note.y, note.text) for note in figure.layout.annotations]
    assert (0, 15, "-28%") in shrunk
    assert figure.data[0].text[15] == ""
    assert figure.data[0].text[0] == "+30%"


def test_few_sectors_are_drawn_once_each():
    assert demand.sector_bars(sectors(5)).layout.yaxis.ticktext == tuple(f"S{n}" for n in range(5))


def test_state_tiles_say_the_change_where_it_is_known():
    frame = pd.DataFrame(
        {
            "state_code": ["TX", "WY"],
            "index_adjusted": [110.4, 90.0],
            "change_share": [0.1, float("nan")],
        }
    )
    hovers = [cell for line in demand.postings_tiles(frame).data[1].hovertext for cell in line]
    assert "<b>Texas</b>: index 110<br>+10.0% in a year" in hovers
    assert "<b>Wyoming</b>: index 90<br>" in hovers


def test_claims_are_drawn_in_thousands():
    frame = pd.DataFrame(
        {
            "week_ending": MONTHS,
            "initial_claims": [200_000, 220_000],
            "mean_4_weeks": [float("nan"), 210_000.0],
        }
    )
    weekly, mean = demand.claims_line(frame).data
    assert list(weekly.y) == [200.0, 220.0]
    assert mean.y[1] == pytest.approx(210.0)


def test_weeks_that_would_hide_all_others_are_named_and_the_scale_still_starts_at_zero():
    weeks = pd.date_range("2019-01-05", periods=100, freq="7D")
    claims = [220_000.0] * 100
    claims[62] = 6_137_000.0
    frame = pd.DataFrame({"week_ending": weeks, "initial_claims": claims, "mean_4_weeks": claims})
    figure = demand.claims_line(frame)
    assert figure.layout.yaxis.range == pytest.approx((0, 286))
    assert figure.layout.annotations[0].text == "beyond the scale in Mar 2020: 6,137 thousand"
