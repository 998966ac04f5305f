"""Streaming reads the same as reading whole, in pieces, and names what is broken."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.reading.stream import stream_tables
from etl.reading.tabular import read_table
from etl.source import SourceError


def test_pieces_keep_lines_and_order(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b'\xef\xbb\xbfa,b\n1,x\n\n2,"y\nz"\n3\n4,w\n'))
    pieces = list(stream_tables(path, chunk_records=2))
    assert [list(piece.rows.index) for piece in pieces] == [[2, 5], [7]]
    assert [piece.ragged for piece in pieces] == [(), ((6, 1),)]
    assert pieces[0].rows["b"].tolist() == ["x", "y\nz"]


def test_a_last_line_without_its_end_is_whole_when_its_cells_are(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,x\n2,y")
    assert len(next(stream_tables(path)).rows) == 2
    path.write_bytes(b"a,b\n1,x\n2")
    with pytest.raises(SourceError, match="breaks off in line 3"):
        list(stream_tables(path))


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"x" * 3_000_000))
    with pytest.raises(SourceError, match="line 2 is longer than 1,048,576 characters"):
        list(stream_tables(path))


def test_more_than_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 500_000))
    with pytest.raises(SourceError, match="unpacks to more than 1 MiB"):
        list(stream_tables(path, max_bytes=2**20))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet='ab,"\n\r é', max_size=60), size=st.integers(1, 3))
def test_streaming_agrees_with_reading_whole(tmp_path, text, size):
    path = tmp_path / "a.csv"
    path.write_text(f"a,b\n1,2\n{text}\n", encoding="utf-8", newline="")
    try:
        whole = read_table(path.read_bytes().decode(), "a.csv")
    except SourceError:
        with pytest.raises(SourceError):
            list(stream_tables(path, chunk_records=size))
        return
    pieces = list(stream_tables(path, chunk_records=size))
    assert [row for piece in pieces for row in piece.rows.to_numpy().tolist()] == (
        whole.rows.to_numpy().tolist()
    )
    assert tuple(ragged for piece in pieces for ragged in piece.ragged) == whole.ragged
