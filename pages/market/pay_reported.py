"""Part of the pay page: what people report themselves, by source and by experience."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from greener.figures.pay_market import PayStrip, pay_strips
from greener.figures.pay_words import strips_finding
from greener.market.countries import country_name
from greener.market.reported_pay import EVERY_EXPERIENCE, reported_bands, reported_countries
from greener.market.wages import PERCENTILES
from pages.market.country_choice import choose_country
from pages.market.own_companies import own_country
from pages.market.own_pay import OwnPayFigures, own_currency, own_experience, own_pay
from pages.market.pay_modes import is_everybody
from pages.market.pay_subject import Occupation
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import snapshot

_SELF_REPORTED = (
    "People chose to answer: those who are paid well, work in technology and read such sites "
    "are too many among them. Sources are shown beside each other and never blended."
)


def show_reported(occupation: Occupation) -> None:
    """Show reported pay by source, then by years of experience within one source."""
    countries = reported_countries(snapshot(), occupation.soc_code)
    if not countries:
        st.info(
            "No pay that people report themselves is loaded for this occupation. "
            "`python -m etl refresh salary_survey stackoverflow ai_jobs` loads it.",
            icon=":material/database_off:",
        )
        return
    country = choose_country(countries, key="pay_country", what="reports of this occupation")
    bands = reported_bands(snapshot(), occupation.soc_code, country)
    is_all = is_everybody(bands)
    own = {
        str(each): own_pay(str(each), date.today(), country) for each in bands["currency"].unique()
    }
    who = f"{occupation.name}, {country_name(country)}"
    for currency in sorted(own, key=lambda each: (each != own_currency(), each)):
        group = bands[is_all & (bands["currency"] == currency)]
        if not group.empty:
            _show_sources(who, currency, group, own[currency])
    for (source, paid_in), group in bands[~is_all].groupby(["source", "currency"], sort=False):
        _show_experience(str(source), str(paid_in), group, own[str(paid_in)])


def _show_sources(who: str, currency: str, bands: pd.DataFrame, own: OwnPayFigures) -> None:
    strips = [
        band_strip(band, f"{band['title']}, {band['paid_on']:%Y}") for _, band in bands.iterrows()
    ]
    show_chart(
        pay_strips(strips, currency, pay=own.pay, named=own.named, named_title=own.named_title),
        key=f"reported_{currency}",
        finding=strips_finding(who, strips, currency, joined="by"),
        source=f"{bands['reports'].sum():,} people, {len(bands)} source{'s' * (len(bands) > 1)}",
        method=(_SELF_REPORTED,),
        table=band_table(bands.assign(who=bands["title"])),
    )


def _show_experience(source: str, currency: str, bands: pd.DataFrame, own: OwnPayFigures) -> None:
    if len(bands) < 2:
        return
    names = [band_name(band) for _, band in bands.iterrows()]
    years = own_experience()
    strips = [
        band_strip(band, name, is_own=holds(band, years))
        for (_, band), name in zip(bands.iterrows(), names, strict=True)
    ]
    show_chart(
        pay_strips(strips, currency, pay=own.pay, named=own.named, named_title=own.named_title),
        key=f"experience_{source}_{currency}",
        finding=strips_finding(str(bands["title"].iloc[0]), strips, currency, joined="with"),
        source=cited(source, f"{bands['reports'].sum():,} people who told their experience"),
        method=(_SELF_REPORTED, "Experience is in the field, where the source asks for that."),
        table=band_table(bands.assign(who=names)),
    )


def is_reported_abroad(occupation: Occupation) -> bool:
    """Whether the person works outside the US where people report the occupation's pay."""
    own = own_country()
    return own not in (None, "US") and own in reported_countries(snapshot(), occupation.soc_code)


def holds(band: pd.Series, years: float | None) -> bool:
    """Whether a band of experience holds so many years; not when they are not known."""
    low, high = band["experience_from_years"], band["experience_to_years"]
    return years is not None and bool(low <= years < high + 1)


def band_name(band: pd.Series) -> str:
    """Return a band of experience in words."""
    if band["experience_to_years"] == EVERY_EXPERIENCE[1]:
        return f"{band['experience_from_years']} years and more"
    return f"{band['experience_from_years']} to {band['experience_to_years']} years"


def band_strip(band: pd.Series, name: str, *, is_own: bool = False) -> PayStrip:
    """Return a band of reported pay under a name."""
    pays = {p: float(band[f"pay_annual_p{p}"]) for p in PERCENTILES}
    return PayStrip(name, pays, note=f"{band['reports']:,} people", is_own=is_own)


def band_table(bands: pd.DataFrame) -> pd.DataFrame:
    """Return bands of reported pay, with a column ``who``, as a table."""
    names = {f"pay_annual_p{p}": f"P{p}" for p in PERCENTILES}
    return bands[["who", *names, "currency", "reports"]].rename(
        columns={"who": "Who", "currency": "Currency", "reports": "People", **names}
    )
