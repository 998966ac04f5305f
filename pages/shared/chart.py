"""The one way a chart stands on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from greener.figures.palette import TEXT
from greener.figures.template import CONFIG
from greener.journal.tabular import neutralised
from pages.shared.picture import offer_picture
from pages.shared.words import plain

_DETAILS_WIDTH_PX = 92
"""What the button of the grey line needs: left to itself, its arrow is cut off at the edge."""

Columns = Mapping[str, Any]
"""Column of a table → what ``st.column_config`` made for it."""


def show_chart(
    figure: go.Figure,
    *,
    key: str,
    finding: str,
    source: str,
    table: pd.DataFrame | None = None,
    columns: Columns | None = None,
    method: Sequence[str] = (),
) -> None:
    """Show a figure under the finding it supports, with its grounds one click away.

    Args:
        figure: What to show; its height is set.
        key: Unique on the page; the chart keeps a reader's zoom under it.
        finding: What the chart says, in one sentence of plain text; also what is read aloud.
        source: The grey line: source, date, n.
        table: The figures behind it, as words and numbers; also offered as CSV.
        columns: Column of the table → its ``st.column_config``, where the plain form does not do.
        method: How it was reached and how sure it is, one sentence each.
    """
    st.markdown(f"**{plain(finding)}**")
    show_figure(figure, key=key, alt=finding)
    with _grey_line(source, key):
        _show_method(method)
        if figure.layout.dragmode == "zoom":
            st.markdown("Drag over a span of time to see it larger; a double click shows all.")
        if table is not None:
            show_table(table, key=f"{key}_table", columns=columns)
        offer_picture(key=key, finding=finding, source=source)


def show_figure(figure: go.Figure, *, key: str, alt: str) -> None:
    """Show a figure in the page's theme.

    Args:
        figure: What to show; its height is set.
        key: Unique on the page; the chart keeps a reader's zoom under it.
        alt: What it says, for those who do not see it.
    """
    ink = TEXT[st.context.theme.type or "light"]
    figure.update_layout(font_color=ink, legend_font_color=ink)
    figure.update_xaxes(tickfont_color=ink, title_font_color=ink)
    figure.update_yaxes(tickfont_color=ink, title_font_color=ink)
    if "Mobi" in (st.context.headers.get("User-Agent") or ""):
        # A finger that moves over a chart scrolls the page there.
        figure.update_layout(dragmode=False)
        figure.update_xaxes(fixedrange=True)
    st.plotly_chart(figure, key=key, alt=alt, config=CONFIG)


def show_grounds(
    *,
    key: str,
    source: str,
    table: pd.DataFrame | None = None,
    method: Sequence[str] = (),
) -> None:
    """Show the grey line of an answer, and all else that it rests on behind one button."""
    if table is None and not method:
        st.caption(plain(source))
        return
    with _grey_line(source, key):
        _show_method(method)
        if table is not None:
            show_table(table, key=f"{key}_table")


def _grey_line(source: str, key: str) -> st.delta_generator.DeltaGenerator:
    """Show the grey line; return what opens at its end. A long line wraps beside the button."""
    line = st.container(
        horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute"
    )
    line.caption(plain(source), width="stretch")
    return line.popover(
        "Details",
        type="tertiary",
        icon=":material/info:",
        key=f"{key}_details",
        width=_DETAILS_WIDTH_PX,
    )


def _show_method(method: Sequence[str]) -> None:
    for sentence in method:
        st.markdown(plain(sentence))


def show_table(table: pd.DataFrame, *, key: str, columns: Columns | None = None) -> None:
    """Show a table and offer it as CSV, with spreadsheet formulas made harmless.

    Args:
        table: What to show; its column names are for people, what is missing shows as a dash.
        key: Unique on the page.
        columns: Column → its ``st.column_config``, where the plain form does not do.
    """
    numbers = table.select_dtypes("number").columns
    config = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        placeholder="–",
        column_config={**config, **(columns or {})},
    )
    st.download_button(
        "Download as CSV",
        data=csv_bytes(table),
        file_name=f"greener_{key}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        icon=":material/download:",
        on_click="ignore",
    )


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return ``table`` as UTF-8 CSV in which no cell is a spreadsheet formula."""
    safe = table.map(lambda cell: neutralised(cell) if isinstance(cell, str) else cell)
    return safe.to_csv(index=False).encode("utf-8")
