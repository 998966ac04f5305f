"""The job I have: three questions that give both answers, and what sharpens them."""

import streamlit as st
from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.records import Job
from greener.journal.store.errors import ConflictError, JournalError
from pages.shared.job_form import Fields, ask_rest, ask_three, yearly
from pages.shared.person import journal, person

_FIELD_WORDS = {
    "employer": "Employer",
    "title": "Job title",
    "pay_annual": "Base pay",
    "currency": "Currency",
    "region": "State or region",
    "metro": "Metropolitan area",
    "started": "First day in this job",
}


def read_job(fields: Fields) -> tuple[Job | None, list[str]]:
    """Return the job that was entered, or what is wrong with it, a line per field."""
    entered = dict(fields)
    written, period = entered.pop("pay_written"), entered.pop("pay_period")
    try:
        entered["pay_annual"] = yearly(written, period)
    except ValueError as error:
        return None, [f"Base pay: {error}"]
    try:
        return Job(**entered), []
    except ValidationError as error:
        return None, [_in_words(problem) for problem in problems_of(error)]


def save(job: Job, version: int | None) -> None:
    """Save the job and go to the answers, or say why it was not saved."""
    try:
        with journal().write() as transaction:
            transaction.save_present_job(job, version)
    except ConflictError:
        st.warning(
            "This job was changed in another window meanwhile, so nothing was saved. Reload the "
            "page to see what it says now, then enter your change again."
        )
    except JournalError as error:
        st.error(str(error))
    else:
        st.switch_page("pages/you/today.py")


def _in_words(problem: str) -> str:
    field, colon, message = problem.partition(": ")
    return f"{_FIELD_WORDS.get(field, field)}{colon}{message}"


who = person()
kept = None if who.is_example else who.entries.present_job
known = kept.record.as_job() if kept else None
form = f"job_{kept.id if kept else 'new'}_{kept.version if kept else 0}"

st.title("The job I have", anchor=False)
st.markdown(
    "Three questions give you both answers. Everything stays on this machine."
    if known is None
    else "Change what has changed; the answers follow."
)
fields = ask_three(known, form)
with st.expander("More about it, each makes the answers sharper", expanded=known is not None):
    state = fields["region"] if fields["country"] == "US" else None
    fields |= ask_rest(known, form, state)
if st.button("Save and see the answers", type="primary", icon=":material/check:"):
    job, problems = read_job(fields)
    if job is None:
        st.error("  \n".join(["Not saved yet:", *problems]), icon=":material/edit:")
    else:
        save(job, kept.version if kept else None)
