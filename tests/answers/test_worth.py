"""The worth: the market's prior, and how own observations narrow it."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from greener.answers.curves import PASS_THROUGH, PayGrowth
from greener.answers.market_pay import OFFER_SD, PRIOR_SD, MarketPay, Prior
from greener.answers.own_pay import AGEING_SD, KIND_SD, OwnPay
from greener.answers.worth import Z, market_worth, update
from greener.journal.records import PayComponent, PayKind, PayPeriod
from tests.answers.pay_parts import OEWS, TODAY, FixedRates, band, job, market, seen

RATES = FixedRates()


def worth(observations=(), *, the_job=None, the_market=None):
    return market_worth(the_job or job(), the_market or market(), observations, RATES, TODAY)


def log_width(estimate):
    return math.log(estimate.high / estimate.low)


def test_without_an_observation_the_market_answers():
    answer = worth()
    assert answer.worth.value == pytest.approx(140_000)
    assert answer.worth.n == 0
    assert answer.worth.unit == "USD/year"
    assert [step.after for step in answer.narrowing] == [0]
    assert 0 < answer.pay_percentile_worth < 50


def test_the_next_offer_spreads_wider_than_the_worth():
    answer = worth()
    spread = math.hypot(answer.prior.sd, OFFER_SD)
    assert log_width(answer.next_offer) == pytest.approx(2 * Z * spread)
    assert log_width(answer.next_offer) > log_width(answer.worth)


def test_a_narrow_prior_leaves_the_next_offer_092_of_the_median_wide():
    narrow = band({10: 120_000, 50: 140_000, 90: 165_000})
    answer = worth(the_market=market(narrow))
    assert answer.prior.sd == PRIOR_SD
    width = answer.next_offer.high - answer.next_offer.low
    assert width / answer.next_offer.value == pytest.approx(0.92, abs=0.005)


def test_the_first_written_offer_weighs_about_one_half():
    narrow = market(band({10: 120_000, 50: 140_000, 90: 165_000}))
    (own,) = worth([seen(150_000)], the_market=narrow).own
    assert own.weight == pytest.approx(0.52, abs=0.005)


def test_surer_kinds_weigh_more():
    kinds = [PayKind.POSTED, PayKind.QUOTE, PayKind.VERBAL, PayKind.WRITTEN]
    weights = [worth([seen(150_000, kind)]).own[0].weight for kind in kinds]
    assert weights == sorted(weights)
    assert len(set(weights)) == len(kinds)


def test_a_wider_posted_range_weighs_less():
    narrow = worth([seen(140_000, PayKind.POSTED, high=160_000)]).own[0]
    wide = worth([seen(110_000, PayKind.POSTED, high=200_000)]).own[0]
    assert narrow.weight > wide.weight > 0
    assert wide.pay_annual == pytest.approx(math.sqrt(110_000 * 200_000))


def test_an_old_offer_weighs_less_than_a_fresh_one():
    fresh = worth([seen(150_000)]).own[0].weight
    old = worth([seen(150_000, observed_on=date(2024, 6, 30))]).own[0].weight
    assert 0.5 * fresh < old < fresh


@pytest.mark.parametrize(
    ("observation", "word"),
    [
        (seen(1, PayKind.POSTED, high=1_000_000), "range"),
        (seen(170_000, PayKind.ASKED), "asks"),
        (seen(40_000, component=PayComponent.BONUS), "bonus"),
        (seen(40_000, component=PayComponent.EQUITY), "equity"),
        (seen(150_000, currency="XXX"), "XXX"),
        (seen(150_000, PayKind.QUOTE, period=PayPeriod.HOUR), "period"),
    ],
)
def test_what_is_no_evidence_weighs_nothing_and_says_why(observation, word):
    answer = worth([observation])
    (own,) = answer.own
    assert own.weight == 0
    assert word in own.reason
    assert answer.worth.value == worth().worth.value
    assert answer.worth.n == 0


def test_a_later_observation_than_the_answer_weighs_nothing():
    earlier = date(2026, 1, 1)
    answer = market_worth(job(), market(), [seen(150_000)], RATES, earlier)
    assert answer.own[0].weight == 0
    assert "later" in answer.own[0].reason


def test_figures_of_one_process_count_once():
    posted = seen(120_000, PayKind.POSTED, high=150_000)
    quote = seen(140_000, PayKind.QUOTE)
    written = seen(150_000)
    together = worth([posted, quote, written])
    assert [own.counts for own in together.own] == [False, False, True]
    assert "surer" in together.own[0].reason
    assert together.worth.low == pytest.approx(worth([written]).worth.low)


def test_figures_of_other_companies_all_count():
    answer = worth([seen(150_000, company="One"), seen(150_000, company="Two")])
    assert answer.worth.n == 2


def test_hourly_and_foreign_figures_meet_in_one_currency_and_year():
    answer = worth([seen("57.692308", currency="EUR", period=PayPeriod.HOUR)])
    assert answer.own[0].pay_annual == pytest.approx(150_000, rel=1e-6)
    assert answer.own[0].weight > 0


def test_an_outlier_is_flagged_and_cannot_carry_the_answer():
    answer = worth([seen(500_000)])
    (own,) = answer.own
    assert own.is_outlier
    assert "counts less" in own.reason
    assert own.weight < worth([seen(150_000)]).own[0].weight
    assert any("far from the rest" in step for step in answer.worth.basis)


def test_several_that_agree_are_no_outliers():
    offers = [seen(320_000, company=f"Company {i}") for i in range(5)]
    answer = worth(offers)
    assert not any(own.is_outlier for own in answer.own)
    assert answer.worth.value > 250_000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(90_000, 220_000), max_size=12))
def test_no_observation_widens_the_interval_in_log_pay(pays):
    steps = worth([seen(round(pay), company=str(i)) for i, pay in enumerate(pays)]).narrowing
    widths = [math.log(step.worth[2] / step.worth[0]) for step in steps]
    assert all(later < earlier for earlier, later in pairwise(widths))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(100_000, 190_000), min_size=1, max_size=8))
def test_wider_in_money_is_said(pays):
    answer = worth([seen(round(pay), company=str(i)) for i, pay in enumerate(pays)])
    *_, before, last = answer.narrowing
    wider = last.worth[2] - last.worth[0] > before.worth[2] - before.worth[0]
    assert last.widened == wider
    assert any("disagrees" in step for step in answer.worth.basis) == wider


def test_fifty_observations_narrow_the_worth_but_not_the_spread_of_offers():
    answer = worth([seen(150_000 + 400 * i, company=str(i)) for i in range(50)])
    assert answer.worth.n == 50
    assert len(answer.narrowing) == 51
    assert log_width(answer.worth) < 0.1
    assert log_width(answer.next_offer) > 2 * Z * OFFER_SD


_FIGURES = st.tuples(
    st.floats(20_000, 900_000), st.floats(1, 8), st.sampled_from(PayKind), st.integers(0, 2_000)
)


@settings(max_examples=60, deadline=None)
@given(figures=st.lists(_FIGURES, max_size=8), more=_FIGURES)
def test_one_more_figure_of_any_kind_size_and_age_widens_only_where_it_says_so(figures, more):
    """From none to many; also those far off, of a wide range, old, or that weigh nothing."""
    observations = [
        seen(
            round(pay),
            kind,
            high=round(pay * ratio),
            company=f"{number}",
            observed_on=TODAY - timedelta(days=days),
        )
        for number, (pay, ratio, kind, days) in enumerate([*figures, more])
    ]
    before, after = worth(observations[:-1]), worth(observations)
    width = log_width(after.worth) - log_width(before.worth)
    newly_far = sum(own.is_outlier for own in after.own) > sum(own.is_outlier for own in before.own)
    assert width <= 1e-9 or newly_far
    if newly_far:
        assert any("far from the rest" in step for step in after.worth.basis)
    assert len(after.own) == len(observations)
    assert all(own.counts or own.reason for own in after.own)


def test_an_impossible_range_leaves_the_answer_as_it_was():
    alone, with_it = (
        worth(figures)
        for figures in (
            [seen(150_000)],
            [seen(150_000), seen(1, PayKind.POSTED, high=1_000_000, company="Silly")],
        )
    )
    assert with_it.worth.value == alone.worth.value
    assert (with_it.worth.low, with_it.worth.high) == (alone.worth.low, alone.worth.high)
    assert "says nothing of pay" in with_it.own[1].reason


@pytest.mark.parametrize("component", [PayComponent.BONUS, PayComponent.EQUITY])
def test_bonus_and_equity_never_enter_base(component):
    more = seen(90_000, company="Initech", component=component)
    alone, with_it = worth([seen(150_000)]), worth([seen(150_000), more])
    assert with_it.worth.value == alone.worth.value
    assert with_it.worth.n == 1
    assert "beside base, never in it" in with_it.own[1].reason


def test_an_old_offer_is_carried_to_today_and_weighs_less():
    growth = PayGrowth({date(2025, month, 1): 0.12 for month in range(1, 13)}, OEWS)
    old = seen(100_000, observed_on=date(2024, 12, 31), company="Old")
    (own,) = worth([old], the_market=market(growth=growth)).own
    assert math.exp(own.log_pay) == pytest.approx(100_000 * 1.12**PASS_THROUGH)
    (fresh,) = worth([seen(100_000)], the_market=market(growth=growth)).own
    assert own.weight < fresh.weight


def test_own_bias_from_quote_to_offer_is_learned_from_pairs():
    pairs = [
        figure
        for i in range(4)
        for figure in (seen(150_000, PayKind.QUOTE, company=f"{i}"), seen(135_000, company=f"{i}"))
    ]
    quote = seen(150_000, PayKind.QUOTE, company="New")
    (*_, corrected) = worth([*pairs, quote]).own
    (alone,) = worth([quote]).own
    assert corrected.log_pay - alone.log_pay == pytest.approx(math.log(0.9) * 4 / (4 + 0.64))


def test_own_bias_from_posted_to_offer_carries_to_other_postings():
    pairs = [
        figure
        for i in range(4)
        for figure in (seen(120_000, PayKind.POSTED, company=f"{i}"), seen(150_000, company=f"{i}"))
    ]
    posted = seen(120_000, PayKind.POSTED, company="New")
    (*_, corrected) = worth([*pairs, posted]).own
    (alone,) = worth([posted]).own
    assert corrected.log_pay - alone.log_pay == pytest.approx(math.log(1.25) * 4 / 5)


def test_without_a_band_own_observations_answer_alone():
    answer = worth([seen(150_000)], the_market=MarketPay())
    assert answer.worth.value == pytest.approx(150_000)
    assert answer.prior is None
    assert any("No market band" in text for text in answer.worth.missing)


def test_without_band_and_observation_there_is_no_figure_but_a_reason():
    answer = worth(the_market=MarketPay(missing=("Occupation: not known.",)))
    assert answer.worth.value is None
    assert answer.next_offer.value is None
    assert answer.narrowing == ()
    assert "Occupation: not known." in answer.worth.missing


def test_work_paid_more_evenly_than_most_is_said_to_get_too_wide_a_range():
    def said(percentiles):
        answer = worth(the_market=market(band(percentiles)))
        return any("more evenly than most work" in text for text in answer.worth.missing)

    assert said({10: 120_000, 50: 140_000, 90: 163_000})
    assert not said({10: 90_000, 50: 140_000, 90: 218_000})


def test_no_experience_is_said():
    assert any(
        "experience" in text for text in worth(the_job=job(experience_years=None)).worth.missing
    )


def test_no_pay_gives_no_percentile():
    assert worth(the_job=job(pay_annual=None)).pay_percentile_worth is None


def test_pay_in_another_currency_answers_in_that_currency():
    answer = worth(the_job=job(currency="EUR", pay_annual=Decimal(100_000)))
    assert answer.worth.unit == "EUR/year"
    assert answer.worth.value == pytest.approx(140_000 / 1.25)


def test_a_currency_without_a_rate_is_said_and_own_figures_still_answer():
    there = job(currency="XXX", pay_annual=None)
    answer = worth([seen(150_000, currency="XXX")], the_job=there)
    assert answer.prior is None
    assert answer.worth.value == pytest.approx(150_000)
    assert any("XXX" in text for text in answer.worth.missing)


def test_the_update_is_calibrated():
    """Simulation-based calibration: the rank of the true worth in its posterior is uniform."""
    random = np.random.default_rng(20260630)
    prior = Prior(math.log(140_000), PRIOR_SD)
    ranks = []
    for _ in range(1500):
        truth = random.normal(prior.log_mean, prior.sd)
        noises = random.choice([0.24, 0.253, 0.30, 0.36], size=random.integers(0, 8))
        read = [
            OwnPay(seen(1), log_pay=random.normal(truth, noise), noise_sd=noise) for noise in noises
        ]
        belief, _ = update(prior, read)
        ranks.append(np.mean(random.normal(belief.log_mean, belief.sd, 200) < truth))
    assert kstest(ranks, "uniform").pvalue > 0.01
    assert np.mean([0.1 <= rank <= 0.9 for rank in ranks]) == pytest.approx(0.8, abs=0.03)


def test_the_whole_path_from_figures_to_the_worth_is_calibrated():
    """The same through kinds, ranges, ages and currencies, as figures are entered."""
    random = np.random.default_rng(11)
    prior = worth().prior
    ranks = []
    for _ in range(400):
        truth = random.normal(prior.log_mean, prior.sd)
        figures = []
        for number in range(random.integers(0, 5)):
            kind = random.choice(list(KIND_SD))
            days, spread = int(random.integers(0, 900)), 0.2 * (kind is PayKind.POSTED)
            noise = math.hypot(
                OFFER_SD, KIND_SD[kind], spread / 2, AGEING_SD * math.sqrt(days / 365.25)
            )
            middle = math.exp(random.normal(truth, noise))
            units = random.choice([1.0, 1 / 1.25])
            figures.append(
                seen(
                    round(units * middle * math.exp(-spread), 2),
                    kind,
                    high=round(units * middle * math.exp(spread), 2),
                    company=f"{number}",
                    currency="USD" if units == 1 else "EUR",
                    observed_on=TODAY - timedelta(days=days),
                )
            )
        belief = worth(figures).belief
        ranks.append(norm.cdf((truth - belief.log_mean) / belief.sd))
    assert kstest(ranks, "uniform").pvalue > 0.01
    assert np.mean([0.1 <= rank <= 0.9 for rank in ranks]) == pytest.approx(0.8, abs=0.05)


def test_the_next_offer_interval_covers_what_it_says():
    random = np.random.default_rng(7)
    prior = Prior(math.log(140_000), PRIOR_SD)
    covered = []
    for _ in range(3000):
        truth = random.normal(prior.log_mean, prior.sd)
        count = random.integers(0, 6)
        offers = random.normal(truth, OFFER_SD, count + 1)
        read = [OwnPay(seen(1), log_pay=y, noise_sd=OFFER_SD) for y in offers[:count]]
        belief, _ = update(prior, read)
        low, high = belief.next_offer_at(-Z), belief.next_offer_at(Z)
        covered.append(low <= math.exp(offers[-1]) <= high)
    assert np.mean(covered) == pytest.approx(0.8, abs=0.025)


SLIPS = [75, 12_500, 1_800_000, 150_000_000]


@settings(max_examples=60, deadline=None)
@given(
    pays=st.lists(st.floats(110_000, 180_000), min_size=1, max_size=8),
    slip=st.sampled_from(SLIPS),
    place=st.integers(0, 8),
)
def test_an_impossible_figure_leaves_the_worth_and_the_weights_as_they_were(pays, slip, place):
    good = [seen(round(pay), company=f"{number}") for number, pay in enumerate(pays)]
    place = min(place, len(good))
    alone = worth(good)
    slipped = worth([*good[:place], seen(slip, company="Slip"), *good[place:]])
    own = list(slipped.own)
    assert "weighs nothing" in own.pop(place).reason
    assert slipped.worth.value == pytest.approx(alone.worth.value)
    assert (slipped.worth.low, slipped.worth.n) == (
        pytest.approx(alone.worth.low),
        alone.worth.n,
    )
    assert [each.weight for each in own] == pytest.approx([each.weight for each in alone.own])


def test_the_steps_count_what_counts():
    figures = [seen(150_000), seen(155_000, company="Two"), seen(75, company="Slip")]
    answer = worth(figures)
    assert answer.worth.n == 2
    assert [step.after for step in answer.narrowing] == [0, 1, 2]
    assert answer.narrowing[-1].worth[1] == pytest.approx(answer.worth.value)
    assert all(step.added is not figures[-1] for step in answer.narrowing)


def test_only_impossible_figures_leave_the_market_alone():
    answer = worth([seen(75), seen(90, company="Two")])
    assert answer.worth.n == 0
    assert answer.worth.value == pytest.approx(worth().worth.value)
    assert [step.after for step in answer.narrowing] == [0]
