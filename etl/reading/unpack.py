"""Opens the files that sources are given: plain, gzip or zip, of bounded size, and truly data.

Publishers, mirrors and proxies answer with other things under a data file's name: an error page, a
pointer to large-file storage, nothing, half of it. Each is recognised here and named.
"""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, cast

from etl.source import SourceError

MAX_TEXT_BYTES = 256 * 2**20
"""A text file larger than this once unpacked is no file that a source here publishes whole."""

_HEAD_BYTES = 512
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<error")
_LFS_START = b"version https://git-lfs.github.com/spec/"


class _Bounded(RawIOBase):
    """A stream that refuses to give more than its limit: what a zip bomb unpacks to stays small."""

    def __init__(self, stream: IO[bytes], name: str, max_bytes: int) -> None:
        self._stream = stream
        self._name = name
        self._max_bytes = max_bytes
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._given += len(chunk)
        if self._given > self._max_bytes:
            limit = self._max_bytes / 2**20
            raise SourceError(f"{self._name} unpacks to more than {limit:,.0f} MiB: refused")
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def open_unpacked(
    path: Path, *, max_bytes: int = MAX_TEXT_BYTES, member_suffix: str = ""
) -> Iterator[BufferedReader[_Bounded]]:
    """Open a file's content for reading, unpacked when it is gzip or zip.

    Args:
        path: The file; what it is is read from its first bytes, not from its name.
        max_bytes: Largest content accepted, unpacked.
        member_suffix: Ending of the one member wanted of a zip archive ("" for its only member).

    Raises:
        SourceError: When the file is missing, empty, cut off, larger than accepted, an HTML page or
            a Git LFS pointer, or when the archive does not hold exactly one wanted member.
    """
    try:
        with _open_stream(path, member_suffix) as stream:
            reader = BufferedReader(_Bounded(stream, path.name, max_bytes), buffer_size=2**20)
            refuse_impostor(reader.peek(_HEAD_BYTES)[:_HEAD_BYTES], path.name)
            yield reader
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise SourceError(f"{path.name} is cut off or damaged ({error})") from error
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read ({error})") from error


def read_text(
    path: Path,
    *,
    max_bytes: int = MAX_TEXT_BYTES,
    member_suffix: str = "",
    fallback_encoding: str | None = None,
) -> str:
    """Return the text of a file that must be UTF-8 (with or without a byte order mark).

    Args:
        path: The file, see ``open_unpacked``.
        max_bytes: Largest content accepted, unpacked.
        member_suffix: Ending of the one member wanted of a zip archive.
        fallback_encoding: What a publisher uses where a file is not UTF-8.

    Raises:
        SourceError: As ``open_unpacked``, and when the content is not UTF-8 text.
    """
    with open_unpacked(path, max_bytes=max_bytes, member_suffix=member_suffix) as stream:
        content = stream.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if fallback_encoding is None:
            raise SourceError(f"{path.name} is not UTF-8 text (byte {error.start})") from error
        text = content.decode(fallback_encoding, errors="replace")
    if "\0" in text:
        raise SourceError(f"{path.name} is a binary file, expected text")
    return text


def copy_unpacked(path: Path, target: Path, *, max_bytes: int, member_suffix: str = "") -> None:
    """Write a file's content to ``target``, for readers that need a plain file on disk.

    Raises:
        SourceError: As ``open_unpacked``.
    """
    with (
        open_unpacked(path, max_bytes=max_bytes, member_suffix=member_suffix) as stream,
        target.open("wb") as copy,
    ):
        shutil.copyfileobj(stream, copy, 2**20)


def refuse_impostor(head: bytes, name: str) -> None:
    """Refuse what is sent in place of data, by the first bytes of a file.

    Raises:
        SourceError: When it is empty, a web page or a Git LFS pointer.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start:
        raise SourceError(f"{name} is empty")
    if start.startswith(_HTML_STARTS):
        raise SourceError(f"{name} is a web page (an error page?), expected data")
    if start.startswith(_LFS_START):
        raise SourceError(f"{name} is a Git LFS pointer, not the file it points to")


@contextmanager
def _open_stream(path: Path, member_suffix: str) -> Iterator[IO[bytes]]:
    with path.open("rb") as packed:
        magic = packed.read(4)
        packed.seek(0)
        if magic.startswith(_GZIP_MAGIC):
            with gzip.open(packed) as stream:
                yield cast(IO[bytes], stream)
        elif magic == _ZIP_MAGIC and not _is_workbook(packed):
            with (
                zipfile.ZipFile(packed) as archive,
                _open_member(archive, path.name, member_suffix) as member,
            ):
                yield member
        else:
            yield packed


def _is_workbook(packed: IO[bytes]) -> bool:
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
    packed.seek(0)
    return "[Content_Types].xml" in names


def _open_member(archive: zipfile.ZipFile, name: str, suffix: str) -> IO[bytes]:
    wanted = [
        info
        for info in archive.infolist()
        if not info.is_dir() and info.filename.lower().endswith(suffix.lower())
    ]
    if len(wanted) != 1:
        raise SourceError(
            f"{name} holds {len(wanted)} files ending in {suffix or 'anything'}, expected one"
        )
    if wanted[0].flag_bits & 1:
        raise SourceError(f"{name} is encrypted")
    try:
        return archive.open(wanted[0])
    except NotImplementedError as error:
        raise SourceError(f"{name} is packed in a way that cannot be read ({error})") from error
