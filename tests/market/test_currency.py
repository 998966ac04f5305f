"""Conversion uses the newest month known by then, says which, and names what it lacks."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.schema import SCHEMA_SQL
from greener.market.currency import ExchangeRates, UnknownRateError, exchange_rates
from greener.market.store import Snapshot

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
RATES = ExchangeRates(
    {
        "EUR": ((JANUARY, 1.0), (FEBRUARY, 1.0)),
        "USD": ((JANUARY, 1.25), (FEBRUARY, 1.1)),
        "MYR": ((JANUARY, 4.5),),
    },
    date(2026, 2, 27),
)


def test_the_newest_month_not_after_the_day_counts():
    assert RATES.convert(100, "EUR", "USD", date(2026, 1, 31)).amount == pytest.approx(125)
    later = RATES.convert(Decimal(100), "EUR", "USD", date(2027, 6, 1))
    assert (later.amount, later.currency) == (pytest.approx(110), "USD")
    assert later.rate_month == FEBRUARY


def test_between_two_currencies_the_older_month_is_named():
    converted = RATES.convert(110, "USD", "MYR", date(2026, 2, 28))
    assert (converted.amount, converted.rate_month) == (pytest.approx(450), JANUARY)


def test_the_same_currency_needs_no_rate():
    converted = RATES.convert(7, "XXX", "XXX", JANUARY)
    assert (converted.amount, converted.rate_month) == (7, None)


def test_what_has_no_rate_is_named():
    with pytest.raises(UnknownRateError, match=r"'XXX'.*EUR, MYR, USD"):
        RATES.convert(1, "XXX", "EUR", JANUARY)
    with pytest.raises(UnknownRateError, match="USD on 2025-12-31; the first is of 2026-01-01"):
        RATES.convert(1, "USD", "EUR", date(2025, 12, 31))
    with pytest.raises(UnknownRateError, match="no currency"):
        ExchangeRates({}).convert(1, "USD", "EUR", JANUARY)


@given(st.floats(1, 1e9), st.sampled_from(RATES.currencies), st.sampled_from(RATES.currencies))
def test_there_and_back_is_the_same(amount, one, other):
    there = RATES.convert(amount, one, other, FEBRUARY)
    assert RATES.convert(there.amount, other, one, FEBRUARY).amount == pytest.approx(amount)


@settings(derandomize=True)
@given(
    st.decimals(1, 1_000_000, places=2),
    st.sampled_from(RATES.currencies),
    st.sampled_from(RATES.currencies),
)
def test_an_amount_of_cents_comes_back_exactly(amount, one, other):
    there = RATES.convert(amount, one, other, FEBRUARY)
    assert RATES.convert(there.amount, other, one, FEBRUARY).amount == float(amount)


@pytest.fixture
def snapshot(tmp_path):
    path = tmp_path / "market.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(SCHEMA_SQL)
        connection.execute(
            """INSERT INTO fx_month VALUES
               ('2026-02-01', 'USD', 1.1, 20, 'ecb_fx', '2026-02-27'),
               ('2026-01-01', 'USD', 1.25, 21, 'ecb_fx', '2026-02-27'),
               ('2026-02-01', 'EUR', 1, 20, 'ecb_fx', '2026-02-27')"""
        )
    with Snapshot(path) as opened:
        yield opened


def test_rates_are_read_from_the_market(snapshot):
    rates = exchange_rates(snapshot)
    assert rates.currencies == ("EUR", "USD")
    assert rates.units_per_eur["USD"] == ((JANUARY, 1.25), (FEBRUARY, 1.1))
    assert rates.as_of == date(2026, 2, 27)
    assert exchange_rates(snapshot, ["USD", "GBP"]).currencies == ("USD",)
    assert exchange_rates(snapshot, ["GBP"]) == ExchangeRates({}, None)
