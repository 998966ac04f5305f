"""Reads series of the US Bureau of Labor Statistics: API replies, flat files, periods."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from etl.reading.tabular import read_table, to_number
from etl.source import Intake, SourceError

COLUMNS = ("series_id", "year", "period", "value", "footnote_codes")
PRELIMINARY = "P"
_NOT_PUBLISHED = frozenset({"-", ""})
# The API says this of a year before a series began; nothing is wrong then.
_HARMLESS = "No Data Available"


def read_observations(text: str, name: str, intake: Intake) -> pd.DataFrame:
    """Return the observations of an API reply or a flat file as text, in ``COLUMNS``.

    Raises:
        SourceError: When the text is neither, or the reply says that the request was refused.
    """
    is_reply = text.lstrip().startswith("{")
    return (read_api_reply if is_reply else read_flat_file)(text, name, intake)


def read_api_reply(text: str, name: str, intake: Intake) -> pd.DataFrame:
    """Return the observations of an API reply as text, in ``COLUMNS``; the index counts them.

    Raises:
        SourceError: When the reply is no JSON of that shape, or says that the request was refused.
    """
    try:
        reply = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise SourceError(f"{name} is no JSON ({error})") from error
    if not isinstance(reply, dict) or "status" not in reply:
        raise SourceError(f"{name} is no reply of the BLS API: it has no status")
    messages = [str(message) for message in reply.get("message") or []]
    if reply["status"] != "REQUEST_SUCCEEDED":
        raise SourceError(f"{name}: BLS answered {reply['status']}: {' '.join(messages)}")
    for message in messages:
        if not message.startswith(_HARMLESS):
            intake.warn(f"BLS says: {message}")
    try:
        rows = [
            (str(series["seriesID"]), *_observation(observation))
            for series in reply["Results"]["series"]
            for observation in series["data"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{name} is no reply of the BLS API: lacks {error}") from error
    intake.count(len(rows))
    index = pd.RangeIndex(1, len(rows) + 1, name="line")
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS), index=index, dtype="str")


def _observation(observation: dict[str, Any]) -> tuple[str, str, str, str]:
    # Without a footnote the API gives [{}].
    codes = [str(note.get("code", "")) for note in observation.get("footnotes") or []]
    return (
        str(observation["year"]),
        str(observation["period"]),
        str(observation["value"]).strip(),
        ",".join(filter(None, codes)),
    )


def read_flat_file(text: str, name: str, intake: Intake) -> pd.DataFrame:
    """Return the observations of a flat file (``jt.data.1.AllItems``) as text, in ``COLUMNS``.

    Raises:
        SourceError: When it is no tab-separated file with these columns.
    """
    table = read_table(text, name, delimiter="\t")
    table.require(COLUMNS)
    table.warn_unknown(COLUMNS, intake)
    table.reject_ragged(intake)
    intake.count(len(table.rows) + len(table.ragged))
    return table.rows[list(COLUMNS)]


def monthly(observations: pd.DataFrame, intake: Intake) -> pd.DataFrame:
    """Return the monthly observations as ``series_id, month, value, is_preliminary``.

    Annual averages (period M13) and values that were not published are skipped, what is no month
    or no number from 0 is rejected.
    """
    period = observations["year"] + observations["period"]
    month = pd.to_datetime(period, format="%YM%m", exact=True, errors="coerce")
    value = to_number(observations["value"])
    is_annual = observations["period"] == "M13"
    is_bad_month = month.isna() & ~is_annual
    is_unpublished = observations["value"].isin(_NOT_PUBLISHED) & ~is_annual & ~is_bad_month
    is_bad_value = ~(value >= 0) & ~is_annual & ~is_bad_month & ~is_unpublished
    intake.skip("annual average (M13)", records=int(is_annual.sum()))
    intake.skip("value not published", records=int(is_unpublished.sum()))
    for line, row in observations[is_bad_month].iterrows():
        given = f"{row['year']} {row['period']}"
        intake.reject(int(str(line)), f"{row['series_id']}: {given!r} is no year and month")
    for line, row in observations[is_bad_value].iterrows():
        intake.reject(
            int(str(line)), f"{row['series_id']}: value {row['value']!r} is no number from 0"
        )
    return pd.DataFrame(
        {
            "series_id": observations["series_id"],
            "month": month,
            "value": value,
            "is_preliminary": observations["footnote_codes"]
            .str.split(",")
            .map(lambda codes: PRELIMINARY in codes),
        }
    )[~(is_annual | is_bad_month | is_unpublished | is_bad_value)]
