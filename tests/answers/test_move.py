"""The price of moving, the offer beside the job, and the leverage sheet."""

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from greener.answers.beside import (
    Offer,
    PayNow,
    Side,
    beside_lines,
    beside_sentence,
    offered_job,
)
from greener.answers.candidates import candidates
from greener.answers.landing import job_landing
from greener.answers.leverage import ask_amount, best_offer, leverage_sheet
from greener.answers.move import MoveTerms, price_of_moving
from greener.answers.safety import SafetyEvidence, job_safety
from greener.answers.sentences import pay_text
from greener.answers.worth import Belief, market_worth
from greener.journal.records import (
    PayComponent,
    PayKind,
    PayPeriod,
    Process,
    Stage,
    StageEvent,
    WorkMode,
)
from tests.answers.pay_parts import TODAY, FixedRates, band, job, market, seen

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


PAY = PayNow(130_000.0, 0.0, date(2024, 6, 1), 138_000.0, 140_000.0)


def beside(offer, pay=PAY, **changes):
    mine = job(started=date(2015, 1, 1), **changes)
    then = safety(offered_job(mine, offer, TODAY))
    lines = beside_lines(mine, offer, pay, safety(mine), then)
    return (
        beside_sentence(offer, pay, safety(mine), then, "USD"),
        {line.name: (line.now, line.then, line.verdict) for line in lines},
    )


def test_the_comparison_is_one_sentence():
    offer = Offer("Initech", 143_000, 20_000, ratings={Side.HOURS: 1, Side.COMMUTE: -2})
    said, _ = beside(offer)
    assert said.startswith(
        "Initech: 10% more base, 25% more in all, $3,000 above the price of moving there, "
        "the chance of losing it 1 in"
    )
    assert said.endswith("better on 1 and worse on 1 of 2 sides")


def test_pay_is_compared_in_each_sense_and_ratings_as_the_person_gave_them():
    offer = Offer(
        "Initech", 138_000, work_mode=WorkMode.REMOTE, ratings={Side.REMOTE: 2, Side.HOURS: -1}
    )
    _, lines = beside(offer, work_mode=WorkMode.ONSITE)
    assert lines["Base"] == ("$130,000", "$138,000", "6% more")
    assert lines["Real, since Jun 2024"] == ("$138,000", "$138,000", "the same")
    assert lines["Worth moving there from"] == ("", "$140,000", "base $2,000 below it")
    assert "In all" not in lines
    assert lines["Where"][:2] == ("onsite", "remote")
    assert lines["Remote, you say"][2] == "much better"
    assert lines["Hours, you say"][2] == "worse"
    assert " in 100" in lines["Losing it in a year"][2]


def test_without_pay_the_offer_still_stands_beside_the_job():
    said, lines = beside(Offer("Initech", 138_000), PayNow(None), pay_annual=None)
    assert lines["Base"] == ("not known", "$138,000", "")
    assert said.startswith("Initech: the chance of losing it")


def worth(*observations, **changes):
    return market_worth(job(**changes), market(), observations, FixedRates(), TODAY)


def sheet(answer, processes=(), parents=None, asked=(), remote=(), **changes):
    mine = job(**changes)
    known = candidates(processes, answer.own, parents or [None] * len(answer.own))
    sections = leverage_sheet(
        mine,
        safety(mine),
        answer,
        job_landing(mine, processes, TODAY),
        known,
        asked=asked,
        remote=remote,
    )
    return {section.title: " ".join(section.lines) for section in sections}


def test_the_sheet_asks_for_the_upper_quarter_and_quotes_its_grounds():
    answer = worth(seen(150_000), seen(99_000, company="Other"))
    said = sheet(answer)
    assert ask_amount(answer) == pytest.approx(answer.belief.next_offer_at(0.6745), rel=1e-4)
    ask = ask_amount(answer)
    assert said["What to ask for, and why"].startswith(
        f"Ask for {pay_text(ask, 'USD')} a year, {ask / 1300 - 100:.0f}% above your present "
        "$130,000: one next offer in four is higher. Your worth"
    )
    assert "P50 $140,000, P75 $178,000, P90 $218,000" in said["What to quote"]
    assert "Your best offer: $150,000 a year (written, 30 June 2026)" in said["What to quote"]
    assert "No live process" in said["What you can fall back on"]


