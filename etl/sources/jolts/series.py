"""JOLTS series ids and what they say; the publisher's dictionary is not needed for it."""

from __future__ import annotations

import pandas as pd

SERIES_PATTERN = r"JT[SU]\d{6}(?:\d\d|[A-Z]{2})\d{5}\d\d(?:JO|HI|TS|QU|LD|OS|UO)[LR]"
ELEMENTS = {
    "Job openings": "JO",
    "Hires": "HI",
    "Total separations": "TS",
    "Quits": "QU",
    "Layoffs and discharges": "LD",
    "Other separations": "OS",
}


def series_id(
    element: str,
    measure: str,
    *,
    adjusted: bool = True,
    industry_code: str = "000000",
    state_code: str = "00",
) -> str:
    """Return the id of a series of all size classes.

    Args:
        element: Two letters, ``LD`` for layoffs and discharges.
        measure: ``R`` for the rate, ``L`` for the level.
        adjusted: Whether seasonally adjusted.
        industry_code: Six digits.
        state_code: FIPS code, ``00`` for the US.
    """
    return f"JT{'S' if adjusted else 'U'}{industry_code}{state_code}0000000{element}{measure}"


def decode(series_ids: pd.Series) -> pd.DataFrame:
    """Return what each id says, with the index of ``series_ids``.

    Returns:
        Columns ``is_seasonally_adjusted``, ``industry_code``, ``state_code``, ``size_class_code``,
        ``element``, ``is_rate``.
    """
    distinct = pd.Series(series_ids.unique())
    parts = distinct.str
    said = pd.DataFrame(
        {
            "is_seasonally_adjusted": parts[2] == "S",
            "industry_code": parts[3:9],
            "state_code": parts[9:11],
            "size_class_code": parts[16:18],
            "element": parts[18:20],
            "is_rate": parts[20] == "R",
        }
    ).set_index(distinct)
    return said.reindex(series_ids).set_index(series_ids.index)
