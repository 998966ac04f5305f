"""Zips of several tables, such as LinkedIn's "Get a copy of your data"."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from greener.journal.tabular import MAX_BYTES, TableError, read_table
from greener.journal.transfer.mapping import SPREADSHEET, guess_mapping

_SPREADSHEET_PART = "[Content_Types].xml"
_OPEN_DOCUMENT_PART = "mimetype"
_MAX_MEMBERS = 2000


def is_bundle(content: bytes) -> bool:
    """Return whether the file is a zip of files; a spreadsheet is a zip, too, but one document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = file.namelist()
    except zipfile.BadZipFile:
        return False
    return not {_SPREADSHEET_PART, _OPEN_DOCUMENT_PART} & set(names)


def recognised_tables(content: bytes) -> dict[str, bytes]:
    """Return the CSV files of a zip that a known layout fits, by name.

    Raises:
        TableError: The zip is damaged, locked or too large, or nothing in it is recognised.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for entry in file.infolist()[:_MAX_MEMBERS]:
                is_csv = PurePosixPath(entry.filename).suffix.casefold() == ".csv"
                if not is_csv or entry.file_size > MAX_BYTES:
                    continue
                part = file.read(entry)
                if _is_recognised(part):
                    found[entry.filename] = part
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError):
        raise TableError("the zip is damaged or locked with a password") from None
    if not found:
        raise TableError("no file in the zip is one that is recognised; take it out and choose it")
    return found


def _is_recognised(content: bytes) -> bool:
    try:
        return guess_mapping(read_table(content)).layout != SPREADSHEET
    except TableError:
        return False
