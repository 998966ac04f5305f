"""Tries the worth itself, without an own observation, on salaries that people reported.

It runs the very functions that answer a person: the published band of the occupation and state, the
curve of experience and rank, the growth of pay back to the day of the salary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.backtest.worth import PayScores, score
from etl.models.pay_quantiles import PayRange
from greener.answers.curves import ExperienceCurve
from greener.answers.market_pay import MarketPay, PayBand
from greener.answers.worth import market_worth
from greener.journal.records import Job
from greener.market.currency import ExchangeRates
from greener.market.pay_bands import oews_band
from greener.market.pay_curves import pay_growth
from greener.market.store import Snapshot

SALARIES_TRIED = 2_000
"""Of each part, evenly spaced: enough for a coverage to within 1.3 points at 80%."""

NO_RATES = ExchangeRates({})
"""All is in US dollars: nothing needs converting."""

Floats = NDArray[np.float64]

Part = tuple[pd.DataFrame, ExperienceCurve]


def band_scores(snapshot: Snapshot, parts: Sequence[Part]) -> dict[str, PayScores]:
    """Return the scores of the next offer's range, with the curve (``model``) and without it.

    Args:
        snapshot: Market with the published wages.
        parts: Salaries (``paid_on``, ``title``, ``soc_code``, ``region``, ``years``, ``rank``,
            ``log_pay``) and the curve to try on them, fitted on others.
    """
    growth = pay_growth(snapshot, "US", date.max)

    @cache
    def band(soc_code: str, region: str) -> PayBand | None:
        return oews_band(snapshot, _job(region), soc_code)

    tried: dict[str, list[Floats]] = {"model": [], "oews_band": []}
    asked = []
    for rows, curve in parts:
        for row in rows.iloc[:: max(len(rows) // SALARIES_TRIED, 1)].to_dict("records"):
            published = band(row["soc_code"], row["region"])
            if published is not None:
                alone = MarketPay(bands=(published,), growth=growth)
                asked.append(row["log_pay"])
                tried["model"].append(
                    _next_offer(row, replace(alone, experience=curve, rank=row["rank"]))
                )
                tried["oews_band"].append(_next_offer(row, alone))
    told = pd.DataFrame({"log_pay": asked}, dtype=float)
    return {
        method: score(told, PayRange(*np.log(np.reshape(ends, (-1, 3))).T))
        for method, ends in tried.items()
    }


def _next_offer(row: Mapping[Any, Any], market: MarketPay) -> Floats:
    """Return low, middle and high of the next offer on the day of a salary."""
    job = _job(row["region"], row["years"])
    offer = market_worth(job, market, (), NO_RATES, row["paid_on"].date()).next_offer
    return np.array([offer.low, offer.value, offer.high], dtype=float)


def _job(region: str, experience_years: float | None = None) -> Job:
    return Job(employer="any", title="any", region=region, experience_years=experience_years)
