"""Bands become lognormals; bands become one prior."""

from __future__ import annotations

import math
from datetime import date

import pytest
from scipy.stats import norm

from greener.answers.curves import PASS_THROUGH, ExperienceCurve, PayGrowth
from greener.answers.estimate import SourceRef
from greener.answers.market_pay import (
    BAND_AGEING_SD,
    OFFER_SD,
    PRIOR_SD,
    TYPICAL_BAND_SD,
    MarketPay,
    fit_lognormal,
    pool,
)
from tests.answers.pay_parts import OEWS, TODAY, FixedRates, band, market

RATES = FixedRates()


def lognormal_percentiles(mean, sd):
    return {p: math.exp(mean + sd * norm.ppf(p / 100)) for p in (10, 25, 50, 75, 90)}


def test_exact_percentiles_give_back_their_lognormal():
    mean, sd = fit_lognormal(lognormal_percentiles(11.8, 0.4))
    assert (mean, sd) == (pytest.approx(11.8), pytest.approx(0.4))


def test_a_top_coded_percentile_is_a_lower_bound_not_a_value():
    true = lognormal_percentiles(12.2, 0.45)
    ceiling = 239_200
    published = {p: min(pay, ceiling) for p, pay in true.items()}
    bounds = frozenset(p for p, pay in true.items() if pay > ceiling)
    assert bounds == {75, 90}
    mean, sd = fit_lognormal(published, bounds)
    assert (mean, sd) == (pytest.approx(12.2), pytest.approx(0.45, rel=0.01))
    taken_as_values = fit_lognormal(published)
    assert taken_as_values[1] < sd


def test_a_lower_bound_above_the_fit_widens_it():
    published = {10: 150_000, 25: 155_000, 50: 160_000, 75: 239_200, 90: 239_200}
    mean, sd = fit_lognormal(published, frozenset({75, 90}))
    assert mean == pytest.approx(math.log(160_000))
    assert math.exp(mean + sd * norm.ppf(0.75)) >= 239_200 - 1e-6


def test_only_the_tenth_percentile_exact_lifts_the_median_to_the_bound():
    published = {10: 200_000, 25: 239_200, 50: 239_200}
    mean, sd = fit_lognormal(published, frozenset({25, 50}))
    assert sd == TYPICAL_BAND_SD
    assert math.exp(mean) >= 239_200


def test_all_bounds_still_answer():
    mean, _ = fit_lognormal({10: 239_200, 50: 239_200}, frozenset({10, 50}))
    assert math.exp(mean) > 239_200


def test_one_percentile_takes_the_typical_spread():
    assert fit_lognormal({50: 60_000}) == (pytest.approx(math.log(60_000)), TYPICAL_BAND_SD)


def test_a_band_without_figures_is_refused():
    with pytest.raises(ValueError, match="percentiles"):
        band({10: 0})


def test_no_band_no_prior():
    assert pool(MarketPay(), "USD", 5, RATES, TODAY) is None


def test_the_prior_leaves_out_the_spread_of_offers():
    wide = band(lognormal_percentiles(11.8, 0.5))
    prior = pool(market(wide), "USD", None, RATES, TODAY)
    assert prior.sd == pytest.approx(math.sqrt(0.5**2 - OFFER_SD**2))


def test_no_prior_is_narrower_than_what_pay_data_can_know():
    narrow = band(lognormal_percentiles(11.8, 0.1))
    assert pool(market(narrow), "USD", None, RATES, TODAY).sd == PRIOR_SD


def test_falling_back_widens():
    here, elsewhere = band(), band(fallback_sd=0.3, fallbacks=("Pay of the nation instead.",))
    assert (
        pool(market(elsewhere), "USD", None, RATES, TODAY).sd
        > pool(market(here), "USD", None, RATES, TODAY).sd
    )


def test_experience_moves_the_median_and_narrows():
    curve = ExperienceCurve((0, 10, 30), (-0.3, 0.1, 0.2), 0.2, SourceRef("survey", "Survey"))
    wide = band(lognormal_percentiles(11.8, 0.5))
    known = market(wide, experience=curve)
    beginner = pool(known, "USD", 0, RATES, TODAY)
    assert beginner.log_mean == pytest.approx(11.8 - 0.3)
    assert pool(known, "USD", 5, RATES, TODAY).log_mean == pytest.approx(11.8 - 0.1)
    assert beginner.sd < pool(known, "USD", None, RATES, TODAY).sd


def test_rank_in_the_title_moves_the_median_and_narrows():
    survey = SourceRef("survey", "Survey")
    curve = ExperienceCurve((0, 10), (0.0, 0.0), 0.1, survey, {"senior": 0.2}, 0.15)
    wide = band(lognormal_percentiles(11.8, 0.5))
    senior = pool(market(wide, experience=curve, rank="senior"), "USD", None, RATES, TODAY)
    unknown = pool(market(wide, experience=curve, rank="manager"), "USD", None, RATES, TODAY)
    assert senior.log_mean == pytest.approx(12.0)
    assert unknown.log_mean == pytest.approx(11.8)
    assert senior.sd < unknown.sd


def test_experience_is_not_counted_twice():
    curve = ExperienceCurve((0, 10), (-0.3, 0.3), 0.2, SourceRef("survey", "Survey"))
    prior = pool(market(band(knows_experience=True), experience=curve), "USD", 0, RATES, TODAY)
    assert math.exp(prior.log_mean) == pytest.approx(140_000)


def test_weights_go_by_precision_and_disagreement_widens():
    low = band(lognormal_percentiles(11.6, 0.3))
    high = band(lognormal_percentiles(12.0, 0.6), source=SourceRef("h1b", "H-1B filings"))
    prior = pool(market(low, high), "USD", None, RATES, TODAY)
    first, second = prior.parts
    assert first.weight + second.weight == pytest.approx(1)
    assert first.weight > second.weight
    assert 11.6 < prior.log_mean < 11.8
    agreeing = pool(market(low, band(lognormal_percentiles(11.6, 0.6))), "USD", None, RATES, TODAY)
    assert prior.sd > agreeing.sd


def test_a_band_in_another_currency_is_converted_side_by_side():
    prior = pool(market(band(currency="EUR")), "USD", None, RATES, TODAY)
    assert prior.parts[0].percentiles[50] == pytest.approx(140_000 * 1.25)
    assert prior.parts[0].band.percentiles[50] == 140_000


def test_an_old_band_is_carried_on_by_growth_of_pay():
    months = {date(2025, month, 1): 0.12 for month in range(1, 13)}
    growth = PayGrowth(months, SourceRef("indeed", "Posted wages"))
    old = band(as_of=date(2025, 5, 31))
    prior = pool(market(old, growth=growth), "USD", None, RATES, TODAY)
    assert math.exp(prior.log_mean) == pytest.approx(140_000 * 1.12 ** (PASS_THROUGH * 7 / 12))
    assert growth.log_growth(TODAY, TODAY) == 0


def test_an_old_band_leaves_more_doubt():
    new, old = (
        pool(market(band(as_of=day)), "USD", None, RATES, TODAY).sd
        for day in (TODAY, date(2021, 6, 30))
    )
    assert old == pytest.approx(math.hypot(new, 5 * BAND_AGEING_SD), rel=1e-3)


def test_sources_are_named():
    assert pool(market(), "USD", None, RATES, TODAY).parts[0].band.source is OEWS
