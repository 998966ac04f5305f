"""Sheets come row by row as text, whoever wrote them, and nothing unpacks without bound."""

import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.reading import workbook
from etl.reading.workbook import Workbook
from etl.source import SourceError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write(path, rows, *, title="Data", lazily=False):
    book = openpyxl.Workbook(write_only=lazily)
    sheet = book.create_sheet(title) if lazily else book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def raw_book(path, sheet_xml: str, extra: dict[str, str] | None = None):
    """Write a workbook whose one sheet is exactly this XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId1" Target="/xl/sheets/s.xml"/></Relationships>',
        )
        archive.writestr("xl/sheets/s.xml", sheet_xml)
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return path


def rows_of(path, sheet="Data"):
    return list(Workbook(path).rows(sheet))


def test_a_common_workbook(tmp_path):
    path = write(
        tmp_path / "a.xlsx", [["code", "wage", "only"], ["007", 12.5, None], [None, True, "x & y"]]
    )
    assert Workbook(path).sheets == ("Data",)
    assert rows_of(path) == [
        (1, ["code", "wage", "only"]),
        (2, ["007", "12.5"]),
        (3, ["", "TRUE", "x & y"]),
    ]


def test_forms_that_other_writers_use(tmp_path):
    rich = "<si><r><t>rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></si>"
    shared = f'<sst xmlns="{MAIN}">{rich}</sst>'
    sheet = f"""<x:worksheet xmlns:x="{MAIN}"><x:sheetData>
      <x:row><x:c t="s"><x:v>0</x:v></x:c>
      <x:c t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c></x:row>
      <x:row/><x:row r="9"><x:c r="AB9" t="str"><x:f>"a"&amp;"b"</x:f><x:v>ab</x:v></x:c></x:row>
      <x:row r="10"><x:c r="A10" s="3"/></x:row></x:sheetData></x:worksheet>"""
    path = raw_book(tmp_path / "a.xlsx", sheet, {"xl/sharedStrings.xml": shared})
    assert rows_of(path) == [(1, ["rich text", "in"]), (9, [""] * 27 + ["ab"])]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1" t="s"><v>one</v></c>',
        '<c r="7"><v>1</v></c>',
        '<c r="AAAAAAAA1"><v>1</v></c>',
        '<c r="A1"><v>1</v>',
    ],
)
def test_a_damaged_sheet_is_named(tmp_path, cells):
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    with pytest.raises(SourceError, match=r"a\.xlsx is no whole xlsx workbook"):
        rows_of(raw_book(tmp_path / "a.xlsx", sheet))


def test_entities_are_refused(tmp_path):
    sheet = f"""<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><worksheet xmlns="{MAIN}"><sheetData>
      <row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>"""
    with pytest.raises(SourceError, match="declares XML entities"):
        rows_of(raw_book(tmp_path / "a.xlsx", sheet))


def test_a_sheet_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_SHEET_BYTES", 2**20)
    path = write(tmp_path / "a.xlsx", [["x" * 20]] * 30_000, lazily=True)
    with pytest.raises(SourceError, match="more than 1 MiB"):
        rows_of(path)


def test_memory_does_not_grow_with_padding(tmp_path):
    row = '<row r="{}"><c r="A{}" s="1"/><c r="B{}" s="1"/></row>'
    padding = "".join(row.replace("{}", str(n)) for n in range(2, 60_000))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{padding}'
    path = raw_book(tmp_path / "a.xlsx", f"{sheet}</sheetData></worksheet>")
    tracemalloc.start()
    assert rows_of(path) == [(1, ["1"])]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 * 2**20


@pytest.fixture(scope="module")
def whole_file(tmp_path_factory):
    """Return the bytes of one workbook: the time in it makes each writing another length."""
    return write(tmp_path_factory.mktemp("whole") / "a.xlsx", [["a", "b"], [1, "x"]]).read_bytes()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(0, 255))
def test_a_file_cut_or_garbled_anywhere_is_read_or_refused(tmp_path, whole_file, place, change):
    content = bytearray(whole_file)
    position = int(place * len(content))
    if change:
        content[position] ^= change
    else:
        content = content[:position]
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(content))
    try:
        book = Workbook(path)
        for sheet in book.sheets:
            list(book.rows(sheet))
    except SourceError:
        return
