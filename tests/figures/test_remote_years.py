"""The share of remote work over the years: what is drawn and what is said of it."""

import pandas as pd
import pytest

from greener.figures import remote_years


def modes(*rows):
    return pd.DataFrame(rows, columns=["year", "work_mode", "reports"])


def test_the_remote_share_has_its_interval_and_leaves_thin_years_out():
    shares = remote_years.remote_share(
        modes(
            (2021, "all", 9), (2021, "remote", 9),
            (2022, "all", 100), (2022, "remote", 60), (2022, "onsite", 40),
            (2024, "all", 50), (2024, "onsite", 50),
        )
    )  # fmt: skip
    assert shares["year"].tolist() == [2022, 2024]
    assert shares["share"].tolist() == [0.6, 0.0]
    # Wilson (1927) at 80%: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.2816
    assert shares["low"][0] == pytest.approx(0.536, abs=0.001)
    assert shares["high"][0] == pytest.approx(0.661, abs=0.001)
    finding = remote_years.remote_finding(shares, "Bakers")
    assert finding.startswith("Bakers: 0% of the reports for 2024 are of remote work (80%")
    assert finding.endswith("; the most were 60%, for 2022")
    marks = remote_years.remote_over_years(shares).data[0]
    assert marks.customdata[0].startswith("2022: 60% remote (60 of 100)<br>80% interval 54%")


def test_how_many_answered_then_and_now_is_counted():
    shares = remote_years.remote_share(modes((2021, "all", 40), (2024, "all", 1200)))
    assert remote_years.reports_grown(shares).startswith(
        "40 people answered for 2021, 1,200 for 2024"
    )
    assert remote_years.reports_grown(shares.head(1)) == "40 people answered for 2021."


def test_nothing_to_share_is_said():
    shares = remote_years.remote_share(modes((2021, "all", 3)))
    assert shares.empty
    assert "too few" in remote_years.remote_finding(shares, "Bakers")
