"""Small builders for tests of pay: one band, one observation, fixed rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MarketPay, PayBand
from greener.journal.records import Job, PayKind, PayObservation

TODAY = date(2026, 6, 30)
OEWS = SourceRef("oews", "BLS OEWS, May 2025", date(2025, 5, 31))
UNITS_PER_EUR = {"USD": 1.25, "EUR": 1.0}


@dataclass(frozen=True)
class Amount:
    amount: float


class FixedRates:
    """Two currencies: 1 EUR = 1.25 USD."""

    def convert(self, amount, from_currency, to_currency, on):
        if from_currency == to_currency:
            return Amount(float(amount))
        for currency in (from_currency, to_currency):
            if currency not in UNITS_PER_EUR:
                raise LookupError(f"There is no exchange rate for {currency!r}")
        return Amount(float(amount) / UNITS_PER_EUR[from_currency] * UNITS_PER_EUR[to_currency])


def band(percentiles=None, **changes):
    fields = {
        "source": OEWS,
        "occupation": "Software Developers",
        "place": "California",
        "currency": "USD",
        "percentiles": percentiles
        or {10: 90_000, 25: 110_000, 50: 140_000, 75: 178_000, 90: 218_000},
        "as_of": TODAY,
    }
    return PayBand(**{**fields, **changes})


def market(*bands, **changes):
    return MarketPay(bands=bands or (band(),), **changes)


def job(**changes):
    fields = {
        "employer": "Acme",
        "title": "Software engineer",
        "occupation": "15-1252",
        "pay_annual": Decimal(130_000),
        "experience_years": 8,
    }
    return Job(**{**fields, **changes})


def seen(pay, kind=PayKind.WRITTEN, *, company="Initech", high=None, **changes):
    fields = {"observed_on": TODAY, "currency": "USD"}
    return PayObservation(
        company=company,
        kind=kind,
        low=Decimal(str(pay)),
        high=Decimal(str(high if high is not None else pay)),
        **{**fields, **changes},
    )
