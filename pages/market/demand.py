"""Demand: how many postings there are, for what and where, and who files for benefits."""

import streamlit as st

from pages.market.demand_claims import show_claims
from pages.market.demand_postings import show_postings
from pages.market.demand_sectors import show_sectors
from pages.market.demand_shares import show_shares
from pages.shared.market import require_snapshot

st.title("Demand", anchor=False)
require_snapshot()
st.markdown(
    "Job postings are the market's appetite: they turn before hiring does. These stand on one "
    "large site and are counted against their own level of February 2020; a posting is not a "
    "vacancy, and not a hire."
)
VIEWS = {
    "Postings": show_postings,
    "Sectors and states": show_sectors,
    "Remote, AI, pay": show_shares,
    "Claims": show_claims,
}
tabs = st.tabs(list(VIEWS), key="demand_view", bind="query-params")
for tab, show in zip(tabs, VIEWS.values(), strict=True):
    if tab.open:
        with tab:
            show()
