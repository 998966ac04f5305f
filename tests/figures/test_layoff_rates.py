"""Layoff rates beside each other: only those of one month and one kind."""

import pandas as pd

from greener.figures import layoff_rates
from greener.figures.palette import MARKET, YOU

NEW, OLD = pd.Timestamp(2025, 5, 1), pd.Timestamp(2022, 9, 1)
NAMES = ["Total nonfarm", "Construction", "Information", "Government", "Retail trade"]
CODES = ["000000", "230000", "510000", "900000", "440000"]


def rates(month, averaged, values=(1.0, 2.0, 1.1, 0.4, 0.9)):
    return pd.DataFrame(
        {
            "code": CODES,
            "name": NAMES,
            "month": month,
            "averaged_months": averaged,
            "layoff_rate_monthly_pct": values,
        }
    )


def test_the_newest_month_that_several_share_speaks():
    alone = rates(pd.Timestamp(2026, 1, 1), 1).head(1)
    found = layoff_rates.comparable_rates(pd.concat([rates(OLD, 1), rates(NEW, 3), alone]))
    assert set(found["month"]) == {NEW}
    assert found["name"].tolist()[0] == "Construction"
    assert layoff_rates.comparable_rates(rates(NEW, 3).head(2)).empty


def test_a_month_and_a_mean_of_three_never_mix():
    both = pd.concat([rates(NEW, 1), rates(NEW, 3).head(4)])
    assert set(layoff_rates.comparable_rates(both)["averaged_months"]) == {1}


def test_the_own_industry_is_marked_and_the_total_is_pale():
    frame = layoff_rates.comparable_rates(rates(NEW, 3))
    bars = layoff_rates.industry_rate_bars(frame, own_code="510000").data[0]
    colours = dict(zip(frame["name"], bars.marker.color, strict=True))
    assert colours["Information"] == YOU
    assert colours["Government"] == MARKET
    assert colours["Total nonfarm"] not in {YOU, MARKET}
    assert "Construction: 2.0 of 100 jobs a month" in bars.customdata


def test_an_industry_without_a_bar_is_marked_at_the_one_it_is_part_of():
    frame = layoff_rates.comparable_rates(rates(NEW, 3)).replace({"code": {"440000": "400000"}})
    bars = layoff_rates.industry_rate_bars(frame, own_code="440000").data[0]
    assert dict(zip(frame["code"], bars.marker.color, strict=True))["400000"] == YOU


def test_the_finding_says_whether_it_is_one_month_or_three():
    assert layoff_rates.rates_finding(layoff_rates.comparable_rates(rates(NEW, 3))) == (
        "In the three months to May 2025 Construction laid off the most, 2.0 of 100 jobs a month; "
        "Government the fewest, 0.4; all together 1.0"
    )
    monthly = layoff_rates.comparable_rates(rates(NEW, 1).tail(4).assign(averaged_months=1))
    assert monthly.empty
    assert layoff_rates.rates_finding(layoff_rates.comparable_rates(rates(OLD, 1))).startswith(
        "In September 2022 "
    )


def test_states_stand_on_their_tiles():
    frame = pd.DataFrame(
        {
            "code": ["06", "48", "MW"],
            "month": NEW,
            "averaged_months": 3,
            "layoff_rate_monthly_pct": [1.1, 1.0, 0.9],
        }
    )
    known = layoff_rates.state_rate_tiles(frame, own_state="TX").data[1]
    assert {cell for line in known.text for cell in line if cell} == {
        "<b>CA</b><br>1.1",
        "<b>TX</b><br>1.0",
    }
