"""The frame: page config, the gate, the age of the data, navigation; nothing else."""

from pathlib import Path

import streamlit as st

from pages.shared.deep_links import mend_first_deep_link
from pages.shared.gate import journal_refusal
from pages.shared.guard import calm
from pages.shared.stamp import show_stamp

LOGO = Path(__file__).parent / "pages" / "shared" / "logo.svg"
ICON = LOGO.with_name("icon.svg")

st.set_page_config(page_title="Greener", page_icon=str(ICON), layout="wide")
st.logo(str(LOGO), size="large", icon_image=str(ICON))

PERSONAL = {
    "You": [
        st.Page("pages/you/today.py", title="Today", icon=":material/today:", default=True),
        st.Page("pages/you/interviews.py", title="Interviews", icon=":material/forum:"),
        st.Page("pages/you/people.py", title="People", icon=":material/group:"),
        st.Page("pages/you/job.py", title="The job I have", icon=":material/work:"),
        st.Page("pages/you/data.py", title="Your data", icon=":material/folder_managed:"),
    ],
    "Answers": [
        st.Page("pages/answers/safety.py", title="How safe", icon=":material/shield:"),
        st.Page("pages/answers/worth.py", title="What it is worth", icon=":material/sell:"),
        st.Page("pages/answers/move.py", title="Is a move worth it", icon=":material/balance:"),
    ],
}
PUBLIC = {
    "Market": [
        st.Page("pages/market/layoffs.py", title="Layoffs", icon=":material/trending_down:"),
        st.Page("pages/market/pay.py", title="Pay", icon=":material/payments:"),
        st.Page("pages/market/demand.py", title="Demand", icon=":material/campaign:"),
    ],
    "About": [
        st.Page("pages/about/why.py", title="Why interview", icon=":material/lightbulb:"),
        st.Page("pages/about/method.py", title="Method", icon=":material/science:"),
        st.Page("pages/about/sources.py", title="Sources", icon=":material/database:"),
    ],
}

page = st.navigation({**PERSONAL, **PUBLIC}, expanded=True)
mend_first_deep_link(is_start_page=page is PERSONAL["You"][0])
with st.sidebar:
    show_stamp()

refusal = journal_refusal()
if refusal and any(page is mine for pages in PERSONAL.values() for mine in pages):
    st.info(refusal, icon=":material/lock:")
else:
    with calm():
        page.run()
