"""One answer of a server onto the disk: bounded in time and size, complete, and resumable.

What may pass by itself (a refusal for the moment, a broken read) is raised as ``TryAgain``; what
will not is a ``SourceError`` at once.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3

from etl.fetching.raw import write_json
from etl.source import SourceError
from greener.market.refreshing import NO_NETWORK

_CHUNK_BYTES = 2**18
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


@dataclass(frozen=True)
class Limits:
    """How long and how much a request may take.

    Attributes:
        connect_s: Until the connection stands.
        read_s: Between two pieces of an answer.
        slow_after_s: After this long an answer must come at ``least_bytes_per_s`` on average.
        least_bytes_per_s: Slower than this is given up.
        attempts: How often a request is made in all.
        backoff_s: First wait between two attempts; it doubles, with jitter.
        longest_wait_s: A server that asks for a longer wait is left alone.
        host_interval_s: Least time between two requests to one host.
    """

    connect_s: float = 10
    read_s: float = 60
    slow_after_s: float = 60
    least_bytes_per_s: float = 2_000
    attempts: int = 5
    backoff_s: float = 1
    longest_wait_s: float = 120
    host_interval_s: float = 0.5


class TryAgain(Exception):  # noqa: N818 - an event, not an error, until attempts run out
    """A request failed in a way that may pass.

    Attributes:
        wait_s: How long the server asks to wait; 0 when it does not say.
    """

    def __init__(self, message: str, wait_s: float = 0) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class Part:
    """An answer that is not complete yet; it outlives the run, so that the next can go on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._about = path.with_suffix(".json")

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def validator(self) -> str:
        """Return what names the version that was begun; empty when it cannot be continued."""
        try:
            return str(json.loads(self._about.read_text(encoding="utf-8"))["validator"])
        except (OSError, ValueError, KeyError):
            return ""

    def resume_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest; empty when there is nothing to go on from."""
        validator = self.validator()
        if not self.size or not validator:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, headers: Mapping[str, str]) -> None:
        """Forget what was received and note which version is coming now."""
        self.discard()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        etag = headers.get("ETag", "")
        # A weak ETag does not promise the same bytes.
        validator = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified", "")
        if headers.get("Content-Encoding", "identity") == "identity" and validator:
            write_json(self._about, {"validator": validator})

    def discard(self) -> None:
        """Delete it."""
        self.path.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)


def transfer(
    session: requests.Session,
    request: Mapping[str, Any],
    part: Part,
    limits: Limits,
    max_bytes: int,
) -> requests.Response:
    """Make one request and receive its answer into ``part``.

    Args:
        session: The session.
        request: Arguments of ``requests.Session.request``.
        part: What was received before, and where the answer goes.
        limits: Bounds of time.
        max_bytes: Largest answer accepted.

    Returns:
        The answer, its body received unless its status is 304.

    Raises:
        TryAgain: When another attempt may succeed; what was received stays in ``part``.
        SourceError: When none will.
    """
    host = urlsplit(request["url"]).hostname
    try:
        with session.request(
            **request, stream=True, timeout=(limits.connect_s, limits.read_s)
        ) as response:
            _judge_status(response, str(host), limits, part)
            if response.status_code != HTTPStatus.NOT_MODIFIED:
                _receive(response, part, limits, max_bytes)
            return response
    except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
        raise SourceError(f"{host}: no trusted connection ({error})") from error
    except requests.exceptions.TooManyRedirects as error:
        raise SourceError(f"{host} redirects in circles") from error
    except requests.exceptions.ProxyError as error:
        raise SourceError(f"{host} cannot be reached ({error}); {NO_NETWORK}") from error
    except requests.exceptions.InvalidURL as error:
        raise SourceError(f"{host} cannot be reached: {error}") from error
    except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as error:
        raise _broken(error, str(host)) from error
    except requests.RequestException as error:
        raise SourceError(f"{host}: {error}") from error


def _judge_status(response: requests.Response, host: str, limits: Limits, part: Part) -> None:
    status = response.status_code
    if status in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED}:
        if any(step.url.startswith("https:") for step in response.history) and (
            response.url.startswith("http:")
        ):
            raise SourceError(f"{host} redirects to an unencrypted address: refused")
        return
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        part.discard()
        raise TryAgain(f"{host} cannot continue the file; starting over")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wait_s = _retry_after_s(response.headers.get("Retry-After", ""))
        if wait_s > limits.longest_wait_s:
            raise SourceError(f"{host} answered {status} and asks to wait {wait_s / 60:,.0f} min")
        raise TryAgain(f"{host} answered {status}", wait_s)
    if status == HTTPStatus.FORBIDDEN:
        raise SourceError(
            f"{host} refused (403). Some publishers want a contact address in the request: set "
            "GREENER_CONTACT to yours; or give a downloaded file with --file"
        )
    raise SourceError(f"{host} answered {status} for {response.url}")


def _receive(response: requests.Response, part: Part, limits: Limits, max_bytes: int) -> None:
    start, total = _extent(response, part)
    if start == 0:
        part.begin(response.headers)
    if max(total or 0, start) > max_bytes:
        part.discard()
        raise _too_large(response, max_bytes)
    began, received = time.monotonic(), 0
    with part.path.open("ab") as file:
        while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
            file.write(chunk)
            received += len(chunk)
            elapsed = time.monotonic() - began
            if elapsed > limits.slow_after_s and received < elapsed * limits.least_bytes_per_s:
                raise SourceError(
                    f"{urlsplit(response.url).hostname} sends too slowly: {received:,} bytes in "
                    f"{elapsed:,.0f} s"
                )
            if start + received > max_bytes:
                raise _too_large(response, max_bytes)
    if total is not None and part.size != total:
        raise TryAgain(f"the answer broke off after {part.size:,} of {total:,} bytes")


def _extent(response: requests.Response, part: Part) -> tuple[int, int | None]:
    """Return where in the file the answer begins, and how long the file is if that is known."""
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if not found or int(found[1]) != part.size:
            part.discard()
            raise TryAgain("the server continued the file in the wrong place; starting over")
        return part.size, int(found[2])
    is_encoded = response.headers.get("Content-Encoding", "identity") != "identity"
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() and not is_encoded else None


def _too_large(response: requests.Response, max_bytes: int) -> SourceError:
    return SourceError(
        f"{urlsplit(response.url).hostname} sends more than {max_bytes / 2**20:,.0f} MiB: refused"
    )


def _retry_after_s(value: str) -> float:
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _broken(error: Exception, host: str) -> Exception:
    """Say what broke, without the layers of wrapping that HTTP libraries add."""
    reason = getattr(error.args[0], "reason", error) if error.args else error
    if isinstance(reason, urllib3.exceptions.NameResolutionError):
        return SourceError(f"{host} cannot be found; {NO_NETWORK}")
    if isinstance(reason, urllib3.exceptions.NewConnectionError):
        return TryAgain(f"{host} cannot be reached; {NO_NETWORK}")
    if isinstance(reason, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return TryAgain(f"{host} gave no answer in time")
    return TryAgain(f"the connection to {host} broke ({reason})")
