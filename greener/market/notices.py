"""Questions about WARN notices: what US employers had to announce, by state and county."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from greener.market.store import Snapshot
from greener.market.us_states import states


def notices_by_state(snapshot: Snapshot) -> pd.DataFrame:
    """Return the notices of the last twelve months by state, most people per job first.

    Columns: state (postal code), notices, employees_known, notices_size_unknown, notices_before
    (in the twelve months before those), jobs (employment in the state, NULL when OEWS is not
    loaded), employees_per_10000_jobs, newest_month, as_of_date.
    """
    return snapshot.query(
        """WITH
             known AS (SELECT unnest($states::VARCHAR[]) AS state,
                              unnest($areas::VARCHAR[]) AS area_code),
             last AS (SELECT date_trunc('month', max(as_of_date)) AS month FROM warn_state_month),
             recent AS (SELECT w.*, w.month > last.month - INTERVAL 12 MONTH AS is_recent
                        FROM warn_state_month w, last
                        WHERE w.month > last.month - INTERVAL 24 MONTH)
           SELECT state,
                  coalesce(sum(notices) FILTER (is_recent), 0)::BIGINT AS notices,
                  coalesce(sum(employees_known) FILTER (is_recent), 0)::BIGINT AS employees_known,
                  coalesce(sum(notices_size_unknown) FILTER (is_recent),
                           0)::BIGINT AS notices_size_unknown,
                  coalesce(sum(notices) FILTER (NOT is_recent), 0)::BIGINT AS notices_before,
                  any_value(employment) AS jobs,
                  1e4 * sum(employees_known) FILTER (is_recent)
                    / any_value(employment) AS employees_per_10000_jobs,
                  max(month)::DATE AS newest_month, max(recent.as_of_date) AS as_of_date
           FROM recent JOIN known USING (state)
           LEFT JOIN (SELECT area_code, employment FROM oews_wage WHERE soc_code = '00-0000')
             USING (area_code)
           GROUP BY state ORDER BY employees_per_10000_jobs DESC NULLS LAST, notices DESC, state""",
        {
            "states": [state.postal for state in states()],
            "areas": [f"{state.fips}00000" for state in states()],
        },
    )


def notices_over_time(snapshot: Snapshot, chosen: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the notices of all states, or of the chosen ones, by quarter, oldest first.

    Args:
        snapshot: The market generation to draw on.
        chosen: Postal codes; none for all.

    Columns, named as those of ``layoffs.over_time``: period (its first day), people_known, events
    (notices), events_size_unknown, is_complete (the files speak for the whole quarter).
    """
    return snapshot.query(
        """SELECT date_trunc('quarter', month)::DATE AS period,
                  sum(employees_known)::BIGINT AS people_known, sum(notices)::BIGINT AS events,
                  sum(notices_size_unknown)::BIGINT AS events_size_unknown,
                  period + INTERVAL 3 MONTH - INTERVAL 1 DAY
                    <= (SELECT max(as_of_date) FROM warn_state_month) AS is_complete
           FROM warn_state_month
           WHERE len($chosen::VARCHAR[]) = 0 OR list_contains($chosen::VARCHAR[], state)
           GROUP BY period ORDER BY period""",
        {"chosen": list(chosen)},
    )


def notices_by_county(snapshot: Snapshot) -> pd.DataFrame:
    """Return the counties with a notice in the last 24 months, most people in 12 months first.

    Columns: county_name, state, notices_last_12m, employees_known_last_12m, notices_last_24m,
    employees_known_last_24m.
    """
    return snapshot.query(
        """SELECT county_name, state, notices_last_12m, employees_known_last_12m,
                  notices_last_24m, employees_known_last_24m
           FROM warn_county
           ORDER BY employees_known_last_12m DESC, notices_last_12m DESC, county_fips"""
    )


def employer_notices(snapshot: Snapshot, company_keys: Sequence[str]) -> pd.DataFrame:
    """Return what employers of these names filed, one row a filing employer, most notices first.

    Names are compared as they are: a notice often names a subsidiary, which is another name.

    Args:
        snapshot: The market generation to draw on.
        company_keys: Keys as ``companies.company_key`` makes them.

    Columns: employer_name, notices, notices_last_12m, employees_known, employees_known_last_12m,
    notices_size_unknown, first_month, last_month, states (list), as_of_date.
    """
    return snapshot.query(
        """SELECT employer_name, notices, notices_last_12m, employees_known,
                  employees_known_last_12m, notices_size_unknown, first_month, last_month, states,
                  as_of_date
           FROM warn_employer WHERE list_contains($keys::VARCHAR[], company_key)
           ORDER BY notices DESC, employer_name""",
        {"keys": list(company_keys)},
    )


def filed_notices(snapshot: Snapshot, company_keys: Sequence[str], state: str) -> pd.DataFrame:
    """Return each notice of these employers, those of one state first, then newest first.

    The sample holds none: it knows employers, not notices.

    Args:
        snapshot: The market generation to draw on.
        company_keys: Keys as ``companies.company_key`` makes them.
        state: Postal code of the state to put first; empty for none.

    Columns: employer_name, state, location, month, employees_affected, layoff_type, is_temporary,
    source_url.
    """
    return snapshot.query(
        """SELECT employer_canonical AS employer_name, state, location, month, employees_affected,
                  layoff_type, is_temporary, source_url
           FROM warn_notice WHERE list_contains($keys::VARCHAR[], company_key)
           ORDER BY state <> $state, month DESC NULLS LAST, employees_affected DESC NULLS LAST""",
        {"keys": list(company_keys), "state": state},
    )


def notices_of_companies(snapshot: Snapshot, company_keys: tuple[str, ...]) -> pd.DataFrame:
    """Return the notices of some companies, found by their exact name.

    A company that filed under another name is not found; several filers of one name add up.

    Columns: company_key, notices, notices_last_12m, employees_known, last_month, states (list).
    """
    return snapshot.query(
        """SELECT company_key, sum(notices)::BIGINT AS notices,
                  sum(notices_last_12m)::BIGINT AS notices_last_12m,
                  sum(employees_known)::BIGINT AS employees_known, max(last_month) AS last_month,
                  list_sort(list_distinct(flatten(list(states)))) AS states
           FROM warn_employer WHERE list_contains($keys::VARCHAR[], company_key)
           GROUP BY company_key ORDER BY company_key""",
        {"keys": list(company_keys)},
    )
