"""Interviews: log them quickly, see where each stands and what they add up to."""

from datetime import date

import streamlit as st

from greener.journal.analysis.board import table
from pages.shared.interviews.board import show_board
from pages.shared.interviews.dialogs import home_currency, show_undo
from pages.shared.interviews.figures import show_figures
from pages.shared.interviews.pictures import show_pictures
from pages.shared.interviews.quick_add import show_quick_add
from pages.shared.interviews.table import show_table
from pages.shared.person import journal, person, show_example_banner

VIEWS = ("Board", "Table", "Pictures", "Figures")

who = person()
currency = home_currency(who.entries)
st.title("Interviews", anchor=False)
if who.is_example:
    show_example_banner()
show_quick_add(() if who.is_example else who.entries.processes, currency)
show_undo()

rows = table(who.entries.processes, date.today())
if not rows and not who.entries.pay:
    st.markdown(
        "Nothing logged yet. Start with the last recruiter who wrote to you: who, for which role, "
        "and what they would pay."
    )
    st.stop()
view = st.segmented_control(
    "View",
    VIEWS,
    default=VIEWS[0],
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
if view == "Pictures":
    show_pictures(who.entries, date.today())
elif view == "Figures":
    show_figures(who.entries, currency, is_example=who.is_example)
elif view == "Table":
    with journal().read() as transaction:
        heads = {kept.id: kept for kept in transaction.processes.all()}
    show_table(rows, heads, is_example=who.is_example)
else:
    show_board(rows, who.entries, currency, is_example=who.is_example)
