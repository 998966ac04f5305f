"""How the columns of listed events stand in a table."""

from __future__ import annotations

import streamlit as st

from pages.shared.chart import Columns

EVENT_COLUMNS: Columns = {
    "Of staff": st.column_config.NumberColumn(format="percent"),
    "Date": st.column_config.DateColumn(format="D MMM YYYY"),
    "Told by": st.column_config.LinkColumn(display_text=r"https://(?:www\.)?([^/]+)"),
}
