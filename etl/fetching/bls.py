"""Asks the US Bureau of Labor Statistics for series: flat files first, its API where refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from etl.source import RawFile, SourceError

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

LICENCE = "US public domain"
PUBLISHER = "US Bureau of Labor Statistics"
API_V1_URL = "https://api.bls.gov/publicAPI/v1/timeseries/data/"
API_V2_URL = "https://api.bls.gov/publicAPI/v2/timeseries/data/"

API_CALLS_A_DAY = {API_V1_URL: 25, API_V2_URL: 500}
API_NEEDS = "a free registration key in BLS_API_KEY raises its limits"


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
