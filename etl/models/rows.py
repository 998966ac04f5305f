"""A fitted model as rows of the model tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pandas as pd

Tables = dict[str, pd.DataFrame]


class CannotFitError(Exception):
    """A model cannot be fitted on this market; the message says what is lacking."""


def model_rows(
    model: str,
    estimates: Mapping[str, float],
    covariance: Mapping[tuple[str, str], float],
    *,
    source: str,
    as_of: date,
    train: tuple[date, date],
    n: int,
    trained_on: str,
    settings: Mapping[str, object],
) -> Tables:
    """Return what a fit found and on what, as rows of the three tables that every model fills.

    Args:
        model: Name of the model.
        estimates: Term → estimate, in their order.
        covariance: Pair of terms → their covariance; pairs that were not measured are left out.
        source: Whose data it was fitted on.
        as_of: Day those data speak for.
        train: First and last day of the data.
        n: How many of them there were.
        trained_on: The data, in words.
        settings: What else the fit rests on.
    """
    about = {
        "model": model,
        "fitted_at": datetime.now(UTC).replace(tzinfo=None),
        "train_from": train[0],
        "train_to": train[1],
        "n": n,
        "trained_on": trained_on,
        "settings": json.dumps(settings),
        "source": source,
        "as_of_date": as_of,
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
                "term_row": [row for row, _ in covariance],
                "term_column": [column for _, column in covariance],
                "covariance": list(covariance.values()),
            }
        ),
    }
