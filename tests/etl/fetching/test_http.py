"""Fetching from hosts that refuse, stall, break off and send other things than data."""

import hashlib
import re
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from etl.fetching.http import Fetcher, user_agent
from etl.fetching.politeness import DailyCalls
from etl.fetching.raw import kept_files
from etl.fetching.transfer import Limits
from etl.source import SourceError
from greener.market.refreshing import NO_NETWORK
from tests.etl.playhouse import (
    cut_off,
    drip,
    needs_contact,
    open_playhouse,
    redirect,
    status,
    versioned,
    whole,
    without_length,
)

KEYS = Path(__file__).parents[2] / "fixtures" / "http"
DATA = b"day,value\n2026-01-01,1\n"
NEWER = b"day,value\n2026-01-01,1\n2026-01-02,2\n"
LARGE = b"day,value\n" + b"2026-01-01,123456789\n" * 150_000  # 3 MB
QUICK = Limits(
    connect_s=2,
    read_s=2,
    slow_after_s=0.3,
    least_bytes_per_s=1_000,
    attempts=3,
    backoff_s=0.01,
    host_interval_s=0,
)


@pytest.fixture(scope="module")
def house():
    opened, close = open_playhouse()
    yield opened
    close()


@pytest.fixture
def fetch(settings):
    """Return a function that fetches addresses as one release and gives the contents."""

    def run(*urls: str, limits: Limits = QUICK, contact: str | None = None) -> list[bytes]:
        with Fetcher(replace(settings, contact=contact), "prices", limits) as fetcher:
            return [fetcher.get(url).path.read_bytes() for url in urls]

    return run


def last_good(settings) -> list[bytes]:
    return [file.path.read_bytes() for file in kept_files(settings, "prices")]


def test_first_load_keeps_the_bytes_with_their_digest_and_origin(house, fetch, settings):
    url = house.play("/a.csv", whole(DATA, ETag='"1"'))
    assert fetch(url) == [DATA]
    (file,) = kept_files(settings, "prices")
    assert file.sha256 == hashlib.sha256(DATA).hexdigest()
    assert file.url == url
    assert datetime.now(UTC) - file.retrieved_at < timedelta(minutes=1)
    assert file.path.parent == settings.raw_dir / "prices" / datetime.now(UTC).date().isoformat()


def test_not_modified_costs_nothing_and_gives_the_kept_file(house, fetch, settings):
    url = house.play("/a.csv", versioned(DATA, '"1"'))
    first, again = fetch(url), fetch(url)
    assert first == again == [DATA]
    assert house.requests["/a.csv"][1]["if-none-match"] == '"1"'
    assert last_good(settings) == [DATA]


def test_last_modified_is_asked_for_where_there_is_no_etag(house, fetch):
    day = "Mon, 02 Nov 2026 10:00:00 GMT"
    url = house.play("/a.csv", whole(DATA, Last_Modified=day), status(304))
    assert fetch(url) == fetch(url) == [DATA]
    assert house.requests["/a.csv"][1]["if-modified-since"] == day


def test_a_kept_file_that_was_changed_is_fetched_anew(house, fetch, settings):
    url = house.play("/a.csv", versioned(DATA, '"1"'))
    fetch(url)
    (file,) = kept_files(settings, "prices")
    file.path.write_bytes(b"day,value\n")
    with pytest.raises(SourceError, match="is gone or was changed"):
        kept_files(settings, "prices")
    assert fetch(url) == [DATA]
    assert "if-none-match" not in house.requests["/a.csv"][1]


def test_a_refusal_without_contact_says_what_to_set(house, fetch, settings):
    url = house.play("/a.csv", needs_contact(DATA))
    with pytest.raises(SourceError, match=r"refused .403.*GREENER_CONTACT"):
        fetch(url)
    assert len(house.requests["/a.csv"]) == 1
    assert last_good(settings) == []
    assert fetch(url, contact="me@example.org") == [DATA]
    assert "me@example.org" in house.requests["/a.csv"][1]["user-agent"]
    assert user_agent(None) == "greener (personal labour-market dashboard)"


def test_too_many_requests_waits_as_long_as_asked(house, fetch, monkeypatch):
    waited = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waited.append)
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    url = house.play(
        "/a.csv", status(429, Retry_After="7"), status(503, Retry_After=in_a_minute), whole(DATA)
    )
    assert fetch(url) == [DATA]
    assert [wait for wait in waited if wait] == [
        pytest.approx(7, abs=0.1),
        pytest.approx(60, abs=3),
    ]


