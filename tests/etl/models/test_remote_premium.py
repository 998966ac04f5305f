"""The premium of remote work, fitted where the truth is known."""

from __future__ import annotations

import math
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.models.hazard_tables import CannotFitError
from etl.models.remote_premium import Gap, remote_gap, remote_tables, sd_between
from greener.market.remote_pay import remote_premiums
from greener.market.store import Snapshot, open_current
from tests.market.small_market import publish, stamped

AS_OF = date(2025, 7, 1)
TITLES = [f"Title {number}" for number in range(20)]


def simulated(truth, n=4_000, seed=3, years=(2024, 2025)):
    """Salaries of which remote ones pay ``truth`` of their year more in log pay.

    Remote work is commoner in better-paid titles: a plain comparison would be far off.
    """
    random = np.random.default_rng(seed)
    level = random.normal(11.8, 0.4, len(TITLES))
    rows = []
    for number in range(n):
        at = int(random.integers(len(TITLES)))
        year = int(random.choice(years))
        is_remote = random.random() < 1 / (1 + math.exp(-3 * (level[at] - 11.8)))
        log_pay = random.normal(level[at] + truth[year] * is_remote, 0.25)
        rows.append(
            {
                "salary_id": number,
                "round_year": max(years) if year >= max(years) - 1 else year,
                "paid_on": date(year, 7, 1),
                "title": TITLES[at],
                "experience_level": "SE",
                "employment_type": "FT",
                "country": "US",
                "company_country": "US",
                "company_size": "M",
                "remote_pct": 100 if is_remote else 0,
                "pay_annual": math.exp(log_pay),
                "currency": "USD",
            }
        )
    return stamped("ai_jobs", AS_OF, rows)


def market(folder, rows):
    path = publish(folder, {})
    with duckdb.connect(path) as connection:
        connection.register("salaries", pd.DataFrame(rows))
        connection.execute("INSERT INTO ai_jobs_salary BY NAME SELECT * FROM salaries")
    return path


def published(folder, tables):
    return publish(
        folder,
        {name: frame.to_dict("records") for name, frame in tables.items()},
    )


def test_the_truth_is_found_again_where_better_titles_are_remoter(tmp_path):
    truth = dict.fromkeys((2024, 2025), -0.05)
    with Snapshot(market(tmp_path / "market", simulated(truth))) as snapshot:
        tables = remote_tables(snapshot, "ai_jobs")
    with Snapshot(published(tmp_path / "fitted", tables)) as snapshot:
        (premium,) = remote_premiums(snapshot)
    assert premium.log_premium == pytest.approx(-0.05, abs=3 * premium.sd)
    assert premium.sd < 0.02
    assert set(premium.by_year) == {2024, 2025}
    assert 3_000 < premium.n <= 4_000


def test_a_premium_that_moves_from_year_to_year_is_less_sure(tmp_path):
    still = dict.fromkeys((2023, 2024, 2025), 0.0)
    moving = {2023: 0.15, 2024: 0.0, 2025: -0.15}
    spreads = {}
    for name, truth in (("still", still), ("moving", moving)):
        rows = simulated(truth, n=6_000, years=(2023, 2024, 2025))
        with Snapshot(market(tmp_path / name, rows)) as snapshot:
            terms = remote_tables(snapshot, "ai_jobs")["model_coefficient"]
        spreads[name] = terms.set_index("term")["estimate"]["sd years"]
    assert spreads["still"] < 0.03
    assert spreads["moving"] == pytest.approx(0.15, abs=0.04)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """80% of intervals hold it, to within 3 sds of 150 tries."""
    truth, held = -0.03, 0
    for seed in range(150):
        random = np.random.default_rng(seed)
        titles = random.integers(0, 20, 600)
        of_title = random.normal(0, 0.3, 20)
        is_remote = random.random(600) < 0.4
        log_pay = of_title[titles] + truth * is_remote + random.normal(0, 0.25, 600)
        gap = remote_gap(
            pd.DataFrame(
                {"cell": titles, "title": titles, "is_remote": is_remote, "log_pay": log_pay}
            )
        )
        held += abs(gap.estimate - truth) <= 1.2816 * math.sqrt(gap.variance)
    assert held / 150 == pytest.approx(0.8, abs=0.1)


def test_years_that_agree_up_to_their_noise_have_no_spread():
    assert sd_between([Gap(0.01, 0.0004, 100), Gap(-0.01, 0.0004, 100)]) == 0
    assert sd_between([Gap(0.01, 0.0004, 100)]) == 0


def test_too_few_alike_are_refused_by_saying_so(tmp_path):
    with (
        Snapshot(market(tmp_path, simulated({2024: 0, 2025: 0}, n=100))) as small,
        pytest.raises(CannotFitError, match="fewer than 300 salaries"),
    ):
        remote_tables(small, "ai_jobs")


def test_nothing_fitted_is_nothing_said(tmp_path):
    with Snapshot(publish(tmp_path, {})) as empty:
        assert remote_premiums(empty) == ()


def test_the_sample_ships_the_premium_of_real_salaries(sample_data):
    """As fitted on ai-jobs.net to 2025: 3% less, and not the same from year to year."""
    with open_current(sample_data / "published") as snapshot:
        (premium,) = remote_premiums(snapshot)
    low, middle, high = premium.interval
    assert -0.06 < low < middle < high < 0.01
    assert middle == pytest.approx(-0.032, abs=0.005)
    assert premium.n > 25_000
    assert set(premium.by_year) == {2022, 2023, 2024, 2025}
