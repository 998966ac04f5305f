"""What the series of the US Bureau of Labor Statistics share: API replies, flat files, periods."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from etl.source import Intake, RawFile, SourceError
from etl.tabular import read_table, to_number

if TYPE_CHECKING:
    from etl.http import Fetcher

LICENCE = "US public domain"
PUBLISHER = "US Bureau of Labor Statistics"
API_V1_URL = "https://api.bls.gov/publicAPI/v1/timeseries/data/"
API_V2_URL = "https://api.bls.gov/publicAPI/v2/timeseries/data/"

API_CALLS_A_DAY = {API_V1_URL: 25, API_V2_URL: 500}
API_NEEDS = "a free registration key in BLS_API_KEY raises its limits"

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


def fetch_series(
    fetcher: Fetcher, flat_url: str, series: Sequence[str], first_year: int
) -> list[RawFile]:
    """Fetch a flat file; where it is refused, ask the API for the series named instead.

    Raises:
        SourceError: When both are refused.
    """
    try:
        return [fetcher.get(flat_url)]
    except SourceError as refused:
        this_year = datetime.now(UTC).year
        key = fetcher.settings.bls_api_key
        try:
            return [
                fetcher.post_json(
                    url, body, name=f"api-{number}.json", daily_limit=API_CALLS_A_DAY[url]
                )
                for number, (url, body) in enumerate(
                    api_requests(series, first_year, this_year, key), 1
                )
            ]
        except SourceError as error:
            raise SourceError(f"{refused}; and the API: {error} ({API_NEEDS})") from error


def api_requests(
    series: Sequence[str], first_year: int, last_year: int, key: str | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield address and JSON body of each request that together cover series and years.

    With a registration key (version 2) a request takes 50 series and 20 years, without one
    (version 1) 25 and 10.
    """
    url, most_series, most_years = (API_V2_URL, 50, 20) if key else (API_V1_URL, 25, 10)
    for start in range(first_year, last_year + 1, most_years):
        for position in range(0, len(series), most_series):
            body: dict[str, Any] = {
                "seriesid": list(series[position : position + most_series]),
                "startyear": str(start),
                "endyear": str(min(start + most_years - 1, last_year)),
            }
            yield url, {**body, "registrationkey": key} if key else body
