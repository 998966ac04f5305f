"""How pay differs with experience and rank, as fitted, and how it grows with time, as published."""

from __future__ import annotations

from datetime import date

from greener.answers.curves import ExperienceCurve, PayGrowth
from greener.answers.estimate import SourceRef
from greener.market.backtests import fit, scores
from greener.market.store import Snapshot

EXPERIENCE_CURVE = "experience_curve"
"""The fitted model's name; its terms are ``years 3``, ``rank senior``, ``sd experience``."""


def experience_curve(snapshot: Snapshot) -> ExperienceCurve | None:
    """Return the fitted curve of pay over experience and rank; None where none is published."""
    about = fit(snapshot, EXPERIENCE_CURVE)
    rows = snapshot.query(
        """SELECT split_part(term, ' ', 1) AS kind, split_part(term, ' ', 2) AS name, estimate
           FROM model_coefficient WHERE model = ? ORDER BY position""",
        [EXPERIENCE_CURVE],
    )
    terms = {
        kind: dict(zip(part["name"], part["estimate"].astype(float), strict=True))
        for kind, part in rows.groupby("kind", sort=False)
    }
    if about.empty or not {"years", "rank", "sd"} <= terms.keys():
        return None
    as_of = about["as_of_date"].iloc[0].date()
    return ExperienceCurve(
        years=tuple(float(years) for years in terms["years"]),
        log_offset=tuple(terms["years"].values()),
        experience_sd=terms["sd"]["experience"],
        source=SourceRef(EXPERIENCE_CURVE, str(about["trained_on"].iloc[0]), as_of),
        rank_log_offset=terms["rank"],
        rank_sd=terms["sd"]["rank"],
    )


def measured_coverage(snapshot: Snapshot) -> tuple[str, ...]:
    """Say how often ranges made from published wages and the curve held, where it was tried."""
    found = scores(snapshot, EXPERIENCE_CURVE)
    values = found[found["method"] == "model"].set_index("metric")["value"]
    if not {"coverage80", "mdape", "n"} <= set(values.index):
        return ()
    return (
        f"Tried on {values['n']:,.0f} salaries that people reported: the next offer's 80% range "
        f"made from published wages and this curve held {values['coverage80']:.0%} of them, and "
        f"its middle was off by {values['mdape']:.0%} in the median.",
    )


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
