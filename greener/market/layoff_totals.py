"""What the layoff list says today of a span of days, beside what was published of it then."""

from __future__ import annotations

from datetime import date

import pandas as pd

from greener.answers.evidence import Constant, Evidence
from greener.market.store import Snapshot

PUBLISHED_ON = date(2023, 6, 29)
PUBLISHED_TOTAL = Constant(
    188_000,
    Evidence.SECOND_HAND,
    "TechCrunch's list of technology layoffs, 1 January to 29 June 2023: more than 188,000 people",
)
"""A total that was published then, to hold today's list against."""


def known_between(snapshot: Snapshot, first_day: date, last_day: date) -> pd.DataFrame:
    """Return in one row what the list says today of a span of days; no row when it is not loaded.

    Without event rows the span is widened to whole months, and what was added later is not known.

    Columns: people_known, events, events_size_unknown, people_us, people_added_later and
    events_added_later (listed upstream after ``last_day``; NULL when not known), counted_to (the
    last day that is counted).
    """
    return snapshot.query(
        """WITH
             row_wise AS (
                 SELECT coalesce(sum(laid_off_count), 0)::BIGINT AS people_known,
                        count(*) AS events,
                        count(*) FILTER (laid_off_count IS NULL) AS events_size_unknown,
                        coalesce(sum(laid_off_count) FILTER (country = 'US'),
                                 0)::BIGINT AS people_us,
                        coalesce(sum(laid_off_count) FILTER (added_date > $last_day::DATE),
                                 0)::BIGINT AS people_added_later,
                        count(*) FILTER (added_date > $last_day::DATE) AS events_added_later,
                        $last_day::DATE AS counted_to
                 FROM layoff_event
                 WHERE is_counted AND event_date BETWEEN $first_day::DATE AND $last_day::DATE
                 HAVING count(*) > 0),
             month_wise AS (
                 SELECT sum(people_known)::BIGINT, sum(events)::BIGINT,
                        sum(events_size_unknown)::BIGINT,
                        coalesce(sum(people_known) FILTER (country = 'US'), 0)::BIGINT,
                        NULL::BIGINT, NULL::BIGINT, last_day($last_day::DATE)
                 FROM layoff_month
                 WHERE month BETWEEN date_trunc('month', $first_day::DATE) AND $last_day::DATE
                   AND NOT EXISTS (SELECT 1 FROM layoff_event)
                 HAVING count(*) > 0)
           SELECT * FROM row_wise UNION ALL SELECT * FROM month_wise""",
        {"first_day": first_day, "last_day": last_day},
    )
