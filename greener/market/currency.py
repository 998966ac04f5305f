"""Money of one currency in another, at the euro reference rates' monthly means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from greener.market.store import Snapshot

_WRITTEN_DECIMALS = 2
_ROUNDING = 1e-15
"""Relative rounding of a conversion there and back."""


class UnknownRateError(LookupError):
    """A currency has no rate at that time; the message names it and what there is."""


@dataclass(frozen=True)
class Converted:
    """An amount in another currency, and which rate made it so.

    Attributes:
        amount: The amount in ``currency``.
        currency: ISO 4217 code.
        rate_month: First day of the month whose mean rate was used, the older one where the two
            currencies' months differ; None when nothing had to be converted.
    """

    amount: float
    currency: str
    rate_month: date | None


@dataclass(frozen=True)
class ExchangeRates:
    """Monthly mean rates of some currencies.

    Attributes:
        units_per_eur: Currency → its months (first days) in order, each with units per euro.
        as_of: Newest day the rates speak for; None when there are none.
    """

    units_per_eur: Mapping[str, Sequence[tuple[date, float]]]
    as_of: date | None = None

    @property
    def currencies(self) -> tuple[str, ...]:
        """ISO 4217 codes with a rate, in alphabetical order."""
        return tuple(sorted(self.units_per_eur))

    def convert(
        self, amount: float | Decimal, from_currency: str, to_currency: str, on: date
    ) -> Converted:
        """Convert at the newest month's mean that is not after ``on``.

        An amount of whole cents comes back exactly when it is converted there and back.

        Raises:
            UnknownRateError: When either currency has no rate by then.
        """
        if from_currency == to_currency:
            return Converted(float(amount), to_currency, None)
        from_month, from_units = self._rate(from_currency, on)
        to_month, to_units = self._rate(to_currency, on)
        converted = _as_written(float(amount) / from_units * to_units)
        return Converted(converted, to_currency, min(from_month, to_month))

    def _rate(self, currency: str, on: date) -> tuple[date, float]:
        months = self.units_per_eur.get(currency, ())
        if not months:
            raise UnknownRateError(
                f"There is no exchange rate for {currency!r}; there are rates for "
                f"{', '.join(self.currencies) or 'no currency'}"
            )
        position = bisect_right(months, on, key=lambda month_and_rate: month_and_rate[0])
        if position == 0:
            raise UnknownRateError(
                f"There is no exchange rate for {currency} on {on}; the first is of {months[0][0]}"
            )
        return months[position - 1]


def _as_written(amount: float) -> float:
    """Return the whole cents that an amount differs from by rounding alone."""
    written = round(amount, _WRITTEN_DECIMALS)
    return written if abs(amount - written) <= _ROUNDING * abs(amount) else amount


def exchange_rates(snapshot: Snapshot, currencies: Sequence[str] | None = None) -> ExchangeRates:
    """Read the monthly rates of the currencies named, or of all."""
    rows = snapshot.query(
        """SELECT currency, month, units_per_eur, as_of_date FROM fx_month
           WHERE $all_of_them OR list_contains($currencies, currency)
           ORDER BY currency, month""",
        {"all_of_them": currencies is None, "currencies": list(currencies or ())},
    )
    units = {
        str(currency): tuple(
            zip(group["month"].dt.date, group["units_per_eur"].astype(float), strict=True)
        )
        for currency, group in rows.groupby("currency")
    }
    as_of = None if rows.empty else rows["as_of_date"].max().date()
    return ExchangeRates(MappingProxyType(units), as_of)
