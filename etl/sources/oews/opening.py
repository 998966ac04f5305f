"""Recognises which files of a load make up which OEWS releases."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from etl.reading.unpack import copy_unpacked, open_unpacked
from etl.source import RawFile, SourceError
from etl.sources.oews.cells import Release
from etl.sources.oews.flat import BESIDE, FlatRelease
from etl.sources.oews.packed import MAGIC, PackedRelease
from etl.sources.oews.sheets import SheetRelease

_MAX_SQLITE_BYTES = 2**30
_MAX_WORKBOOK_BYTES = 2**30
_NOTES = (".json", ".md", ".txt")
_ZIP_MAGIC = b"PK\x03\x04"


def open_releases(files: Sequence[RawFile], stack: ExitStack) -> list[Release]:
    """Open all releases, newest first; ``stack`` closes them and removes temporary files.

    Raises:
        SourceError: When a file is neither a release nor one of the files beside it.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="greener-oews-")))
    releases: list[Release] = []
    beside = {_flat_name(file): file.path for file in files if _flat_name(file) in BESIDE}
    for number, file in enumerate(files):
        name = _flat_name(file)
        if name.startswith("oe.data."):
            releases.append(FlatRelease(file.path, beside))
        elif not name.startswith("oe.") and not file.path.name.endswith(_NOTES):
            releases.append(_open_packed(file, folder / str(number), stack))
    if not releases:
        raise SourceError(
            f"{', '.join(file.path.name for file in files)}: no OEWS release; expected a packed "
            "SQLite file, the workbook in oesm25all.zip, or oe.data.0.Current with the files "
            f"{', '.join(BESIDE)}"
        )
    return sorted(releases, key=lambda release: release.year, reverse=True)


def _flat_name(file: RawFile) -> str:
    """Return the publisher's name of a flat file, which a copy may carry with a suffix."""
    return file.path.name.removesuffix(".gz").removesuffix(".txt")


def _open_packed(file: RawFile, target: Path, stack: ExitStack) -> Release:
    name = file.path.name
    with open_unpacked(file.path, max_bytes=_MAX_SQLITE_BYTES, member_suffix=".xlsx") as stream:
        head = stream.peek(len(MAGIC))[: len(MAGIC)]
    if head == MAGIC:
        copy_unpacked(file.path, target, max_bytes=_MAX_SQLITE_BYTES)
        packed = PackedRelease(target, name)
        stack.callback(packed.close)
        return packed
    if head.startswith(_ZIP_MAGIC):
        copy_unpacked(file.path, target, max_bytes=_MAX_WORKBOOK_BYTES, member_suffix=".xlsx")
        book = SheetRelease(target, name)
        stack.callback(book.close)
        return book
    raise SourceError(
        f"{name} is no OEWS release: expected SQLite, a workbook or oe.data.0.Current"
    )
