"""Questions about consumer prices."""

from __future__ import annotations

from datetime import date

from greener.market.store import Snapshot

CURRENCY = "USD"
"""Currency whose prices the index follows: US consumers', all items."""


def consumer_prices(snapshot: Snapshot) -> dict[date, float]:
    """Return the US consumer price index by month (1982–84 = 100), not seasonally adjusted.

    Empty when it is not loaded.
    """
    rows = snapshot.query(
        """SELECT month, index_1982_84 FROM cpi_month
           WHERE NOT is_seasonally_adjusted ORDER BY month"""
    )
    return dict(zip(rows["month"].dt.date, rows["index_1982_84"], strict=True))


def yearly_prices(snapshot: Snapshot) -> dict[int, float]:
    """Return the mean of that index by year, of years known from January to December.

    A year in progress would stand for its first months only, so it is left out. A month between
    that was never published (October 2025) leaves its year in.
    """
    by_year: dict[int, dict[int, float]] = {}
    for day, index in consumer_prices(snapshot).items():
        by_year.setdefault(day.year, {})[day.month] = index
    return {
        year: sum(months.values()) / len(months)
        for year, months in by_year.items()
        if {1, 12} <= months.keys()
    }
