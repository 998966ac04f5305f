"""Raw files are kept as received, for as many releases as asked, and never half-known."""

import json
from dataclasses import replace

import pytest

from etl.fetching.raw import RawStore, given_files, has_kept, kept_files
from etl.source import SourceError


def received(tmp_path, content: bytes):
    path = tmp_path / "received"
    path.write_bytes(content)
    return path


def release(store, tmp_path, *contents: bytes):
    files = [
        store.add(received(tmp_path, content), request=f"https://a.example/{n}", name=f"{n}.csv")
        for n, content in enumerate(contents)
    ]
    store.close_release(files)
    return files


def contents(settings) -> list[bytes]:
    return [file.path.read_bytes() for file in kept_files(settings, "prices")]


def test_nothing_kept(settings):
    assert not has_kept(settings, "prices")
    assert kept_files(settings, "prices") == ()


def test_only_the_last_releases_stay(settings, tmp_path):
    store = RawStore(replace(settings, keep_releases=2), "prices")
    for number in b"1234":
        release(store, tmp_path, b"same", bytes([number]))
    assert contents(settings) == [b"same", b"4"]
    assert sorted(path.read_bytes() for path in store.folder.glob("*/*.csv")) == [
        b"3",
        b"4",
        b"same",
    ]


def test_the_same_release_again_takes_no_place_of_an_older_one(settings, tmp_path):
    store = RawStore(replace(settings, keep_releases=2), "prices")
    release(store, tmp_path, b"1")
    for _ in range(3):
        release(store, tmp_path, b"2")
    store.distrust_release()
    assert contents(settings) == [b"1"]


def test_a_release_that_could_not_be_loaded_is_passed_over_until_it_can(settings, tmp_path):
    store = RawStore(settings, "prices")
    release(store, tmp_path, b"good")
    release(store, tmp_path, b"bad")
    store.distrust_release()
    assert contents(settings) == [b"good"]
    release(store, tmp_path, b"bad")
    assert contents(settings) == [b"bad"]


def test_what_is_known_of_a_file_is_written_beside_it(settings, tmp_path):
    store = RawStore(settings, "prices")
    file = store.add(
        received(tmp_path, b"x"),
        request="https://a.example/x",
        name="../../odd name?.csv",
        url="https://a.example/x",
        final_url="https://b.example/x",
        headers={"ETag": '"1"', "Content-Type": "text/csv"},
    )
    assert file.path.is_relative_to(store.folder)
    (known,) = json.loads((store.folder / "index.json").read_text())["files"]
    assert known["final_url"] == "https://b.example/x"
    assert known["content_type"] == "text/csv"
    assert store.last("https://a.example/x").conditions() == {"If-None-Match": '"1"'}
    assert store.last("https://a.example/y") is None


@pytest.mark.parametrize(
    "index", ["", "{", "[]", '{"files": 3}', '{"files": [{}], "releases": []}']
)
def test_a_broken_index_means_that_nothing_is_kept(settings, index):
    folder = settings.raw_dir / "prices"
    folder.mkdir(parents=True)
    (folder / "index.json").write_text(index)
    assert kept_files(settings, "prices") == ()
    assert RawStore(settings, "prices").last("https://a.example/0") is None


def test_a_given_file_is_dated_by_its_own_time(tmp_path):
    path = received(tmp_path, b"x")
    (file,) = given_files([path])
    assert file.retrieved_at.timestamp() == pytest.approx(path.stat().st_mtime)
    assert file.url is None
    with pytest.raises(SourceError, match="a given file cannot be read"):
        given_files([tmp_path / "missing.csv"])
