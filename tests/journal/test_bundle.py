"""Zips of several files: what is recognised in them, and what is not a bundle."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from greener.journal.tabular import TableError
from greener.journal.transfer.bundle import is_bundle, recognised_tables

CONNECTIONS = b"""Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Reyes,https://example.org/in/dana,,Initech,Engineer,12 May 2024
"""


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, part in files.items():
            file.writestr(name, part)
    return content.getvalue()


def test_the_recognised_files_of_a_zip_are_found() -> None:
    content = zipped(
        **{
            "Connections.csv": CONNECTIONS,
            "Jobs/Profile.csv": b"Headline,Summary\nEngineer,Long\n",
            "Photo.jpg": b"\xff\xd8\xff",
            "Empty.csv": b"",
        }
    )
    assert is_bundle(content)
    assert recognised_tables(content) == {"Connections.csv": CONNECTIONS}


def test_a_spreadsheet_is_no_bundle(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    openpyxl.Workbook().save(file)
    assert not is_bundle(file.read_bytes())
    assert not is_bundle(b"company,title\n")


def test_a_zip_with_nothing_recognised_says_so() -> None:
    with pytest.raises(TableError, match="recognised"):
        recognised_tables(zipped(**{"a.csv": b"x,y\n1,2\n"}))


def test_a_damaged_zip_says_so() -> None:
    content = bytearray(zipped(**{"Connections.csv": CONNECTIONS}))
    start = content.index(b"Notes:")
    content[start : start + 6] = b"Broken"
    with pytest.raises(TableError, match="damaged"):
        recognised_tables(bytes(content))
