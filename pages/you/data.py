"""Your data: bring files in, take everything out, where it lies, backups, erasing."""

import streamlit as st

from pages.shared.data_in_out.attempt import attempt
from pages.shared.data_in_out.bring_in import show_bring_in
from pages.shared.data_in_out.safekeeping import show_backups, show_erase, show_place
from pages.shared.data_in_out.take_out import show_take_out
from pages.shared.interviews.dialogs import home_currency
from pages.shared.person import journal

mine = journal()
entries = attempt(mine.entries)
st.title("Your data", anchor=False)
st.markdown("What you enter stays on this machine. The example is never part of what you take out.")
if entries is None:
    st.stop()
st.header("Bring in", anchor=False)
show_bring_in(mine, home_currency(entries))
st.header("Take out", anchor=False)
show_take_out(mine)
st.header("Where it lies", anchor=False)
show_place(mine)
st.header("Backups", anchor=False)
show_backups(mine)
st.header("Erase everything", anchor=False)
show_erase(mine)
