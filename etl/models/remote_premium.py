"""How pay of remote jobs differs from that of on-site ones of equal title, place and experience.

Log pay is compared within cells of one title (in a survey: occupation), country, experience and
year that hold both kinds: an ordinary regression on "remote" with an effect of every cell, its
error clustered by title. It is an association: who works remotely may differ in what no cell knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm, t
from statsmodels.regression.linear_model import OLS

from etl.models.rows import CannotFitError, Tables, model_rows
from greener.answers.worth import Z
from greener.market.remote_pay import EQUAL_IN, REMOTE_MODELS
from greener.market.store import Snapshot

MIN_SALARIES = 300
"""Fewer that have a like of the other kind are too few to say."""
MIN_TITLES = 20
"""The premium that is stated rests on so many titles; that of one year may rest on fewer."""
MIN_EQUAL_TITLES = 4.0
"""With titles that say less than so many of equal size the error is not known."""

_QUERIES = {
    "ai_jobs": """
        SELECT title, extract(year FROM paid_on)::INTEGER AS year, round_year, paid_on,
               concat_ws('|', title, country, experience_level, year) AS cell,
               remote_pct = 100 AS is_remote, ln(pay_annual) AS log_pay, as_of_date
        FROM ai_jobs_salary WHERE employment_type = 'FT' AND remote_pct IN (0, 100)""",
    "salary_survey": """
        SELECT soc_code AS title, round_year AS year, round_year, paid_on,
               concat_ws('|', soc_code, country, coalesce(region, '-'), currency,
                         experience_from_years, round_year) AS cell,
               work_mode = 'remote' AS is_remote, ln(pay_annual) AS log_pay, as_of_date
        FROM survey_salary
        WHERE work_mode IN ('onsite', 'remote') AND soc_code IS NOT NULL
          AND experience_from_years IS NOT NULL""",
}
_SOURCES = {"ai_jobs": "ai-jobs.net salaries", "salary_survey": "the Ask a Manager survey"}


@dataclass(frozen=True)
class Gap:
    """The difference of log pay, remote less on-site.

    Attributes:
        estimate: The difference.
        variance: Of its sampling error, clustered by title.
        n: Salaries in cells that hold both kinds.
        titles: Titles that they have.
        equal_titles: Titles of equal size that would say as much.
    """

    estimate: float
    variance: float
    n: int
    titles: int
    equal_titles: float

    @property
    def normal_variance(self) -> float:
        """Variance of the normal whose 80% interval is as wide as that of the t distribution.

        Its degrees of freedom are those of the equal titles, one less.
        """
        return self.variance * (float(t.ppf(norm.cdf(Z), self.equal_titles - 1)) / Z) ** 2


def remote_tables(snapshot: Snapshot, source: str) -> Tables:
    """Fit the difference on one source's newest round, with each year's beside it.

    Raises:
        CannotFitError: When the market holds too few salaries that tell where the work is done.
    """
    rows = snapshot.query(_QUERIES[source])
    newest = rows[rows["round_year"] == rows["round_year"].max()]
    gap = remote_gap(newest)
    if gap is None or gap.titles < MIN_TITLES:
        raise CannotFitError(
            f"fewer than {MIN_SALARIES} salaries of {_SOURCES[source]}, or of fewer than "
            f"{MIN_TITLES} titles, have a like of equal {EQUAL_IN[source]}, country, experience "
            "and year that is remote where they are not"
        )
    years = sorted(rows["year"].unique().tolist())
    by_year = {year: remote_gap(rows[rows["year"] == year]) for year in years}
    known = {year: found for year, found in by_year.items() if found is not None}
    gaps = {"remote": gap, **{f"year {year}": found for year, found in known.items()}}
    estimates = {term: found.estimate for term, found in gaps.items()}
    return model_rows(
        REMOTE_MODELS[source],
        {"remote": gap.estimate, "sd years": sd_between([*known.values()]), **estimates},
        {(term, term): found.normal_variance for term, found in gaps.items()},
        source=source,
        as_of=newest["as_of_date"].max(),
        train=(newest["paid_on"].min(), newest["paid_on"].max()),
        n=gap.n,
        trained_on=_SOURCES[source],
        settings={"n_by_year": {year: found.n for year, found in known.items()}},
    )


def remote_gap(rows: pd.DataFrame) -> Gap | None:
    """Return the difference within cells; None where too few salaries have a like.

    Titles of very different size say as much as fewer of equal size: the inverse of the sum of
    their squared shares (after Carter, Schnepel and Steigerwald 2017).

    Args:
        rows: Columns ``cell``, ``title`` (the cluster), ``is_remote``, ``log_pay``.
    """
    both = rows.groupby("cell")["is_remote"].transform("nunique") == len((False, True))
    rows = rows[both]
    if len(rows) < MIN_SALARIES:
        return None
    remote = rows["is_remote"].astype(float)
    within = remote - remote.groupby(rows["cell"]).transform("mean")
    shares = (within**2).groupby(rows["title"]).sum() / (within**2).sum()
    equal_titles = 1 / float((shares**2).sum())
    if equal_titles < MIN_EQUAL_TITLES:
        return None
    pay = rows["log_pay"] - rows.groupby("cell")["log_pay"].transform("mean")
    clusters = pd.factorize(rows["title"])[0]
    found = OLS(pay.to_numpy(), within.to_numpy()).fit(
        cov_type="cluster", cov_kwds={"groups": clusters}
    )
    variance = float(found.bse[0]) ** 2
    return Gap(float(found.params[0]), variance, len(rows), len(shares), equal_titles)


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
