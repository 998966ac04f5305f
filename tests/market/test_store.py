"""The store opens what the pointer names, and says what to do when there is nothing."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from greener.market.store import (
    NoGenerationError,
    Snapshot,
    current_name,
    generation_path,
    open_current,
)

FIRST = "market-20260101-000000-000001"
SECOND = "market-20260102-000000-000001"


@pytest.fixture
def published(tmp_path):
    folder = tmp_path / "published"
    folder.mkdir()
    return folder


def write_generation(folder, name, rows):
    with duckdb.connect(generation_path(folder, name)) as connection:
        connection.execute("CREATE TABLE number AS SELECT * FROM range(?) AS r(n)", [rows])


def test_nothing_published_says_how_to_get_a_market(published):
    assert current_name(published) is None
    with pytest.raises(NoGenerationError, match="python -m etl ensure") as caught:
        open_current(published)
    assert str(published) not in str(caught.value), "pages show it"


def test_a_missing_folder_is_nothing_published(tmp_path):
    assert current_name(tmp_path / "nowhere") is None


def test_the_pointer_chooses_the_generation(published):
    write_generation(published, FIRST, 3)
    write_generation(published, SECOND, 5)
    (published / "CURRENT").write_text(FIRST + "\n")
    with open_current(published) as snapshot:
        assert snapshot.name == FIRST
        assert snapshot.query("SELECT count(*) AS n FROM number").n[0] == 3
    (published / "CURRENT").write_text(SECOND + "\n")
    with open_current(published) as snapshot:
        assert snapshot.query("SELECT count(*) AS n FROM number").n[0] == 5


@pytest.mark.parametrize("content", ["", "../../etc/passwd", "market-1", "\0\xff"])
def test_a_pointer_that_names_no_generation_is_refused(published, content):
    (published / "CURRENT").write_bytes(content.encode("latin-1"))
    with pytest.raises(NoGenerationError, match="CURRENT") as caught:
        open_current(published)
    assert str(published) not in str(caught.value), "pages show it"


@pytest.mark.parametrize("content", [None, b"", b"<html>not a database</html>" * 300])
def test_a_missing_or_broken_file_is_named(published, content):
    (published / "CURRENT").write_text(FIRST)
    if content is not None:
        generation_path(published, FIRST).write_bytes(content)
    with pytest.raises(NoGenerationError, match=FIRST) as caught:
        open_current(published)
    assert str(published) not in str(caught.value), "pages show it"
    assert isinstance(caught.value.__cause__, duckdb.Error)


def test_a_generation_pruned_between_pointer_and_open_is_retried(published, monkeypatch):
    write_generation(published, SECOND, 5)
    names = iter([FIRST, SECOND])
    monkeypatch.setattr("greener.market.store.current_name", lambda _: next(names))
    with open_current(published) as snapshot:
        assert snapshot.name == SECOND


def test_parameters_by_position_and_by_name(published):
    write_generation(published, FIRST, 10)
    with Snapshot(generation_path(published, FIRST)) as snapshot:
        assert list(snapshot.query("SELECT n FROM number WHERE n > ?", [7]).n) == [8, 9]
        assert list(snapshot.query("SELECT n FROM number WHERE n > $low", {"low": 8}).n) == [9]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO number VALUES (1)",
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY number TO '/tmp/should_not_exist.csv'",
        "INSTALL httpfs",
    ],
)
def test_a_snapshot_neither_writes_nor_reaches_out(published, sql):
    write_generation(published, FIRST, 1)
    with Snapshot(generation_path(published, FIRST)) as snapshot, pytest.raises(duckdb.Error):
        snapshot.query(sql)


def test_threads_sharing_a_snapshot_get_their_own_rows(published):
    write_generation(published, FIRST, 2000)
    with Snapshot(generation_path(published, FIRST)) as snapshot:

        def ask(low):
            return snapshot.query("SELECT sum(n) AS s FROM number WHERE n >= ?", [low]).s[0]

        asked = [low % 50 for low in range(400)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(ask, asked))
    assert answers == [sum(range(low, 2000)) for low in asked]
