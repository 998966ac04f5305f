"""People: whom the person knows, what is due to them, where they would like to work, and goals."""

from datetime import date

import streamlit as st

from pages.shared.interviews.dialogs import home_currency
from pages.shared.people.contacts import show_contacts
from pages.shared.people.dreams import show_dreams
from pages.shared.people.due import show_due
from pages.shared.people.goals import show_goals
from pages.shared.person import person, show_example_banner

VIEWS = ("Due", "People", "Dream list", "Goals")

who = person()
today = date.today()
st.title("People", anchor=False)
if who.is_example:
    show_example_banner()
view = st.segmented_control(
    "View",
    VIEWS,
    default=VIEWS[0],
    required=True,
    key="people_view",
    bind="query-params",
    label_visibility="collapsed",
)
if view == "People":
    show_contacts(who.entries, today, is_example=who.is_example)
elif view == "Dream list":
    show_dreams(who.entries, today, is_example=who.is_example)
elif view == "Goals":
    show_goals(who.entries, home_currency(who.entries), today, is_example=who.is_example)
else:
    show_due(who.entries, today, is_example=who.is_example)
