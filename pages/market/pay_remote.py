"""Part of the pay page: pay by where people work, and how many work remotely."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.answers.remote import remote_history, remote_sentence, remote_source
from greener.figures.demand import lines
from greener.figures.demand_words import share_finding
from greener.figures.pay_market import pay_strips
from greener.figures.pay_words import strips_finding
from greener.figures.remote_years import (
    remote_finding,
    remote_over_years,
    remote_share,
    reports_grown,
)
from greener.market.countries import country_name
from greener.market.demand import posting_shares
from greener.market.remote_pay import remote_premiums
from greener.market.reported_pay import pay_by_year
from pages.market.own_companies import own_country
from pages.market.own_pay import OwnPayFigures, own_experience, own_pay
from pages.market.pay_modes import MODES, choose_mode, choose_years_country, everybody, is_everybody
from pages.market.pay_reported import band_name, band_strip, band_table, holds
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart, show_grounds
from pages.shared.citing import cited
from pages.shared.market import ask, snapshot
from pages.shared.words import plain

_WHO = (
    "What people with data and software jobs told ai-jobs.net. On site, hybrid and remote are its "
    "own words: a fifth, a half and all of the work away from the office or more."
)
_NO_PREMIUM = (
    "Those who work remotely differ in experience, employer and place from those who do not, so "
    "the difference is not what working remotely pays or costs."
)


def show_remote(occupation: Occupation) -> None:
    """Show reported pay by where people work, its share, and the share among postings."""
    country = choose_years_country(occupation)
    if country is not None:
        frame = pay_by_year(snapshot(), occupation.soc_code, country)
        own = own_pay(str(frame["currency"].iloc[0]), date.today(), country)
        who = f"{occupation.name}, {country_name(country)}"
        _show_modes(frame, who, own)
        _show_premiums()
        _show_experience(frame, who, own)
        _show_share(everybody(frame), who)
    _show_postings(country or own_country() or "US")


def _show_modes(frame: pd.DataFrame, who: str, own: OwnPayFigures) -> None:
    every = everybody(frame).dropna(subset="pay_annual_p50")
    apart = every[every["work_mode"] != "all"]
    if apart.empty:
        st.info(f"{who}: too few reports to tell remote work from work on site.")
        return
    newest = apart[apart["year"] == apart["year"].max()]
    order = [mode for mode in MODES if mode in set(newest["work_mode"])]
    bands = newest.set_index("work_mode").loc[order]
    currency, year = str(newest["currency"].iloc[0]), newest["year"].iloc[0]
    strips = [band_strip(band, MODES[str(mode)].lower()) for mode, band in bands.iterrows()]
    show_chart(
        pay_strips(strips, currency, pay=own.pay, named=own.named, named_title=own.named_title),
        key="modes",
        finding=strips_finding(f"{who}, {year}", strips, currency, joined="working"),
        source=cited(
            "ai_jobs", f"{newest['reports'].sum():,} people", newest=date(int(year), 12, 31)
        ),
        method=(_WHO, _NO_PREMIUM, "Fewer than ten reports are too few to show."),
        table=band_table(bands.assign(who=[MODES[mode] for mode in order])),
    )


def _show_premiums() -> None:
    """Say what remote work goes with in pay when all else that is known is equal."""
    for premium in ask(remote_premiums):
        st.markdown(f"**{plain(remote_sentence(premium))}**")
        show_grounds(
            key=f"premium_{premium.source.name}",
            source=remote_source(premium),
            method=(remote_history(premium),),
        )


def _show_experience(frame: pd.DataFrame, who: str, own: OwnPayFigures) -> None:
    mode = choose_mode()
    known = frame[(frame["work_mode"] == mode) & ~is_everybody(frame)]
    known = known.dropna(subset="pay_annual_p50")
    told = f"{who}, {MODES[mode].lower()}"
    if known.empty:
        st.info(f"{told}: too few reports to tell apart by experience.")
        return
    bands = known[known["year"] == known["year"].max()].sort_values("experience_from_years")
    currency, year = str(bands["currency"].iloc[0]), bands["year"].iloc[0]
    names = [band_name(band) for _, band in bands.iterrows()]
    strips = [
        band_strip(band, name, is_own=holds(band, own_experience()))
        for (_, band), name in zip(bands.iterrows(), names, strict=True)
    ]
    show_chart(
        pay_strips(strips, currency, pay=own.pay, named=own.named, named_title=own.named_title),
        key="modes_experience",
        finding=strips_finding(f"{told}, {year}", strips, currency, joined="with"),
        source=cited(
            "ai_jobs", f"{bands['reports'].sum():,} people", newest=date(int(year), 12, 31)
        ),
        method=(_WHO, "Years in the field that the list's levels stand for [judgement]."),
        table=band_table(bands.assign(who=names)),
    )


def _show_share(frame: pd.DataFrame, who: str) -> None:
    shares = remote_share(frame)
    if shares.empty:
        return
    show_chart(
        remote_over_years(shares),
        key="remote_share",
        finding=remote_finding(shares, who),
        source=cited("ai_jobs", f"{shares['reports'].sum():,} people"),
        method=(_WHO, "The bars are 80% intervals (Wilson).", reports_grown(shares)),
        table=shares.assign(year=shares["year"].astype("str"))
        .round(3)
        .rename(
            columns={
                "year": "Year",
                "remote": "Remote",
                "reports": "People",
                "share": "Share",
                "low": "80% low",
                "high": "80% high",
            }
        ),
    )


def _show_postings(country: str) -> None:
    frame = posting_shares(snapshot(), "remote", (country,))
    if frame.empty:
        st.info(f"No share of remote work in postings is at hand for {country_name(country)}.")
        return
    names = {country: country_name(country)}
    show_chart(
        lines(frame, "share_pct", names, suffix="%"),
        key="remote_postings",
        finding=share_finding(
            frame, "share_pct", names, "of postings of all kinds offer remote or hybrid work"
        ),
        source=cited("indeed_remote", f"{frame['month'].nunique()} months"),
        method=("Postings that speak of remote or hybrid work, of all postings of all jobs.",),
        table=frame.assign(month=frame["month"].dt.strftime("%b %Y"))[["month", "share_pct"]]
        .round(2)
        .rename(columns={"month": "Month", "share_pct": "Percent"}),
    )
