"""What remote work goes with in pay, as fitted on each source that tells both."""

from __future__ import annotations

import math

from greener.answers.estimate import SourceRef
from greener.answers.remote import RemotePremium
from greener.market.backtests import fit
from greener.market.store import Snapshot

REMOTE_MODELS = {"ai_jobs": "remote_premium_ai_jobs", "salary_survey": "remote_premium_survey"}
"""Source → the model fitted on it; terms ``remote``, ``sd years``, and ``year 2024``."""
EQUAL_IN = {"ai_jobs": "title", "salary_survey": "occupation"}
"""Source → what salaries that are compared have in common beside country, experience and year."""
_JOBS = {"ai_jobs": ("data and AI jobs", "15-")}
"""Source → which jobs it lists, and the beginning of their occupations; others list all."""


def remote_premiums(snapshot: Snapshot) -> tuple[RemotePremium, ...]:
    """Return the premium of remote work, one a source that it was fitted on."""
    found = (_premium(snapshot, source, model) for source, model in REMOTE_MODELS.items())
    return tuple(premium for premium in found if premium is not None)


def _premium(snapshot: Snapshot, source: str, model: str) -> RemotePremium | None:
    about = fit(snapshot, model)
    rows = snapshot.query(
        """SELECT term, estimate, covariance FROM model_coefficient AS coefficient
           LEFT JOIN model_covariance AS spread
             ON spread.model = coefficient.model AND spread.term_row = term
                AND spread.term_column = term
           WHERE coefficient.model = $model ORDER BY position""",
        {"model": model},
    )
    estimates = dict(zip(rows["term"], rows["estimate"].astype(float), strict=True))
    if about.empty or not {"remote", "sd years"} <= estimates.keys():
        return None
    of_jobs, soc_prefix = _JOBS.get(source, ("", ""))
    variance = float(rows.loc[rows["term"] == "remote", "covariance"].iloc[0])
    return RemotePremium(
        log_premium=estimates["remote"],
        sd=math.hypot(math.sqrt(variance), estimates["sd years"]),
        n=int(about["n"].iloc[0]),
        by_year={
            int(term.removeprefix("year ")): estimate
            for term, estimate in estimates.items()
            if term.startswith("year ")
        },
        source=SourceRef(
            source, str(about["trained_on"].iloc[0]), about["as_of_date"].iloc[0].date()
        ),
        equal_in=EQUAL_IN[source],
        of_jobs=of_jobs,
        soc_prefix=soc_prefix,
    )
