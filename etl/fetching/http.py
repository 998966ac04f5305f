"""How sources ask their publishers: honestly, politely, and never for what is already here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from etl.fetching.politeness import DailyCalls, HostClock
from etl.fetching.raw import Kept, RawStore
from etl.fetching.transfer import Limits, Part, TryAgain, transfer
from etl.reading.unpack import refuse_impostor
from etl.source import RawFile, SourceError
from greener.settings import Settings

MAX_BYTES = 512 * 2**20
MAX_PAGE_BYTES = 8 * 2**20
_HEAD_BYTES = 512
_LONGEST_BACKOFF_S = 30
_MAX_REDIRECTS = 5
# What a file begins with, by the ending of its name.
_MAGIC = {
    ".gz": (b"\x1f\x8b",),
    ".json": (b"{", b"["),
    ".parquet": (b"PAR1",),
    ".xlsx": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04",),
}
_clock = HostClock()


class Fetcher:
    """Fetches the files of one source, and keeps them.

    Use it as a context manager: the files fetched in it make up one release of the source.

    Attributes:
        settings: The settings, for what a source needs of them.
    """

    def __init__(self, settings: Settings, source: str, limits: Limits | None = None) -> None:
        """Prepare for a source; nothing is requested yet."""
        self.settings = settings
        self._limits = limits or Limits()
        self._store = RawStore(settings, source)
        self._calls = DailyCalls(settings.raw_dir)
        self._session = _session(settings)
        self._files: list[RawFile] = []

    def get(self, url: str, *, max_bytes: int = MAX_BYTES, name: str = "") -> RawFile:
        """Fetch a file, unless the one that is kept is still the newest.

        Args:
            url: Its address, or a path on this machine, which is copied.
            max_bytes: Largest file accepted.
            name: Name to keep it under, where the address does not end in a good one.

        Raises:
            SourceError: When it cannot be had, is larger than accepted, is cut off, or is something
                else than its ending says.
        """
        name = name or Path(urlsplit(url).path).name
        part = self._part(url)
        if "://" not in url:
            _copy(Path(url).expanduser(), part, max_bytes)
            return self._keep(part, url, name)
        last = self._store.last(url)
        response = self._ask({"method": "GET", "url": url}, part, max_bytes, last)
        if last and response.status_code == HTTPStatus.NOT_MODIFIED:
            return self._note(self._store.raw_file(last))
        return self._keep(part, url, name, response)

    def post_json(
        self, url: str, body: dict[str, object], *, name: str, daily_limit: int
    ) -> RawFile:
        """Put a question to an API and keep its answer.

        Args:
            url: The API's address.
            body: The question, as plain types.
            name: Name to keep the answer under.
            daily_limit: How many questions a day the host answers; counted across runs.

        Raises:
            SourceError: As ``get``, and when the day's questions are used up.
        """
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        question = f"{url}#{digest}"
        part = self._part(question)
        request = {"method": "POST", "url": url, "json": body}
        response = self._ask(request, part, MAX_PAGE_BYTES, daily_limit=daily_limit)
        return self._keep(part, question, name, response)

    def page(self, url: str) -> str:
        """Return the text of a web page, for the links in it; it is not kept.

        Raises:
            SourceError: When it cannot be had.
        """
        part = self._part(f"page {url}")
        self._ask({"method": "GET", "url": url}, part, MAX_PAGE_BYTES)
        text = part.path.read_text(encoding="utf-8", errors="replace")
        part.discard()
        return text

    def _ask(
        self,
        request: dict[str, Any],
        part: Part,
        max_bytes: int,
        last: Kept | None = None,
        daily_limit: int | None = None,
    ) -> requests.Response:
        """Make a request until it is answered; the answer's body is then in ``part``."""
        host = str(urlsplit(request["url"]).hostname)
        attempts = Retrying(
            retry=retry_if_exception_type(TryAgain),
            stop=stop_after_attempt(self._limits.attempts),
            wait=self._wait_s,
            reraise=True,
        )

        def attempt() -> requests.Response:
            if daily_limit is not None:
                self._calls.use(host, daily_limit)
            _clock.wait(host, self._limits.host_interval_s)
            resume = part.resume_headers() if request["method"] == "GET" else {}
            headers = resume or (last.conditions() if last else {})
            return transfer(
                self._session, {**request, "headers": headers}, part, self._limits, max_bytes
            )

        try:
            return attempts(attempt)
        except TryAgain as error:
            raise SourceError(f"{error} ({self._limits.attempts} attempts)") from error

    def _wait_s(self, state: RetryCallState) -> float:
        backoff = wait_random_exponential(multiplier=self._limits.backoff_s, max=_LONGEST_BACKOFF_S)
        error = state.outcome.exception() if state.outcome else None
        asked_s = error.wait_s if isinstance(error, TryAgain) else 0
        return max(backoff(state), asked_s)

    def _keep(
        self, part: Part, request: str, name: str, response: requests.Response | None = None
    ) -> RawFile:
        try:
            _refuse_other_content(part.path, name)
        except SourceError:
            part.discard()
            raise
        if response is None:
            file = self._store.add(part.path, request=request, name=name)
        else:
            file = self._store.add(
                part.path,
                request=request,
                name=name,
                url=(response.history or [response])[0].url,
                final_url=response.url,
                headers=response.headers,
            )
        part.discard()
        return self._note(file)

    def _note(self, file: RawFile) -> RawFile:
        self._files.append(file)
        return file

    def _part(self, request: str) -> Part:
        digest = hashlib.sha256(request.encode()).hexdigest()
        return Part(self._store.partial_dir / f"{digest[:16]}.part")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._session.close()
        if exc is None and self._files:
            self._store.close_release(self._files)


def user_agent(contact: str | None) -> str:
    """Return what every request says of who asks; some publishers refuse one without a contact."""
    about = f"; contact {contact}" if contact else ""
    return f"greener (personal labour-market dashboard{about})"


def _session(settings: Settings) -> requests.Session:
    """Return a session that honours proxy and CA variables of the environment, as usual."""
    session = requests.Session()
    # Whole bytes as published: a compressed answer could be neither continued nor compared in size.
    session.headers.update(
        {"User-Agent": user_agent(settings.contact), "Accept-Encoding": "identity"}
    )
    session.max_redirects = _MAX_REDIRECTS
    authorities = os.environ.get("SSL_CERT_FILE")  # requests knows REQUESTS_CA_BUNDLE by itself
    if authorities:
        session.verify = authorities
    return session


def _copy(source: Path, part: Part, max_bytes: int) -> None:
    try:
        if source.stat().st_size > max_bytes:
            raise SourceError(f"{source} is larger than {max_bytes / 2**20:,.0f} MiB: refused")
        part.begin({})
        shutil.copyfile(source, part.path)
    except OSError as error:
        raise SourceError(f"{source} cannot be read ({error})") from error


def _refuse_other_content(path: Path, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    refuse_impostor(head, name)
    expected = _MAGIC.get(Path(name).suffix.lower())
    if expected and not head.lstrip().startswith(expected):
        raise SourceError(f"{name} does not begin like a {Path(name).suffix} file: {head[:20]!r}")
