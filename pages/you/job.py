"""The job I have: three questions that give both answers, and what sharpens them."""

from datetime import date

import streamlit as st

from greener.journal.kept import Kept
from greener.journal.people import HeldJob
from greener.journal.raises import save_with_raise
from greener.journal.records import Job
from pages.shared.emphasis import first_action
from pages.shared.job_form import ask_rest, ask_three, read_job
from pages.shared.pay_history.dialogs import end_job
from pages.shared.pay_history.steps import show_pay_history
from pages.shared.person import person
from pages.shared.writing import show_problems, write

_OPENED = "job_opened"


def form_name(kept: Kept[HeldJob] | None) -> str:
    """Return the prefix of the widgets' keys, another one for every version of the job."""
    return f"job_{kept.id}_{kept.version}" if kept else "job_new"


def job_as_opened(kept: Kept[HeldJob] | None) -> Kept[HeldJob] | None:
    """Return the job as it was when this form was opened, so that a change elsewhere is noticed.

    Streamlit forgets a form's widgets when one leaves the page: then it is opened anew.
    """
    opened: Kept[HeldJob] | None = st.session_state.get(_OPENED)
    if _OPENED not in st.session_state or f"{form_name(opened)}_title" not in st.session_state:
        opened = st.session_state[_OPENED] = kept
    return opened


def save(job: Job, version: int | None, paid_since: date | None) -> None:
    """Save the job and go to the answers, or say why it was not saved."""
    if write(lambda transaction: save_with_raise(transaction, job, version, paid_since), "Saved"):
        st.session_state.pop(_OPENED, None)
        st.switch_page("pages/you/today.py")


who = person()
kept = job_as_opened(None if who.is_example else who.entries.present_job)
known = kept.record.as_job() if kept else None
form = form_name(kept)

st.title("The job I have", anchor=False)
st.markdown(
    "Three questions give you both answers. Everything stays on this machine."
    if known is None
    else "Change what has changed; the answers follow."
)
fields = ask_three(known, form)
with st.expander(
    "More about it, so that the answers speak of people like you", expanded=known is not None
):
    state = fields["region"] if fields["country"] == "US" else None
    fields |= ask_rest(known, form, state)
if st.button("Save and see the answers", type=first_action(), icon=":material/check:"):
    job, problems = read_job(fields)
    if job is None:
        show_problems(problems)
    else:
        save(job, kept.version if kept else None, fields["paid_since"])
if kept and who.entries.present_job:
    if st.button("I have a new job", type="tertiary", icon=":material/change_circle:"):
        end_job(kept, _OPENED)
    show_pay_history(who.entries, who.entries.present_job)
