"""Own figures on the market's charts: yearly, in the chart's currency, base only, newest first."""

from datetime import date

import pytest

from greener.journal.records import Job, PayComponent, PayKind, PayObservation, PayPeriod
from greener.market.currency import ExchangeRates
from pages.market.own_pay import named_figures, present_pay

RATES = ExchangeRates(
    {"EUR": [(date(2026, 1, 1), 1.0)], "USD": [(date(2026, 1, 1), 1.25)]}, date(2026, 1, 31)
)
TODAY = date(2026, 2, 1)


def named(low, *, high=None, on=TODAY, kind=PayKind.QUOTE, **known):
    return PayObservation(
        observed_on=on,
        company="Acorn",
        kind=kind,
        low=low,
        high=high or low,
        **{"currency": "USD", **known},
    )


def test_pay_is_converted_at_the_rate_of_the_day():
    job = Job(employer="Acorn", title="Baker", pay_annual=80_000, currency="EUR")
    pay = present_pay(job, "USD", RATES, TODAY, "You")
    assert (pay.name, pay.low, pay.high) == ("You", pytest.approx(100_000), pytest.approx(100_000))


@pytest.mark.parametrize(
    "job",
    [
        Job(employer="Acorn", title="Baker"),
        Job(employer="Acorn", title="Baker", pay_annual=1, currency="XXX"),
    ],
)
def test_pay_that_is_not_known_or_convertible_is_not_drawn(job):
    assert present_pay(job, "USD", RATES, TODAY, "You") is None


def test_named_figures_are_yearly_and_newest_first():
    figures = named_figures(
        [
            named(50, high=60, period=PayPeriod.HOUR, on=date(2026, 1, 5)),
            named(120_000, kind=PayKind.WRITTEN),
        ],
        "USD",
        RATES,
    )
    assert [(each.low, each.high) for each in figures] == [
        (120_000, 120_000),
        (pytest.approx(104_000), pytest.approx(124_800)),
    ]
    assert figures[0].name == "Acorn, written Feb 2026"


def test_what_is_no_base_pay_named_by_others_is_left_out():
    figures = named_figures(
        [
            named(10_000, component=PayComponent.BONUS),
            named(200_000, kind=PayKind.ASKED),
            named(90_000, currency="XXX"),
        ],
        "USD",
        RATES,
    )
    assert figures == []
