"""The curve of pay over experience and rank, fitted where the truth is known."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.models.experience_curve import (
    MIN_ANSWERS,
    experience_tables,
    fit_curve,
    read_answers,
)
from etl.models.rows import CannotFitError
from greener.market.pay_curves import EXPERIENCE_CURVE, experience_curve, measured_coverage
from greener.market.store import Snapshot
from tests.market.small_market import publish, stamped

YEARS = {(0, 1): -0.2, (5, 7): 0.0, (11, 20): 0.2, (31, 40): 0.25, (41, 51): 0.25}
RANKS = {"Junior ": -0.3, "": 0.0, "Senior ": 0.15}
TITLES = {"Data Engineer": ("15-1243", 11.7), "Paralegal": ("23-2011", 10.9)}
STATES = {"CA": 0.2, "TX": 0.0}
NOISE_SD = 0.2
AS_OF = date(2021, 5, 1)


def simulated(n=1_600, seed=5):
    random = np.random.default_rng(seed)
    rows = []
    for number in range(n):
        (first, last), of_years = list(YEARS.items())[random.integers(len(YEARS))]
        rank, of_rank = list(RANKS.items())[random.integers(len(RANKS))]
        title, (soc_code, centre) = list(TITLES.items())[random.integers(len(TITLES))]
        region, of_region = list(STATES.items())[random.integers(len(STATES))]
        log_pay = random.normal(centre + of_years + of_rank + of_region, NOISE_SD)
        rows.append(
            {
                "salary_id": number,
                "round_year": 2021,
                "paid_on": date(2021, 4, 27),
                "title": rank + title,
                "soc_code": soc_code,
                "country": "US",
                "region": region,
                "experience_from_years": first,
                "experience_to_years": last,
                "pay_annual": float(np.exp(log_pay)),
                "currency": "USD",
            }
        )
    return stamped("salary_survey", AS_OF, rows)


def wages():
    return stamped(
        "oews",
        date(2021, 5, 1),
        [
            {
                "area_code": code,
                "soc_code": soc_code,
                "wage_basis": "hourly_and_annual",
                **{
                    f"wage_annual_p{p}_usd": float(np.exp(centre + of_region + 0.1 + z * 0.45))
                    for p, z in ((10, -1.28), (25, -0.67), (50, 0), (75, 0.67), (90, 1.28))
                },
            }
            for soc_code, centre in TITLES.values()
            for code, of_region in (("0000000", 0.1), ("0600000", 0.2), ("4800000", 0.0))
        ],
    )


def areas():
    names = (("0000000", "nation", "00"), ("0600000", "state", "06"), ("4800000", "state", "48"))
    return stamped(
        "oews",
        AS_OF,
        [
            {"area_code": code, "area_type": kind, "state_fips": fips, "area_name": code}
            for code, kind, fips in names
        ],
    )


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    path = publish(folder, {"oews_wage": wages(), "oews_area": areas()})
    with duckdb.connect(path) as connection:
        connection.register("answers", pd.DataFrame(simulated()))
        connection.execute("INSERT INTO survey_salary BY NAME SELECT * FROM answers")
    with Snapshot(path) as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def fitted(market):
    return experience_tables(market)


@pytest.fixture(scope="module")
def curve(market):
    return fit_curve(read_answers(market)).curve


def test_years_are_found_again(curve):
    assert curve.years == (0.5, 6.0, 15.5, 36.0)
    steps = np.diff(curve.log_offset)
    assert steps == pytest.approx([0.2, 0.2, 0.05], abs=0.05)


def test_ranks_are_found_again(curve):
    rank = curve.rank_log_offset
    assert set(rank) == {"junior", "unmarked", "senior"}
    assert rank["senior"] - rank["unmarked"] == pytest.approx(0.15, abs=0.05)
    assert rank["unmarked"] - rank["junior"] == pytest.approx(0.30, abs=0.05)


def test_the_curves_are_centred_on_everybody(market, curve):
    answers = read_answers(market)
    by_years = np.interp(answers["years"], curve.years, curve.log_offset)
    assert by_years.mean() == pytest.approx(0, abs=1e-9)
    assert answers["rank"].map(curve.rank_log_offset).mean() == pytest.approx(0, abs=1e-9)
    assert curve.experience_sd == pytest.approx(np.std(by_years), rel=0.01)


def test_the_sampling_error_is_right(curve):
    fits = [fit_curve(_frame(simulated(1_500, seed))) for seed in range(12)]
    steps = [fit.curve.log_offset[1] - fit.curve.log_offset[0] for fit in fits]
    covariance = fits[0].covariance
    stated = np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    assert np.std(steps) == pytest.approx(stated, rel=0.6)


def test_what_is_published_comes_back_the_same(fitted, curve, tmp_path):
    rows = {name: table.to_dict("records") for name, table in fitted.items()}
    with Snapshot(publish(tmp_path, rows)) as snapshot:
        published = experience_curve(snapshot)
        (sentence,) = measured_coverage(snapshot)
    assert published.years == curve.years
    assert published.log_offset == pytest.approx(curve.log_offset)
    assert published.rank_log_offset == pytest.approx(curve.rank_log_offset)
    assert (published.experience_sd, published.rank_sd) == (curve.experience_sd, curve.rank_sd)
    assert published.source.title == "1,600 answers of the Ask a Manager survey, April 2021"
    assert "1,600 salaries" in sentence


def test_the_curve_makes_the_published_band_better(fitted):
    scores = fitted["model_score"].pivot(index="metric", columns="method", values="value")
    assert scores.loc["mdape", "model"] < scores.loc["mdape", "oews_band"]
    assert scores.loc["width80", "model"] < scores.loc["width80", "oews_band"]
    assert scores.loc["n", "model"] == 1_600
    assert 0.8 < scores.loc["coverage80", "model"] <= 1


def test_without_a_curve_nothing_is_claimed(tmp_path):
    with Snapshot(publish(tmp_path, {})) as empty:
        assert experience_curve(empty) is None
        assert measured_coverage(empty) == ()


def test_too_few_answers_are_refused_by_saying_what_to_load(tmp_path):
    few = publish(tmp_path, {"survey_salary": simulated(20)})
    says = f"20 survey answers .* {MIN_ANSWERS:,}"
    with Snapshot(few) as small, pytest.raises(CannotFitError, match=says):
        experience_tables(small)


def test_the_model_has_its_name_in_every_table(fitted):
    for table in fitted.values():
        assert set(table["model"]) == {EXPERIENCE_CURVE}


def _frame(rows):
    frame = pd.DataFrame(rows)
    last = frame["experience_from_years"] >= 31
    frame["years"] = np.where(
        last, 36.0, (frame["experience_from_years"] + frame["experience_to_years"]) / 2
    )
    words = frame["title"].str.split().str[0].str.lower()
    frame["rank"] = words.where(words.isin(["junior", "senior"]), "unmarked")
    return frame.assign(log_pay=np.log(frame["pay_annual"]))
