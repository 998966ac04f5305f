"""How pay changes with time, as published: carries older figures to today."""

from __future__ import annotations

from datetime import date

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import PayGrowth
from greener.market.store import Snapshot


def pay_growth(snapshot: Snapshot, country: str, as_of: date) -> PayGrowth | None:
    """Return the growth of pay by month up to a day; None where no source is loaded.

    The growth of posted wages; in the US, where that is not loaded, of consumer prices: over years
    pay keeps up with them roughly, and no more.
    """
    posted = _growth(
        snapshot,
        """SELECT month, growth_yoy_share AS growth_yoy, growth.as_of_date,
                  coalesce(title, source) AS title, source
           FROM indeed_wage_growth AS growth LEFT JOIN source_info USING (source)
           WHERE country = $country AND sector = 'All' AND month <= $as_of""",
        {"country": country, "as_of": as_of},
    )
    if posted is not None or country != "US":
        return posted
    return _growth(
        snapshot,
        """SELECT now.month, now.index_1982_84 / before.index_1982_84 - 1 AS growth_yoy,
                  now.as_of_date, 'US consumer prices, for the growth of pay' AS title, now.source
           FROM cpi_month AS now JOIN cpi_month AS before
             ON before.month = now.month - INTERVAL 1 YEAR
            AND before.is_seasonally_adjusted = now.is_seasonally_adjusted
           WHERE NOT now.is_seasonally_adjusted AND now.month <= $as_of""",
        {"as_of": as_of},
    )


def _growth(snapshot: Snapshot, sql: str, params: dict[str, object]) -> PayGrowth | None:
    rows = snapshot.query(sql, params)
    if rows.empty:
        return None
    newest = rows.sort_values("month").iloc[-1]
    return PayGrowth(
        dict(zip(rows["month"].dt.date, rows["growth_yoy"].astype(float), strict=True)),
        SourceRef(str(newest["source"]), str(newest["title"]), newest["as_of_date"].date()),
    )
