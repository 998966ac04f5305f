"""What the sources of single salaries share: their occupations, and the mart of pay bands."""

from __future__ import annotations

import pandas as pd

from greener.market.titles import curated_occupation

MIN_REPORTS = 10
"""Fewer salaries than this make no band."""

ALL_YEARS = (0, 99)
"""Range of years that stands for every experience, told or not."""


def occupations_of(titles: pd.Series) -> pd.Series:
    """Return the SOC code of each title that is known by hand; missing for the others."""
    known = {title: curated_occupation(title) for title in titles.dropna().unique()}
    return titles.map(known, na_action="ignore").astype("str")


def band_query(table: str) -> str:
    """Return the SELECT of a band mart over a table of single salaries.

    Each salary counts in its country and, where known, its region; in its own range of experience
    and among all. Only the currency that most salaries of a country are in counts there, and only
    the newest round of the source.
    """
    first, last = ALL_YEARS
    return f"""
    WITH newest AS (
        SELECT * FROM {table}
        WHERE soc_code IS NOT NULL
          AND round_year = (SELECT max(round_year) FROM {table})
    ), main AS (
        SELECT country, mode(currency) AS currency FROM newest GROUP BY country
    ), placed AS (
        SELECT soc_code, country, currency, pay_annual, paid_on, source, as_of_date,
               experience_from_years, experience_to_years,
               unnest(list_distinct(['', coalesce(region, '')])) AS region
        FROM newest JOIN main USING (country, currency)
    ), spread AS (
        SELECT * EXCLUDE (experience_from_years, experience_to_years),
               unnest([{{'low': {first}, 'high': {last}}},
                       {{'low': experience_from_years, 'high': experience_to_years}}]) AS years
        FROM placed
    )
    SELECT soc_code, country, region, years.low::SMALLINT AS experience_from_years,
           years.high::SMALLINT AS experience_to_years, count(*)::INTEGER AS reports,
           quantile_cont(pay_annual, 0.10) AS pay_annual_p10,
           quantile_cont(pay_annual, 0.25) AS pay_annual_p25,
           quantile_cont(pay_annual, 0.50) AS pay_annual_p50,
           quantile_cont(pay_annual, 0.75) AS pay_annual_p75,
           quantile_cont(pay_annual, 0.90) AS pay_annual_p90,
           currency, median(paid_on)::DATE AS paid_on, any_value(source) AS source,
           max(as_of_date) AS as_of_date
    FROM spread
    WHERE years.low IS NOT NULL
    GROUP BY soc_code, country, region, years, currency
    HAVING count(*) >= {MIN_REPORTS}
    """  # noqa: S608 (the table's name is the caller's own)
