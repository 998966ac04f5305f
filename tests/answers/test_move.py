"""The price of moving, the offer beside the job, and the leverage sheet."""

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from greener.answers.beside import Offer, Side, beside_sentence, offered_job
from greener.answers.landing import job_landing
from greener.answers.leverage import ask_amount, best_offer, leverage_sheet
from greener.answers.move import MoveTerms, price_of_moving
from greener.answers.safety import SafetyEvidence, job_safety
from greener.answers.worth import Belief, market_worth
from greener.journal.records import PayComponent, PayKind, Process, Stage, StageEvent, WorkMode
from tests.answers.pay_parts import TODAY, FixedRates, job, market, seen

BELIEF = Belief(math.log(140_000), 0.1)


def price(*, cost=0.2, now=0.02, new=0.04, offers=0.6, pay=130_000.0, belief=BELIEF):
    return price_of_moving(MoveTerms(pay, cost, now, new, offers), belief, "USD", 3, TODAY)


def test_the_price_solves_its_equation():
    x = math.log(price().price.value)
    above = norm.sf((x - BELIEF.log_mean) / BELIEF.next_offer_sd)
    right = math.log(130_000) + (math.log(1.05) + 0.04 + 0.6 * above) * 0.2 + 0.02 * 0.8
    assert x == pytest.approx(right, abs=1e-9)


def test_parts_add_up_to_the_price():
    answer = price()
    assert 130_000 + sum(part.amount for part in answer.parts) == pytest.approx(answer.price.value)
    assert sum(part.log_pay for part in answer.parts) == pytest.approx(
        math.log(answer.price.value / 130_000)
    )


def test_a_move_that_costs_nothing_and_risks_nothing_more_is_worth_it_at_any_raise():
    answer = price(cost=0, now=0.03, new=0.03)
    assert answer.price.value == pytest.approx(130_000)
    assert answer.price.low == answer.price.high == answer.price.value


def test_a_safer_job_may_pay_less():
    assert price(cost=0, now=0.10, new=0.02).price.value < 130_000


@settings(max_examples=60)
@given(
    cost=st.floats(0, 3),
    now=st.floats(0.001, 0.5),
    new=st.floats(0.001, 0.5),
    offers=st.floats(0, 20),
    pay=st.floats(10_000, 1e6),
)
def test_the_price_moves_the_right_way(cost, now, new, offers, pay):
    terms = {"cost": cost, "now": now, "new": new, "offers": offers, "pay": pay}
    base = price(**terms).price
    assert base.low <= base.value <= base.high
    slack = 1 + 1e-9
    assert price(**{**terms, "cost": cost + 0.1}).price.value * slack >= base.value
    assert price(**{**terms, "new": new + 0.05}).price.value * slack >= base.value
    assert price(**{**terms, "now": now + 0.05}).price.value <= base.value * slack


def safety(of, evidence=None):
    return job_safety(of, evidence or SafetyEvidence(), TODAY)


def test_an_offered_job_takes_nothing_over_from_the_present_employer():
    mine = job(employer_stage="Post-IPO", industry="51", started=date(2015, 1, 1), region="TX")
    offered = offered_job(mine, Offer("Initech", 150_000, work_mode=WorkMode.REMOTE), TODAY)
    assert (offered.employer, offered.employer_stage, offered.industry) == ("Initech", None, None)
    assert offered.tenure_years(TODAY) == 0
    assert (offered.region, offered.occupation) == ("TX", mine.occupation)
    assert offered.pay_annual == Decimal(150_000)


def test_the_comparison_is_one_sentence():
    mine = job(started=date(2015, 1, 1))
    offer = Offer("Initech", 143_000, 20_000, ratings={Side.HOURS: 1, Side.COMMUTE: -2})
    said = beside_sentence(mine, offer, 0.0, safety(mine), safety(offered_job(mine, offer, TODAY)))
    assert said.startswith(
        "Initech: 10 % more base, 25 % more in all, the chance of losing it 1 in"
    )
    assert said.endswith("better on 1 and worse on 1 of 2 sides")


def worth(*observations, **changes):
    return market_worth(job(**changes), market(), observations, FixedRates(), TODAY)


def sheet(answer, processes=(), **changes):
    mine = job(**changes)
    sections = leverage_sheet(
        mine, safety(mine), answer, job_landing(mine, processes, TODAY), processes
    )
    return {section.title: " ".join(section.lines) for section in sections}


def test_the_sheet_asks_for_the_upper_quarter_and_quotes_its_grounds():
    answer = worth(seen(150_000), seen(99_000, company="Other"))
    said = sheet(answer)
    assert ask_amount(answer) == pytest.approx(answer.belief.next_offer_at(0.6745), rel=1e-4)
    assert "of your present $130,000" not in said["What to ask for, and why"]
    assert "above your present $130,000" in said["What to ask for, and why"]
    assert "P50 $140,000, P75 $178,000, P90 $218,000" in said["What to quote"]
    assert "Your best offer: $150,000 a year (written, 30 June 2026)" in said["What to quote"]
    assert "No live process" in said["What you can fall back on"]


def test_quotes_and_bonuses_are_no_offer_to_quote():
    answer = worth(
        seen(190_000, PayKind.QUOTE), seen(80_000, component=PayComponent.BONUS, company="B")
    )
    assert best_offer(answer) is None
    assert "Your best offer" not in sheet(answer)["What to quote"]


def test_live_processes_are_what_one_falls_back_on():
    live = Process(
        key="1", company="Hooli", events=(StageEvent(occurred_on=TODAY, stage=Stage.FINAL),)
    )
    over = Process(
        key="2", company="Gone", events=(StageEvent(occurred_on=TODAY, stage=Stage.REJECTED),)
    )
    said = sheet(worth(), (live, over), savings_months=6)
    assert said["What you can fall back on"] == "Hooli: final, last entry 30 June 2026."
    assert "Savings cover 26 weeks" in said["How long you can wait"]


def test_without_pay_known_anywhere_the_sheet_leaves_out_what_to_ask():
    answer = market_worth(job(), market().__class__(), (), FixedRates(), TODAY)
    assert "What to ask for, and why" not in sheet(answer)
