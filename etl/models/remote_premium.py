"""How pay of remote jobs differs from that of on-site ones of equal title, place and experience.

Log pay is compared within cells of one title, country, experience and year that hold both kinds:
an ordinary regression on "remote" with an effect of every cell, its error clustered by title. It is
an association: who works remotely may differ in what no cell knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS

from etl.models.hazard_tables import CannotFitError, Tables
from greener.market.remote_pay import REMOTE_MODELS
from greener.market.store import Snapshot

MIN_SALARIES = 300
"""Fewer that have a like of the other kind are too few to say."""
MIN_TITLES = 5

_QUERIES = {
    "ai_jobs": """
        SELECT title, extract(year FROM paid_on)::INTEGER AS year, round_year, paid_on,
               concat_ws('|', title, country, experience_level, year) AS cell,
               remote_pct = 100 AS is_remote, ln(pay_annual) AS log_pay, as_of_date
        FROM ai_jobs_salary WHERE employment_type = 'FT' AND remote_pct IN (0, 100)""",
    "salary_survey": """
        SELECT coalesce(soc_code, lower(title)) AS title, round_year AS year, round_year, paid_on,
               concat_ws('|', coalesce(soc_code, lower(title)), country, region, currency,
                         experience_from_years, round_year) AS cell,
               work_mode = 'remote' AS is_remote, ln(pay_annual) AS log_pay, as_of_date
        FROM survey_salary WHERE work_mode IN ('onsite', 'remote')""",
}
_SOURCES = {"ai_jobs": "ai-jobs.net salaries", "salary_survey": "the Ask a Manager survey"}


@dataclass(frozen=True)
class Gap:
    """The difference of log pay, remote less on-site.

    Attributes:
        estimate: The difference.
        variance: Of its sampling error, clustered by title.
        n: Salaries in cells that hold both kinds.
    """

    estimate: float
    variance: float
    n: int


def remote_tables(snapshot: Snapshot, source: str) -> Tables:
    """Fit the difference on one source's newest round, with each year's beside it.

    Raises:
        CannotFitError: When the market holds too few salaries that tell where the work is done.
    """
    rows = snapshot.query(_QUERIES[source])
    newest = rows[rows["round_year"] == rows["round_year"].max()]
    gap = remote_gap(newest)
    if gap is None:
        raise CannotFitError(
            f"fewer than {MIN_SALARIES} salaries of {_SOURCES[source]} have a like of equal "
            "title, country, experience and year that is remote where they are not"
        )
    years = sorted(rows["year"].unique().tolist())
    by_year = {year: remote_gap(rows[rows["year"] == year]) for year in years}
    known = {year: found for year, found in by_year.items() if found is not None}
    model = REMOTE_MODELS[source]
    estimates = {
        "remote": gap.estimate,
        "sd years": sd_between([*known.values()]),
        **{f"year {year}": found.estimate for year, found in known.items()},
    }
    variances = {
        "remote": gap.variance,
        **{f"year {year}": found.variance for year, found in known.items()},
    }
    about = {
        "model": model,
        "fitted_at": datetime.now(UTC).replace(tzinfo=None),
        "train_from": newest["paid_on"].min(),
        "train_to": newest["paid_on"].max(),
        "n": gap.n,
        "trained_on": _SOURCES[source],
        "settings": json.dumps({"n_by_year": {year: found.n for year, found in known.items()}}),
        "source": source,
        "as_of_date": newest["as_of_date"].max(),
    }
    return {
        "model_fit": pd.DataFrame([about]),
        "model_coefficient": pd.DataFrame(
            {
                "model": model,
                "term": list(estimates),
                "position": range(len(estimates)),
                "estimate": list(estimates.values()),
            }
        ),
        "model_covariance": pd.DataFrame(
            {
                "model": model,
                "term_row": list(variances),
                "term_column": list(variances),
                "covariance": list(variances.values()),
            }
        ),
    }


def remote_gap(rows: pd.DataFrame) -> Gap | None:
    """Return the difference within cells; None where too few salaries have a like.

    Args:
        rows: Columns ``cell``, ``title`` (the cluster), ``is_remote``, ``log_pay``.
    """
    both = rows.groupby("cell")["is_remote"].transform("nunique") == len((False, True))
    rows = rows[both]
    if len(rows) < MIN_SALARIES or rows["title"].nunique() < MIN_TITLES:
        return None
    remote = rows["is_remote"].astype(float)
    within = remote - remote.groupby(rows["cell"]).transform("mean")
    pay = rows["log_pay"] - rows.groupby("cell")["log_pay"].transform("mean")
    clusters = pd.factorize(rows["title"])[0]
    found = OLS(pay.to_numpy(), within.to_numpy()).fit(
        cov_type="cluster", cov_kwds={"groups": clusters}
    )
    return Gap(float(found.params[0]), float(found.bse[0]) ** 2, len(rows))


def sd_between(gaps: list[Gap]) -> float:
    """Return the sd of the true difference between years, by moments (DerSimonian and Laird)."""
    if len(gaps) < 2:
        return 0.0
    estimates = np.array([gap.estimate for gap in gaps])
    weights = np.array([1 / gap.variance for gap in gaps])
    mean = np.average(estimates, weights=weights)
    spread = float(weights @ (estimates - mean) ** 2)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return float(np.sqrt(max(spread - (len(gaps) - 1), 0.0) / scale))
