"""The questions about a job: three that are asked first, and the rest that may wait."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st
from pydantic import ValidationError

from greener.journal.fields import problems_of
from greener.journal.parse.places import countries
from greener.journal.records import Job, PayPeriod, WorkMode
from greener.market.industries import sectors
from pages.shared.choices import (
    FUNDING_STAGES,
    currency_in,
    metros,
    postal_codes,
    sector_name,
    state_name,
)
from pages.shared.labels import words_of
from pages.shared.occupation_choice import ask_occupation
from pages.shared.pay_fields import amount_written, ask_currency, yearly
from pages.shared.pay_history.raise_question import ask_since

Fields = dict[str, Any]

_FIELD_WORDS = {
    "employer": "Employer",
    "title": "Job title",
    "pay_annual": "Base pay",
    "currency": "Currency",
    "region": "State or region",
    "metro": "Metropolitan area",
    "started": "First day in this job",
}


def ask_three(job: Job | None, form: str) -> Fields:
    """Ask what the person does, where, and what they earn.

    Args:
        job: The job as saved; None before it is.
        form: Prefix of the widgets' keys; another one starts the questions afresh.

    Returns:
        Field name → what was entered, not validated yet; ``pay_written`` and ``pay_period``
        stand for ``pay_annual``, and ``paid_since`` is the day from which it is another one.
    """
    with st.container(border=True):
        st.subheader("What do you do?", anchor=False)
        title = st.text_input(
            "Job title",
            value=job.title if job else "",
            key=f"{form}_title",
            placeholder="Senior software engineer",
            max_chars=200,
            live=True,
        )
        occupation = st.container()
    where = _ask_where(job, form)
    earned = _ask_pay(job, form, where["country"])
    saved = job.occupation if job and job.title == title.strip() else None
    with occupation:
        state = where["region"] if where["country"] == "US" else None
        chosen = ask_occupation(title, where["country"], state, saved, key=f"{form}_occupation")
    return {"title": title, "occupation": chosen, **where, **earned}


def ask_rest(job: Job | None, form: str, state: str | None) -> Fields:
    """Ask what makes the answers sharper; each question may stay open.

    Args:
        job: The job as saved; None before it is.
        form: Prefix of the widgets' keys.
        state: US state whose metropolitan areas can be chosen; None elsewhere.
    """
    left, right = st.columns(2)
    with left:
        fields: Fields = {
            "started": st.date_input(
                "First day in this job",
                value=job.started if job else None,
                min_value="1950-01-01",
                max_value="today",
                format="YYYY-MM-DD",
                key=f"{form}_started",
            ),
            "experience_years": st.number_input(
                "Years in the field",
                min_value=0.0,
                max_value=70.0,
                step=1.0,
                format="%g",
                value=job.experience_years if job else None,
                key=f"{form}_experience",
            ),
            "work_mode": _optional("Where you work", tuple(WorkMode), job, form, "work_mode"),
            "metro": _optional("Metropolitan area", metros(state), job, f"{form}_{state}", "metro"),
        }
    with right:
        fields |= {
            "industry": _optional("Employer's industry", tuple(sectors()), job, form, "industry"),
            "employer_size": st.number_input(
                "People at the employer",
                min_value=1,
                max_value=10_000_000,
                step=1,
                value=job.employer_size if job else None,
                key=f"{form}_size",
            ),
            "employer_stage": _optional(
                "Employer's funding stage", FUNDING_STAGES, job, form, "employer_stage"
            ),
            "savings_months": st.number_input(
                "Months that savings cover",
                min_value=0.0,
                max_value=1200.0,
                step=1.0,
                format="%g",
                value=job.savings_months if job else None,
                key=f"{form}_savings",
            ),
        }
    return fields


def read_job(fields: Fields) -> tuple[Job | None, list[str]]:
    """Return the job that was entered, or what is wrong with it, a line per field."""
    entered = {name: value for name, value in fields.items() if name != "paid_since"}
    written, period = entered.pop("pay_written"), entered.pop("pay_period")
    try:
        entered["pay_annual"] = yearly(written, period)
    except ValueError as error:
        return None, [f"Base pay: {error}"]
    try:
        return Job(**entered), []
    except ValidationError as error:
        return None, [_in_words(problem) for problem in problems_of(error)]


def _ask_where(job: Job | None, form: str) -> Fields:
    with st.container(border=True):
        st.subheader("Where?", anchor=False)
        employer = st.text_input(
            "Employer",
            value=job.employer if job else "",
            key=f"{form}_employer",
            max_chars=200,
            help="Looked up in public layoff lists on this machine; it is sent nowhere.",
        )
        left, right = st.columns(2)
        codes = list(countries())
        country = left.selectbox(
            "Country",
            codes,
            index=codes.index(job.country if job and job.country in codes else "US"),
            format_func=countries().__getitem__,
            key=f"{form}_country",
        )
        region = job.region if job and job.country == country else None
        with right:
            if country == "US":
                options = postal_codes()
                place = st.selectbox(
                    "State",
                    options,
                    index=options.index(region) if region in options else None,
                    format_func=state_name,
                    placeholder="Choose a state",
                    key=f"{form}_state",
                )
            else:
                place = st.text_input("Region", value=region or "", key=f"{form}_region")
    return {"employer": employer, "country": country, "region": (place or "").strip() or None}


def _ask_pay(job: Job | None, form: str, country: str) -> Fields:
    home = job.currency if job else currency_in(country)
    with st.container(border=True):
        st.subheader("What do you earn?", anchor=False)
        left, middle, right = st.columns([2, 2, 1])
        written = left.text_input(
            "Base pay before tax, without bonus and equity",
            value=amount_written(job.pay_annual if job else None),
            key=f"{form}_pay",
            placeholder="138,000 or 138k",
        )
        with middle:
            currency = ask_currency(f"{form}_currency_{home}", home)
        periods = list(PayPeriod)
        period = right.selectbox(
            "Per",
            periods,
            index=periods.index(PayPeriod.YEAR),
            key=f"{form}_period",
        )
        since = ask_since(job, _entered(written, period), currency, form)
    entered = {"pay_written": written, "pay_period": period, "currency": currency}
    return {**entered, "paid_since": since}


def _entered(written: str, period: PayPeriod) -> Decimal | None:
    """Return yearly pay while it is being entered; None until it is an amount."""
    try:
        return yearly(written, period)
    except ValueError:
        return None


def _optional(
    label: str, options: tuple[str, ...], job: Job | None, form: str, field: str
) -> str | None:
    """Ask for a choice that may stay open; a saved one that is no option any more stays one."""
    saved = getattr(job, field) if job else None
    choices = options if saved is None or saved in options else (saved, *options)
    chosen: str | None = st.selectbox(
        label,
        choices,
        index=choices.index(saved) if saved is not None else None,
        format_func=sector_name if field == "industry" else _choice_words,
        placeholder="Not given",
        key=f"{form}_{field}",
    )
    return chosen


def _choice_words(choice: str) -> str:
    return words_of(choice) if isinstance(choice, WorkMode) else choice


def _in_words(problem: str) -> str:
    field, colon, message = problem.partition(": ")
    return f"{_FIELD_WORDS.get(field, field)}{colon}{message}"
