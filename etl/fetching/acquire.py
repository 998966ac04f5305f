"""Decides which sources run, and gets each its files: given, kept from earlier, or fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from etl.fetching import raw
from etl.fetching.http import Fetcher
from etl.source import RawFile, Source, SourceError
from greener.settings import Settings

FETCHES_AT_ONCE = 4


@dataclass(frozen=True)
class Request:
    """What one run is asked to do.

    Attributes:
        names: Sources asked for; empty for all that can run.
        files: Source → files given for it, used instead of fetching.
        offline: Whether to use only the given files and what earlier runs kept.
        accept_smaller: Whether a release much smaller than the last is taken as right.
    """

    names: tuple[str, ...] = ()
    files: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    offline: bool = False
    accept_smaller: bool = False


@dataclass(frozen=True)
class Acquire:
    """How a source's files are had in this run.

    Attributes:
        origin: ``live`` or ``file``.
        get: Gives the files; raises ``SourceError`` when it cannot.
    """

    origin: str
    get: Callable[[], Sequence[RawFile]]


def choose(request: Request, settings: Settings, sources: Sequence[Source]) -> list[Source]:
    """Return the sources that run.

    A source that is named or given a file always runs. When none is named the rest runs too:
    online, every source that needs nothing first; offline, every source with kept files.
    """

    def runs(source: Source) -> bool:
        name = source.info.name
        if name in request.names or name in request.files:
            return True
        if request.names:
            return False
        if request.offline:
            return raw.has_kept(settings, name)
        return not source.info.needs

    return [source for source in sources if runs(source)]


@contextmanager
def acquiring(
    request: Request, settings: Settings, sources: Sequence[Source]
) -> Iterator[dict[str, Acquire]]:
    """Give each source's way to its files, by name.

    What must be fetched is fetched some at once, ahead of being asked for; reading one source then
    does not wait for the slowest host of another.
    """
    with ThreadPoolExecutor(FETCHES_AT_ONCE, thread_name_prefix="fetch") as pool:
        try:
            yield {source.info.name: _way(source, request, settings, pool) for source in sources}
        finally:
            pool.shutdown(cancel_futures=True)


def _way(source: Source, request: Request, settings: Settings, pool: ThreadPoolExecutor) -> Acquire:
    name = source.info.name
    given = request.files.get(name)
    if given:
        return Acquire("file", lambda: raw.given_files(given))
    if request.offline:
        return Acquire("live", lambda: _kept(settings, name))
    return Acquire("live", pool.submit(_fetched, source, settings).result)


def _kept(settings: Settings, name: str) -> Sequence[RawFile]:
    files = raw.kept_files(settings, name)
    if not files:
        raise SourceError(
            f"nothing is kept of {name} from an earlier run; give a file with "
            f"--file {name}=PATH or run without --offline"
        )
    return files


def _fetched(source: Source, settings: Settings) -> Sequence[RawFile]:
    with Fetcher(settings, source.info.name) as fetcher:
        return source.fetch(fetcher)
