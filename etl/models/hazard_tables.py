"""The layoff hazard as rows of the model tables: parameters and how its back-test fell."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pandas as pd

from etl.backtest.origins import DEFAULT, parse_origins
from etl.backtest.safety import backtest, score_rows
from etl.models.layoff_hazard import RIDGE, fit_layoff_hazard
from etl.models.market_state import LONG_RUN_MEAN, LONG_RUN_SD
from etl.models.panel import Panel
from etl.models.rows import CannotFitError, Tables, model_rows
from etl.source import SourceError
from greener.answers.hazard import FADE_MONTHS, HORIZON_MONTHS, MODEL, TERMS, HazardFit
from greener.market.hazard_parameters import MARKET_TERMS
from greener.market.store import Snapshot

FEWEST_MONTHS = 24
FEWEST_REPEATS = 30
"""With less than this a list says too little to fit."""


def hazard_tables(snapshot: Snapshot) -> Tables:
    """Fit the layoff hazard on the market's list and back-test it.

    Raises:
        CannotFitError: When the market holds no list row by row, or one that says too little.
    """
    events = snapshot.query("SELECT * FROM layoff_event ORDER BY event_id")
    if events.empty:
        raise CannotFitError(
            "the market holds no layoff events row by row (the sample ships figures derived from "
            "them, with the parameters fitted on the whole list); load a list with "
            "`python -m etl refresh layoff_events`"
        )
    as_of = pd.Timestamp(events["as_of_date"].max()).date()
    panel = Panel.of(events, last_complete_month(as_of))
    _require_enough(panel)
    origin = panel.months - 1
    try:
        tables = parameter_tables(panel, fit_layoff_hazard(panel, origin), as_of)
    except (ArithmeticError, np.linalg.LinAlgError) as error:
        raise CannotFitError(f"the list could not be fitted: {error}") from error
    try:
        result = backtest(events, parse_origins(DEFAULT))
    except SourceError:
        return tables  # a short list: it can be fitted, but covers no origin of the protocol
    scores, calibration = score_rows(result)
    return tables | {"model_score": scores, "model_calibration": calibration}


def parameter_tables(panel: Panel, fit: HazardFit, as_of: date) -> Tables:
    """Return the rows that ``published_hazard`` reads back."""
    terms = [*TERMS, *MARKET_TERMS]
    estimates = [*fit.coefficients, fit.market.now, fit.market.long_run]
    covariance = np.zeros((len(terms), len(terms)))
    covariance[: len(TERMS), : len(TERMS)] = fit.covariance
    covariance[len(TERMS) :, len(TERMS) :] = fit.market.covariance
    return model_rows(
        MODEL,
        dict(zip(terms, estimates, strict=True)),
        dict(zip(product(terms, terms), covariance.ravel().tolist(), strict=True)),
        source="layoff_events",
        as_of=as_of,
        train=(panel.first_month, panel.month(panel.months - 1)),
        n=len(panel.risk_rows(panel.months - 1)[0]),
        trained_on=f"{len(panel.companies):,} companies of the layoff list of {as_of}",
        settings=_settings(fit),
    )


def last_complete_month(as_of: date) -> date:
    """Return the first day of the last month that had ended on ``as_of``."""
    tomorrow = as_of + timedelta(days=1)
    return (tomorrow.replace(day=1) - timedelta(days=1)).replace(day=1)


def _settings(fit: HazardFit) -> dict[str, float]:
    return {
        "persistence": fit.market.persistence,
        "shock_sd": fit.market.shock_sd,
        "long_run_prior_mean": LONG_RUN_MEAN,
        "long_run_prior_sd": LONG_RUN_SD,
        "ridge": RIDGE,
        "fade_months": FADE_MONTHS,
        "horizon_months": HORIZON_MONTHS,
    }


def _require_enough(panel: Panel) -> None:
    repeats = int(panel.repeats()[1].sum())
    if panel.months < FEWEST_MONTHS or repeats < FEWEST_REPEATS:
        raise CannotFitError(
            f"the list covers {panel.months} months with {repeats} repeated layoffs; a fit needs "
            f"{FEWEST_MONTHS} months and {FEWEST_REPEATS} repeats"
        )
