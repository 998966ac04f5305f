"""Readers see no failed and no stale read while generations are switched under them."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

from etl.fetching.acquire import Request
from etl.refresh import refresh
from greener.market.store import current_name, open_current
from tests.etl.fakes import SOURCES, write_rates

FIRST_ROWS, LOADS = 20, 6
CHECKED = "SELECT (SELECT count(*) FROM fx_day) AS days, (SELECT sum(days) FROM fx_month) AS months"


def read_until(stop, published_dir):
    """Read until a file is there; return how often, and every read failed, stale or torn."""
    reads, wrong, seen = 0, [], FIRST_ROWS
    is_last = False
    while not is_last:
        is_last = stop.exists()  # so that one read begins after the last switch
        try:
            before = current_name(published_dir)
            with open_current(published_dir) as snapshot:
                row = snapshot.query(CHECKED).iloc[0]
            if row.days != row.months or row.days < seen or snapshot.name < before:
                wrong.append((snapshot.name, row.days, row.months, seen))
            seen = row.days
        except Exception as error:
            wrong.append(repr(error))
        reads += 1
    return reads, wrong, int(seen)


def load(settings, tmp_path, rows):
    request = Request(files={"rates": [write_rates(tmp_path / "r.csv", rows)]}, offline=True)
    assert refresh(request, settings, SOURCES).exit_status == 0


def test_no_failed_and_no_stale_read(settings, tmp_path):
    load(settings, tmp_path, FIRST_ROWS)
    stop = tmp_path / "stop"
    with get_context("spawn").Pool(1) as processes, ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read_until, stop, settings.published_dir) for _ in range(3)]
        elsewhere = processes.apply_async(read_until, (stop, settings.published_dir))
        for more in range(1, LOADS + 1):
            load(settings, tmp_path, FIRST_ROWS + more)
        stop.touch()
        results = [reader.result() for reader in readers] + [elsewhere.get(timeout=60)]
    for reads, wrong, seen in results:
        assert wrong == []
        assert reads > 1
        assert seen == FIRST_ROWS + LOADS


def test_an_open_snapshot_keeps_reading_what_it_opened(settings, tmp_path):
    load(settings, tmp_path, FIRST_ROWS)
    with open_current(settings.published_dir) as snapshot:
        for more in range(1, 5):
            load(settings, tmp_path, FIRST_ROWS + more)
        assert not snapshot.path.exists()
        assert snapshot.query(CHECKED).days[0] == FIRST_ROWS
