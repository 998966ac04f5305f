"""Amounts on an axis: short, and in the way their currency is written."""

from __future__ import annotations

import math

import plotly.graph_objects as go
from babel.numbers import format_compact_currency, format_currency

LOCALE = "en_US"
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def short_money(amount: float, currency: str) -> str:
    """Return an amount to two or three digits: "$120K"."""
    digits = 0 if abs(amount) < 1e6 or amount % 1e6 == 0 else 1
    return str(format_compact_currency(amount, currency, locale=LOCALE, fraction_digits=digits))


def whole_money(amount: float, currency: str) -> str:
    """Return an amount without decimals: "$123,400"."""
    return str(
        format_currency(amount, currency, locale=LOCALE, format="¤#,##0", currency_digits=False)
    )


def money_ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Return about ``count`` round amounts between ``low`` and ``high``."""
    if not high > low:
        return [low]
    rough = (high - low) / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in _STEPS if power * each >= rough)
    first = math.ceil(low / step)
    return [step * number for number in range(first, math.floor(high / step) + 1)]


def money_axis(figure: go.Figure, axis: str, low: float, high: float, currency: str) -> None:
    """Give ``axis`` (``x`` or ``y``) a range and round amounts of ``currency`` as its ticks."""
    ticks = money_ticks(low, high)
    figure.update_layout(
        {
            f"{axis}axis": {
                "range": [low, high],
                "tickvals": ticks,
                "ticktext": [short_money(tick, currency) for tick in ticks],
            }
        }
    )
