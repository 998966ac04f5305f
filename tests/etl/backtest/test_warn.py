"""WARN notices as one more feature: by exact name, known when filed, and no more than that."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from etl.backtest.origins import parse_origins
from etl.backtest.reading import read_rows
from etl.backtest.safety import FITTED, backtest, fitted_hazard, to_dict
from etl.backtest.warn import WITH_NOTICES, recent_notices, with_notices
from etl.models.panel import Panel
from etl.sources.layoff_events import LayoffEvents
from etl.sources.warn_notices import WarnNotices
from tests.etl.models.simulated_list import simulated_list

ORIGIN = date(2022, 3, 1)


def notices(*rows):
    return pd.DataFrame(rows, columns=["company_key", "month", "month_basis"])


def test_notices_count_for_twelve_months_from_their_own():
    panel = Panel.of(simulated_list(companies=30))
    counts = recent_notices(
        notices(
            ("company 3", date(2021, 1, 1), "notice"),
            ("company 3", date(2021, 1, 1), "notice"),
            ("company 33", date(2021, 1, 1), "notice"),
            ("company 4", date(2021, 1, 1), "effective"),
            ("company 5", date(2030, 1, 1), "notice"),
            ("company 6", None, None),
        ),
        panel,
    )
    own = counts[list(panel.companies).index("company 3")]
    start = panel.number(date(2021, 1, 1))
    assert own[start - 1] == 0
    assert own[start : start + 12].tolist() == [2] * 12
    assert own[start + 12] == 0
    assert counts.sum() == 24


def test_notices_that_foretell_layoffs_are_used():
    """Shows that the comparison can find skill where there is some."""
    events = simulated_list(companies=250, seed=4, us_effect=0.0)
    panel = Panel.of(events)
    rng = np.random.default_rng(1)
    told = [
        (company, panel.month(int(month) - 1), "notice")
        for company, months in zip(panel.companies, panel.has_event, strict=True)
        for month in np.nonzero(months)[0]
        if month > 2 and rng.random() < 0.9
    ]
    methods = {FITTED: fitted_hazard, WITH_NOTICES: with_notices(notices(*told))}
    result = to_dict(backtest(events, [ORIGIN], methods))
    with_them = result["baselines"][WITH_NOTICES]["mean_of_origins"]
    assert with_them["auc"] > result["mean_of_origins"]["auc"]


@pytest.mark.real_data
def test_on_the_real_files_notices_add_nothing(real_data):
    """The plain statement that the answer's documentation makes."""
    events = read_rows(
        LayoffEvents(), [real_data / "layoffs" / "events_2026-05.csv"], "layoff_event"
    )
    filed = read_rows(
        WarnNotices(), sorted((real_data / "warn" / "states").iterdir()), "warn_notice"
    )
    methods = {FITTED: fitted_hazard, WITH_NOTICES: with_notices(filed)}
    result = to_dict(backtest(events, parse_origins("2022-06:2024-12:15"), methods))
    with_them = result["baselines"][WITH_NOTICES]["mean_of_origins"]
    assert with_them["brier"] == pytest.approx(result["mean_of_origins"]["brier"], abs=5e-4)
    assert with_them["auc"] == pytest.approx(result["mean_of_origins"]["auc"], abs=2e-3)
