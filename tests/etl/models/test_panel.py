"""The company-month panel: the protocol on a list small enough to read, and no future in it."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.models.panel import Panel
from greener.answers.employer import EmployerRecord, ListedEvent
from greener.answers.forecast import state_of
from tests.etl.models.simulated_list import listing, simulated_list

EVENTS = listing(
    company_key=["acme", "acme", "bolt", "acme", "bolt", "cask", "cask"],
    event_date=[
        date(2020, 1, 10),
        date(2020, 1, 25),
        date(2020, 3, 2),
        date(2021, 1, 31),
        date(2020, 6, 1),
        date(2020, 2, 1),
        date(2020, 2, 1),
    ],
    laid_off_share=[0.1, 0.3, 0.2, None, 1.0, None, 0.4],
    laid_off_count=[10, 60, None, 40, None, 5, 7],
    stage=["Seed", None, "Series B", "Post-IPO", None, "Odd", "Odd"],
    country=["US", None, "DE", None, "DE", None, None],
    is_counted=[True, True, True, True, True, False, True],
)


@pytest.fixture
def panel():
    return Panel.of(EVENTS)


def row(panel, key):
    return list(panel.companies).index(key)


def test_months_run_from_the_first_event_to_the_last(panel):
    assert panel.first_month == date(2020, 1, 1)
    assert panel.months == 13
    assert panel.month(12) == date(2021, 1, 1)
    assert panel.number(date(2020, 3, 15)) == 2


def test_at_risk_from_the_first_event_until_a_shutdown(panel):
    assert panel.at_risk[row(panel, "bolt")].tolist() == [False] * 2 + [True] * 3 + [False] * 8
    assert panel.at_risk[row(panel, "acme")].all()


def test_two_events_of_one_month_are_one_and_the_next_year_holds_twelve_months(panel):
    acme = row(panel, "acme")
    assert panel.has_event[acme].sum() == 2
    assert panel.next_event[acme, 0] == 12
    assert panel.listed_again(0)[acme]
    assert not panel.listed_again(12)[acme]


def test_repeats_count_who_was_at_risk_before_the_month(panel):
    at_risk, repeats = panel.repeats()
    assert at_risk.tolist() == [0, 1, 2] + [3] * 3 + [2] * 7
    assert repeats.tolist() == [0] * 5 + [1] + [0] * 6 + [1]
    assert panel.first_listings().tolist() == [1, 1, 1] + [0] * 10


def test_what_was_known_grows_with_the_months(panel):
    acme = row(panel, "acme")
    state = panel.state
    assert state.people_known[acme, [0, 11, 12]].tolist() == [70, 70, 110]
    assert state.largest_count[acme, 0] == 60
    assert state.smallest_cut[acme, 12] == pytest.approx(0.1)
    assert state.largest_staff[acme, 0] == pytest.approx(200)
    assert state.stage_maturity[acme, [0, 11, 12]].tolist() == [-1.5, -1.5, 1.5]
    assert state.is_us[acme, 12] == 1
    assert state.recent_layoffs[acme, [0, 11]] == pytest.approx([1, np.exp(-11 / 12)])


def test_a_duplicate_counts_once_and_an_unknown_stage_is_unknown(panel):
    cask = row(panel, "cask")
    assert panel.state.people_known[cask, 1] == 7
    assert np.isnan(panel.state.stage_maturity[cask, 1])
    assert np.isnan(panel.state.funds_raised_usd_millions[cask, 1])


def test_the_last_month_can_be_set_and_later_events_fall_away():
    cut = Panel.of(EVENTS, date(2020, 12, 1))
    assert cut.months == 12
    assert cut.has_event[row(cut, "acme")].sum() == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(6, 40), st.integers(0, 5))
def test_no_state_knows_a_later_event(last, seed):
    whole = simulated_list(companies=40, seed=seed)
    day = pd.to_datetime(whole["event_date"])
    past = whole[day < pd.Timestamp(2020 + (last + 1) // 12, (last + 1) % 12 + 1, 1)]
    then, now = Panel.of(past), Panel.of(whole)
    kept = np.isin(now.companies, then.companies)
    until = then.months
    assert (then.at_risk == now.at_risk[kept, :until]).all()
    for name, values in vars(then.state).items():
        np.testing.assert_array_equal(values, getattr(now.state, name)[kept, :until], err_msg=name)


def test_the_page_reads_a_company_as_the_panel_does():
    events = simulated_list(companies=60)
    panel = Panel.of(events)
    origin = panel.month(panel.months - 1)
    for key, own in events.groupby("company_key"):
        record = EmployerRecord(
            key,
            key,
            tuple(
                ListedEvent(
                    e["event_date"].replace(day=1), e["laid_off_share"], e["laid_off_count"]
                )
                for e in own.to_dict("records")
            ),
            stage=own["stage"].iloc[-1],
            country=own["country"].iloc[-1],
        )
        page = state_of(record, origin)
        here = panel.state.at((np.array([row(panel, key)]), np.array([panel.months - 1])))
        for name, values in vars(page).items():
            np.testing.assert_allclose(values, getattr(here, name), err_msg=f"{key} {name}")
