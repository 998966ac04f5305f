"""Pay: what an occupation earns, place by place, and what people with it report themselves."""

import streamlit as st

from greener.market.wage_areas import areas
from pages.market.country_choice import say_us_only
from pages.market.missing import show_missing
from pages.market.pay_occupations import show_occupations
from pages.market.pay_places import show_places
from pages.market.pay_remote import show_remote
from pages.market.pay_reported import is_reported_abroad, show_reported
from pages.market.pay_states import show_states
from pages.market.pay_subject import choose_occupation
from pages.market.pay_trend import show_trend
from pages.shared.market import ask, require_snapshot

OF_EMPLOYERS = {
    "Places": show_places,
    "States and metros": show_states,
    "Occupations": show_occupations,
}
VIEWS = {**OF_EMPLOYERS, "Experience": show_reported, "Trend": show_trend, "Remote": show_remote}

st.title("Pay", anchor=False)
require_snapshot()
occupation = choose_occupation()
if occupation is None:
    show_missing("oews", "The wages of US occupations are")
    st.stop()
tabs = st.tabs(
    list(VIEWS),
    default="Experience" if is_reported_abroad(occupation) else None,
    key="pay_view",
    bind="query-params",
)
for tab, (name, show) in zip(tabs, VIEWS.items(), strict=True):
    if tab.open:
        with tab:
            if name in OF_EMPLOYERS and not ask(areas):
                show_missing("oews", "The wages of US occupations are")
            else:
                if name in OF_EMPLOYERS:
                    say_us_only()
                show(occupation)
