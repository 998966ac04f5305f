"""The back-test of pay: a model trained on one file of salaries, tried on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.backtest.pay_baselines import global_median, group_lookup, published_bands
from etl.backtest.pay_rows import PayRows, read_pay_rows
from etl.models.pay_quantiles import PayQuantiles, PayRange
from etl.source import SourceError
from greener.market.pay_curves import pay_growth
from greener.market.store import Snapshot

MIN_TRAINING_ROWS = 300
CLOSE = 0.2


@dataclass(frozen=True)
class PayScores:
    """How predicted pay did against told pay.

    Attributes:
        mdape: Median of the absolute error as a share of the told pay.
        within20: Share predicted within 20% of the told pay.
        coverage80: Share of told pay within the 80% range.
        width80: Median width of the range as a share of the predicted median.
        n: Salaries.
    """

    mdape: float | None
    within20: float | None
    coverage80: float | None
    width80: float | None
    n: int


@dataclass(frozen=True)
class WorthBacktest:
    """The result, with what it rests on.

    Attributes:
        train: The file trained on.
        test: The file tried on.
        model: Scores of the model.
        baselines: Name → scores of what it has to beat; the published band on the salaries whose
            occupation is known.
        growth: How pay was carried between the days of the two files, in words.
        pass_through: Share of that growth that reached told pay, learned from the training days.
    """

    train: PayRows
    test: PayRows
    model: PayScores
    baselines: Mapping[str, PayScores]
    growth: str
    pass_through: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON."""
        return {
            "layout": self.test.layout,
            "model": asdict(self.model),
            "baselines": {name: asdict(scores) for name, scores in self.baselines.items()},
            "growth": self.growth,
            "pass_through": self.pass_through,
            "train": {"rows": len(self.train.rows), "left_out": self.train.left_out},
            "test": {"rows": len(self.test.rows), "left_out": self.test.left_out},
        }


def backtest_worth(train: Path, test: Path, snapshot: Snapshot) -> WorthBacktest:
    """Train on one file, predict the other, score.

    Args:
        train: Salaries to learn from.
        test: Salaries to predict, each on its own day.
        snapshot: Market that gives the growth of pay between the days, and the published bands.

    Raises:
        SourceError: When a file is no known survey, the two differ in layout, or one is too small.
    """
    known, asked = read_pay_rows(train), read_pay_rows(test)
    if known.layout != asked.layout:
        raise SourceError(f"{train.name} is {known.layout}, {test.name} is {asked.layout}")
    if len(known.rows) < MIN_TRAINING_ROWS:
        raise SourceError(
            f"{train.name} has {len(known.rows)} salaries in scope, expected "
            f"{MIN_TRAINING_ROWS} or more to train on"
        )
    growth = pay_growth(
        snapshot, "US", max(known.rows["paid_on"].max(), asked.rows["paid_on"].max()).date()
    )
    model = PayQuantiles(growth).fit(known.rows)
    matched, bands = published_bands(snapshot, asked.rows, growth)
    return WorthBacktest(
        train=known,
        test=asked,
        model=score(asked.rows, model.predict(asked.rows)),
        baselines={
            "global_median": score(asked.rows, global_median(known.rows, asked.rows)),
            "group_lookup": score(asked.rows, group_lookup(known.rows, asked.rows)),
            "oews_band": score(matched, bands),
        },
        growth=growth.source.title if growth else "none: no source of growth is loaded",
        pass_through=model.pass_through,
    )


def score(rows: pd.DataFrame, found: PayRange) -> PayScores:
    """Score predictions of log pay; without rows every score is None."""
    if rows.empty:
        return PayScores(None, None, None, None, 0)
    told = rows["log_pay"].to_numpy()
    errors = np.abs(np.expm1(found.median - told))
    widths = np.exp(found.high - found.median) - np.exp(found.low - found.median)
    is_inside = (found.low <= told) & (told <= found.high)
    return PayScores(
        mdape=float(np.median(errors)),
        within20=float(np.mean(errors <= CLOSE)),
        coverage80=float(np.mean(is_inside)),
        width80=float(np.median(widths)),
        n=len(rows),
    )
