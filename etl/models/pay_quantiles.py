"""A conformal pay model: median and 80% range of log pay from title, place, experience and more.

A ridge regression on words and tags gives a first guess, out of fold; gradient boosting turns it,
with experience and rank, into a median and into the two ends of a range. The ends are then moved
until they held for the newest salaries of the training data, which a fit on the older ones had
not seen: what time changes is thereby counted in. Where all are of one time, a random part of them
takes that place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from threadpoolctl import threadpool_limits

from greener.answers.curves import PayGrowth
from greener.answers.estimate import LEVEL

Floats = NDArray[np.float64]

NEWEST_SHARE = 0.2
"""Share of the training rows, at least, that the range is calibrated on: the newest days."""
DRIFT_YEARLY = 0.01
"""Added to the level that the range is calibrated to, for each year that the day asked about lies
further ahead than the calibration could see [judgement]."""
MAX_DRIFT = 0.05
PASS_THROUGH_SD = 0.25
"""Prior sd of how much of the growth of posted pay reaches the pay people report, around 1
[judgement]; the training data's own days say the rest."""

MIN_FIELD = 20
"""An industry that fewer training rows have is as good as not told."""
HIDDEN_FIELDS = 0.1
"""Share of training rows whose industry is hidden: the fit learns what not to know it costs, for
surveys that ask for it in other words."""

_RIDGE_ALPHA = 3.0
_FOLDS = 4
_NUMBERS = ["experience", "overall", "rank", "seniority"]
_LEAST_HALF_WIDTH = 0.02
_MIN_CALIBRATION = 200
_SEED = 20260601


@dataclass(frozen=True)
class PayRange:
    """Predictions, each an array with one value a row, in log pay.

    Attributes:
        low: Lower end of the range.
        median: Middle.
        high: Upper end.
    """

    low: Floats
    median: Floats
    high: Floats


