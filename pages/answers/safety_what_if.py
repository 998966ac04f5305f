"""Part of the safety page: the same answer for an imagined job. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from greener.answers.safety import SafetyEvidence, job_safety
from greener.answers.sentences import one_in
from greener.answers.what_if import with_tenure
from greener.figures.risk import risk_scale
from greener.journal.records import Job
from greener.market.industries import sectors
from greener.market.layoffs import companies
from greener.market.safety_evidence import safety_evidence
from pages.answers.subject import Subject
from pages.shared.chart import show_chart
from pages.shared.choices import sector_name
from pages.shared.grounds import method_lines
from pages.shared.market import ask

NEVER_LISTED = "An employer that was never listed"
_TENURES_YEARS = (None, 0, 0.5, 1, 2, 3, 5, 10, 20)


@dataclass(frozen=True)
class Imagined:
    """What the person varies; None where it stays as it is.

    Attributes:
        tenure_years: Years in the job.
        employer: Employer as listed, or ``NEVER_LISTED``.
        industry: NAICS sector code.
    """

    tenure_years: float | None = None
    employer: str | None = None
    industry: str | None = None

    def job(self, it: Subject) -> Job:
        """Return the person's job with what was varied."""
        changes: dict[str, Any] = {}
        if self.employer is not None:
            changes |= {"employer": self.employer, "employer_stage": None}
        if self.industry is not None:
            changes["industry"] = self.industry
        job = it.job.model_copy(update=changes)
        if self.tenure_years is None:
            return job
        return with_tenure(job, self.tenure_years, it.today.as_of)


@st.fragment
def show_what_if(it: Subject, evidence: SafetyEvidence) -> None:
    """Let the person vary tenure, employer and industry, and answer for that."""
    now = it.today.safety.estimate.value
    if now is None:
        return
    controls, picture = st.columns([2, 3], gap="large")
    with controls:
        imagined = _ask(it)
    job = imagined.job(it)
    if imagined.employer is not None:
        evidence = safety_evidence(it.snapshot, job, it.today.as_of)
    answer = job_safety(job, evidence, it.today.as_of)
    value = answer.estimate.value
    assert value is not None, "the model always names a chance"
    with picture:
        if imagined == Imagined():
            st.markdown("Change something to see what it would do. Nothing of this is saved.")
            return
        st.badge("Imagined", icon=":material/science:", color="violet")
        show_chart(
            risk_scale(answer.estimate, {"your job now": now}, name="imagined"),
            key="what_if",
            finding=f"About {one_in(value)}, {_against(value, now)}",
            source="Imagined, from the same model as the answer above; nothing of it is saved",
            method=method_lines(answer.estimate),
        )


def _ask(it: Subject) -> Imagined:
    years = st.select_slider(
        "Years with the employer",
        _TENURES_YEARS,
        format_func=lambda years: "as now" if years is None else f"{years:g}",
        key="what_if_tenure",
    )
    listed = ask(companies)["company_name"].drop_duplicates().sort_values().tolist()
    employer = st.selectbox(
        "Employer",
        [NEVER_LISTED, *listed],
        index=None,
        placeholder=it.job.employer,
        key="what_if_employer",
    )
    industry = st.selectbox(
        "Industry",
        list(sectors()),
        index=None,
        format_func=sector_name,
        placeholder=sector_name(it.job.industry) if it.job.industry else "Not known",
        key="what_if_industry",
    )
    return Imagined(years, employer, industry)


def _against(value: float, now: float) -> str:
    ratio = value / now
    if abs(ratio - 1) < 0.05:
        return "hardly other than now"
    return f"{ratio:.1f} times as likely as now"
