"""What bringing a file in would do, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from greener.journal.flatfile import RejectedRow
from greener.journal.transfer.archive import ArchiveReport
from greener.journal.transfer.importing import ImportResult
from greener.journal.transfer.merge import Outcome
from pages.shared.words import plain

_ROWS_IN_SIGHT = 6
_REJECTED_SHOWN = 200
_SCROLLED_PIXELS = 260
_OUTCOME_WORDS = {
    Outcome.NEW: "New",
    Outcome.MORE: "More entries",
    Outcome.SAME: "There already",
}
_TABLE_WORDS = {
    "job": "Jobs",
    "pay_history": "Pay in jobs",
    "process": "Processes",
    "stage_event": "Stages",
    "pay_observation": "Figures",
    "disclosure": "Told or not",
    "contact": "People",
    "contact_touch": "Times in touch",
    "follow_up": "Follow-ups and promises",
    "goal": "Goals",
    "dream_company": "Dream companies",
    "look": "Days you looked at the answers",
}


def show_preview(result: ImportResult) -> None:
    """Show what becomes of each row of a table."""
    count = result.report.count
    _show_counts(
        {
            "New": count(Outcome.NEW),
            "With more entries": count(Outcome.MORE),
            "There already": count(Outcome.SAME),
            "Cannot be read": len(result.rejected),
        }
    )
    show_rejected(result.rejected, "These rows cannot be read and would be left out:")
    if result.report.rows:
        frame = pd.DataFrame(
            [
                {
                    "Line": row.line,
                    "Becomes": _OUTCOME_WORDS[row.outcome],
                    "What": row.what,
                    "Entries": row.entries,
                }
                for row in result.report.rows
            ]
        ).astype({"Line": "Int64"})
        st.dataframe(
            frame,
            hide_index=True,
            column_config={"What": st.column_config.TextColumn(width="large")},
            alt="Each row of the file, and what bringing it in would do",
        )
    if result.ignored_columns:
        st.caption(plain(f"Columns that are not read: {', '.join(result.ignored_columns)}."))


def show_archive_preview(report: ArchiveReport) -> None:
    """Show what becomes of the entries of a zip that Greener wrote."""
    _show_counts(
        {
            "New": sum(report.added.values()),
            "There already": report.same,
            "Differ": report.differing,
            "Cannot be read": len(report.rejected),
        }
    )
    if report.differing:
        st.caption("Where the zip and your journal differ, your journal stays as it is.")
    show_rejected(report.rejected, "These rows cannot be read and would be left out:")
    if report.added:
        st.dataframe(
            pd.DataFrame(
                [
                    {"What": _TABLE_WORDS.get(name, name), "New": count}
                    for name, count in report.added.items()
                ]
            ),
            hide_index=True,
            width="content",
            alt="How many entries of each kind the zip would add",
        )


def _show_counts(counts: dict[str, int]) -> None:
    grid = st.grid("auto", min_column_width=130, gap="small")
    for label, count in counts.items():
        with grid.cell():
            st.metric(label, f"{count:,}")


def show_rejected(rejected: Sequence[RejectedRow], opening: str) -> None:
    """Show what is wrong with each row that is not taken, after an opening; nothing for none."""
    if not rejected:
        return
    st.markdown(opening)
    is_long = len(rejected) > _ROWS_IN_SIGHT
    with st.container(border=True, gap="xsmall", height=_SCROLLED_PIXELS if is_long else "content"):
        for row in rejected[:_REJECTED_SHOWN]:
            reason = row.reason[:1].upper() + row.reason[1:].replace("_", " ")
            st.markdown(f"**Line {row.line}**: {plain(reason)}")
    if len(rejected) > _REJECTED_SHOWN:
        st.caption(f"And {len(rejected) - _REJECTED_SHOWN:,} more; mend these first.")
