"""How pay of one occupation and state differs with years in the field and with rank in the title.

Log pay of US survey answers is regressed on ranges of years and on rank, beside an effect of each
occupation and each state (shrunk as random effects). Both curves are centred on everybody, because
the bands that they correct are for everybody.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.backtest.pay_rows import FULL_YEAR_MIN_USD
from etl.backtest.worth_bands import band_scores
from etl.models.rows import CannotFitError, Tables, model_rows
from greener.answers.curves import ExperienceCurve
from greener.answers.estimate import SourceRef
from greener.market.pay_curves import EXPERIENCE_CURVE
from greener.market.store import Snapshot
from greener.market.title_words import Seniority, title_words

MIN_ANSWERS = 1_000
LAST_YEARS = 31
"""Ranges of years from here on are one: few people have more."""
RANKS = (
    Seniority.JUNIOR,
    Seniority.UNMARKED,
    Seniority.SENIOR,
    Seniority.LEAD,
    Seniority.STAFF,
    Seniority.PRINCIPAL,
)
"""Ranks within an occupation; managers, directors and chiefs are occupations of their own."""
_SHRINKAGE = 3.0
"""Residual variance over the variance between occupations, and between states [computed]."""
_HALVES = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CurveFit:
    """A fitted curve with the sampling error of its offsets.

    Attributes:
        curve: The curve.
        covariance: Of the offsets of years, then of ranks, in the curve's order.
        n: Answers behind it.
    """

    curve: ExperienceCurve
    covariance: Floats
    n: int


def experience_tables(snapshot: Snapshot) -> Tables:
    """Fit the curve on the survey's newest round, and try the bands that it corrects.

    Raises:
        CannotFitError: When the market holds too few answers one by one.
    """
    answers = read_answers(snapshot)
    if len(answers) < MIN_ANSWERS:
        raise CannotFitError(
            f"the market holds {len(answers):,} survey answers one by one, a fit needs "
            f"{MIN_ANSWERS:,} (the sample ships figures derived from them); load a survey with "
            "`python -m etl refresh --file salary_survey=PATH`"
        )
    fit = fit_curve(answers)
    return _parameter_tables(fit, answers) | {"model_score": _scores(snapshot, answers)}


def read_answers(snapshot: Snapshot) -> pd.DataFrame:
    """Return US full-time answers of known occupation, state and experience, newest round."""
    answers = snapshot.query(
        f"""SELECT paid_on, title, soc_code, region, ln(pay_annual) AS log_pay,
                   least(experience_from_years, {LAST_YEARS}) AS years_from,
                   CASE WHEN experience_from_years >= {LAST_YEARS} THEN {LAST_YEARS + 10}
                        ELSE experience_to_years END AS years_to, as_of_date
            FROM survey_salary
            WHERE country = 'US' AND currency = 'USD' AND pay_annual >= {FULL_YEAR_MIN_USD}
              AND soc_code IS NOT NULL AND region IS NOT NULL AND experience_from_years IS NOT NULL
              AND round_year = (SELECT max(round_year) FROM survey_salary)
            ORDER BY salary_id"""  # noqa: S608 (numbers of this module)
    )
    ranks = {title: title_words(title).seniority for title in answers["title"].unique()}
    rank = answers["title"].map(ranks).replace(Seniority.INTERN, Seniority.JUNIOR)
    return answers.assign(
        years=(answers["years_from"] + answers["years_to"]) / 2, rank=rank.astype("str")
    )


def fit_curve(answers: pd.DataFrame) -> CurveFit:
    """Fit the curve on answers in the shape of ``read_answers``."""
    years = pd.get_dummies(answers["years"]).astype(float)
    ranks = pd.get_dummies(answers["rank"]).astype(float).drop(columns=str(Seniority.UNMARKED))
    places = [pd.get_dummies(answers[name]).astype(float) for name in ("soc_code", "region")]
    parts = [years, ranks, *places]
    design = np.hstack([part.to_numpy() for part in parts])
    free = years.shape[1] + ranks.shape[1]
    penalty = np.where(np.arange(design.shape[1]) < free, 1e-9, _SHRINKAGE)
    centred = answers["log_pay"].to_numpy() - answers["log_pay"].mean()
    inverse = np.linalg.inv(design.T @ design + np.diag(penalty))
    effects = inverse @ design.T @ centred
    residuals = centred - design @ effects
    noise = float(residuals @ residuals) / (len(answers) - design.shape[1])
    names = [*years.columns, *ranks.columns]
    estimates = pd.Series(effects[:free], index=pd.Index(names, dtype=object))
    estimates[str(Seniority.UNMARKED)] = 0.0
    year_offsets = _centred(estimates[list(years.columns)], answers["years"])
    known = [str(rank) for rank in RANKS if str(rank) in estimates.index]
    of_rank = answers["rank"][answers["rank"].isin(known)]
    rank_offsets = _centred(estimates[known], of_rank)
    chosen = [names.index(name) for name in [*years.columns, *known] if name in names]
    return CurveFit(
        ExperienceCurve(
            years=tuple(float(knot) for knot in years.columns),
            log_offset=tuple(year_offsets.tolist()),
            experience_sd=float(answers["years"].map(year_offsets).std()),
            source=SourceRef(EXPERIENCE_CURVE, "", None),
            rank_log_offset={str(name): float(value) for name, value in rank_offsets.items()},
            rank_sd=float(of_rank.map(rank_offsets).std()),
        ),
        covariance=noise * inverse[np.ix_(chosen, chosen)],
        n=len(answers),
    )


def _centred(offsets: pd.Series, of_everybody: pd.Series) -> pd.Series:
    return offsets - of_everybody.map(offsets).mean()


def _parameter_tables(fit: CurveFit, answers: pd.DataFrame) -> Tables:
    curve = fit.curve
    estimates = {
        **{f"years {y:g}": v for y, v in zip(curve.years, curve.log_offset, strict=True)},
        **{f"rank {rank}": offset for rank, offset in curve.rank_log_offset.items()},
        "sd experience": curve.experience_sd,
        "sd rank": curve.rank_sd,
    }
    free = [t for t in estimates if not t.startswith("sd ") and t != f"rank {Seniority.UNMARKED}"]
    middle = answers["paid_on"].sort_values().iloc[len(answers) // 2]
    return model_rows(
        EXPERIENCE_CURVE,
        estimates,
        dict(zip(product(free, free), fit.covariance.ravel().tolist(), strict=True)),
        source="salary_survey",
        as_of=answers["as_of_date"].max(),
        train=(answers["paid_on"].min(), answers["paid_on"].max()),
        n=fit.n,
        trained_on=f"{fit.n:,} answers of the Ask a Manager survey, {middle:%B %Y}",
        settings={"centred_on": "everybody", "shrinkage": _SHRINKAGE},
    )


def _scores(snapshot: Snapshot, answers: pd.DataFrame) -> pd.DataFrame:
    """Try the bands on each half of the answers with the curve fitted on the other half."""
    half = np.arange(len(answers)) % _HALVES
    tried = [
        (answers[half == tested], fit_curve(answers[half != tested]).curve)
        for tested in range(_HALVES)
    ]
    return pd.DataFrame(
        [
            {
                "model": EXPERIENCE_CURVE,
                "method": method,
                "origin": "pooled",
                "metric": metric,
                "value": value,
            }
            for method, scores in band_scores(snapshot, tried).items()
            for metric, value in asdict(scores).items()
        ]
    )
