"""The company-month panel of the layoff list: what was known of each company in each month.

The protocol: a company is its trimmed, lower-cased name, time goes by months, and what happened in
a month is known at its end. A company is at risk in a month when its first layoff was in that month
or before and no layoff of 100% of the staff was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greener.answers.hazard import FADE_MONTHS, HORIZON_MONTHS, MATURITY_BY_STAGE, EmployerState

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Index = NDArray[np.intp]

NEVER = 10**6
"""A month beyond every panel."""


@dataclass(frozen=True)
class Panel:
    """Companies by months; arrays of shape (companies, months) unless said.

    Attributes:
        companies: Company keys.
        first_month: First day of the first month.
        has_event: Whether the company was listed in the month.
        at_risk: Whether it was listed by then and not shut down by then.
        state: What was known of it at the end of the month.
        next_event: Number of the first later month with an event; ``NEVER`` when there is none.
    """

    companies: NDArray[np.object_]
    first_month: date
    has_event: Flags
    at_risk: Flags
    state: EmployerState
    next_event: Index

    @classmethod
    def of(cls, events: pd.DataFrame, last_month: date | None = None) -> Self:
        """Build the panel of a list.

        Args:
            events: Rows of ``layoff_event``, all of them; duplicates count once where sizes matter.
            last_month: Last month; by default that of the newest event.
        """
        month_number = _month_number(events["event_date"])
        start = int(month_number.min())
        end = _number(last_month) if last_month else int(month_number.max())
        events = events.assign(month=month_number - start).sort_values("event_date", kind="stable")
        events = events[events["month"] <= end - start]
        companies, company = np.unique(events["company_key"].to_numpy(object), return_inverse=True)
        shape = (len(companies), end - start + 1)
        has_event = np.zeros(shape, bool)
        has_event[company, events["month"]] = True
        shut_down = np.zeros(shape, bool)
        closes = (events["laid_off_share"] >= 1).fillna(False).to_numpy(bool)
        shut_down[company[closes], events["month"].to_numpy()[closes]] = True
        listed = np.logical_or.accumulate(has_event, axis=1)
        return cls(
            companies=companies,
            first_month=date(start // 12, start % 12 + 1, 1),
            has_event=has_event,
            at_risk=listed & ~np.logical_or.accumulate(shut_down, axis=1),
            state=_states(events.assign(company=company), has_event),
            next_event=_next_event(has_event),
        )

    @property
    def months(self) -> int:
        """Number of months."""
        return int(self.has_event.shape[1])

    def number(self, month: date) -> int:
        """Return the number of a month, 0 for the first."""
        return _number(month) - _number(self.first_month)

    def month(self, number: int) -> date:
        """Return the first day of a month by its number."""
        count = _number(self.first_month) + number
        return date(count // 12, count % 12 + 1, 1)

    def listed_again(self, month: int) -> Flags:
        """Return which companies are listed in the 12 months after month number ``month``."""
        return np.asarray(self.next_event[:, month] <= month + HORIZON_MONTHS)

    def risk_rows(self, until: int) -> tuple[Index, Index]:
        """Return the numbers (company, month) of all company-months at risk before ``until``."""
        company, month = np.nonzero(self.at_risk[:, :until])
        return company, month

    def repeats(self) -> tuple[Index, Index]:
        """Return, per month, companies at risk at the month's start and those listed in it."""
        before = np.zeros_like(self.at_risk)
        before[:, 1:] = self.at_risk[:, :-1]
        return before.sum(axis=0), (before & self.has_event).sum(axis=0)

    def first_listings(self) -> Index:
        """Return, per month, companies listed for the first time."""
        first = self.has_event.argmax(axis=1)
        return np.bincount(first, minlength=self.months)


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month_number(days: pd.Series) -> pd.Series:
    stamps = pd.to_datetime(days)
    return stamps.dt.year * 12 + stamps.dt.month - 1


def _next_event(has_event: Flags) -> Index:
    following = np.full(has_event.shape, NEVER)
    nearest = np.full(has_event.shape[0], NEVER)
    for month in range(has_event.shape[1] - 1, -1, -1):
        following[:, month] = nearest
        nearest = np.where(has_event[:, month], month, nearest)
    return following


def _states(events: pd.DataFrame, has_event: Flags) -> EmployerState:
    """Return what was known at the end of each month, from events up to it only."""
    counted = events[events["is_counted"]]
    count = _filled(counted["laid_off_count"])
    share = _filled(counted["laid_off_share"])
    stage = counted["stage"].map(MATURITY_BY_STAGE)
    is_us = (counted["country"] == "US").where(counted["country"].notna()).astype(float)

    def best(values: pd.Series | Array, take: np.ufunc) -> Array:
        table = np.full(has_event.shape, np.nan)
        take.at(table, (counted["company"], counted["month"]), np.asarray(values, float))
        return np.asarray(take.accumulate(table, axis=1))

    def newest(values: pd.Series) -> Array:
        table = np.full(has_event.shape, np.nan)
        known = values.notna().to_numpy()
        place = counted["company"].to_numpy()[known], counted["month"].to_numpy()[known]
        table[place] = _filled(values)[known]  # of one month's events the last one stays
        return pd.DataFrame(table).ffill(axis=1).to_numpy()

    people = np.zeros(has_event.shape)
    np.add.at(people, (counted["company"], counted["month"]), np.nan_to_num(count))
    return EmployerState(
        recent_layoffs=_faded(has_event),
        people_known=people.cumsum(axis=1),
        largest_count=best(count, np.fmax),
        smallest_cut=best(share, np.fmin),
        largest_staff=best(count / share, np.fmax),
        funds_raised_usd_millions=newest(counted["funds_raised_usd_millions"]),
        stage_maturity=newest(stage),
        is_us=np.nan_to_num(newest(is_us)),
    )


def _filled(values: pd.Series) -> Array:
    return values.to_numpy(dtype=float, na_value=np.nan)


def _faded(has_event: Flags) -> Array:
    faded = np.zeros(has_event.shape)
    level = np.zeros(has_event.shape[0])
    for month in range(has_event.shape[1]):
        level = level * np.exp(-1 / FADE_MONTHS) + has_event[:, month]
        faded[:, month] = level
    return faded
