"""Is a move worth it: offers against the present job, one beside it, and the leverage sheet."""

import streamlit as st

from pages.answers.move_asked import show_asked
from pages.answers.move_beside import show_beside
from pages.answers.move_interview import show_one_more
from pages.answers.move_price import show_price
from pages.answers.move_sheet import show_sheet
from pages.answers.subject import subject

it = subject("Is a move worth it?")

show_price(it)

asks, interviews = st.columns(2) if it.asked else (st.container(), st.container())
with asks.container(border=True, height="stretch"):
    st.header("Did you ask enough?", anchor=False)
    show_asked(it)
with interviews.container(border=True, height="stretch"):
    st.header("One more interview", anchor=False)
    show_one_more(it)

with st.container(border=True):
    st.header("The offer beside my job", anchor=False)
    show_beside(it)

with st.container(border=True):
    st.header("The leverage sheet", anchor=False)
    show_sheet(it)
