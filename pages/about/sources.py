"""Sources: who publishes what the market rests on, how fresh it is, under which licence."""

from datetime import date

import streamlit as st

from greener.market.sources import source_status
from greener.market.store import NoGenerationError
from greener.settings import SAMPLE_DIR
from pages.about.refresh_panel import show_refresh
from pages.about.source_words import details, state_of, summary
from pages.shared.citing import https_only
from pages.shared.market import ask, snapshot
from pages.shared.words import plain

st.title("Sources", anchor=False)
try:
    generation = snapshot().name
except NoGenerationError as error:
    st.info(str(error), icon=":material/database_off:")
    show_refresh(None)
    st.stop()
status = ask(source_status, date.today())
is_loaded = status["rows_kept"] > 0
is_sample = status["last_good_origin"] == "sample"
st.markdown(
    f"{is_loaded.sum()} of {len(status)} sources are loaded. A refresh replaces them one by one; "
    "where it fails, the rows of the load before stay."
)
if is_sample.any():
    st.info(
        f"{is_sample.sum()} of them hold the sample market that comes with Greener: real figures, "
        "as old as their dates say. A refresh replaces them.",
        icon=":material/inventory_2:",
    )

show_refresh(status)

grid = st.grid(2, min_column_width=340, border=True)
for _, row in status.iterrows():
    state = state_of(row)
    with grid.cell():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row['title'])}**", width="content")
            st.badge(state.label, icon=state.icon, color=state.colour)
        st.caption(plain(summary(row)))
        with st.expander("Licence, addresses, last load"):
            if state.explained:
                st.markdown(state.explained)
            for name, text in details(row):
                st.markdown(f"**{name}:** {plain(text)}")
            for label, address in [
                ("Read about it", row["homepage_url"]),
                *(("A refresh calls", url) for url in row["live_urls"]),
            ]:
                link = https_only(address)
                st.markdown(f"**{label}:** {f'<{link}>' if link else plain(str(address))}")
            st.markdown(f"**Command:** `python -m etl refresh {row['source']}`")

licences = SAMPLE_DIR / "SOURCES.md"
if licences.is_file():
    with st.expander("The sample market: origin, licence, how to rebuild it"):
        _title, _, account = licences.read_text(encoding="utf-8").partition("\n")
        st.markdown(account)
st.caption(plain(f"Market database {generation}"))
