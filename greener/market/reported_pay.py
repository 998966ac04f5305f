"""Questions about pay that people report themselves, each source beside the others."""

from __future__ import annotations

import pandas as pd

from greener.market.store import Snapshot

_BANDS = ("survey_pay_band", "ai_jobs_pay_band", "stackoverflow_pay_band")
EVERY_EXPERIENCE = (0, 99)
"""Years from and to of a band that holds all, whether they told their experience or not."""


def reported_bands(snapshot: Snapshot, soc_code: str, country: str) -> pd.DataFrame:
    """Return percentiles of reported pay of an occupation in a whole country, by experience.

    Returns:
        Columns ``source``, ``title`` (of the source), ``experience_from_years``,
        ``experience_to_years``, ``reports`` (how many people), ``pay_annual_p10`` to
        ``pay_annual_p90`` in ``currency``, ``paid_on`` (middle of the days they speak for); by
        source, everybody first.
    """
    union = " UNION ALL BY NAME ".join(f"SELECT * FROM {table}" for table in _BANDS)  # noqa: S608
    return snapshot.query(
        f"""SELECT source, coalesce(title, source) AS title,
                   experience_from_years, experience_to_years, reports,
                   pay_annual_p10, pay_annual_p25, pay_annual_p50, pay_annual_p75, pay_annual_p90,
                   currency, paid_on
            FROM ({union}) LEFT JOIN source_info USING (source)
            WHERE soc_code = ? AND country = ? AND region = ''
            ORDER BY position, source, experience_to_years - experience_from_years < 99,
                     experience_from_years""",  # noqa: S608
        [soc_code, country],
    )


def reported_countries(snapshot: Snapshot, soc_code: str) -> list[str]:
    """Return the countries (ISO alpha-2) with reported pay of an occupation, most people first."""
    union = " UNION ALL BY NAME ".join(f"SELECT * FROM {table}" for table in _BANDS)  # noqa: S608
    rows = snapshot.query(
        f"""SELECT country FROM ({union}) WHERE soc_code = ? AND region = ''
            GROUP BY country ORDER BY sum(reports) DESC, country""",  # noqa: S608
        [soc_code],
    )
    return [str(country) for country in rows["country"]]


def pay_by_year(snapshot: Snapshot, soc_code: str, country: str) -> pd.DataFrame:
    """Return percentiles of the pay reported to ai-jobs.net by the year it was paid in.

    Returns:
        Columns ``year``, ``work_mode`` (``all``, ``onsite``, ``hybrid``, ``remote``),
        ``experience_from_years``, ``experience_to_years``, ``reports``, ``pay_annual_p10`` to
        ``pay_annual_p90`` in ``currency`` (missing for fewer than ten reports); oldest first.
    """
    return snapshot.query(
        """SELECT year, work_mode, experience_from_years, experience_to_years, reports,
                  pay_annual_p10, pay_annual_p25, pay_annual_p50, pay_annual_p75, pay_annual_p90,
                  currency
           FROM ai_jobs_pay_year WHERE soc_code = ? AND country = ?
           ORDER BY year, work_mode, experience_to_years - experience_from_years DESC,
                    experience_from_years""",
        [soc_code, country],
    )


def years_countries(snapshot: Snapshot, soc_code: str | None) -> list[str]:
    """Return the countries (ISO alpha-2) of which pay by year is known, most people first.

    Args:
        snapshot: The market generation to ask.
        soc_code: Occupation with dash; None for any.
    """
    rows = snapshot.query(
        """SELECT country FROM ai_jobs_pay_year
           WHERE soc_code = coalesce($soc, soc_code) AND work_mode = 'all'
             AND pay_annual_p50 IS NOT NULL
           GROUP BY country ORDER BY sum(reports) DESC, country""",
        {"soc": soc_code},
    )
    return [str(country) for country in rows["country"]]


def reported_occupations(snapshot: Snapshot) -> dict[str, str]:
    """Return SOC code → name (the code itself where O*NET is not loaded) of all reported pay."""
    union = " UNION ".join(f"SELECT soc_code FROM {table}" for table in _BANDS)  # noqa: S608
    rows = snapshot.query(
        f"""SELECT soc_code, coalesce(any_value(title) FILTER (title_kind = 'occupation'),
                                      soc_code) AS name
            FROM ({union}) LEFT JOIN occupation_title USING (soc_code)
            GROUP BY soc_code ORDER BY soc_code"""  # noqa: S608
    )
    return dict(zip(rows["soc_code"], rows["name"], strict=True))