def test_an_ask_beyond_what_people_earn_or_without_own_figures_says_so():
    def ask(answer):
        return sheet(answer)["What to ask for, and why"]

    low = {50: 120_000, 90: 126_000}
    alone = market_worth(job(), market(band(low)), (), FixedRates(), TODAY)
    assert "No figure named to you stands behind it yet: a ceiling, not a target." in ask(alone)
    assert "It is above the P90 of BLS OEWS, May 2025 ($126,000)" in ask(alone)
    bound = band(low, lower_bounds=frozenset({90}))
    topped = market_worth(job(), market(bound), (), FixedRates(), TODAY)
    assert "above the P90" not in ask(topped)
    own = worth(seen(150_000))
    assert "ceiling" not in ask(own)
    assert "above the P90" not in ask(own)


def test_figures_stand_on_the_sheet_as_they_were_named():
    answer = worth(
        seen(140_000, PayKind.QUOTE, company="Hooli", high=150_000),
        seen("41.5", company="Agency", period=PayPeriod.HOUR),
        seen(100_000, PayKind.VERBAL, company="Abroad", currency="EUR"),
    )
    agency = process("5", "Agency", Stage.OFFER)
    said = sheet(answer, (LIVE, agency), parents=["1", "5", None])
    assert "quoted $140,000 to $150,000 a year; last" in said["What you can fall back on"]
    assert "$41.50 an hour, $86,300 if it lasts all year" in said["What you can fall back on"]
    assert "Your best offer: €100,000 a year, $125,000 a year (verbal" in said["What to quote"]


def test_quotes_and_bonuses_are_no_offer_to_quote():
    answer = worth(
        seen(190_000, PayKind.QUOTE), seen(80_000, component=PayComponent.BONUS, company="B")
    )
    assert best_offer(answer) is None
    assert "Your best offer" not in sheet(answer)["What to quote"]


def process(key, company, stage, on=TODAY):
    return Process(key=key, company=company, events=(StageEvent(occurred_on=on, stage=stage),))


LIVE = process("1", "Hooli", Stage.FINAL)
OVER = process("2", "Gone", Stage.REJECTED)


def test_live_processes_are_what_one_falls_back_on():
    said = sheet(worth(), (LIVE, OVER), savings_months=6)
    assert said["What you can fall back on"] == "Hooli, final; last heard 30 June 2026."
    assert "Savings cover 26 weeks" in said["How long you can wait"]


def test_the_surest_live_offer_is_the_best_alternative():
    globex, other = (process(*each, Stage.TECHNICAL) for each in (("3", "Globex"), ("4", "B")))
    answer = worth(
        seen(150_000, PayKind.VERBAL, company="Globex"),
        seen(190_000, company="Gone"),
        seen(200_000, PayKind.POSTED, company="B"),
    )
    said = sheet(answer, (LIVE, OVER, other, globex), parents=["3", "2", "4"])
    assert said["What you can fall back on"] == (
        "Best alternative: Globex, technical, offered verbally $150,000 a year; last heard 30 June "
        "2026. B, technical, posted $200,000 a year; last heard 30 June 2026. "
        "Hooli, final; last heard 30 June 2026."
    )


@pytest.mark.parametrize("kind", [PayKind.POSTED, PayKind.QUOTE])
def test_what_is_no_offer_is_never_called_the_best_alternative(kind):
    other = process("3", "Globex", Stage.TECHNICAL)
    said = sheet(worth(seen(150_000, kind, company="Globex")), (LIVE, other), parents=["3"])
    shown = said["What you can fall back on"]
    assert shown.startswith("Globex, technical, ")
    assert "Best alternative" not in shown


def test_an_offer_starts_from_live_processes_then_from_amounts_once_named():
    asked = seen(200_000, PayKind.ASKED, company="Hooli")
    quote = seen(150_000, PayKind.QUOTE, company="Hooli")
    bonus = seen(20_000, PayKind.QUOTE, company="Hooli", component=PayComponent.BONUS)
    old = seen(120_000, company="Gone", observed_on=date(2025, 1, 1))
    loose = seen(140_000, company="Heard of")
    answer = worth(asked, quote, bonus, old, loose)
    found = candidates((OVER, LIVE), answer.own, ["1", "1", "1", "2", None])
    assert [each.company for each in found] == ["Hooli", "Gone", "Heard of"]
    assert [each.stage for each in found] == [Stage.FINAL, None, None]
    assert [each.base_annual for each in found] == [150_000, 120_000, 140_000]
    assert [each.extra_annual for each in found] == [20_000, 0, 0]


def test_a_live_process_without_a_figure_is_a_candidate_and_an_ended_one_is_not():
    (found,) = candidates((LIVE, OVER), (), ())
    assert (found.company, found.base_annual) == ("Hooli", None)


def test_without_pay_known_anywhere_the_sheet_leaves_out_what_to_ask():
    answer = market_worth(job(), market().__class__(), (), FixedRates(), TODAY)
    assert "What to ask for, and why" not in sheet(answer)
