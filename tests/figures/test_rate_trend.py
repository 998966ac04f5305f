"""A layoff rate over the years, its normal, and the recessions behind it."""

from datetime import date

import pandas as pd

from greener.answers.trend import IndustryTrend
from greener.figures.rate_trend import rate_trend, trend_finding
from greener.market.recessions import US_RECESSIONS

MONTHS = pd.date_range("2007-01-01", periods=120, freq="MS")


def rates(**spikes):
    frame = pd.DataFrame({"month": MONTHS, "layoff_rate_monthly_pct": 1.0})
    for month, rate in spikes.items():
        day = pd.Timestamp(f"{month[1:5]}-{month[5:]}-01")
        frame.loc[frame["month"] == day, "layoff_rate_monthly_pct"] = rate
    return frame


def trend(recent):
    return IndustryTrend("Information", recent, 1.0, date(2016, 12, 1))


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_only_recessions_in_sight_are_shaded():
    shapes = rate_trend(rates(), trend(1.0), US_RECESSIONS).layout.shapes
    assert [(shape.x0[:7], shape.x1[:10]) for shape in shapes[:1]] == [("2007-12", "2009-06-30")]
    assert not [shape for shape in shapes if shape.x1 < "2007"]


def test_a_month_that_no_scale_holds_is_named_at_the_edge():
    figure = rate_trend(rates(m201004=9.0), trend(1.0), ())
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert high < 9
    assert "Apr 2010: 9.0%" in texts(figure)


def test_ordinary_months_need_no_such_name():
    assert texts(rate_trend(rates(), trend(1.0), ())) == [
        "grey: recessions · dotted: its ten-year normal"
    ]


def test_without_a_normal_none_is_drawn():
    assert len(rate_trend(rates(), None, ()).data) == 2


def test_the_finding_holds_the_year_against_ten():
    assert trend_finding(rates(), trend(1.2), "Texas").startswith(
        "Texas: in the year to December 2016 employers laid off 20% more people than"
    )
    assert "30% fewer people than" in trend_finding(rates(), trend(0.7), "Texas")
    assert "as many people as" in trend_finding(rates(), trend(1.0), "Texas")
    assert trend_finding(rates(), None, "Texas") == "Texas: 1.0% in December 2016"
