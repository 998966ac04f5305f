"""Amounts of money as people write them: ``180k``, ``$180,000``, ``95 000 €``, ``25 LPA``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from babel.numbers import list_currencies

from greener.journal.parse.words import normalised, parse_choice, shown, spellings
from greener.journal.records import PayPeriod

_PLACES = Decimal("0.0001")
_LONGEST_AMOUNT = 60

SIGNS = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "zł": "PLN",
    "RM": "MYR",
}
"""Currency signs, longer ones first."""

_MULTIPLIERS = {
    "": 1,
    "k": 1000,
    "thousand": 1000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lpa": 100_000,
    "crore": 10_000_000,
    "cr": 10_000_000,
}

_NUMBER_AND_SUFFIX = re.compile(r"(?P<number>\d(?:[\d.,_'’\s]*\d)?)\s*(?P<suffix>[a-z]*)\.?", re.I)
_PERIOD_AFTER_SLASH = re.compile(r"\s*(?:/|\bper\b|\ban?\b)\s*(?P<word>[a-z]+)\.?$", re.I)
_PERIOD_WORD = re.compile(r"\s+(?P<word>p\.\s?a\.?|[a-z]{2,})$", re.I)


@dataclass(frozen=True)
class WrittenAmount:
    """One amount as read, with the currency and period written beside the digits, if any.

    Attributes:
        amount: Positive, kept to four decimals.
        currency: ISO 4217 code; None when neither code nor sign stood there.
        by_sign: The currency came from a bare ``$`` or ``¥``, which several countries use.
        period: Time it pays for; None when not written.
    """

    amount: Decimal
    currency: str | None = None
    by_sign: bool = False
    period: PayPeriod | None = None


def parse_amount(text: str) -> WrittenAmount:
    """Read one positive amount.

    With both ``.`` and ``,`` the last one is the decimal sign; a single one followed by exactly
    three digits groups thousands, unless ``k`` or ``m`` follows.

    Raises:
        ValueError: The text is not one positive amount.
    """
    problem = f"expected one positive amount like 180000, 180k or $180,000, got {shown(text)}"
    if len(text) > _LONGEST_AMOUNT:
        raise ValueError(problem)
    rest, period = _split_period(" ".join(text.split()))
    rest, currency, by_sign = _split_currency(rest)
    match = _NUMBER_AND_SUFFIX.fullmatch(rest)
    suffix = match["suffix"].lower() if match else ""
    if match is None or suffix not in _MULTIPLIERS:
        raise ValueError(problem)
    digits = _plain_digits(match["number"], abbreviated=bool(suffix))
    if digits is None:
        raise ValueError(problem)
    try:
        amount = (Decimal(digits) * _MULTIPLIERS[suffix]).quantize(_PLACES)
    except InvalidOperation:  # more digits than a decimal holds
        raise ValueError(problem) from None
    if amount <= 0:
        raise ValueError(problem)
    if suffix == "lpa":
        currency, period = currency or "INR", period or PayPeriod.YEAR
    return WrittenAmount(_without_trailing_zeros(amount), currency, by_sign, period)


def parse_range(text: str) -> tuple[WrittenAmount, WrittenAmount]:
    """Read a range (``180-200k``, ``$90,000 to $110,000``) or a single amount as both its ends.

    A ``k``, sign or period written once counts for both ends.

    Raises:
        ValueError: Not one amount and not two.
    """
    ends = re.split(r"\s*(?:-|–|—|\bto\b|\band\b)\s*", text.strip(), maxsplit=1)
    if len(ends) == 1:
        return parse_amount(text), parse_amount(text)
    high = parse_amount(ends[1])
    low = parse_amount(ends[0])
    suffix = _suffix_of(ends[1])
    if suffix and not _suffix_of(ends[0]):
        scaled = replace(low, amount=low.amount * _MULTIPLIERS[suffix])
        low = scaled if scaled.amount <= high.amount else low
    currency = low.currency or high.currency
    if {low.currency, high.currency} - {None, currency}:
        raise ValueError(f"expected one currency, got {shown(text)}")
    by_sign = low.by_sign if low.currency else high.by_sign
    period = low.period or high.period
    return (
        WrittenAmount(low.amount, currency, by_sign, period),
        WrittenAmount(high.amount, currency, by_sign, period),
    )


def parse_currency(text: str) -> str:
    """Return the ISO 4217 code for a code or sign.

    Raises:
        ValueError: It is neither.
    """
    cleaned = text.strip()
    code = SIGNS.get(cleaned, cleaned.upper())
    if code not in list_currencies():
        raise ValueError(f"expected an ISO 4217 currency code like USD, got {shown(text)}")
    return code


def parse_period(text: str) -> PayPeriod:
    """Return the time a figure pays for: ``year``, ``per hour``, ``hourly``, ``/mo``.

    Raises:
        ValueError: Not a known period.
    """
    return parse_choice(PayPeriod, re.sub(r"^(per|an?)_(?=\w)", "", normalised(text)))


def _suffix_of(text: str) -> str:
    rest, _, _ = _split_currency(_split_period(" ".join(text.split()))[0])
    match = _NUMBER_AND_SUFFIX.fullmatch(rest)
    return match["suffix"].lower() if match else ""


def _split_period(text: str) -> tuple[str, PayPeriod | None]:
    for pattern in (_PERIOD_AFTER_SLASH, _PERIOD_WORD):
        match = pattern.search(text)
        if match and normalised(match["word"]) in spellings(PayPeriod):
            return text[: match.start()].strip(), parse_choice(PayPeriod, match["word"])
    return text, None


def _split_currency(text: str) -> tuple[str, str | None, bool]:
    code: str | None = None
    for pattern in (r"^([A-Za-z]{3})\s*(?=\d|\W)", r"(?<![A-Za-z])[kKmM]?([A-Za-z]{3})$"):
        match = re.search(pattern, text)
        if match and match[1].upper() in list_currencies():
            code = match[1].upper()
            text = (text[: match.start(1)] + text[match.end(1) :]).strip()
            break
    for sign, meaning in SIGNS.items():
        if text.startswith(sign) or text.endswith(sign):
            text = text.removeprefix(sign) if text.startswith(sign) else text.removesuffix(sign)
            return text.strip(), code or meaning, code is None and sign in {"$", "¥"}
    return text, code, False


def _plain_digits(number: str, *, abbreviated: bool) -> str | None:
    number = re.sub(r"[\s_'’]", "", number)
    marks = [mark for mark in ".," if mark in number]
    if not marks:
        return number
    decimal = max(marks, key=number.rfind)
    if len(marks) == 2:
        whole, _, fraction = number.rpartition(decimal)
        grouping = "," if decimal == "." else "."
        groups = whole.split(grouping)
        return f"{''.join(groups)}.{fraction}" if _groups_thousands(groups) else None
    groups = number.split(decimal)
    if _groups_thousands(groups) and (len(groups) > 2 or not abbreviated):
        return "".join(groups)
    if decimal == "," and _groups_lakhs(groups):
        return "".join(groups)
    return ".".join(groups) if len(groups) == 2 else None


def _groups_thousands(groups: list[str]) -> bool:
    return all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3


def _groups_lakhs(groups: list[str]) -> bool:
    """Indian grouping: ``12,50,000``."""
    inner, last = groups[1:-1], groups[-1]
    return bool(inner) and len(last) == 3 and all(len(group) == 2 for group in inner)


def _without_trailing_zeros(amount: Decimal) -> Decimal:
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.normalize()
