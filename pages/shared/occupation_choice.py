"""Which occupation a job title means: three suggestions, each with what it pays, or any other."""

from __future__ import annotations

import streamlit as st

from greener.figures.money import short_money
from greener.market.countries import country_name
from greener.market.reported_pay import EVERY_EXPERIENCE, reported_bands
from greener.market.store import NoGenerationError, Snapshot
from greener.market.titles import OccupationMatch, suggest_occupations, title_index
from greener.market.wages import occupation_wage, occupations
from pages.shared.market import ask, snapshot
from pages.shared.words import plain

_ANOTHER = "another"
_MEDIAN = 50


def ask_occupation(
    title: str, country: str, region: str | None, saved: str | None, *, key: str
) -> str | None:
    """Ask which occupation a title means.

    Args:
        title: Job title as the person wrote it.
        country: Country of the job (ISO alpha-2), for what each occupation pays there.
        region: US state of the job; None elsewhere.
        saved: SOC code that was chosen for this title before.
        key: Prefix of the widgets' keys.

    Returns:
        The SOC code chosen; None while none is.
    """
    if not title.strip():
        st.caption("Its occupation decides which public figures speak of you.")
        return None
    try:
        market = snapshot()
    except NoGenerationError:
        return saved
    with st.spinner("Reading the list of occupations"):
        matches = suggest_occupations(title_index(market), title)
    names = _names()
    codes = list(dict.fromkeys([*([saved] if saved else []), *(m.soc_code for m in matches)]))
    if not codes:
        st.caption("No known occupation has such a title. Choose the one that comes nearest.")
        return _ask_another(names, key)
    choice = st.radio(
        "Which of these is it?",
        [*codes, _ANOTHER],
        index=_first_choice(codes, saved, matches),
        format_func=lambda code: plain(names.get(code, "Another occupation")),
        captions=[*(_pays(market, code, country, region) for code in codes), ""],
        key=f"{key}_{title.strip().casefold()}",
    )
    return _ask_another(names, key) if choice == _ANOTHER else choice


def _ask_another(names: dict[str, str], key: str) -> str | None:
    return st.selectbox(
        "Occupation",
        sorted(names, key=names.__getitem__),
        index=None,
        format_func=names.__getitem__,
        placeholder="Type to search",
        key=f"{key}_another",
    )


def _first_choice(
    codes: list[str], saved: str | None, matches: list[OccupationMatch]
) -> int | None:
    """Return what is chosen at first: what was saved, or a title that leaves no doubt."""
    start = saved or (matches[0].soc_code if matches[0].is_sure else None)
    return codes.index(start) if start else None


def _names() -> dict[str, str]:
    """Return SOC code → name of every occupation that wages are published for."""
    rows = ask(occupations)
    detailed = rows[rows["soc_level"] == "detailed"]
    return dict(zip(detailed["soc_code"], detailed["occupation_name"], strict=True))


def _pays(market: Snapshot, code: str, country: str, region: str | None) -> str:
    """Return what an occupation pays in the middle: as near to a state as it is published.

    Abroad it is what the most people of one source report of themselves.
    """
    if country != "US":
        return _reported(market, code, country)
    wage = occupation_wage(market, code, region)
    if wage is None or _MEDIAN not in wage.percentiles_annual_usd:
        return "Pay not published"
    at_least = "at least " if _MEDIAN in wage.lower_bounds else ""
    pay = short_money(wage.percentiles_annual_usd[_MEDIAN], "USD")
    return plain(f"{at_least}{pay} in the middle, {wage.area.name}")


def _reported(market: Snapshot, code: str, country: str) -> str:
    bands = reported_bands(market, code, country)
    from_years, to_years = EVERY_EXPERIENCE
    of_all = bands[
        (bands["experience_from_years"] == from_years) & (bands["experience_to_years"] == to_years)
    ]
    if of_all.empty:
        return plain(f"No pay of it is at hand for {country_name(country)}")
    most = of_all.sort_values("reports").iloc[-1]
    pay = short_money(most["pay_annual_p50"], str(most["currency"]))
    return plain(f"{pay} in the middle of {most['reports']:,} reports, {country_name(country)}")