def test_a_host_that_wants_a_long_rest_is_left_alone(house, fetch):
    url = house.play("/a.csv", status(429, Retry_After="3600"))
    with pytest.raises(SourceError, match="answered 429 and asks to wait 60 min"):
        fetch(url)
    assert len(house.requests["/a.csv"]) == 1


def test_500_then_good(house, fetch):
    url = house.play("/a.csv", status(500), status(502), whole(DATA))
    assert fetch(url) == [DATA]


def test_500_for_good_leaves_the_last_good_file(house, fetch, settings):
    url = house.play("/a.csv", whole(DATA), status(500))
    fetch(url)
    with pytest.raises(SourceError, match=r"answered 500 \(3 attempts\)"):
        fetch(url)
    assert last_good(settings) == [DATA]


def test_404_is_not_asked_for_again(house, fetch):
    url = house.play("/a.csv", status(404, b"<html>gone</html>"))
    with pytest.raises(SourceError, match="answered 404"):
        fetch(url)
    assert len(house.requests["/a.csv"]) == 1


def test_a_cut_connection_is_continued_where_it_broke(house, fetch):
    url = house.play("/large.csv", cut_off(LARGE, 1_500_000, ETag='"1"'), versioned(LARGE, '"1"'))
    assert fetch(url) == [LARGE]
    asked = house.requests["/large.csv"][1]
    assert asked["range"] == "bytes=1500000-"
    assert asked["if-range"] == '"1"'


def test_a_cut_file_is_continued_by_the_next_run(house, fetch, settings):
    url = house.play("/large.csv", cut_off(LARGE, 1_500_000, ETag='"1"'))
    once = replace(QUICK, attempts=1)
    with pytest.raises(SourceError, match="broke"):
        fetch(url, limits=once)
    assert last_good(settings) == []
    house.scenes["/large.csv"] = [versioned(LARGE, '"1"')]
    assert fetch(url, limits=once) == [LARGE]
    assert house.requests["/large.csv"][-1]["range"] == "bytes=1500000-"
    assert not list((settings.raw_dir / "prices" / "partial").iterdir())


def test_two_versions_are_never_mixed(house, fetch):
    newer = LARGE.replace(b"1", b"7")
    url = house.play("/large.csv", cut_off(LARGE, 1_500_000, ETag='"1"'), versioned(newer, '"2"'))
    assert fetch(url) == [newer]


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}])
def test_without_a_strong_validator_a_cut_file_starts_over(house, fetch, headers):
    url = house.play("/large.csv", cut_off(LARGE, 1_500_000, **headers), whole(LARGE))
    assert fetch(url) == [LARGE]
    assert "range" not in house.requests["/large.csv"][1]


def test_a_continuation_in_the_wrong_place_starts_over(house, fetch):
    url = house.play(
        "/large.csv",
        cut_off(LARGE, 1_500_000, ETag='"1"'),
        status(206, LARGE[:10], ETag='"1"', Content_Range=f"bytes 0-9/{len(LARGE)}"),
        cut_off(LARGE, 1_000, ETag='"1"'),
        status(416),
        whole(LARGE),
    )
    assert fetch(url, limits=replace(QUICK, attempts=5)) == [LARGE]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"<!DOCTYPE html><html>Service unavailable</html>", "web page"),
        ("a.csv", b"\n  <HTML><body>Please log in", "web page"),
        (
            "a.csv",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n",
            "Git LFS pointer",
        ),
        ("a.csv", b"", "empty"),
        ("a.zip", b"day,value\n1,2\n", "does not begin like a .zip file"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "does not begin like a .xlsx file"),
        ("a.json", b"Bad gateway", "does not begin like a .json file"),
    ],
)
def test_other_content_is_named_and_not_kept(house, fetch, settings, name, content, said):
    good = {"a.zip": b"PK\x03\x04...", "a.xlsx": b"PK\x03\x04...", "a.json": b"{}"}.get(name, DATA)
    url = house.play(f"/{name}", whole(good), whole(content))
    fetch(url)
    with pytest.raises(SourceError, match=said):
        fetch(url)
    assert last_good(settings) == [good]
    assert not list((settings.raw_dir / "prices" / "partial").iterdir())


def test_redirects_are_followed_but_not_in_circles(house, fetch):
    house.play("/moved.csv", whole(DATA))
    assert fetch(house.play("/a.csv", redirect("/moved.csv"))) == [DATA]
    with pytest.raises(SourceError, match="in circles"):
        fetch(house.play("/b.csv", redirect("/b.csv")))


