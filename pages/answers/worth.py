"""What is it worth: the answer, the market behind it, and what people named to the person."""

import streamlit as st

from pages.answers.subject import subject
from pages.answers.worth_answer import show_bands, show_place, show_strip
from pages.answers.worth_ceiling import show_ceiling
from pages.answers.worth_coverage import show_coverage
from pages.answers.worth_own import show_figures, show_narrowing, show_parts, show_real_pay

it = subject("What is it worth?")
with st.container(border=True):
    show_strip(it)

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.header("Your pay in it", anchor=False)
    show_place(it)
with right.container(border=True, height="stretch"):
    st.header("How it narrowed", anchor=False)
    show_narrowing(it)

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.header("What the market says", anchor=False)
    show_bands(it)
with right.container(border=True, height="stretch"):
    st.header("What was named to you", anchor=False)
    show_figures(it)

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.header("The ceiling, and what would raise it", anchor=False)
    show_ceiling(it)
with right.container(border=True, height="stretch"):
    st.header("How far to trust it", anchor=False)
    show_coverage(it)

show_parts(it)
show_real_pay(it)
