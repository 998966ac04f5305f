"""What a file really is, is found out before it is read."""

import gzip
import zipfile

import pytest

from etl.reading.unpack import copy_unpacked, read_text
from etl.source import SourceError


def write(path, content: bytes):
    path.write_bytes(content)
    return path


def zipped(path, members: dict[str, bytes]):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_plain_gzip_and_zip_give_the_same_text(tmp_path):
    content = "día,1\n".encode()
    files = [
        write(tmp_path / "a.csv", b"\xef\xbb\xbf" + content),
        write(tmp_path / "a.csv.gz", gzip.compress(content)),
        zipped(tmp_path / "a.zip", {"folder/a.csv": content}),
        write(tmp_path / "packed_under_another_name", gzip.compress(content)),
    ]
    assert {read_text(file) for file in files} == {"día,1\n"}


def test_one_member_of_several_is_chosen_by_its_ending(tmp_path):
    archive = zipped(tmp_path / "a.zip", {"readme.txt": b"x", "data.CSV": b"a,b\n"})
    assert read_text(archive, member_suffix=".csv") == "a,b\n"
    with pytest.raises(SourceError, match="holds 2 files"):
        read_text(archive)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>403</title>", "web page"),
        (b"\n<html><body>Access Denied", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS pointer"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
        (b"SQLite format 3\0", "binary file"),
        ("día".encode("latin-1"), "not UTF-8"),
        (gzip.compress(b"a,b\n" * 5000, mtime=0)[:60], "cut off"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (gzip.compress(b"<html>", mtime=0), "web page"),
    ],
)
def test_what_is_no_data_is_named(tmp_path, content, said):
    with pytest.raises(SourceError, match=said):
        read_text(write(tmp_path / "file.csv", content))


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_text(path)


def test_a_bomb_is_refused_before_it_fills_memory_or_disk(tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", {"a.csv": b"0" * 30_000_000})
    with pytest.raises(SourceError, match="more than 4 MiB"):
        read_text(bomb, max_bytes=4 * 2**20)
    target = tmp_path / "out"
    with pytest.raises(SourceError, match="more than 4 MiB"):
        copy_unpacked(bomb, target, max_bytes=4 * 2**20)
    assert target.stat().st_size <= 4 * 2**20


def test_a_workbook_is_not_taken_for_an_archive(tmp_path):
    book = zipped(tmp_path / "book.xlsx", {"[Content_Types].xml": b"<x/>", "xl/a.xml": b"<x/>"})
    target = tmp_path / "copy"
    copy_unpacked(book, target, max_bytes=2**20)
    assert target.read_bytes() == book.read_bytes()
