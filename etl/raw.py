"""Keeps the bytes that sources answered with: unedited, with their digest and request metadata.

``data/raw/<source>/<day>/`` holds the files, ``data/raw/<source>/index.json`` says of each where it
came from, and which files made up each of the last releases. A kept file is never changed; files
of releases beyond the last few are deleted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
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
        url: The address.
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

    def to_json(self) -> dict[str, Any]:
        """Return plain types."""
        return {**asdict(self), "retrieved_at": self.retrieved_at.isoformat()}


class RawStore:
    """The kept files of one source."""

    def __init__(self, settings: Settings, source: str) -> None:
        """Open the store; nothing is created before something is kept."""
        self.folder = settings.raw_dir / source
        self._keep_releases = settings.keep_releases
        self._source = source

    def last(self, request: str) -> Kept | None:
        """Return the newest kept answer to a request, if its file is still as it was received."""
        newest = [kept for kept in self._kept() if kept.request == request]
        return newest[-1] if newest and self._is_intact(newest[-1]) else None

    def add(self, received: Path, kept: Kept) -> RawFile:
        """Move a received file into the store, under the day and a name of its own.

        Args:
            received: The complete file; it is moved.
            kept: What is known of it; ``path`` holds the name it would like to have.
        """
        name = f"{kept.sha256[:_DIGEST_CHARS]}-{_plain_name(kept.path)}"
        kept = replace(kept, path=f"{kept.retrieved_at.date().isoformat()}/{name}")
        target = self.folder / kept.path
        target.parent.mkdir(parents=True, exist_ok=True)
        received.replace(target)
        index = self._index()
        index["files"] = [
            *(known for known in index["files"] if known["path"] != kept.path),
            kept.to_json(),
        ]
        self._write(index)
        return self.raw_file(kept)

    def raw_file(self, kept: Kept) -> RawFile:
        """Return a kept answer as sources take it."""
        return RawFile(self.folder / kept.path, kept.sha256, kept.retrieved_at, kept.url)

    def close_release(self, files: Sequence[RawFile]) -> None:
        """Note that these files are the newest release, and delete what is older than the last few.

        Files that are not in the store (a local list) are not noted.
        """
        paths = [
            file.path.relative_to(self.folder).as_posix()
            for file in files
            if file.path.is_relative_to(self.folder)
        ]
        index = self._index()
        release = {"fetched_at": datetime.now(UTC).isoformat(), "files": paths, "good": True}
        index["releases"] = [*index["releases"], release][-self._keep_releases :]
        wanted = {path for release in index["releases"] for path in release["files"]}
        dropped = [known for known in index["files"] if known["path"] not in wanted]
        index["files"] = [known for known in index["files"] if known["path"] in wanted]
        self._write(index)
        for known in dropped:
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
        except (FileNotFoundError, json.JSONDecodeError):
            return {"files": [], "releases": []}
        return dict(index)

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
