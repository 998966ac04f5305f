"""What the fitted hazard has to beat, at the same origins and with the same knowledge.

Each takes the panel and an origin and returns a chance for every company at risk then, in the order
of the panel. None but ``yearly_rate_known`` looks beyond the origin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from etl.models.panel import Array, Index, Panel
from greener.answers.hazard import FADE_MONTHS, HORIZON_MONTHS, design

Forecaster = Callable[[Panel, int], Array]

_RECENT_MONTHS = 3
_PERSISTENCE = 0.85
_SEED = 0


def at_risk(panel: Panel, origin: int) -> Index:
    """Return the numbers of the companies at risk at an origin."""
    return np.nonzero(panel.at_risk[:, origin])[0]


def climatology(panel: Panel, origin: int) -> Array:
    """Say for all the share of the labels that were complete by then."""
    company, month = panel.risk_rows(origin - HORIZON_MONTHS + 1)
    share = (panel.next_event[company, month] <= month + HORIZON_MONTHS).mean()
    return np.full(at_risk(panel, origin).size, float(share))


def last_year_hazard(panel: Panel, origin: int) -> Array:
    """Say for all what the hazard of the last 12 months comes to in a year."""
    exposed, repeated = panel.repeats()
    last = slice(origin - HORIZON_MONTHS + 1, origin + 1)
    monthly = repeated[last].sum() / exposed[last].sum()
    return np.full(at_risk(panel, origin).size, 1 - (1 - float(monthly)) ** HORIZON_MONTHS)


def yearly_rate_known(panel: Panel, origin: int) -> Array:
    """Say for all the share that will be listed: impossible, the best a constant can do."""
    companies = at_risk(panel, origin)
    return np.full(companies.size, float(panel.listed_again(origin)[companies].mean()))


def logistic_12_months(panel: Panel, origin: int) -> Array:
    """Regress the 12-month label itself, which is a year old when it is complete."""
    return _direct(
        panel, origin, make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky"))
    )


def gradient_boosting_12_months(panel: Panel, origin: int) -> Array:
    """Boost trees on the 12-month label itself."""
    return _direct(panel, origin, HistGradientBoostingClassifier(random_state=_SEED))


def monthly_hazard(panel: Panel, origin: int) -> Array:
    """Step a monthly hazard 12 months ahead, its market part decaying to its mean on one path."""
    return _stepped(panel, origin, features=_plain, strength=0.01)


def monthly_hazard_loose(panel: Panel, origin: int) -> Array:
    """Do the same with more of the company's history and less shrinkage."""
    return _stepped(panel, origin, features=_detailed, strength=1.0)


BASELINES: Mapping[str, Forecaster] = MappingProxyType(
    {
        method.__name__: method
        for method in (
            climatology,
            last_year_hazard,
            logistic_12_months,
            gradient_boosting_12_months,
            monthly_hazard,
            monthly_hazard_loose,
            yearly_rate_known,
        )
    }
)


def _direct(panel: Panel, origin: int, model: ClassifierMixin) -> Array:
    company, month = panel.risk_rows(origin - HORIZON_MONTHS + 1)
    label = panel.next_event[company, month] <= month + HORIZON_MONTHS
    model.fit(_direct_rows(panel, company, month), label)
    companies = at_risk(panel, origin)
    rows = _direct_rows(panel, companies, np.full(companies.size, origin))
    return np.asarray(model.predict_proba(rows)[:, 1])


def _direct_rows(panel: Panel, company: Index, month: Index) -> Array:
    own = design(panel.state.at((company, month)))[:, 1:]
    return np.column_stack([own, _log_market(panel)[month]])


def _log_market(panel: Panel) -> Array:
    """Return the log of the market's mean hazard over the last three months, by month."""
    exposed, repeated = (np.cumsum(counts) for counts in panel.repeats())
    earlier = np.maximum(np.arange(panel.months) - _RECENT_MONTHS, 0)
    fresh = (repeated - repeated[earlier] + 0.5) / (exposed - exposed[earlier] + 50.0)
    return np.asarray(np.log(fresh))


def _plain(panel: Panel, company: Index, month: Index, ahead: int) -> Array:
    """Return the model's own features as they will be ``ahead`` months on without a new event."""
    state = panel.state.at((company, month))
    faded = state.recent_layoffs * np.exp(-ahead / FADE_MONTHS)
    return design(replace(state, recent_layoffs=faded))[:, 1:]


def _detailed(panel: Panel, company: Index, month: Index, ahead: int) -> Array:
    """Return them with months quiet, months since the first event and number of event months."""
    events = np.cumsum(panel.has_event, axis=1)[company, month]
    order = np.arange(panel.months)
    last = np.maximum.accumulate(np.where(panel.has_event, order, 0), axis=1)[company, month]
    first = panel.has_event.argmax(axis=1)[company]
    quiet, age = month + ahead - last, month + ahead - first
    history = np.column_stack(
        [np.log1p(quiet), quiet == 0, quiet < 3, quiet < 12, np.log1p(age), np.log(events)]
    )
    return np.column_stack([_plain(panel, company, month, ahead), history])


def _stepped(
    panel: Panel, origin: int, *, features: Callable[..., Array], strength: float
) -> Array:
    company, month = panel.risk_rows(origin)
    market = _log_market(panel)
    rows = np.column_stack([features(panel, company, month, 0), market[month]])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=strength, solver="newton-cholesky")
    )
    model.fit(rows, panel.has_event[company, month + 1])
    companies = at_risk(panel, origin)
    now = np.full(companies.size, origin)
    mean = float(market[: origin + 1].mean())
    surviving = np.ones(companies.size)
    for ahead in range(HORIZON_MONTHS):
        state = mean + _PERSISTENCE**ahead * (market[origin] - mean)
        own = features(panel, companies, now, ahead)
        step = np.column_stack([own, np.full(companies.size, state)])
        surviving *= 1 - model.predict_proba(step)[:, 1]
    return 1 - surviving
