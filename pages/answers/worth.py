"""What is it worth: the answer, the market behind it, and what people named to the person."""

import streamlit as st

from pages.answers.subject import subject
from pages.answers.worth_answer import show_bands, show_place, show_strip
from pages.answers.worth_ceiling import show_ceiling
from pages.answers.worth_coverage import show_coverage
from pages.answers.worth_own import show_figures, show_narrowing, show_parts, show_pay_over_years

it = subject("What is it worth?")
with st.container(border=True):
    show_strip(it)

left, right = st.columns(2)
for place, heading, show in (
    (left, "Your pay in it", show_place),
    (left, "What the market says", show_bands),
    (left, "The ceiling, and what would raise it", show_ceiling),
    (right, "How it narrowed", show_narrowing),
    (right, "What was named to you", show_figures),
    (right, "How far to trust it", show_coverage),
):
    with place.container(border=True):
        st.header(heading, anchor=False)
        show(it)

show_parts(it)
show_pay_over_years(it)
