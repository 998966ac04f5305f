"""The published parameters of the layoff forecast."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from greener.answers.hazard import MODEL, TERMS, HazardFit, MarketState
from greener.market.store import Snapshot

MARKET_TERMS = ("market_now", "market_long_run")
"""Stored beside the coefficients, with their own covariance."""


@dataclass(frozen=True)
class PublishedFit:
    """Parameters and the month that their training data end with."""

    fit: HazardFit
    until: date


def published_hazard(snapshot: Snapshot) -> PublishedFit | None:
    """Return the fitted parameters; None when there are none for this version's terms."""
    about = snapshot.query("SELECT train_to, settings FROM model_fit WHERE model = ?", [MODEL])
    values = snapshot.query("SELECT term, estimate FROM model_coefficient WHERE model = ?", [MODEL])
    terms = [*TERMS, *MARKET_TERMS]
    if about.empty or set(values["term"]) != set(terms):
        return None
    estimates = values.set_index("term")["estimate"].reindex(terms).to_numpy(float)
    covariance = _covariance(snapshot, terms)
    settings = json.loads(about["settings"].iloc[0])
    return PublishedFit(
        HazardFit(
            coefficients=estimates[: len(TERMS)],
            covariance=covariance[: len(TERMS), : len(TERMS)],
            market=MarketState(
                now=float(estimates[-2]),
                long_run=float(estimates[-1]),
                covariance=covariance[len(TERMS) :, len(TERMS) :],
                persistence=float(settings["persistence"]),
                shock_sd=float(settings["shock_sd"]),
            ),
        ),
        pd.Timestamp(about["train_to"].iloc[0]).date(),
    )


def _covariance(snapshot: Snapshot, terms: list[str]) -> np.ndarray:
    rows = snapshot.query(
        "SELECT term_row, term_column, covariance FROM model_covariance WHERE model = ?", [MODEL]
    )
    table = rows.pivot_table(index="term_row", columns="term_column", values="covariance")
    return table.reindex(index=terms, columns=terms).fillna(0.0).to_numpy(float)
