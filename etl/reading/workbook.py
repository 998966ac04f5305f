"""Reads sheets of xlsx workbooks row by row: memory does not grow with the sheet.

Statistical offices publish sheets of half a million rows, some padded to a million blank ones;
readers that keep a sheet in memory take gigabytes for them.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from etl.source import SourceError

MAX_SHEET_BYTES = 8 * 2**30
_MAX_SHARED_BYTES = 512 * 2**20
_MAX_SMALL_PART_BYTES = 16 * 2**20
_CHUNK_BYTES = 2**20
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_KINDS = {
    f"{space} {name}": name for space in _NAMESPACES for name in ("row", "c", "v", "t", "si", "rPh")
}
_MAX_COLUMNS = 16_384
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    RuntimeError,  # zipfile: encrypted, or a compression it does not know
    ValueError,
    ElementTree.ParseError,
    expat.ExpatError,
)


class Workbook:
    """An open xlsx file.

    Attributes:
        sheets: Sheet names in order.
    """

    def __init__(self, path: Path) -> None:
        """Open the workbook.

        Raises:
            SourceError: When the file is no xlsx workbook or is damaged.
        """
        self._name = path.name
        with self._explained():
            self._archive = zipfile.ZipFile(path)
            self._targets = self._read_targets()
        self.sheets = tuple(self._targets)
        self._shared: list[str] | None = None

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number (1-based) and the cells of every row that is not blank, as text.

        A cell without a value is "". Cells after a row's last value are left out.

        Raises:
            SourceError: When the sheet is cut off, damaged or larger than accepted.
        """
        if self._shared is None:
            self._shared = self._read_shared()
        reader = _RowReader(self._shared)
        with self._explained():
            for chunk in self._chunks(self._targets[sheet], MAX_SHEET_BYTES):
                yield from reader.feed(chunk)
            yield from reader.feed(b"", last=True)

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def _read_targets(self) -> dict[str, str]:
        """Return sheet name → member of the archive."""
        relations = {
            relation.get("Id"): relation.get("Target", "")
            for relation in self._small_part("xl/_rels/workbook.xml.rels")
        }
        targets = {}
        for element in self._small_part("xl/workbook.xml").iter():
            if element.tag.endswith("}sheet"):
                key = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
                target = relations[key]
                member = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
                targets[element.get("name", "")] = member
        return targets

    def _small_part(self, member: str) -> ElementTree.Element:
        if self._archive.getinfo(member).file_size > _MAX_SMALL_PART_BYTES:
            raise zipfile.BadZipFile(f"{member} is too large")
        return ElementTree.fromstring(self._archive.read(member))  # noqa: S314 (size is bounded)

    def _read_shared(self) -> list[str]:
        member = "xl/sharedStrings.xml"
        if member not in self._archive.namelist():
            return []
        reader = _SharedReader()
        with self._explained():
            for chunk in self._chunks(member, _MAX_SHARED_BYTES):
                reader.feed(chunk)
            reader.feed(b"", last=True)
        return reader.strings

    def _chunks(self, member: str, max_bytes: int) -> Iterator[bytes]:
        given = 0
        with self._archive.open(member) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                given += len(chunk)
                if given > max_bytes:
                    limit = max_bytes / 2**20
                    raise SourceError(
                        f"{self._name}: {member} unpacks to more than {limit:,.0f} MiB: refused"
                    )
                yield chunk

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Name the file where its bytes are not what they should be."""
        try:
            yield
        except _DAMAGE as error:
            raise SourceError(f"{self._name} is no whole xlsx workbook ({error})") from error


class _RowReader:
    """Turns the XML of a sheet into rows of text."""

    def __init__(self, shared: Sequence[str]) -> None:
        self._shared = shared
        self._parser = _parser(self._start, self._end, self._add_text)
        self._done: list[tuple[int, list[str]]] = []
        self._row: list[str] = []
        self._number = 0
        self._column = 0
        self._type = ""
        self._text: list[str] = []
        self._is_value = False
        self._columns: dict[str, int] = {}

    def feed(self, chunk: bytes, *, last: bool = False) -> list[tuple[int, list[str]]]:
        """Parse a piece of the sheet; return the rows it completed."""
        self._parser.Parse(chunk, last)
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = _KINDS.get(tag)
        if kind == "c":
            self._type = attributes.get("t", "")
            reference = attributes.get("r")
            self._column = self._column_of(reference) if reference else self._column + 1
            self._text.clear()
        elif kind in {"v", "t"}:
            self._is_value = True
        elif kind == "row":
            self._number = int(attributes.get("r") or self._number + 1)
            self._row = []
            self._column = 0

    def _end(self, tag: str) -> None:
        kind = _KINDS.get(tag)
        if kind == "c":
            if self._text:
                self._put("".join(self._text))
        elif kind in {"v", "t"}:
            self._is_value = False
        elif kind == "row" and self._row:
            self._done.append((self._number, self._row))

    def _add_text(self, text: str) -> None:
        if self._is_value:
            self._text.append(text)

    def _put(self, text: str) -> None:
        if self._type == "s":
            text = self._shared[int(text)]
        elif self._type == "b":
            text = "TRUE" if text == "1" else "FALSE"
        if text:
            self._row.extend([""] * (self._column - 1 - len(self._row)))
            self._row[self._column - 1 :] = [text]

    def _column_of(self, reference: str) -> int:
        """Return the column number (1-based) of a cell reference such as ``AB12``."""
        letters = reference.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            found = 0
            for letter in letters:
                found = found * 26 + ord(letter) - ord("A") + 1
            if not 0 < found <= _MAX_COLUMNS:
                raise ValueError(f"cell {reference}")
            self._columns[letters] = found
        return found


class _SharedReader:
    """Collects the texts that cells refer to by number, without phonetic hints."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parser = _parser(self._start, self._end, self._add_text)
        self._text: list[str] = []
        self._is_text = False
        self._is_phonetic = False

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Parse a piece of the member."""
        self._parser.Parse(chunk, last)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        kind = _KINDS.get(tag)
        if kind == "si":
            self._text.clear()
        elif kind == "rPh":
            self._is_phonetic = True
        elif kind == "t":
            self._is_text = not self._is_phonetic

    def _end(self, tag: str) -> None:
        kind = _KINDS.get(tag)
        if kind == "si":
            self.strings.append("".join(self._text))
        elif kind == "rPh":
            self._is_phonetic = False
        elif kind == "t":
            self._is_text = False

    def _add_text(self, text: str) -> None:
        if self._is_text:
            self._text.append(text)


def _parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise ValueError("it declares XML entities")
