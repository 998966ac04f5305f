"""Questions about the layoff list: when, where, how many, how often again.

They read marts only, so that the sample market and a full load answer alike; where a full load
knows more (each event's own day and size), the question says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from greener.market.store import Snapshot

Grain = Literal["month", "quarter", "year"]

UNKNOWN_COUNTRY = "ZZ"


@dataclass(frozen=True)
class Selection:
    """Which part of the list is looked at; empty or None does not restrict.

    Attributes:
        industries: Industries in the list's own words.
        countries: ISO 3166 alpha-2 codes.
        first_month: First day of the first month.
        last_month: First day of the last month.
    """

    industries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first_month: date | None = None
    last_month: date | None = None

    def params(self) -> dict[str, object]:
        """Return the values that ``_CHOSEN`` and ``_IN_TIME`` ask for."""
        return {
            "industries": list(self.industries),
            "countries": list(self.countries),
            "first_month": self.first_month,
            "last_month": self.last_month,
        }


_CHOSEN = """(len($industries::VARCHAR[]) = 0
                  OR list_contains($industries::VARCHAR[], coalesce(industry_listed, 'Unknown')))
             AND (len($countries::VARCHAR[]) = 0
                  OR list_contains($countries::VARCHAR[], coalesce(country, 'ZZ')))"""
_IN_TIME = """month >= coalesce($first_month::DATE, month)
              AND month <= coalesce($last_month::DATE, month)"""


def coverage(snapshot: Snapshot) -> pd.DataFrame:
    """Return in one row what the list covers; no row when it is not loaded.

    Columns: first_month, last_month, as_of_date, industries and countries (lists, most people
    first), events, events_size_unknown, has_event_rows (a full load, not only marts).
    """
    return snapshot.query(
        """WITH
             industry AS (SELECT industry_listed, sum(people_known) AS people
                          FROM layoff_month GROUP BY ALL),
             land AS (SELECT country, sum(people_known) AS people FROM layoff_month GROUP BY ALL)
           SELECT min(month) AS first_month, max(month) AS last_month,
                  max(as_of_date) AS as_of_date,
                  (SELECT list(industry_listed ORDER BY people DESC, industry_listed)
                   FROM industry) AS industries,
                  (SELECT list(country ORDER BY people DESC, country) FROM land) AS countries,
                  sum(events)::BIGINT AS events,
                  sum(events_size_unknown)::BIGINT AS events_size_unknown,
                  EXISTS (SELECT 1 FROM layoff_event) AS has_event_rows
           FROM layoff_month HAVING count(*) > 0"""
    )


def over_time(snapshot: Snapshot, grain: Grain, selection: Selection) -> pd.DataFrame:
    """Return people and events per period, oldest first, empty periods included as zeros.

    Columns: period (its first day), people_known, events, events_size_unknown, is_complete (the
    list speaks for the whole period).
    """
    return snapshot.query(
        f"""WITH
              span AS (SELECT coalesce($first_month::DATE, min(month)) AS first_month,
                              coalesce($last_month::DATE, max(month)) AS last_month,
                              max(as_of_date) AS as_of_date
                       FROM layoff_month HAVING count(*) > 0),
              every_month AS (SELECT unnest(generate_series(first_month, last_month,
                                                            INTERVAL 1 MONTH))::DATE AS month
                              FROM span),
              chosen AS (SELECT * FROM layoff_month WHERE {_CHOSEN})
            SELECT date_trunc($grain, every_month.month)::DATE AS period,
                   coalesce(sum(people_known), 0)::BIGINT AS people_known,
                   coalesce(sum(events), 0)::BIGINT AS events,
                   coalesce(sum(events_size_unknown), 0)::BIGINT AS events_size_unknown,
                   period + to_months(CASE $grain WHEN 'month' THEN 1 WHEN 'quarter' THEN 3
                                      ELSE 12 END) - INTERVAL 1 DAY
                     <= (SELECT as_of_date FROM span) AS is_complete
            FROM every_month LEFT JOIN chosen USING (month)
            GROUP BY period ORDER BY period""",  # noqa: S608
        {"grain": grain, **selection.params()},
    )


def by_group(
    snapshot: Snapshot, group: Literal["industry", "country"], selection: Selection
) -> pd.DataFrame:
    """Return people and events per industry or country, most people first.

    Columns: group, people_known, events, events_size_unknown.
    """
    column = {"industry": "industry_listed", "country": "country"}[group]
    return snapshot.query(
        f"""SELECT {column} AS "group", sum(people_known)::BIGINT AS people_known,
                   sum(events)::BIGINT AS events,
                   sum(events_size_unknown)::BIGINT AS events_size_unknown
            FROM layoff_month WHERE {_CHOSEN} AND {_IN_TIME}
            GROUP BY {column} ORDER BY people_known DESC, events DESC, "group\"""",  # noqa: S608
        selection.params(),
    )


