"""How pay changes with time, as published: carries older figures to today."""

from __future__ import annotations

from datetime import date

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import PayGrowth
from greener.market.store import Snapshot


def pay_growth(snapshot: Snapshot, country: str, as_of: date) -> PayGrowth | None:
    """Return the growth of pay by month up to a day; None where no source is loaded.

    US consumer prices stand in: over years pay keeps up with them roughly, and no more.
    """
    if country != "US":
        return None
    rows = snapshot.query(
        """SELECT now.month, now.index_1982_84 / before.index_1982_84 - 1 AS growth_yoy,
                  max(now.as_of_date) OVER () AS as_of_date
           FROM cpi_month AS now JOIN cpi_month AS before
             ON before.month = now.month - INTERVAL 1 YEAR
            AND before.is_seasonally_adjusted = now.is_seasonally_adjusted
           WHERE NOT now.is_seasonally_adjusted AND now.month <= ?""",
        [as_of],
    )
    if rows.empty:
        return None
    return PayGrowth(
        dict(zip(rows["month"].dt.date, rows["growth_yoy"].astype(float), strict=True)),
        SourceRef(
            "cpi", "US consumer prices, for the growth of pay", rows["as_of_date"].iloc[0].date()
        ),
    )
