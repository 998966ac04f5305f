"""Method: how both answers are made, what they rest on, and how well the forecast did."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from greener.answers.background import LEVEL_LOG_SD
from greener.answers.displacement import DISPLACED_YEARLY
from greener.answers.estimate import LEVEL
from greener.answers.evidence import Evidence
from greener.answers.market_pay import OFFER_SD, PRIOR_SD
from greener.answers.worth import Z
from greener.grounds import Ground, safety_grounds, worth_grounds
from pages.about.proof import show_proof
from pages.shared.chart import show_table
from pages.shared.market import require_snapshot

EVIDENCE_WORDS = {
    Evidence.READ: "read in its own source.",
    Evidence.COMPUTED: "computed from published counts, or from the files that are loaded.",
    Evidence.SECOND_HAND: "found in a note that cites the source; the source itself was not seen.",
    Evidence.JUDGEMENT: "nobody's measurement. Somebody had to choose, and chose with care; take "
    "it as weak.",
}


def show_grounds_table(grounds: Sequence[Ground], *, key: str) -> None:
    """Show figures with their grounds."""
    show_table(
        pd.DataFrame(
            {
                "What": [ground.name for ground in grounds],
                "Figure": [ground.figure for ground in grounds],
                "Evidence": [str(ground.evidence) for ground in grounds],
                "From": [ground.source for ground in grounds],
            }
        ),
        key=key,
    )


st.title("How the answers are made", anchor=False)
require_snapshot()
st.markdown(
    f"Every answer comes with its range, what it rests on, and what was not known. A range is an "
    f"{LEVEL:.0%} range: of five such ranges, four should hold what happens."
)

st.header("How safe is the job", anchor=False)
st.markdown(
    f"""
1. **The level.** In a year, {100 * DISPLACED_YEARLY.value:.2f} of 100 workers lose a job
   because the work or the employer goes away ({DISPLACED_YEARLY.source}). Surveys that count
   every separation are much higher; they hold seasonal work, firing for cause, and the same people
   several times over.
2. **The person.** Time with the employer, occupation and industry move that level up or down.
   These factors are set so that over all workers they cancel out: the average stays the level.
3. **The industry's moment.** Recent layoff rates of the industry against its own normal. Where the
   newest rate is old, nothing is changed, and the answer says so.
4. **The employer.** A listed layoff makes another one likelier, most of all soon after. What is
   added is the chance of a layoff there times the share of staff that such layoffs hit, less
   what the average employer's is: that part is in the level already.
5. **The range.** One person's level is known within a factor of about
   {math.exp(Z * LEVEL_LOG_SD.value):.1f} either way, and the employer's part within its
   own spread; both are drawn many times over.
"""
)
with st.expander("The figures behind it"):
    show_grounds_table(safety_grounds(), key="safety_grounds")
show_proof()

st.header("What it is worth on the market", anchor=False)
st.markdown(
    f"""
1. **The market first.** Published pay for the occupation in the nearest place that has it, as a
   spread, not a figure. A person lies somewhere in it: an sd of {PRIOR_SD:g} in log pay, a
   range of ±{100 * math.expm1(Z * PRIOR_SD):.0f}%. No public data places one person more closely;
   where sources are old, of another place or at odds, the range is wider.
2. **Then what people told you.** Each figure named to you moves the answer by its weight: a written
   offer most, then a verbal one, a quote, a posted range. Offers to one person scatter by an sd of
   {OFFER_SD:g}, so a first written offer weighs about as much as the whole market.
3. **Two ranges.** Where your worth lies, and, wider, where the next offer may fall.
"""
)
with st.expander("The figures behind it", key="worth_figures"):
    show_grounds_table(worth_grounds(), key="worth_grounds")

st.header("How strong the grounds are", anchor=False)
for evidence, meaning in EVIDENCE_WORDS.items():
    st.markdown(f"**{evidence}:** {meaning}")