def by_state(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Return people and events per US state, most people first.

    The state is that of the place as listed (``us_places.csv``). No row when countries are selected
    and the US is not among them.

    Columns: state (postal code; '' where the place is not known), people_known, events,
    events_size_unknown.
    """
    return snapshot.query(
        f"""SELECT us_state AS state, sum(people_known)::BIGINT AS people_known,
                   sum(events)::BIGINT AS events,
                   sum(events_size_unknown)::BIGINT AS events_size_unknown
            FROM (SELECT *, 'US' AS country FROM layoff_state_month)
            WHERE {_CHOSEN} AND {_IN_TIME}
            GROUP BY us_state ORDER BY people_known DESC, events DESC, us_state""",  # noqa: S608
        selection.params(),
    )


def by_stage(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Return companies and their events per funding stage, since the list began.

    A company stands at its newest known stage, industry and country, so months do not restrict.

    Columns: stage ('Unknown' where none is listed), companies, companies_listed_again, events,
    people_known, events_size_unknown, companies_shut_down.
    """
    return snapshot.query(
        f"""SELECT coalesce(stage, 'Unknown') AS stage, count(*) AS companies,
                   count(*) FILTER (events > 1) AS companies_listed_again,
                   sum(events)::BIGINT AS events, sum(people_known)::BIGINT AS people_known,
                   sum(events_size_unknown)::BIGINT AS events_size_unknown,
                   count(*) FILTER (has_shut_down) AS companies_shut_down
            FROM company_history WHERE {_CHOSEN}
            GROUP BY ALL ORDER BY people_known DESC, 1""",  # noqa: S608
        {key: value for key, value in selection.params().items() if not key.endswith("month")},
    )


def largest(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Return the largest events with a known size since 2020, largest first (at most 300).

    Columns: rank (in the whole list), company_key, company_name, event_date, laid_off_count,
    laid_off_share, industry_listed, stage, country, location, source_url.
    """
    return snapshot.query(
        f"""SELECT rank, company_key, company_name, event_date, laid_off_count, laid_off_share,
                   industry_listed, stage, country, location, source_url
            FROM (SELECT *, date_trunc('month', event_date)::DATE AS month FROM layoff_largest)
            WHERE {_CHOSEN} AND {_IN_TIME} ORDER BY rank""",  # noqa: S608
        selection.params(),
    )


def companies(snapshot: Snapshot) -> pd.DataFrame:
    """Return every company that was ever listed, most often listed first.

    The columns are those of ``company_history``. Ask for all of them and pick on the page: a
    question that names a person's own company would leave its name in shared caches.
    """
    return snapshot.query(
        """SELECT * EXCLUDE (source) FROM company_history
           ORDER BY events DESC, people_known DESC, company_key"""
    )


def company_events(snapshot: Snapshot, company_keys: tuple[str, ...]) -> pd.DataFrame:
    """Return the counted events of some companies, oldest first.

    The sample's marts know an event's month; a full load also knows its day and where it was told,
    which the marts know of the largest events only.

    Columns: company_key, company_name, event_date (first of the month where only that is known),
    laid_off_count, laid_off_share, source_url.
    """
    return snapshot.query(
        """WITH
             row_wise AS (SELECT company_key, company_name, event_date, laid_off_count,
                                 laid_off_share, source_url
                          FROM layoff_event WHERE is_counted),
             months AS (SELECT company_key, company_name, unnest(event_months) AS month,
                               unnest(event_counts) AS people, unnest(event_shares) AS share
                        FROM company_history WHERE NOT EXISTS (SELECT 1 FROM row_wise)),
             month_wise AS (SELECT months.*,
                                   (SELECT any_value(source_url) FROM layoff_largest AS told
                                    WHERE told.company_key = months.company_key
                                      AND told.laid_off_count = months.people
                                      AND date_trunc('month', told.event_date) = months.month)
                            FROM months)
           SELECT * FROM (SELECT * FROM row_wise UNION ALL SELECT * FROM month_wise)
           WHERE list_contains($keys::VARCHAR[], company_key)
           ORDER BY event_date, company_key, laid_off_count DESC NULLS LAST""",
        {"keys": list(company_keys)},
    )
