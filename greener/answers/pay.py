"""Pay put into one period and one currency, exactly.

Full-time year: 2,080 hours = 260 days = 52 weeks = 12 months (the year that BLS annualises with).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Protocol

from greener.journal.records import PayPeriod

PERIODS_PER_YEAR: dict[PayPeriod, int] = {
    PayPeriod.HOUR: 2080,
    PayPeriod.DAY: 260,
    PayPeriod.WEEK: 52,
    PayPeriod.MONTH: 12,
    PayPeriod.YEAR: 1,
}
FULL_TIME_HOURS_WEEKLY = Decimal(40)

_FINE = 18
_WRITTEN = 6
# A figure with up to six decimals, converted, lies on a grid of 1/(2080·10^6) or exactly on its own
# six decimals; anything nearer to six decimals than this is therefore only the rounding of _FINE.
_SNAP = Decimal("1e-11")


class ConvertedAmount(Protocol):
    """An amount in the currency asked for."""

    @property
    def amount(self) -> float:
        """The amount."""


class Rates(Protocol):
    """Exchange rates by day, as the answers need them."""

    def convert(
        self, amount: float | Decimal, from_currency: str, to_currency: str, on: date
    ) -> ConvertedAmount:
        """Return an amount of one currency in another at the rate of a day.

        Raises:
            LookupError: When there is no rate between the two; the message names the currency.
        """


def convert_period(amount: Decimal, period: PayPeriod, target: PayPeriod) -> Decimal:
    """Return pay for one period as pay for another, as the full-time equivalent.

    An amount of up to six decimals converted back and forth, by whatever steps, comes back exactly.

    Args:
        amount: Pay for one ``period``.
        period: Period that ``amount`` pays for.
        target: Period wanted.
    """
    ratio = Fraction(PERIODS_PER_YEAR[period], PERIODS_PER_YEAR[target])
    return _rounded(Fraction(amount) * ratio)


def annual(amount: Decimal, period: PayPeriod) -> Decimal:
    """Return pay for a period as pay for a full-time year."""
    return convert_period(amount, period, PayPeriod.YEAR)


def full_time_equivalent(pay: Decimal, hours_weekly: Decimal) -> Decimal:
    """Return what the same hourly pay comes to at 40 hours a week.

    Args:
        pay: Pay for ``hours_weekly`` hours a week, in any period.
        hours_weekly: Hours a week that it pays for, above 0.
    """
    return _rounded(Fraction(pay) * Fraction(FULL_TIME_HOURS_WEEKLY) / Fraction(hours_weekly))


def at_hours(full_time_pay: Decimal, hours_weekly: Decimal) -> Decimal:
    """Return what full-time pay comes to at ``hours_weekly``: undoes ``full_time_equivalent``."""
    return _rounded(
        Fraction(full_time_pay) * Fraction(hours_weekly) / Fraction(FULL_TIME_HOURS_WEEKLY)
    )


def _rounded(exact: Fraction) -> Decimal:
    """Return a fraction as a decimal; one that was written with six decimals comes out as such."""
    with localcontext() as context:
        context.prec = 60
        value = Decimal(exact.numerator) / Decimal(exact.denominator)
        fine = value.quantize(Decimal(1).scaleb(-_FINE))
        written = value.quantize(Decimal(1).scaleb(-_WRITTEN))
        kept = written if abs(fine - written) < _SNAP else fine
        return kept.normalize() + Decimal(0)
