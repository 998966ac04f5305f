"""Own pay over the years, as named and at today's prices."""

from datetime import date
from decimal import Decimal

from greener.figures.pay_steps import pay_steps, pay_steps_finding
from greener.journal.analysis.pay_history import real_base_pay
from greener.journal.people import PayStep

PRICES = {date(2020, 1, 1): 100.0, date(2021, 1, 1): 110.0, date(2022, 1, 1): 125.0}
DAY = date(2022, 6, 1)


def steps(*pays, prices=PRICES):
    history = [
        PayStep(effective_on=date(2020 + year, 1, 15), amount_annual=Decimal(pay), currency="USD")
        for year, pay in enumerate(pays)
    ]
    return real_base_pay(history, "USD", prices)


def test_a_raise_below_prices_is_a_loss():
    assert pay_steps_finding(steps(100_000, 105_000, 110_000)) == (
        "+10% since January 2020; after prices -12%"
    )


def test_a_raise_of_prices_alone_gains_nothing():
    assert pay_steps_finding(steps(100_000, 110_000, 125_000)).endswith("prices took all of it")


def test_a_single_step_is_no_raise_and_loses_what_prices_took():
    assert pay_steps_finding(steps(100_000)) == (
        "Unchanged since January 2020, and prices took 20% of it"
    )
    assert pay_steps_finding(steps(100_000, prices={})) == "Unchanged since January 2020"


def test_without_prices_only_the_named_change_is_told():
    unpriced = steps(100_000, 120_000, prices={})
    assert pay_steps_finding(unpriced) == "Pay named to you: +20% since January 2020"
    assert len(pay_steps(unpriced, {}, "USD", DAY).data[1].x or ()) == 0


def test_each_months_pay_is_carried_to_the_newest_prices():
    named, real = pay_steps(steps(100_000, 110_000), PRICES, "USD", DAY).data
    assert list(real.y) == [125_000, 125_000, 110_000]
    assert list(named.y) == [100_000, 110_000, 110_000]
