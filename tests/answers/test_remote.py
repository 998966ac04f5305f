"""What remote work goes with in pay, in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from greener.answers.estimate import SourceRef
from greener.answers.remote import (
    RemotePremium,
    modes_differ,
    remote_amount,
    remote_history,
    remote_sentence,
    remote_source,
)
from greener.journal.records import WorkMode
from tests.answers.pay_parts import job

SOURCE = SourceRef("ai_jobs", "ai-jobs.net salaries", date(2025, 7, 1))


def premium(log_premium, sd=0.01):
    return RemotePremium(log_premium, sd, 1_234, {2023: 0.02, 2024: log_premium}, SOURCE)


@pytest.mark.parametrize(
    ("log_premium", "sd", "said"),
    [
        (-0.04, 0.01, "paid 4% less than", ),
        (0.05, 0.01, "paid 5% more than"),
        (0.001, 0.001, "paid no more or less than"),
        (-0.03, 0.03, "likely between 7% less and 1% more"),
    ],
)  # fmt: skip
def test_it_is_said_with_its_interval(log_premium, sd, said):
    assert said in remote_sentence(premium(log_premium, sd))


def test_the_grey_line_names_source_year_n_and_that_it_is_no_effect():
    line = remote_source(premium(-0.04))
    assert line == (
        "ai-jobs.net salaries, to 2024 · n = 1,234 salaries · goes with remote work, "
        "not caused by it"
    )
    assert "2023 +2%, 2024 -4%" in remote_history(premium(-0.04))


def test_on_ones_own_pay_it_is_an_amount():
    mine = job(pay_annual=Decimal(100_000))
    assert remote_amount(premium(-0.04), mine) == (
        "On pay like yours, remote jobs bring $3,920 a year less."
    )
    assert "may as well be nothing" in remote_amount(premium(-0.01), mine)
    assert remote_amount(premium(-0.04), job(pay_annual=None)) is None


def test_a_premium_of_other_work_is_said_to_be_and_not_put_on_ones_pay():
    of_data = replace(premium(-0.04), of_jobs="data and AI jobs", soc_prefix="15-")
    assert remote_sentence(of_data).startswith("Among data and AI jobs, remote ones paid 4% less")
    assert remote_amount(of_data, job(occupation="15-1252")) is not None
    for occupation in ("29-1141", None):
        assert remote_amount(of_data, job(occupation=occupation)) is None


def test_hybrid_is_not_measured():
    assert modes_differ(WorkMode.ONSITE, WorkMode.REMOTE)
    assert modes_differ(WorkMode.REMOTE, WorkMode.ONSITE)
    assert not modes_differ(WorkMode.HYBRID, WorkMode.REMOTE)
    assert not modes_differ(WorkMode.REMOTE, WorkMode.REMOTE)
    assert not modes_differ(None, WorkMode.REMOTE)
