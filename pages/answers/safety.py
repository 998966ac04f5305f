"""How safe is my job: the answer, where it comes from, and what it would mean."""

import streamlit as st

from greener.market.safety_evidence import safety_evidence
from pages.answers.safety_answer import show_beliefs, show_levers, show_scale, show_steps
from pages.answers.safety_employer import show_employer
from pages.answers.safety_landing import show_landing
from pages.answers.safety_signals import show_signals
from pages.answers.safety_trends import show_trends
from pages.answers.safety_what_if import show_what_if
from pages.answers.subject import subject

it = subject("How safe is my job?")
evidence = safety_evidence(it.snapshot, it.job, it.today.as_of)

left, right = st.columns([3, 2])
with left.container(border=True, height="stretch"):
    show_scale(it)
with right.container(border=True, height="stretch"):
    show_beliefs(it)

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.header("Where it comes from", anchor=False)
    show_steps(it)
with right.container(border=True, height="stretch"):
    st.header("What would change it most", anchor=False)
    show_levers(it, evidence)

with st.container(border=True):
    st.header("What if", anchor=False)
    show_what_if(it, evidence)

st.header("If it happened", anchor=False)
show_landing(it)

st.header("Your employer", anchor=False)
show_employer(it)

if it.job.country == "US":  # layoff rates by month are published for no other country
    st.header("Your industry and state", anchor=False)
    show_trends(it)

st.header("Every sign, and how old it is", anchor=False)
show_signals(it)
