"""The newest layoff rates of US industries and states beside each other, and what they say."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from greener.figures.bars import bar_rows
from greener.figures.tiles import state_tiles
from greener.market.jolts import LARGER_INDUSTRY
from greener.market.us_states import states

_FEWEST = 5
_TOTALS = frozenset({"000000", "100000", "00"})


def comparable_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rates that may stand beside each other, highest first.

    Some are published for newer months than others, or as a mean of three months only. The newest
    month that at least five share speaks, and only rates of one kind.

    Args:
        frame: Rows of ``jolts.newest_layoff_rates``.
    """
    sizes = frame.groupby(["month", "averaged_months"])["code"].count()
    shared = sizes[sizes >= _FEWEST].reset_index(name="codes")
    if shared.empty:
        return frame.iloc[:0]
    best = shared.sort_values(["month", "codes"]).iloc[-1]
    alike = (frame["month"] == best["month"]) & (
        frame["averaged_months"] == best["averaged_months"]
    )
    found: pd.DataFrame = frame[alike].sort_values("layoff_rate_monthly_pct", ascending=False)
    return found


def industry_rate_bars(frame: pd.DataFrame, *, own_code: str | None = None) -> go.Figure:
    """Draw one bar an industry; the sums of all industries are pale.

    Args:
        frame: Rows of ``comparable_rates`` of industries.
        own_code: JOLTS code of the person's industry; where it has no bar, the one it is part of.
    """
    rates = frame["layoff_rate_monthly_pct"]
    if own_code not in set(frame["code"]):
        own_code = LARGER_INDUSTRY.get(own_code or "")
    return bar_rows(
        frame["name"].tolist(),
        rates.tolist(),
        [f"{rate:.1f}%" for rate in rates],
        [
            f"{name}: {rate:.1f} of 100 jobs a month"
            for name, rate in zip(frame["name"], rates, strict=True)
        ],
        own=(frame["code"] == own_code).tolist(),
        pale=frame["code"].isin(_TOTALS).tolist(),
    )


def state_rate_tiles(frame: pd.DataFrame, *, own_state: str | None = None) -> go.Figure:
    """Draw the layoff rate of each state.

    Args:
        frame: Rows of ``comparable_rates`` of states.
        own_state: Postal code of the person's state.
    """
    known = {state.fips: state for state in states()}
    shown = frame[frame["code"].isin(known)]
    tiles = pd.DataFrame(
        {
            "state": [known[code].postal for code in shown["code"]],
            "value": shown["layoff_rate_monthly_pct"].to_numpy(),
            "text": [f"{rate:.1f}" for rate in shown["layoff_rate_monthly_pct"]],
            "hover": [
                f"<b>{known[code].name}</b>: {rate:.1f} of 100 jobs a month"
                for code, rate in zip(shown["code"], shown["layoff_rate_monthly_pct"], strict=True)
            ],
        }
    )
    return state_tiles(tiles, own_state=own_state)


def rates_finding(frame: pd.DataFrame) -> str:
    """Return the highest and the lowest rate and that of all together.

    Args:
        frame: Rows of ``comparable_rates``, with a name each.
    """
    parts = frame[~frame["code"].isin(_TOTALS)]
    top, least = parts.iloc[0], parts.iloc[-1]
    text = (
        f"{_when(frame)} {top['name']} laid off the most, {top['layoff_rate_monthly_pct']:.1f} of "
        f"100 jobs a month; {least['name']} the fewest, {least['layoff_rate_monthly_pct']:.1f}"
    )
    whole = frame[frame["code"].isin(_TOTALS - {"100000"})]
    if whole.empty:
        return text
    return f"{text}; all together {whole.iloc[0]['layoff_rate_monthly_pct']:.1f}"


def _when(frame: pd.DataFrame) -> str:
    first = frame.iloc[0]
    month = f"{first['month']:%B %Y}"
    if first["averaged_months"] == 1:
        return f"In {month}"
    return f"In the three months to {month}"
