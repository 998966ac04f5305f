"""What would make the answers sharper."""

import math
from datetime import date
from decimal import Decimal

import pytest

from greener.answers.market_pay import MarketPay, pool
from greener.answers.sharper import (
    after_one_more_offer,
    facts_to_add,
    half_width,
    one_more_offer_sentence,
    wider_sentence,
)
from greener.answers.worth import Belief, WorthAnswer, market_worth
from greener.journal.records import Job, PayKind, PayObservation
from tests.answers.pay_parts import band

TODAY = date(2026, 6, 30)


class SameCurrency:
    def convert(self, amount, from_currency, to_currency, on):
        return type("Amount", (), {"amount": float(amount)})()


def worth_after(figures: int, kind: PayKind = PayKind.WRITTEN) -> WorthAnswer:
    job = Job(employer="Acme", title="Engineer")
    seen = [
        PayObservation(
            observed_on=TODAY,
            company=f"C{number}",
            kind=kind,
            low=Decimal(150_000),
            high=Decimal(150_000),
            currency="USD",
        )
        for number in range(figures)
    ]
    return market_worth(job, MarketPay(), seen, SameCurrency(), TODAY)


def test_a_bare_job_lacks_every_fact_and_a_full_one_none():
    bare = Job(employer="Acme", title="Engineer")
    assert len(facts_to_add(bare)) == 6
    full = bare.model_copy(
        update={
            "pay_annual": Decimal(1),
            "occupation": "15-1252",
            "region": "TX",
            "industry": "51",
            "started": TODAY,
            "experience_years": 3.0,
        }
    )
    assert facts_to_add(full) == ()


def test_a_region_is_not_asked_for_where_no_pay_is_published_by_region():
    abroad = Job(employer="Acme", title="Engineer", country="DE")
    assert not any("pay at that place" in fact for fact in facts_to_add(abroad))


def test_one_more_offer_narrows_and_leaves_the_middle():
    belief = Belief(log_mean=12.0, sd=0.25)
    after = after_one_more_offer(belief)
    assert after.log_mean == belief.log_mean
    assert half_width(after) < half_width(belief)


def test_the_sentence_states_the_computed_widths():
    answer = worth_after(1)
    now, then = half_width(answer.belief), half_width(after_one_more_offer(answer.belief))
    assert one_more_offer_sentence(answer) == (
        f"One more written offer would narrow your worth from ± {now:.0%} to ± {then:.0%}."
    )


def test_a_first_offer_is_not_called_one_more():
    said = one_more_offer_sentence(worth_after(1, PayKind.QUOTE))
    assert said.startswith("A written offer would narrow")


def test_after_many_offers_another_tells_little():
    assert one_more_offer_sentence(worth_after(50)) is None


def test_nothing_known_nothing_said():
    assert one_more_offer_sentence(worth_after(0)) is None


def test_years_that_widen_the_range_say_so_and_why():
    narrow, wide = ({10: 100_000 / far, 50: 100_000, 90: 100_000 * far} for far in (1.6, 2.4))
    rates = SameCurrency()

    def prior(*bands):
        return pool(MarketPay(bands=bands), "USD", None, rates, TODAY)

    agreeing = prior(band(narrow), band(narrow))
    apart = prior(band(narrow), band({end: 1.5 * pay for end, pay in narrow.items()}))
    said = wider_sentence(prior(band(wide)), agreeing, 9)
    assert said is not None
    assert "Your 9 years of experience move the public range and widen it" in said
    assert "pay lies further apart" in said
    assert "agree less" not in said
    said = wider_sentence(apart, agreeing, 9)
    assert said is not None
    assert said.endswith(": the sources agree less on them.")
    assert wider_sentence(agreeing, apart, 9) is None
    assert wider_sentence(agreeing, agreeing, 9) is None


def test_the_two_spreads_make_up_the_prior():
    bands = (band({50: 90_000}), band({50: 130_000}))
    prior = pool(MarketPay(bands=bands), "USD", None, SameCurrency(), TODAY)
    assert math.hypot(*prior.spreads) == pytest.approx(prior.sd)