def test_a_slow_drip_is_given_up(house, fetch, settings):
    url = house.play("/a.csv", whole(DATA), drip(LARGE, 0.02))
    fetch(url)
    with pytest.raises(SourceError, match="sends too slowly"):
        fetch(url)
    assert last_good(settings) == [DATA]


def test_silence_is_given_up(house, fetch):
    url = house.play("/a.csv", drip(LARGE, 0.6))
    with pytest.raises(SourceError, match=r"no answer in time|the connection to .* broke"):
        fetch(url, limits=replace(QUICK, read_s=0.1, slow_after_s=60))


def test_more_than_accepted_is_refused(house, settings):
    url = house.play("/large.csv", whole(LARGE))
    endless = house.play("/endless.csv", without_length(LARGE))
    with Fetcher(settings, "prices", QUICK) as fetcher:
        for address in (url, endless):
            with pytest.raises(SourceError, match="sends more than 1 MiB: refused"):
                fetcher.get(address, max_bytes=2**20)


def test_nobody_there(fetch):
    with pytest.raises(
        SourceError, match=rf"127\.0\.0\.1 cannot be reached.*{re.escape(NO_NETWORK)}"
    ):
        fetch("http://127.0.0.1:9/a.csv")
    with pytest.raises(SourceError, match=r"no-such-host\.invalid cannot be found"):
        fetch("https://no-such-host.invalid/a.csv")


def test_a_question_to_an_api_counts_against_the_day_across_runs(house, settings):
    url = house.play("/api", whole(b'{"status": "REQUEST_SUCCEEDED"}'))
    for number in range(2):
        with Fetcher(settings, "prices", QUICK) as fetcher:
            file = fetcher.post_json(url, {"from": number}, name="reply.json", daily_limit=2)
        assert file.path.read_bytes() == b'{"status": "REQUEST_SUCCEEDED"}'
    with (
        Fetcher(settings, "prices", QUICK) as fetcher,
        pytest.raises(SourceError, match="answers 2 questions a day and today's are used up"),
    ):
        fetcher.post_json(url, {"from": 3}, name="reply.json", daily_limit=2)
    assert len(house.requests["/api"]) == 2


def test_the_count_of_another_day_is_forgotten(settings):
    settings.raw_dir.mkdir(parents=True)
    (settings.raw_dir / "api_calls.json").write_text('{"a.example": {"2020-01-01": 9}}')
    DailyCalls(settings.raw_dir).use("a.example", 1)


def test_a_page_is_read_and_not_kept(house, settings):
    url = house.play("/list.html", whole(b"<html><a href='a.xlsx'>a</a></html>"))
    with Fetcher(settings, "prices", QUICK) as fetcher:
        assert "a.xlsx" in fetcher.page(url)
    assert kept_files(settings, "prices") == ()


def test_a_file_of_this_machine_is_copied(settings, tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_bytes(DATA)
    with Fetcher(settings, "prices", QUICK) as fetcher:
        fetcher.get(str(mine))
    mine.unlink()
    assert last_good(settings) == [DATA]
    with Fetcher(settings, "prices") as fetcher, pytest.raises(SourceError, match="cannot be read"):
        fetcher.get(str(mine))


def test_a_failed_file_of_a_release_keeps_the_whole_last_release(house, fetch, settings):
    one = house.play("/one.csv", whole(DATA), whole(NEWER))
    two = house.play("/two.csv", whole(DATA), status(500))
    fetch(one, two)
    with pytest.raises(SourceError):
        fetch(one, two)
    assert last_good(settings) == [DATA, DATA]


def test_a_proxy_of_the_environment_is_used(house, fetch, monkeypatch):
    house.play("http://publisher.invalid/a.csv", whole(DATA))
    monkeypatch.setenv("HTTP_PROXY", house.address)
    monkeypatch.setenv("http_proxy", house.address)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch("http://publisher.invalid/a.csv") == [DATA]


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_private_authority_of_the_environment_is_trusted(fetch, monkeypatch, variable):
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(KEYS / "throwaway_certificate.pem", KEYS / "throwaway_key.pem")
    house, close = open_playhouse(context)
    try:
        url = house.play("/a.csv", whole(DATA))
        with pytest.raises(SourceError, match="no trusted connection"):
            fetch(url)
        monkeypatch.setenv(variable, str(KEYS / "throwaway_certificate.pem"))
        assert fetch(url) == [DATA]
        plain, close_plain = open_playhouse()
        plain.play("/a.csv", whole(NEWER))
        house.play("/a.csv", redirect(f"{plain.address}/a.csv"))
        with pytest.raises(SourceError, match="redirects to an unencrypted address"):
            fetch(url)
        close_plain()
    finally:
        close()
