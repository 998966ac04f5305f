"""What the BLS refuses is asked of its API, within that one's limits."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from etl.fetching.bls import API_V1_URL, API_V2_URL, api_requests, fetch_series
from etl.source import SourceError
from greener.settings import Settings


@dataclass
class Publisher:
    """Stands in for the fetcher: what it refuses, and what it was asked."""

    settings: Settings
    refuses: tuple[str, ...] = ()
    asked: list = field(default_factory=list)

    def get(self, url):
        self.asked.append(url)
        if "flat" in self.refuses:
            raise SourceError("403 without a contact address")
        return url

    def post_json(self, url, body, *, name, daily_limit):
        self.asked.append((url, body, daily_limit))
        if "api" in self.refuses:
            raise SourceError("the day's questions are used up")
        return name


def settings(tmp_path, key=None):
    return Settings(tmp_path, "sqlite://", bls_api_key=key)


def test_the_flat_file_is_enough(tmp_path):
    publisher = Publisher(settings(tmp_path))
    assert fetch_series(publisher, "flat", ["A"], 2000) == ["flat"]
    assert publisher.asked == ["flat"]


@pytest.mark.parametrize(("key", "url", "limit"), [(None, API_V1_URL, 25), ("k", API_V2_URL, 500)])
def test_a_refused_flat_file_is_asked_of_the_api(tmp_path, key, url, limit):
    publisher = Publisher(settings(tmp_path, key), refuses=("flat",))
    files = fetch_series(publisher, "flat", ["A"], datetime.now(UTC).year)
    assert files == ["api-1.json"]
    asked_url, body, asked_limit = publisher.asked[1]
    assert (asked_url, asked_limit) == (url, limit)
    assert body.get("registrationkey") == key


def test_when_both_refuse_both_reasons_are_told(tmp_path):
    publisher = Publisher(settings(tmp_path), refuses=("flat", "api"))
    with pytest.raises(SourceError, match=r"403 .*; and the API: the day's .*BLS_API_KEY"):
        fetch_series(publisher, "flat", ["A"], datetime.now(UTC).year)


@pytest.mark.parametrize(
    ("key", "most_series", "most_years", "requests"), [(None, 25, 10, 12), ("k", 50, 20, 4)]
)
def test_requests_cover_all_series_and_years_within_the_limits(
    key, most_series, most_years, requests
):
    series = [f"S{number}" for number in range(80)]
    asked = [body for _, body in api_requests(series, 2000, 2026, key)]
    assert len(asked) == requests
    covered = set()
    for body in asked:
        years = range(int(body["startyear"]), int(body["endyear"]) + 1)
        assert len(body["seriesid"]) <= most_series
        assert len(years) <= most_years
        covered |= {(name, year) for name in body["seriesid"] for year in years}
        json.dumps(body)
    assert covered == {(name, year) for name in series for year in range(2000, 2027)}
