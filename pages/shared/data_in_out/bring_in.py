"""Bringing a file in: upload, say what its columns are, look at what it would do, then do it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from greener.journal.flatfile import RejectedRow
from greener.journal.store.journal import Journal
from greener.journal.tabular import Table, read_table
from greener.journal.transfer.archive import is_archive
from greener.journal.transfer.bundle import is_bundle, recognised_tables
from greener.journal.transfer.importing import (
    ImportResult,
    import_archive,
    left_out_csv,
    preview_archive,
    preview_import,
    run_import,
)
from greener.journal.transfer.mapping import ColumnMapping, guess_mapping
from greener.journal.transfer.merge import Outcome
from pages.shared.data_in_out.attempt import attempt
from pages.shared.data_in_out.mapping_form import ask_mapping
from pages.shared.data_in_out.preview import show_archive_preview, show_preview, show_rejected
from pages.shared.emphasis import first_action
from pages.shared.words import plain

_UPLOADS = "imports_done"
_SAID = "import_said"
_LEFT_OUT = "import_left_out"


def show_bring_in(journal: Journal, currency: str) -> None:
    """Ask for a file and bring it in; nothing is written before the last click.

    Args:
        journal: Where it goes.
        currency: Currency that the person is most likely paid in.
    """
    st.markdown(
        "Another tracker's CSV or spreadsheet (Huntr, Teal, Simplify, JobSync, or your own table), "
        "LinkedIn's `Connections.csv`, `Job Applications.csv` or its whole zip, or a zip that "
        "Greener wrote. Nothing is written before you have seen what it would do."
    )
    if _SAID in st.session_state:
        st.success(st.session_state[_SAID], icon=":material/check:")
        if _LEFT_OUT in st.session_state:
            _show_left_out(*st.session_state[_LEFT_OUT])
    # Another key after each import: the file is let go of.
    uploads = st.session_state.setdefault(_UPLOADS, 0)
    upload = st.file_uploader(
        "File", type=["csv", "tsv", "txt", "xlsx", "xls", "ods", "zip"], key=f"upload_{uploads}"
    )
    if upload is None:
        return
    st.session_state.pop(_SAID, None)
    st.session_state.pop(_LEFT_OUT, None)
    content = upload.getvalue()
    if is_archive(content):
        _bring_in_archive(journal, content)
        return
    if is_bundle(content):
        parts = attempt(lambda: recognised_tables(content))
        if parts is None:
            return
        name = st.selectbox("File in the zip", list(parts), key=f"part_{uploads}")
        content, form = parts[name], f"mapping_{uploads}_{name}"
    else:
        form = f"mapping_{uploads}_{upload.file_id}"
    table = attempt(lambda: read_table(content))
    if table is not None:
        _bring_in_table(journal, table, form, currency)


def _bring_in_archive(journal: Journal, content: bytes) -> None:
    st.markdown("A zip that Greener wrote: a whole journal.")
    preview = attempt(lambda: preview_archive(journal, content))
    if preview is None:
        return
    show_archive_preview(preview)
    count = sum(preview.added.values())
    if _confirmed(count, "entry", "entries"):
        report = attempt(lambda: import_archive(journal, content))
        if report:
            _finish(f"Brought in: {_counted(sum(report.added.values()), 'entry', 'entries')}.")


def _bring_in_table(journal: Journal, table: Table, form: str, currency: str) -> None:
    mapping = ask_mapping(table, guess_mapping(table), form, currency)
    with st.spinner("Reading the file"):
        preview = attempt(lambda: preview_import(journal, table, mapping))
    if preview is None:
        return
    show_preview(preview)
    if _confirmed(_changed(preview), "row", "rows"):
        _write_table(journal, table, mapping)


def _write_table(journal: Journal, table: Table, mapping: ColumnMapping) -> None:
    with st.spinner("Bringing it in"):
        result = attempt(lambda: run_import(journal, table, mapping))
    if result is None:
        return
    count = result.report.count
    said = (
        f"Brought in: {count(Outcome.NEW)} new, {count(Outcome.MORE)} with more entries. "
        f"{count(Outcome.SAME)} were there already."
    )
    left_out = len(result.rejected)
    if left_out:
        st.session_state[_LEFT_OUT] = (result.rejected, left_out_csv(table, result.rejected))
    _finish(said + (f" {_counted(left_out, 'row', 'rows')} left out." if left_out else ""))


def _show_left_out(rejected: Sequence[RejectedRow], rows: bytes) -> None:
    show_rejected(rejected, "These rows were left out. Mend them and bring them in by themselves:")
    st.download_button(
        "Download these rows",
        rows,
        "left-out.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="left_out",
    )


def _confirmed(count: int, one: str, several: str) -> bool:
    if count == 0:
        st.info("Nothing new in it: all that could be read is in your journal.")
        return False
    return st.button(
        f"Bring in {_counted(count, one, several)}",
        type=first_action(),
        icon=":material/download_done:",
        key="bring_in",
    )


def _finish(said: str) -> None:
    st.session_state[_SAID] = plain(said)
    st.session_state[_UPLOADS] += 1
    st.toast(plain(said), icon=":material/check:")
    st.rerun()


def _changed(result: ImportResult) -> int:
    return result.report.count(Outcome.NEW) + result.report.count(Outcome.MORE)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