class PayQuantiles:
    """The model; fit it once, then predict.

    Attributes:
        pass_through: Share of the growth of posted pay that reached reported pay.
    """

    def __init__(self, growth: PayGrowth | None = None) -> None:
        """Take the growth of pay that carries salaries from day to day; None carries nothing."""
        self._growth = growth
        self.pass_through = 1.0
        self._scores: Floats = np.ones(1)
        self._seen_ahead_years = 0.0

    @property
    def width_factor(self) -> float:
        """By how much the ends were moved so that the range held on the newest training days."""
        return float(np.quantile(self._scores, LEVEL))

    def fit(self, rows: pd.DataFrame) -> PayQuantiles:
        """Fit on salaries in the shape of ``etl.backtest.pay_rows``."""
        with _one_thread():
            self._fit(rows)
        return self

    def _fit(self, rows: pd.DataFrame) -> None:
        older, newer = split_by_time(rows)
        if len(older) < _MIN_CALIBRATION:
            older, newer = _split_by_chance(rows)
        if len(newer) >= _MIN_CALIBRATION <= len(older):
            self._fit_parts(older)
            self._seen_ahead_years = float(np.median(self._ahead_years(newer)))
            self._scores = _scores(newer["log_pay"].to_numpy(), self._predict(newer))
        self._fit_parts(rows)

    def predict(self, rows: pd.DataFrame) -> PayRange:
        """Predict the pay of salaries on their own days."""
        with _one_thread():
            return self._predict(rows)

    def _predict(self, rows: pd.DataFrame) -> PayRange:
        rows = self._known(rows)
        first = self._first.predict(rows)
        features = _features(rows, first)
        middle = (first + self._middle.predict(features)) / 2
        below = np.maximum(middle - self._low.predict(features), _LEAST_HALF_WIDTH)
        above = np.maximum(self._high.predict(features) - middle, _LEAST_HALF_WIDTH)
        shift = self.pass_through * self._log_growth(rows["paid_on"])
        middle = middle + shift
        factor = self._width_factors(rows)
        return PayRange(middle - factor * below, middle, middle + factor * above)

    def _width_factors(self, rows: pd.DataFrame) -> Floats:
        """Return by how much to move the ends, more for days further ahead than were tried."""
        unseen = np.maximum(self._ahead_years(rows) - self._seen_ahead_years, 0.0)
        levels = LEVEL + np.minimum(DRIFT_YEARLY * unseen, MAX_DRIFT)
        factors: Floats = np.asarray(np.quantile(self._scores, levels), dtype=float)
        return factors

    def _ahead_years(self, rows: pd.DataFrame) -> Floats:
        ahead = rows["paid_on"] - self._base
        years: Floats = (ahead.dt.days / 365.25).to_numpy(dtype=float)
        return years

    def _fit_parts(self, rows: pd.DataFrame) -> None:
        fields = rows["field"].value_counts()
        self._fields = set(fields.index[fields >= MIN_FIELD]) - {""}
        is_hidden = np.random.default_rng(_SEED).random(len(rows)) < HIDDEN_FIELDS
        rows = self._known(rows.assign(field=rows["field"].mask(is_hidden, "")))
        self._base = rows["paid_on"].sort_values().iloc[len(rows) // 2]
        growth = self._log_growth(rows["paid_on"])
        log_pay = rows["log_pay"].to_numpy()
        folds = KFold(_FOLDS, shuffle=True, random_state=_SEED)
        first = cross_val_predict(_ridge(), rows, log_pay - growth, cv=folds)
        self.pass_through = _pass_through(log_pay - growth - first, growth)
        target = log_pay - self.pass_through * growth
        self._first = _ridge().fit(rows, target)
        features = _features(rows, first)
        self._middle = _boosting("absolute_error").fit(features, target)
        tail = (1 - LEVEL) / 2
        self._low = _boosting("quantile", tail).fit(features, target)
        self._high = _boosting("quantile", 1 - tail).fit(features, target)

    def _known(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with industries that training did not have left out."""
        field = rows["field"].where(rows["field"].isin(self._fields), "")
        return rows.assign(field=field, tags=rows["tags"] + "|in " + field)

    def _log_growth(self, days: pd.Series) -> Floats:
        """Return the growth of log pay from the middle training day to each day."""
        if self._growth is None:
            return np.zeros(len(days))
        base = self._base.date()
        found = {day: self._growth.log_growth(base, day.date()) for day in days.unique()}
        return days.map(found).to_numpy(dtype=float)


def _one_thread() -> threadpool_limits:
    """Hold fits to one thread: several wait for each other, 20 times slower on a busy machine."""
    return threadpool_limits(limits=1)


def split_by_time(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the older salaries and the newest: whole days, at least ``NEWEST_SHARE`` of all."""
    days = rows["paid_on"].sort_values(ascending=False)
    border = days.iloc[min(int(np.ceil(NEWEST_SHARE * len(days))), len(days) - 1)]
    is_newest = rows["paid_on"] >= border
    return rows[~is_newest], rows[is_newest]


def _split_by_chance(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a random part and the ``NEWEST_SHARE`` left: for salaries all of a few days."""
    is_newest = np.random.default_rng(_SEED).random(len(rows)) < NEWEST_SHARE
    return rows[~is_newest], rows[is_newest]


def _scores(log_pay: Floats, found: PayRange) -> Floats:
    """Return how far each salary lies from the middle, in half ranges of its side."""
    below = (found.median - log_pay) / (found.median - found.low)
    above = (log_pay - found.median) / (found.high - found.median)
    return np.maximum(below, above)


def _pass_through(residuals: Floats, growth: Floats) -> float:
    """Return how much of the growth reaches pay: normal–normal around 1.

    ``residuals`` are of pay carried at the full growth, so their slope on it is the part too much.
    """
    spread = growth - np.median(growth)
    noise = np.var(residuals)
    if noise == 0:
        return 1.0
    precision = np.sum(spread**2) / noise
    slope = np.sum(spread * (residuals - np.median(residuals))) / noise
    return float(1 + slope / (precision + PASS_THROUGH_SD**-2))


def _ridge() -> Pipeline:
    words = ColumnTransformer(
        [
            (
                "title",
                TfidfVectorizer(analyzer=_words_and_pairs, min_df=2, sublinear_tf=True),
                "title",
            ),
            ("tags", _tags(), "tags"),
            ("years", FunctionTransformer(_curves), ["experience", "overall"]),
        ],
        transformer_weights={"tags": 0.8},
    )
    return make_pipeline(words, Ridge(_RIDGE_ALPHA))


def _words_and_pairs(title: str) -> list[str]:
    words = title.split()
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def _tags() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_split_tags, min_df=3, norm=None, use_idf=False)


def _split_tags(tags: str) -> list[str]:
    return [tag for tag in tags.split("|") if tag]


def _curves(years: pd.DataFrame) -> Floats:
    filled = years.fillna(0.0).to_numpy(dtype=float)
    return np.hstack([filled / 10, np.sqrt(filled) / 2])


def _features(rows: pd.DataFrame, first: Floats) -> Floats:
    is_in_the_dark = (rows["field"] == "").to_numpy(dtype=float)
    return np.column_stack(
        [first, is_in_the_dark, rows[_NUMBERS].fillna(-1.0).to_numpy(dtype=float)]
    )


def _boosting(loss: str, quantile: float | None = None) -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        loss=loss,
        quantile=quantile,
        max_iter=150,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=50,
        random_state=_SEED,
    )
