"""How soft the fall would be: spells, pay then, savings, and what the own log moves."""

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.answers.landing import job_landing
from greener.answers.pipeline import (
    HIRED_BY_CHANNEL,
    OFFER_AFTER_TALK,
    own_pipeline,
    pipeline_sentence,
)
from greener.journal.records import Channel, Job, Process, Stage, StageEvent

DAY = date(2026, 6, 30)
JOB = Job(
    employer="Acme",
    title="Engineer",
    started=date(2018, 1, 1),
    pay_annual=Decimal(100_000),
    savings_months=6,
)
NEVER_OFFERED = (Stage.RECRUITER_SCREEN, Stage.REJECTED)
OFFERED = (Stage.RECRUITER_SCREEN, Stage.OFFER, Stage.DECLINED)


def process(*stages, days_ago=100, channel=Channel.INBOUND):
    begun = DAY - timedelta(days=days_ago)
    events = tuple(
        StageEvent(stage=stage, occurred_on=begun + timedelta(days=7 * place))
        for place, stage in enumerate(stages)
    )
    return Process(key=f"{days_ago}-{stages}", company="X", channel=channel, events=events)


def landing(*processes, **changes):
    return job_landing(JOB.model_copy(update=changes), processes, DAY)


def test_without_a_log_the_published_spell_stands():
    answer = landing()
    assert answer.weeks.value == pytest.approx(16)
    assert answer.weeks.n == 0
    assert "published spells stand in" in answer.weeks.missing[0]
    assert answer.pipeline is None
    assert answer.offer_by(16) == pytest.approx(0.5)


def test_short_tenure_lands_sooner():
    assert landing(started=DAY - timedelta(days=400)).weeks.value == pytest.approx(16 * 0.8)
    assert landing(started=None).weeks.value == pytest.approx(16)


def test_pay_then_is_that_of_the_reemployed():
    pay = landing().pay
    assert pay.value == pytest.approx(100_000 * math.exp(-0.01))
    assert pay.low == pytest.approx(100_000 * math.exp(-0.01 - 1.2816 * 0.22), rel=1e-3)
    assert landing(pay_annual=None).pay.missing


def test_savings_of_the_median_spell_last_every_second_time():
    weeks_16 = 16 / (365.25 / 12 / 7)
    last = landing(savings_months=weeks_16).savings_last
    assert last.value == pytest.approx(0.5)
    assert last.low < 0.5 < last.high
    assert landing(savings_months=0).savings_last.value == 0
    assert landing(savings_months=None).savings_last.value is None


def test_more_offers_in_the_log_land_sooner():
    begun = (50, 80, 110, 140, 170)
    offered = [process(*OFFERED, days_ago=days) for days in begun]
    refused = [process(*NEVER_OFFERED, days_ago=days) for days in begun]
    assert landing(*offered).weeks.value < landing(*refused).weeks.value


def test_rates_are_shrunk_to_the_channels_published_ones():
    pipeline = own_pipeline([process(*NEVER_OFFERED, channel=Channel.REFERRAL)], DAY)
    expected = HIRED_BY_CHANNEL[Channel.REFERRAL] / OFFER_AFTER_TALK.value
    assert pipeline.talk_rate == pytest.approx((20 * expected + 1) / 21)
    assert pipeline.offer_rate == pytest.approx(20 * OFFER_AFTER_TALK.value / 21)
    assert pipeline.live == 0
    assert pipeline.live_offer_chance == 0


def test_an_open_conversation_is_live_and_not_yet_counted_as_without_an_offer():
    pipeline = own_pipeline([process(Stage.RECRUITER_SCREEN, Stage.TECHNICAL)], DAY)
    assert pipeline.live == 1
    assert pipeline.offer_rate == OFFER_AFTER_TALK.value
    assert pipeline.live_offer_chance == pytest.approx(OFFER_AFTER_TALK.value)


def test_only_what_began_within_the_year_is_the_pace():
    assert own_pipeline([process(*OFFERED, days_ago=500)], DAY) is None
    assert own_pipeline([process(Stage.FOUND)], DAY) is None
    assert own_pipeline([process(*OFFERED, days_ago=-3)], DAY) is None
    assert own_pipeline([], DAY) is None


@pytest.mark.parametrize("begun", [(0, 0, 0), (60,) * 8, (50, 150, 250, 350)])
def test_a_short_log_is_no_pace(begun):
    answer = landing(*(process(*NEVER_OFFERED, days_ago=days) for days in begun))
    assert answer.pipeline.offers_per_week is None
    assert answer.weeks.value == pytest.approx(16)
    assert answer.weeks.n == 0
    assert "takes 5 processes over 13 weeks" in answer.weeks.missing[0]
    assert pipeline_sentence(answer.pipeline) == (
        "Too few to say how often offers come to you: your log is short as yet."
    )


def test_an_open_offer_is_an_offer_and_no_longer_a_chance_of_one():
    talks = process(Stage.RECRUITER_SCREEN, days_ago=40)
    offer = process(Stage.RECRUITER_SCREEN, Stage.OFFER, days_ago=50)
    pipeline = own_pipeline([talks, offer, process(*OFFERED)], DAY)
    assert (pipeline.live, pipeline.offers) == (1, 1)
    assert pipeline.live_offer_chance == pytest.approx(pipeline.offer_rate)
    said = pipeline_sentence(pipeline)
    assert (
        "You hold an offer. By published rates and your log, your other live process leads to"
        in said
    )
    assert "You hold 2 offers." in pipeline_sentence(own_pipeline([offer, offer], DAY))


@settings(max_examples=40)
@given(
    days=st.lists(st.integers(0, 360), max_size=12),
    stages=st.lists(st.sampled_from(list(Stage)), min_size=1, max_size=4),
    savings=st.one_of(st.none(), st.floats(0, 1200)),
)
def test_chances_stay_chances_and_intervals_hold_the_value(days, stages, savings):
    answer = landing(*(process(*stages, days_ago=day) for day in days), savings_months=savings)
    assert 0 < answer.weeks.low < answer.weeks.value < answer.weeks.high < 2000
    reached = [answer.offer_by(week) for week in (0, 1, 10, 100, 1000)]
    assert reached == sorted(reached)
    assert all(0 <= chance <= 1 for chance in reached)
    if savings is not None:
        assert 0 <= answer.savings_last.low <= answer.savings_last.high <= 1
