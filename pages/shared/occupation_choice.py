"""Which occupation a job title means: three suggestions, each with what it pays."""

from __future__ import annotations

from datetime import date

import streamlit as st

from greener.figures.money import short_money
from greener.journal.records import Job
from greener.market.pay_evidence import pay_evidence
from greener.market.store import NoGenerationError, Snapshot
from greener.market.titles import OccupationMatch, suggest_occupations, title_index
from pages.shared.market import snapshot
from pages.shared.words import plain

_MEDIAN = 50


def ask_occupation(
    title: str, country: str, region: str | None, saved: str | None, *, key: str
) -> str | None:
    """Ask which occupation a title means.

    Args:
        title: Job title as the person wrote it.
        country: Where the job is, for what each occupation pays there.
        region: State or region of it.
        saved: SOC code that was chosen for this title before.
        key: Prefix of the widget's key.

    Returns:
        The SOC code chosen; None while none is, or when none fits.
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
    if not matches:
        st.caption("No known occupation has such a title. Try another word for it.")
        return saved
    names = {match.soc_code: match.occupation_name for match in matches}
    codes = [*dict.fromkeys([*([saved] if saved else []), *names]), ""]
    return (
        st.radio(
            "Which of these is it?",
            codes,
            index=_first_choice(codes, saved, matches),
            format_func=lambda code: plain(names.get(code, code)) or "None of these",
            captions=[_pays(market, code, country, region) for code in codes],
            key=f"{key}_{title.strip().casefold()}",
        )
        or None
    )


def _first_choice(
    codes: list[str], saved: str | None, matches: list[OccupationMatch]
) -> int | None:
    """Return what is chosen at first: what was saved, or a title that leaves no doubt."""
    start = saved or (matches[0].soc_code if matches[0].is_sure else None)
    return codes.index(start) if start else None


def _pays(market: Snapshot, code: str, country: str, region: str | None) -> str:
    """Return what an occupation pays in the middle, at the nearest place that publishes it."""
    if not code:
        return "All occupations together stand in"
    job = Job.model_construct(title="", occupation=code, country=country, region=region)
    bands = pay_evidence(market, job, date.today()).bands
    if not bands or _MEDIAN not in bands[0].percentiles:
        return "Pay not published"
    band = bands[0]
    return plain(
        f"{short_money(band.percentiles[_MEDIAN], band.currency)} in the middle, {band.place}"
    )
