"""Pay over the years: what is drawn and what is said of it."""

from datetime import date

import pandas as pd
import pytest

from greener.figures import pay_years
from greener.figures.palette import EVENT
from greener.figures.pay_market import OwnFigure

YEARS = pd.DataFrame(
    {
        "year": [2021, 2022, 2024],
        "work_mode": "all",
        "reports": [3, 40, 500],
        "pay_annual_p25": [float("nan"), 90e3, 100e3],
        "pay_annual_p50": [float("nan"), 120e3, 150e3],
        "pay_annual_p75": [float("nan"), 160e3, 200e3],
    }
)


def test_years_with_too_few_reports_are_not_drawn():
    figure = pay_years.pay_over_years(YEARS, "USD")
    line = next(trace for trace in figure.data if trace.mode == "lines+markers")
    assert list(line.y) == [120e3, 150e3]
    assert line.customdata[1] == "2024: median $150K, middle half $100K to $200K<br>500 reports"
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.xaxis.ticktext == ("2022", "2023", "2024")


def test_the_median_stands_in_prices_of_the_newest_year_too():
    prices = {2022: 100.0, 2024: 110.0}
    figure = pay_years.pay_over_years(YEARS, "USD", prices=prices)
    real = next(trace for trace in figure.data if trace.line.dash == "dot")
    assert list(real.y) == pytest.approx([132e3, 150e3])
    assert real.customdata[0] == "2022: $132K in prices of 2024"
    assert pay_years.years_finding(YEARS, "USD", "Bakers", prices).endswith(
        "25% more than for 2022; prices rose 10% meanwhile"
    )


def test_own_figures_stand_at_their_day_and_own_pay_is_a_line():
    named = [
        OwnFigure("Acorn <b>, quote", 140e3, 160e3, date(2026, 1, 5)),
        OwnFigure("Birch", 1e5, 1e5),
    ]
    figure = pay_years.pay_over_years(YEARS, "USD", pay=OwnFigure("You", 130e3, 130e3), named=named)
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    assert (marks.marker.color, list(marks.x)) == (EVENT, [date(2026, 1, 5)])
    assert marks.customdata[0] == "Acorn &lt;b&gt;, quote: $140,000 to $160,000"
    assert figure.layout.shapes[0].y0 == 130e3


def test_the_finding_compares_the_first_year_with_the_last():
    assert pay_years.years_finding(YEARS, "USD", "Bakers") == (
        "Bakers: the median reported for 2024 is $150K, 25% more than for 2022"
    )
    assert pay_years.years_finding(YEARS.head(2), "USD", "Bakers").endswith("for 2022 is $120K")
    assert "too few" in pay_years.years_finding(YEARS.head(1), "USD", "Bakers")
    assert pay_years.years_finding(YEARS.assign(pay_annual_p50=1e5), "USD", "B").endswith(
        "$100K, as for 2021"
    )
