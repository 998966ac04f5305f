"""Amounts, dates, places and words as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greener.journal.parse.amounts import parse_amount, parse_currency, parse_period, parse_range
from greener.journal.parse.dates import DayOrder, day_order, parse_date
from greener.journal.parse.places import countries, currency_of, parse_country
from greener.journal.parse.words import parse_choice, parse_yes_no, spellings
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayPeriod,
    Purpose,
    Stage,
    WorkMode,
)


@pytest.mark.parametrize(
    ("text", "amount", "currency", "period"),
    [
        ("180k", 180_000, None, None),
        ("180 K", 180_000, None, None),
        ("$180,000", 180_000, "USD", None),
        ("180,000.00", 180_000, None, None),
        ("180.000,50", "180000.5", None, None),
        ("1.234.567", 1_234_567, None, None),
        ("12,50,000", 1_250_000, None, None),
        ("180'000 CHF", 180_000, "CHF", None),
        ("95 000 €", 95_000, "EUR", None),
        ("95\u202f000 €", 95_000, "EUR", None),
        ("1.5m", 1_500_000, None, None),
        ("1,5m", 1_500_000, None, None),
        ("1.125k", 1125, None, None),
        ("62.50/hr", "62.5", None, PayPeriod.HOUR),
        ("45 an hour", 45, None, PayPeriod.HOUR),
        ("£450 per day", 450, "GBP", PayPeriod.DAY),
        ("RM8,500/mo", 8500, "MYR", PayPeriod.MONTH),
        ("180k p.a.", 180_000, None, PayPeriod.YEAR),
        ("$ 90,000 annually", 90_000, "USD", PayPeriod.YEAR),
        ("C$120k", 120_000, "CAD", None),
        ("USD 120k", 120_000, "USD", None),
        ("120kUSD", 120_000, "USD", None),
        ("25 LPA", 2_500_000, "INR", PayPeriod.YEAR),
        ("62.333333", "62.3333", None, None),
    ],
)
def test_amounts(
    text: str, amount: int | str, currency: str | None, period: PayPeriod | None
) -> None:
    read = parse_amount(text)
    assert (read.amount, read.currency, read.period) == (Decimal(amount), currency, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-5",
        "0",
        "abc",
        "k",
        "$",
        "1.2.3",
        "1,23,45",
        "12e5",
        "180-200k",
        "1k2",
        "9" * 30,
        "9" * 80,
        "NaN",
    ],
)
def test_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="expected one positive amount"):
        parse_amount(text)


@given(st.decimals(Decimal("0.01"), 10**9, places=2), st.sampled_from(["{:,}", "{:f}", "${:,}"]))
def test_an_amount_survives_being_written(amount: Decimal, form: str) -> None:
    assert parse_amount(form.format(amount)).amount == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_clear_refusal(text: str) -> None:
    try:
        low, high = parse_range(text)
    except ValueError as error:
        assert "expected" in str(error)
    else:
        assert low.amount > 0
        assert high.amount > 0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("180-200k", 180_000, 200_000),
        ("180k–200k", 180_000, 200_000),
        ("$90,000 to $110,000", 90_000, 110_000),
        ("90,000-120k", 90_000, 120_000),
        ("1.2-1.5m", 1_200_000, 1_500_000),
        ("95-110 per hour", 95, 110),
        ("180k", 180_000, 180_000),
    ],
)
def test_ranges(text: str, low: int, high: int) -> None:
    assert [end.amount for end in parse_range(text)] == [low, high]


def test_sign_and_period_written_once_count_for_both_ends() -> None:
    low, high = parse_range("€95-110 per hour")
    assert (low.currency, high.currency) == ("EUR", "EUR")
    assert (low.period, high.period) == (PayPeriod.HOUR, PayPeriod.HOUR)


def test_a_range_has_one_currency() -> None:
    with pytest.raises(ValueError, match="one currency"):
        parse_range("€95k - £110k")


def test_currencies_and_periods() -> None:
    assert parse_currency(" usd ") == "USD"
    assert parse_currency("€") == "EUR"
    assert parse_period("per annum") is PayPeriod.YEAR
    assert parse_period("an hour") is PayPeriod.HOUR
    with pytest.raises(ValueError, match="ISO 4217"):
        parse_currency("XQZ")
    with pytest.raises(ValueError, match="expected one of hour"):
        parse_period("fortnight")


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_dates_in_every_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ", "%d %b %Y", "%B %d, %Y", "%b %dth %Y"):
        assert parse_date(day.strftime(form)) == day
    assert parse_date(day.strftime("%d.%m.%Y"), DayOrder.DAY_FIRST) == day
    assert (
        parse_date(day.strftime("%m/%d/%y") if day.year >= 2000 else str(day), DayOrder.MONTH_FIRST)
        == day
    )


def test_the_order_of_day_and_month_is_proved_not_guessed() -> None:
    assert day_order(["1/2/2026", "14/2/2026"]) is DayOrder.DAY_FIRST
    assert day_order(["1/2/2026", "2/14/2026"]) is DayOrder.MONTH_FIRST
    assert day_order(["1/2/2026", "2026-03-04"]) is None
    assert day_order(["14/2/2026", "2/14/2026"]) is None
    assert parse_date("14/2/2026") == date(2026, 2, 14)
    assert parse_date("4/4/2026") == date(2026, 4, 4)
    with pytest.raises(ValueError, match="two readings"):
        parse_date("3/4/2026")
    with pytest.raises(ValueError, match="expected a date"):
        parse_date("31/31/2026")


def test_every_country_is_found_by_its_name_and_code() -> None:
    for code, name in countries().items():
        assert parse_country(name) == code
        assert parse_country(code.lower()) == code


def test_the_currency_of_a_country() -> None:
    assert currency_of("DE") == "EUR"
    assert currency_of("AQ") is None


@pytest.mark.parametrize(
    "choices", [Stage, Channel, Purpose, PayKind, PayComponent, PayPeriod, WorkMode]
)
def test_every_synonym_names_a_member(choices: type) -> None:
    for word, value in spellings(choices).items():
        assert parse_choice(choices, word.replace("_", " ").upper()) == choices(value)


def test_a_near_word_is_suggested() -> None:
    with pytest.raises(ValueError, match="did you mean rejected"):
        parse_choice(Stage, "rejcted")


def test_yes_and_no() -> None:
    assert parse_yes_no(" Yes ") is True
    assert parse_yes_no("0") is False
    with pytest.raises(ValueError, match="expected yes or no"):
        parse_yes_no("maybe")
