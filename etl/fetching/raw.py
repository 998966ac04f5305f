"""Keeps the bytes that sources answered with: unedited, with their digest and request metadata.

``data/raw/<source>/<day>/`` holds the files, ``data/raw/<source>/index.json`` says of each where it
came from, and which files made up each of the last releases. A kept file is never changed; files
of releases beyond the last few are deleted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from etl.source import RawFile, SourceError
from greener.settings import Settings

_INDEX = "index.json"
_HASH_CHUNK_BYTES = 2**20
_MAX_NAME_CHARS = 80
_DIGEST_CHARS = 12


@dataclass(frozen=True)
class Kept:
    """A kept answer.

    Attributes:
        request: What was asked: the address, and the digest of what was posted to it, if anything.
        url: The address; empty for a copied file.
        path: The file, relative to the source's folder.
        sha256: Digest of its bytes, hex.
        size: Length in bytes.
        retrieved_at: When it was received, UTC.
        final_url: Address that answered, after redirects.
        etag: Validator for the next request; empty when the server gave none.
        last_modified: Likewise.
        content_type: As the server called it.
    """

    request: str
    url: str
    path: str
    sha256: str
    size: int
    retrieved_at: datetime
    final_url: str = ""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Kept:
        """Read what ``RawStore`` wrote."""
        return cls(**{**plain, "retrieved_at": datetime.fromisoformat(plain["retrieved_at"])})

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for an answer only if it is another one."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}

    def to_json(self) -> dict[str, Any]:
        """Return plain types."""
        return {**asdict(self), "retrieved_at": self.retrieved_at.isoformat()}


class RawStore:
    """The kept files of one source.

    Attributes:
        folder: Where they lie.
        partial_dir: Where answers wait that are not complete yet.
    """

    def __init__(self, settings: Settings, source: str) -> None:
        """Open the store; nothing is created before something is kept."""
        self.folder = settings.raw_dir / source
        self.partial_dir = self.folder / "partial"
        self._keep_releases = settings.keep_releases
        self._source = source

    def last(self, request: str) -> Kept | None:
        """Return the newest kept answer to a request, if its file is still as it was received."""
        newest = [kept for kept in self._kept() if kept.request == request]
        return newest[-1] if newest and self._is_intact(newest[-1]) else None

    def add(
        self,
        received: Path,
        *,
        request: str,
        name: str,
        url: str = "",
        final_url: str = "",
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> RawFile:
        """Move a complete file into the store, under the day and a name of its own.

        Args:
            received: The file.
            request: What was asked (see ``Kept``).
            name: Name it would like to have.
            url: The address asked; empty for a copied file.
            final_url: The address that answered.
            headers: What the server said of it.
        """
        now = datetime.now(UTC)
        digest = sha256_of(received)
        kept = Kept(
            request=request,
            url=url,
            path=f"{now.date().isoformat()}/{digest[:_DIGEST_CHARS]}-{_plain_name(name)}",
            sha256=digest,
            size=received.stat().st_size,
            retrieved_at=now,
            final_url=final_url,
            etag=headers.get("ETag", ""),
            last_modified=headers.get("Last-Modified", ""),
            content_type=headers.get("Content-Type", ""),
        )
        target = self.folder / kept.path
        target.parent.mkdir(parents=True, exist_ok=True)
        received.replace(target)
        index = self._index()
        same = {"path": kept.path, "request": request}
        others = [known for known in index["files"] if not same.items() <= known.items()]
        self._write({**index, "files": [*others, kept.to_json()]})
        return self.raw_file(kept)

    def raw_file(self, kept: Kept) -> RawFile:
        """Return a kept answer as sources take it."""
        path = self.folder / kept.path
        return RawFile(path, kept.sha256, kept.retrieved_at, kept.url or None)

    def close_release(self, files: Sequence[RawFile]) -> None:
        """Note that these files are the newest release, and delete what is older than the last few.

        A release of the same files as the last takes its place.
        """
        paths = [file.path.relative_to(self.folder).as_posix() for file in files]
        index = self._index()
        others = [release for release in index["releases"] if release["files"] != paths]
        release = {"fetched_at": datetime.now(UTC).isoformat(), "files": paths, "good": True}
        releases = [*others, release][-self._keep_releases :]
        wanted = {path for release in releases for path in release["files"]}
        kept = [known for known in index["files"] if known["path"] in wanted]
        self._write({"files": kept, "releases": releases})
        for known in index["files"]:
            if known["path"] not in wanted:
                self._delete(self.folder / known["path"])

    def distrust_release(self) -> None:
        """Note that the newest release could not be loaded: offline runs use the one before."""
        index = self._index()
        if index["releases"]:
            index["releases"][-1]["good"] = False
            self._write(index)

    def release(self) -> tuple[RawFile, ...]:
        """Return the files of the newest release that loaded; empty when there is none.

        Raises:
            SourceError: When a file of it is gone or was changed.
        """
        good = [release for release in self._index()["releases"] if release["good"]]
        if not good:
            return ()
        by_path = {kept.path: kept for kept in self._kept()}
        for path in good[-1]["files"]:
            if path not in by_path or not self._is_intact(by_path[path]):
                raise SourceError(
                    f"the kept file {self.folder / path} is gone or was changed; "
                    f"fetch {self._source} anew with a run without --offline"
                )
        return tuple(self.raw_file(by_path[path]) for path in good[-1]["files"])

    def _kept(self) -> list[Kept]:
        return [Kept.from_json(plain) for plain in self._index()["files"]]

    def _is_intact(self, kept: Kept) -> bool:
        path = self.folder / kept.path
        return (
            path.is_file() and path.stat().st_size == kept.size and sha256_of(path) == kept.sha256
        )

    def _index(self) -> dict[str, Any]:
        try:
            index = json.loads((self.folder / _INDEX).read_text(encoding="utf-8"))
            files = [Kept.from_json(plain).to_json() for plain in index["files"]]
            return {"files": files, "releases": list(index["releases"])}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {"files": [], "releases": []}

    def _write(self, index: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_json(self.folder / _INDEX, index)

    def _delete(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        if path.parent != self.folder and not any(path.parent.iterdir()):
            path.parent.rmdir()


def given_files(paths: Sequence[Path]) -> tuple[RawFile, ...]:
    """Return files named on the command line, each dated by its own time.

    Raises:
        SourceError: When one cannot be read.
    """
    try:
        return tuple(
            RawFile(path, sha256_of(path), datetime.fromtimestamp(path.stat().st_mtime, UTC))
            for path in paths
        )
    except OSError as error:
        raise SourceError(f"a given file cannot be read: {error}") from error


def has_kept(settings: Settings, source: str) -> bool:
    """Say whether an earlier run kept files of a source."""
    return (settings.raw_dir / source / _INDEX).is_file()


def kept_files(settings: Settings, source: str) -> tuple[RawFile, ...]:
    """Return the files of a source's newest release that loaded; empty when there is none.

    Raises:
        SourceError: When a file of it is gone or was changed.
    """
    return RawStore(settings, source).release()


def sha256_of(path: Path) -> str:
    """Return the digest of a file, hex."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_HASH_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def write_json(path: Path, content: object) -> None:
    """Replace a small JSON file in one step: a killed run leaves the old one."""
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(content, indent=1), encoding="utf-8")
    beside.replace(path)


def _plain_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[-_MAX_NAME_CHARS:] or "file"
