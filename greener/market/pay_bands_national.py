"""Pay bands of countries whose offices publish the pay of all employees: the UK, Malaysia."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MEDIAN, PayBand
from greener.market.countries import country_name
from greener.market.store import Snapshot
from greener.market.wages import ALL_OCCUPATIONS, occupation_wage

PREMIUM_SD = 0.30
"""Sd of log pay added where an occupation's premium over all occupations is taken from the US
[judgement]: as much as where US pay is taken by purchasing power."""

_PERCENTILES = (10, 25, 50, 75, 90)

_QUERIES = {
    "GB": """SELECT wage_annual_p10_gbp AS p10, wage_annual_p25_gbp AS p25,
                    wage_annual_p50_gbp AS p50, wage_annual_p75_gbp AS p75,
                    wage_annual_p90_gbp AS p90, make_date(year, 4, 1) AS paid_on, source
             FROM ashe_wage WHERE employee_group = 'full_time' AND soc2020_code = 'all'
             ORDER BY year DESC LIMIT 1""",
    "MY": """PIVOT (SELECT percentile, 12 * wage_monthly_myr AS wage,
                           period_start AS paid_on, source
                    FROM my_wage_percentile
                    WHERE period_start = (SELECT max(period_start) FROM my_wage_percentile))
             ON 'p' || percentile IN ('p10', 'p25', 'p50', 'p75', 'p90') USING any_value(wage)""",
}
_CURRENCIES = {"GB": "GBP", "MY": "MYR"}


def national_band(snapshot: Snapshot, country: str, soc_code: str) -> PayBand | None:
    """Return the pay of all employees of a country, raised as an occupation's is in the US.

    Returns:
        None for a country without such a source, or where it is not loaded.
    """
    if country not in _QUERIES:
        return None
    rows = snapshot.query(_QUERIES[country])
    if rows.empty or pd.isna(rows["p50"].iloc[0]):
        return None
    row = rows.iloc[0]
    paid_on = pd.Timestamp(row["paid_on"]).date()
    title = snapshot.query("SELECT title FROM source_info WHERE source = ?", [row["source"]])
    name = str(row["source"]) if title.empty else str(title["title"].iloc[0])
    band = PayBand(
        source=SourceRef(str(row["source"]), f"{name}, {paid_on:%B %Y}", paid_on),
        occupation="All employees",
        place=country_name(country),
        currency=_CURRENCIES[country],
        percentiles={p: float(row[f"p{p}"]) for p in _PERCENTILES if not pd.isna(row[f"p{p}"])},
        as_of=paid_on,
    )
    return band if soc_code == ALL_OCCUPATIONS else _raised(snapshot, band, soc_code)


def _raised(snapshot: Snapshot, band: PayBand, soc_code: str) -> PayBand:
    wages = [occupation_wage(snapshot, code) for code in (soc_code, ALL_OCCUPATIONS)]
    medians = [wage.percentiles_annual_usd.get(MEDIAN) if wage else None for wage in wages]
    if not medians[0] or not medians[1]:
        text = f"{band.source.title}: pay of all occupations, for want of this one's."
        return replace(band, fallback_sd=PREMIUM_SD, fallbacks=(text,))
    ratio = medians[0] / medians[1]
    text = (
        f"{band.source.title}: pay of all occupations, × {ratio:.2f} as this occupation's differs "
        "in the US."
    )
    return replace(
        band, known_log_offset=math.log(ratio), fallback_sd=PREMIUM_SD, fallbacks=(text,)
    )
