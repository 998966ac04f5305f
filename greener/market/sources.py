"""What the market rests on: every source, how fresh its rows are, and how its last load went."""

from __future__ import annotations

from datetime import date

import pandas as pd

from greener.market.store import Snapshot

_STATUS = """
WITH latest_change AS (
    SELECT source,
           arg_max(rows_appeared, attempted_at) AS rows_appeared,
           arg_max(rows_vanished, attempted_at) AS rows_vanished,
           arg_max(rows_rewritten, attempted_at) AS rows_rewritten
    FROM source_load_history
    WHERE verdict <> 'failed' AND rows_appeared IS NOT NULL
    GROUP BY source
)
SELECT
    source, title, publisher, licence, citation, homepage_url, live_urls, cadence_days, needs,
    coalesce(rows_kept, 0) AS rows_kept, newest_date, last_good_at, last_good_origin,
    attempted_at, verdict, message, rows_in, rows_out, rejected, skipped,
    rows_appeared, rows_vanished, rows_rewritten,
    last_good_at IS NOT NULL
        AND coalesce(newest_date + cadence_days < $today, false) AS is_stale
FROM source_info
LEFT JOIN source_load USING (source)
LEFT JOIN latest_change USING (source)
ORDER BY position
"""


def source_status(snapshot: Snapshot, today: date) -> pd.DataFrame:
    """Return one row a source, in the order of lists, with its metadata and its state.

    Args:
        snapshot: The market.
        today: The present day, for ``is_stale``: rows older than the source's usual cadence.

    Returns:
        The metadata as in ``source_info``, then ``rows_kept``, ``newest_date``, ``last_good_at``,
        ``last_good_origin`` (of the rows in the tables), ``attempted_at``, ``verdict``,
        ``message``, ``rows_in``, ``rows_out``, ``rejected``, ``skipped`` (of the last attempt),
        ``rows_appeared``, ``rows_vanished``, ``rows_rewritten`` (of the last load that could be
        compared) and ``is_stale``. A source never tried has no verdict.
    """
    return snapshot.query(_STATUS, {"today": today})
