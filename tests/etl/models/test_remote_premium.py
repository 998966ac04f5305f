"""The premium of remote work, fitted where the truth is known."""

from __future__ import annotations

import math
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.models.remote_premium import Gap, remote_gap, remote_tables, sd_between
from etl.models.rows import CannotFitError
from greener.answers.remote import remote_sentence
from greener.answers.worth import Z
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


def gap_of(weights, truth, seed, n=600):
    """The gap where titles have these weights and differ in pay."""
    random = np.random.default_rng(seed)
    shares = np.array(weights) / np.sum(weights)
    titles = random.choice(len(shares), n, p=shares)
    is_remote = random.random(n) < 0.4
    level = random.normal(0, 0.3, len(shares))[titles]
    log_pay = level + truth * is_remote + random.normal(0, 0.25, n)
    return remote_gap(
        pd.DataFrame({"cell": titles, "title": titles, "is_remote": is_remote, "log_pay": log_pay})
    )


@pytest.mark.parametrize(
    "weights",
    [[1] * 20, [1] * 5, [10, 8, 6, 5, 4, *[1] * 15], [1 / rank for rank in range(1, 41)]],
    ids=["equal", "few", "unequal", "of all sizes"],
)
def test_the_interval_holds_the_truth_as_often_as_it_says(weights):
    """80% of intervals hold it, to within 2.4 sds of 150 tries below and 3 above."""
    truth, tries = -0.03, 150
    gaps = [gap_of(weights, truth, seed) for seed in range(tries)]
    held = sum(abs(gap.estimate - truth) <= Z * math.sqrt(gap.normal_variance) for gap in gaps)
    assert 0.72 <= held / tries <= 0.9


def test_one_title_among_many_small_ones_says_nothing():
    assert gap_of([30, *[1] * 19], 0.0, seed=1) is None


def survey(folder, **changes):
    """A survey that tells where the work is done, with these changes to every other answer."""
    random = np.random.default_rng(4)
    rows = [
        {
            "salary_id": number,
            "round_year": 2023,
            "paid_on": date(2023, 5, 1),
            "title": "Engineer",
            "soc_code": f"15-{number % 25:04}",
            "country": "US",
            "region": "CA",
            "work_mode": "remote" if number // 25 % 2 else "onsite",
            "experience_from_years": 5,
            "experience_to_years": 7,
            "pay_annual": math.exp(random.normal(11.5, 0.2)),
            "currency": "USD",
            **(changes if number // 50 % 2 else {}),
        }
        for number in range(1_000)
    ]
    path = publish(folder, {})
    with duckdb.connect(path) as connection:
        connection.register("answers", pd.DataFrame(stamped("salary_survey", AS_OF, rows)))
        connection.execute("INSERT INTO survey_salary BY NAME SELECT * FROM answers")
    return path


@pytest.mark.parametrize("unknown", [{}, {"soc_code": None}, {"experience_from_years": None}])
def test_of_a_survey_only_answers_of_known_occupation_and_experience_are_compared(
    tmp_path, unknown
):
    with Snapshot(survey(tmp_path / "market", **unknown)) as snapshot:
        tables = remote_tables(snapshot, "salary_survey")
    with Snapshot(published(tmp_path / "fitted", tables)) as snapshot:
        (premium,) = remote_premiums(snapshot)
    assert premium.n == (500 if unknown else 1_000)
    assert "of the same occupation, country, experience and year" in remote_sentence(premium)


def test_few_titles_are_refused_by_saying_so(tmp_path):
    rows = [row for row in simulated({2024: 0, 2025: 0}) if row["title"] in TITLES[:10]]
    with (
        Snapshot(market(tmp_path, rows)) as narrow,
        pytest.raises(CannotFitError, match="fewer than 20 titles"),
    ):
        remote_tables(narrow, "ai_jobs")


def test_years_that_agree_up_to_their_noise_have_no_spread():
    assert sd_between([Gap(0.01, 0.0004, 100, 20, 20), Gap(-0.01, 0.0004, 100, 20, 20)]) == 0
    assert sd_between([Gap(0.01, 0.0004, 100, 20, 20)]) == 0


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
