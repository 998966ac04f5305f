"""The back-test of the chance that a listed company is listed again within 12 months.

At each origin every company at risk gets a forecast from what was known then; the next 12 months
tell whether it was right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from etl.backtest.baselines import BASELINES, Forecaster, at_risk
from etl.backtest.origins import CHOSEN_UNTIL
from etl.backtest.scores import Array, Flags, Scores, mean_scores, score
from etl.models.layoff_hazard import Features, employer_features, fit_layoff_hazard
from etl.models.panel import Panel
from etl.source import SourceError
from greener.answers.hazard import (
    HORIZON_MONTHS,
    MODEL,
    event_probability,
    market_hazard_draws,
)

FITTED = "model"
_SEED = 20_260_501
_DRAWS = 4_000


@dataclass(frozen=True)
class Backtest:
    """Forecasts of every method at every origin, with what happened.

    Attributes:
        origins: Origins scored, oldest first.
        skipped: Origins whose next 12 months the list does not cover, or that it begins after.
        happened: What happened, one array an origin.
        forecasts: Method → forecasts, one array an origin.
        list_until: Newest month of the list.
    """

    origins: tuple[date, ...]
    skipped: tuple[date, ...]
    happened: tuple[Flags, ...]
    forecasts: Mapping[str, tuple[Array, ...]]
    list_until: date

    def at_origins(self, method: str) -> list[Scores]:
        """Return a method's scores, one an origin."""
        return [
            score(happened, forecast)
            for happened, forecast in zip(self.happened, self.forecasts[method], strict=True)
        ]

    def pooled(self, method: str) -> Scores:
        """Return a method's scores over the forecasts of all origins."""
        return score(np.concatenate(self.happened), np.concatenate(self.forecasts[method]))


def fitted_hazard(panel: Panel, origin: int, features: Features = employer_features) -> Array:
    """Forecast with the model that the page uses, fitted on what was known at the origin."""
    fit = fit_layoff_hazard(panel, origin, features)
    companies = at_risk(panel, origin)
    rows = features(panel, companies, np.full(companies.size, origin))
    cumulative = market_hazard_draws(fit.market, _DRAWS, np.random.default_rng(_SEED))
    return event_probability(fit.coefficients, rows, cumulative)


METHODS: Mapping[str, Forecaster] = {FITTED: fitted_hazard, **BASELINES}


def backtest(
    events: pd.DataFrame,
    origins: Sequence[date],
    methods: Mapping[str, Forecaster] = METHODS,
) -> Backtest:
    """Run the protocol.

    Args:
        events: Rows of ``layoff_event``.
        origins: Months to forecast from.
        methods: Name → forecaster.

    Raises:
        SourceError: When the list covers no origin with the months before and after it.
    """
    panel = Panel.of(events)
    scored = tuple(origin for origin in origins if _is_covered(panel, origin))
    if not scored:
        newest = panel.month(panel.months - 1)
        raise SourceError(
            f"the list runs from {panel.first_month:%Y-%m} to {newest:%Y-%m}: no origin has "
            "13 months before it and 12 months after it there"
        )
    numbers = [panel.number(origin) for origin in scored]
    # Many threads on few cores spend their time waiting for each other in fits this small.
    with threadpool_limits(1):
        forecasts = {
            name: tuple(method(panel, number) for number in numbers)
            for name, method in methods.items()
        }
    return Backtest(
        origins=scored,
        skipped=tuple(origin for origin in origins if origin not in scored),
        happened=tuple(panel.listed_again(number)[at_risk(panel, number)] for number in numbers),
        forecasts=forecasts,
        list_until=panel.month(panel.months - 1),
    )


def _is_covered(panel: Panel, origin: date) -> bool:
    number = panel.number(origin)
    return HORIZON_MONTHS < number < panel.months - HORIZON_MONTHS


def to_dict(result: Backtest) -> dict[str, Any]:
    """Return the result for JSON."""
    by_origin = {name: result.at_origins(name) for name in result.forecasts}
    fitted = _summary(result, FITTED, by_origin[FITTED])
    baselines = {
        name: _summary(result, name, scores) for name, scores in by_origin.items() if name != FITTED
    }
    return {
        **fitted,
        "skill": {
            name: 1 - fitted["mean_of_origins"]["brier"] / summary["mean_of_origins"]["brier"]
            for name, summary in baselines.items()
        },
        "baselines": baselines,
        "origins": [
            {
                "origin": f"{origin:%Y-%m}",
                "is_untouched": origin > CHOSEN_UNTIL,
                **by_origin[FITTED][place].to_dict(),
                "baselines": {
                    name: scores[place].to_dict()
                    for name, scores in by_origin.items()
                    if name != FITTED
                },
            }
            for place, origin in enumerate(result.origins)
        ],
        "skipped_origins": [f"{origin:%Y-%m}" for origin in result.skipped],
        "list_until": f"{result.list_until:%Y-%m}",
    }


def _summary(result: Backtest, method: str, scores: list[Scores]) -> dict[str, Any]:
    halves = {
        "chosen_on": [s for s, o in zip(scores, result.origins, strict=True) if o <= CHOSEN_UNTIL],
        "untouched": [s for s, o in zip(scores, result.origins, strict=True) if o > CHOSEN_UNTIL],
    }
    return {
        "mean_of_origins": mean_scores(scores),
        **{f"mean_{half}": mean_scores(own) if own else None for half, own in halves.items()},
        "pooled": result.pooled(method).to_dict(),
    }


def score_rows(result: Backtest) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of ``model_score`` and ``model_calibration``."""
    rows, bins = [], []
    for method in result.forecasts:
        scores = result.at_origins(method)
        pooled = result.pooled(method)
        named = {
            f"{origin:%Y-%m}": own.to_dict()
            for origin, own in zip(result.origins, scores, strict=True)
        }
        named |= {"pooled": pooled.to_dict(), "mean": dict(mean_scores(scores))}
        rows += [
            {"model": MODEL, "method": method, "origin": origin, "metric": metric, "value": value}
            for origin, metrics in named.items()
            for metric, value in metrics.items()
            if metric != "deciles"
        ]
        bins += [{"model": MODEL, "method": method, **vars(decile)} for decile in pooled.deciles]
    return pd.DataFrame(rows), pd.DataFrame(bins)
