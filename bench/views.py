"""Whole pages of the journal, from a click to the last element, on a large and a small journal."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.people import journal
from bench.timing import Case
from greener.journal.entries import Entries
from greener.journal.example import example_entries
from greener.journal.records import ProcessHead
from greener.journal.store.journal import open_journal
from greener.settings import PROJECT_DIR, Settings

_LARGE, _SMALL = 1_000, 10
_SLOWEST_PAGE_SECONDS = 60
_PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "Today": ("pages/you/today.py", {}),
    "Interviews, board": ("pages/you/interviews.py", {}),
    "Interviews, table": ("pages/you/interviews.py", {"view": "Table"}),
    "Interviews, pictures": ("pages/you/interviews.py", {"view": "Pictures"}),
    "Interviews, figures": ("pages/you/interviews.py", {"view": "Figures"}),
    "People, due": ("pages/you/people.py", {}),
    "The job I have": ("pages/you/job.py", {}),
    "Your data": ("pages/you/data.py", {}),
}


def page_cases(settings: Settings, folder: Path) -> list[Case]:
    """Return a case a page: a journal of 1,000 processes against one of 10.

    Args:
        settings: Where the market is.
        folder: Where the journals go.
    """
    # Outside a server Streamlit warns of that on every run.
    logging.getLogger("streamlit.runtime").setLevel(logging.ERROR)
    os.environ["GREENER_DATA"] = str(settings.data_dir)
    large, small = (_kept(folder, processes) for processes in (_LARGE, _SMALL))
    return [
        Case(
            f"page {name}, {_LARGE:,} processes",
            _opened(large, script, query),
            f"the same, {_SMALL} processes",
            _opened(small, script, query),
            at_most=40,
        )
        for name, (script, query) in _PAGES.items()
    ]


def _opened(journal_url: str, script: str, query: dict[str, str]) -> Callable[[], object]:
    """Return the work of running a page once more; it is opened when that is first done."""
    opened: list[AppTest] = []

    def run() -> None:
        os.environ["GREENER_JOURNAL"] = journal_url
        if not opened:
            app = AppTest.from_file(
                str(PROJECT_DIR / "app.py"), default_timeout=_SLOWEST_PAGE_SECONDS
            )
            app.query_params.update(query)
            opened.append(app.run().switch_page(script))
        if opened[0].run().exception:
            raise RuntimeError(f"{script} ended in an error")

    return run


def _kept(folder: Path, processes: int) -> str:
    """Return the address of a journal with so many processes, and the example's job."""
    url = f"sqlite:///{folder / f'{processes}.sqlite'}"
    opened = open_journal(url)
    entries: Entries = journal(processes)
    job = example_entries(date.today()).present_job
    with opened.write() as transaction:
        if job is not None:
            transaction.jobs.add(job.record)
        for process, figure in zip(entries.processes, entries.pay, strict=True):
            head = ProcessHead(
                **{name: getattr(process, name) for name in ProcessHead.model_fields}
            )
            transaction.add_process(head, process.events, [figure.record])
    opened.close()
    return url
