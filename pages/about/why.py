"""Why interview while employed: a short tour, with what it costs."""

import math

import streamlit as st

from greener.answers.displacement import DISPLACED_YEARLY
from greener.answers.market_pay import OFFER_SD, PRIOR_SD
from greener.answers.safety import BELIEVED_PROBABILITY
from greener.answers.worth import Z
from greener.figures.bars import bar_rows
from pages.shared.chart import show_chart

READABLE_PX = 760

OPENING = """
Most people look around only when they must: after a bad year, or after the news. That is the worst
time to learn what you are worth. A few conversations a year, while nothing hangs on them, change
that.
"""
WORTH = """
Public figures say what an occupation earns in a place. They cannot say where *you* lie in it. An
offer can, and so can a recruiter who names a figure.
"""
STRENGTH = """
With a job in hand there is no deadline. You can ask what the range is, say what you would move
for, and let a process end without harm. And when your own employer asks what would keep you, you
know the answer, and that it is fair.
"""
PRACTICE = """
Talking about your own work is a skill, and it rusts. The first interviews after quiet years seldom
go well. Have them when it does not matter.
"""
PEOPLE = """
A conversation that leads to nothing today is a name you can write to in two years. Keep those
contacts, and be of use to them too.
"""
SAFETY = f"""
Asked for the chance of losing their job within a year, people said
{100 * BELIEVED_PROBABILITY.value:.0f} in 100 on average ({BELIEVED_PROBABILITY.source}). Some
{-100 * math.expm1(-DISPLACED_YEARLY.value):.1f} in 100 do, because the work or the employer goes
away ({DISPLACED_YEARLY.source}). The average hides a lot: tenure, occupation, industry and above
all the employer's own record move it. Look it up instead of worrying, or instead of not worrying.
"""
MANNERS = """
- **Know why.** To learn your worth, to practise, to meet people, to try another field, to leave:
  each is a good reason, and each makes for another conversation. Write it down before the call.
- **Say that you are exploring.** Recruiters hear it every day. It is honest, it takes the pressure
  off, and it often gets you a range sooner.
- **Do not waste anybody's week.** Where you would not go at any price, stop before the take-home
  task and the panel.
- **Use your own time and your own machine.** Your employer owes you pay, not cover for a search.
- **It takes hours, and a no stings.** A few processes a year teach most of what there is to learn;
  more is a search.
- **Write down what was said the same day**, figures above all. Memory rounds them up.
- **Not now is fine**: in the first months of a job, while a visa or a leave hangs on it, or when
  you are worn out.
"""

_OFFERS = (0, 1, 2, 3, 5)
_SHOWN = 3


def half_range(offers: int) -> float:
    """Return how far the 80% range of worth reaches above its middle after some written offers."""
    return math.expm1(Z / math.sqrt(1 / PRIOR_SD**2 + offers / OFFER_SD**2))


def show_narrowing() -> None:
    """Show how written offers narrow the range of a person's worth."""
    texts = {n: f"± {100 * half_range(n):.0f}%" for n in _OFFERS}
    names = [
        f"{n} written offer{'s' if n > 1 else ''}" if n else "Public data at best" for n in _OFFERS
    ]
    show_chart(
        bar_rows(
            names,
            [half_range(n) for n in _OFFERS],
            list(texts.values()),
            [f"{name}: {text}" for name, text in zip(names, texts.values(), strict=True)],
        ),
        key="narrowing",
        finding=(
            f"{_SHOWN} written offers narrow the range of your worth from {texts[0]} to "
            f"{texts[_SHOWN]}"
        ),
        source="Computed from the spreads that the page Method lists; 80% ranges",
        method=(
            f"Worth, given title, place and experience, has a spread of {PRIOR_SD:g} in log pay; "
            f"offers to one person scatter by {OFFER_SD:g}. Each offer narrows what is left.",
            "Public data that are old, of another place or at odds leave a wider range to begin "
            "with, and the first offers then narrow it more.",
        ),
    )


with st.container(width=READABLE_PX):
    st.title("Why interview while you have a job", anchor=False)
    st.markdown(OPENING)
    st.subheader("You learn what you are worth from people who would pay it", anchor=False)
    st.markdown(WORTH)
    show_narrowing()
    for heading, text in (
        ("You negotiate from strength", STRENGTH),
        ("You practise while nothing hangs on it", PRACTICE),
        ("You meet people before you need them", PEOPLE),
        ("A job is neither as safe nor as shaky as it feels", SAFETY),
        ("What it costs, and how to do it decently", MANNERS),
    ):
        st.subheader(heading, anchor=False)
        st.markdown(text)
    with st.container(horizontal=True):
        st.page_link("pages/you/interviews.py", label="Log a conversation", icon=":material/forum:")
        st.page_link("pages/you/today.py", label="See both answers", icon=":material/today:")
