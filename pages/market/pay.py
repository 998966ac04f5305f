"""Pay: what an occupation earns, place by place, and what people with it report themselves."""

import streamlit as st

from greener.market import wages
from pages.market.pay_places import show_places
from pages.market.pay_reported import show_reported
from pages.market.pay_states import show_states
from pages.market.pay_subject import choose_occupation
from pages.shared.market import ask, require_snapshot

st.title("Pay")
require_snapshot()
if ask(wages.occupations).empty:
    st.info(
        "The wages of US occupations are not loaded. `python -m etl refresh oews` loads them.",
        icon=":material/database_off:",
    )
    st.stop()

occupation = choose_occupation()
VIEWS = {"Places": show_places, "States and metros": show_states, "Experience": show_reported}
tabs = st.tabs(list(VIEWS), key="pay_view", bind="query-params")
for tab, show in zip(tabs, VIEWS.values(), strict=True):
    if tab.open:
        with tab:
            show(occupation)
