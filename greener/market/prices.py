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
    """Return the mean of that index by year, of years in which some month is known."""
    by_year: dict[int, list[float]] = {}
    for month, index in consumer_prices(snapshot).items():
        by_year.setdefault(month.year, []).append(index)
    return {year: sum(months) / len(months) for year, months in by_year.items()}
