"""Raises in real terms."""

from datetime import date

import pytest

from greener.journal.analysis.pay_history import real_base_pay
from greener.journal.people import PayStep

INDEX = {date(2020, 1, 1): 100.0, date(2022, 1, 1): 110.0, date(2024, 1, 1): 121.0}


def step(year: int, amount: int, currency: str = "USD", component: str = "base") -> PayStep:
    return PayStep(
        effective_on=date(year, 6, 1), amount_annual=amount, currency=currency, component=component
    )


def test_a_raise_below_prices_is_a_cut() -> None:
    first, second = real_base_pay([step(2022, 104_500), step(2020, 100_000)], "USD", INDEX)
    assert first.real_annual == pytest.approx(121_000)
    assert (first.raise_share, first.real_raise_share) == (None, None)
    assert second.raise_share == pytest.approx(0.045)
    assert second.real_annual == pytest.approx(114_950)
    assert second.real_raise_share == pytest.approx(-0.05)


def test_what_the_index_does_not_cover_has_no_real_amount() -> None:
    old, euro, dollar = real_base_pay(
        [step(2019, 90_000), step(2021, 80_000, "EUR"), step(2023, 120_000)], "USD", INDEX
    )
    assert old.real_annual is None
    assert (euro.real_annual, euro.raise_share) == (None, None)
    assert dollar.raise_share is None
    assert real_base_pay([step(2022, 1)], "USD", {})[0].real_annual is None


def test_bonus_is_not_base() -> None:
    assert real_base_pay([step(2022, 5000, component="bonus")], "USD", INDEX) == ()
