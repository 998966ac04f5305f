"""Layoffs: the public list over time and by group, single companies, and what others count."""

import streamlit as st

from greener.market import layoffs
from pages.market.layoff_companies import show_companies
from pages.market.layoff_list import show_largest, show_list
from pages.market.layoff_notices import show_notices
from pages.market.layoff_rates import show_rates
from pages.market.layoff_totals import show_totals
from pages.market.missing import show_missing
from pages.shared.market import ask, require_snapshot

st.title("Layoffs", anchor=False)
require_snapshot()
covered = ask(layoffs.coverage)
if not covered.empty:
    list_span = covered.iloc[0]
    st.markdown(
        "Announced layoffs, mostly of technology firms, as a public list has them: "
        f"{list_span['events']:,} events since {list_span['first_month']:%B %Y}. For "
        f"{list_span['events_size_unknown']:,} of them nobody knows how many people they hit."
    )
OF_THE_LIST = {
    "The list": show_list,
    "The largest": show_largest,
    "Companies": show_companies,
    "Other counts": show_totals,
}
VIEWS = {**OF_THE_LIST, "US notices": show_notices, "US layoff rates": show_rates}
for view, (name, show) in zip(
    st.tabs(list(VIEWS), key="view", bind="query-params"), VIEWS.items(), strict=True
):
    if view.open:
        with view:
            if covered.empty and name in OF_THE_LIST:
                show_missing("layoff_events", "The layoff list is")
            else:
                show()
