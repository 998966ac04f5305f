"""Part of the worth page: how often such ranges held, as measured, and what was not known."""

from __future__ import annotations

import streamlit as st

from greener.answers.estimate import LEVEL
from greener.answers.evidence import Constant, Evidence
from greener.market.backtests import measured_coverage
from greener.market.countries import country_name
from pages.answers.subject import Subject
from pages.shared.market import ask
from pages.shared.words import plain

LEAST_MEDIAN_ERROR = Constant(
    0.21, Evidence.COMPUTED, "pay models trained on one salary survey and tried on another"
)


def show_coverage(it: Subject) -> None:
    """Show the measured coverage where one is stored, and each gap with what stood in for it."""
    measured = ask(measured_coverage)
    for row in measured.to_dict("records"):
        st.markdown(
            plain(
                f"Measured: ranges made this way held {row['coverage']:.1%} of the pay of people "
                f"the model had not seen ({row['trained_on']}). They aim at {LEVEL:.0%}."
            )
        )
    if not measured.empty and it.job.country != "US":
        st.markdown(
            plain(
                f"That was tried in the US; for {country_name(it.job.country)} nothing was "
                "measured, so take the range for wider than it looks."
            )
        )
    if measured.empty:
        st.markdown(
            f"The ranges aim to hold {LEVEL:.0%} of next offers; no measurement of that is stored "
            "with the loaded market. Public pay data alone has a floor: half of all people lie "
            f"{LEAST_MEDIAN_ERROR.value:.0%} or more away from where the best model puts them "
            f"({LEAST_MEDIAN_ERROR.source}; {LEAST_MEDIAN_ERROR.evidence}). Only figures named to "
            "you bring that down."
        )
    st.page_link("pages/about/method.py", label="How it is made", icon=":material/science:")
    gaps = it.today.worth.worth.missing
    if gaps:
        st.markdown("**Not known, and what stands in for it**")
        st.markdown("\n".join(f"- {plain(gap)}" for gap in gaps))
