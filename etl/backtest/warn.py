"""Whether WARN notices know more of a listed company's next layoff than its listed layoffs do.

The fitted hazard is given one more feature, the notices filed under the company's name in the last
12 months, and scored beside itself without it.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from etl.backtest.baselines import Forecaster
from etl.backtest.safety import fitted_hazard
from etl.models.layoff_hazard import Features, employer_features
from etl.models.panel import Array, Index, Panel

WITH_NOTICES = "model_with_warn_notices"
_WINDOW_MONTHS = 12


def with_notices(notices: pd.DataFrame) -> Forecaster:
    """Return the fitted hazard with the notices of the last 12 months as one more feature.

    Args:
        notices: Rows of ``warn_notice``; those without a notice date are not used, for the first
            day of a layoff comes some two months after the notice.
    """
    return partial(fitted_hazard, features=notice_features(notices))


def notice_features(notices: pd.DataFrame) -> Features:
    """Return the employer's features and the log count of its notices in the last 12 months."""

    def features(panel: Panel, company: Index, month: Index) -> Array:
        recent = recent_notices(notices, panel)[company, month]
        return np.column_stack([employer_features(panel, company, month), np.log1p(recent)])

    return features


def recent_notices(notices: pd.DataFrame, panel: Panel) -> Array:
    """Return notices of the last 12 months by company and month, by exact company key."""
    place = pd.Series(range(len(panel.companies)), index=panel.companies)
    is_dated = notices["month_basis"] == "notice"
    rows = notices[is_dated & notices["company_key"].isin(place.index)]
    month = rows["month"].map(panel.number)
    within = month.between(0, panel.months - 1)
    counts = np.zeros((len(panel.companies), panel.months + 1))
    np.add.at(counts, (place[rows["company_key"][within]], month[within] + 1), 1)
    total = counts.cumsum(axis=1)
    months = np.arange(1, panel.months + 1)
    return np.asarray(total[:, months] - total[:, np.maximum(months - _WINDOW_MONTHS, 0)])
