"""Part of the worth page: the answer, the sources behind it, and where the present pay lies."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from greener.answers.market_pay import BandPart
from greener.answers.sentences import next_offer_sentence, pay_text, worth_sentence
from greener.answers.sharper import wider_sentence
from greener.answers.worth import market_worth
from greener.figures.money import whole_money
from greener.figures.offer_curve import offer_curve
from greener.figures.pay_market import OwnFigure, PayStrip, pay_strips
from greener.figures.worth_strip import worth_strip
from greener.market.currency import exchange_rates
from greener.market.pay_evidence import pay_evidence
from pages.answers.subject import Subject
from pages.shared.chart import show_chart, show_figure, show_grounds
from pages.shared.grounds import method_lines, source_line, sources_sentence, worth_table
from pages.shared.words import plain

_ENDS = (10, 25, 50, 75, 90)


def show_strip(it: Subject) -> None:
    """Show the sentence to repeat, and the strip with the present pay on it."""
    answer = it.today.worth
    sentence = worth_sentence(answer, it.job)
    clause, comma, rest = sentence.partition(", likely ")
    st.header(plain(clause), anchor=False)
    if rest:
        st.markdown(plain(f"L{comma[3:]}{rest}"))
    if answer.belief is not None:
        show_figure(worth_strip(answer, it.job), key="worth", alt=sentence)
        st.markdown(plain(next_offer_sentence(answer, it.job)))
    show_grounds(
        key="worth",
        source=source_line(answer.worth, "figures named to you"),
        table=worth_table(answer, it.job.currency),
        method=method_lines(answer.worth),
    )


def _wider(it: Subject) -> str | None:
    """Return why the years of experience widened the range, where they did."""
    prior, years = it.today.worth.prior, it.job.experience_years
    if prior is None or years is None:
        return None
    job, day = it.job.model_copy(update={"experience_years": None}), it.today.as_of
    market, rates = pay_evidence(it.snapshot, job, day), exchange_rates(it.snapshot)
    unknown = market_worth(job, market, (), rates, day).prior
    return None if unknown is None else wider_sentence(prior, unknown, float(years))


def show_place(it: Subject) -> None:
    """Show both distributions with the present pay and the ceiling on them."""
    answer, job = it.today.worth, it.job
    if answer.belief is None:
        st.markdown("Nothing is known of the pay of this job yet.")
        return
    show_chart(
        offer_curve(
            answer.belief,
            None if job.pay_annual is None else float(job.pay_annual),
            job.currency,
        ),
        key="place",
        finding=place_finding(it),
        source=source_line(answer.next_offer, "figures named to you"),
        method=(
            "Your worth is where offers to you would centre in the long run. The next offer "
            "scatters around it, so its hill is wider and never narrows below that scatter.",
            "The ceiling is the amount that one next offer in ten exceeds, seen from here.",
            sources_sentence(answer.next_offer),
        ),
    )
    if job.pay_annual is None:
        st.page_link("pages/you/job.py", label="Add what you earn", icon=":material/edit:")


def place_finding(it: Subject) -> str:
    """Return which share of next offers lies below the present pay, or the middle without it."""
    answer = it.today.worth
    share = answer.pay_percentile_next_offer
    if share is None or answer.pay_percentile_worth is None:
        return "Where your worth lies, and where the next offer may fall"
    above = 100 - answer.pay_percentile_worth
    chance = f"{min(max(round(above), 1), 99)} in 100"
    return (
        f"About {_tenths(100 - share)} next offers would pay more than you earn; the chance that "
        f"your worth lies above your pay is {chance}"
    )


def show_bands(it: Subject) -> None:
    """Show each source's band beside the others, with its weight and its day."""
    answer, job = it.today.worth, it.job
    if answer.prior is None:
        st.markdown("No loaded source publishes pay for this work in this place.")
        return
    parts = sorted(answer.prior.parts, key=lambda part: -part.weight)
    show_chart(
        pay_strips(
            [_strip(part) for part in parts],
            job.currency,
            pay=None
            if job.pay_annual is None
            else OwnFigure("your pay", float(job.pay_annual), float(job.pay_annual)),
        ),
        key="bands",
        finding=bands_finding(parts, job.currency),
        source=bands_line(parts),
        table=_band_table(parts, job.currency),
        method=(
            "P10 to P90 as each source publishes it, in your currency, as of its own day; the "
            "middle half is thick. The sources are never blended unsaid: the weight is what each "
            "carries of the market's part of the answer, by how closely it fits your work, place "
            "and experience.",
            "What a source points to is its middle carried to today by the growth of pay, to your "
            "place, and to your rank and years where they are known: the answer is reached from "
            "it, not from figures of different years.",
            "A triangle is a figure that the source only says to be at or above.",
            sources_sentence(answer.worth),
        ),
    )
    wider = _wider(it)
    if wider:
        st.markdown(plain(wider))


def bands_finding(parts: list[BandPart], currency: str) -> str:
    """Return what the sources point to, all carried to one day and to the person's case."""
    low, high = (pick(parts, key=lambda part: part.log_mean) for pick in (min, max))
    first = _points_to(low, currency)
    if len(parts) == 1:
        return f"Carried to today and to your case, {_undated(low)} points to {first}"
    second = _points_to(high, currency)
    if first == second:
        return f"Carried to today and to your case, the sources agree on {first}"
    return (
        f"Carried to today and to your case, the sources point to {first} ({_undated(low)}) up to "
        f"{second} ({_undated(high)})"
    )


def bands_line(parts: list[BandPart]) -> str:
    """Return how many sources the bands are of, and from when to when they speak."""
    days = sorted(part.band.as_of for part in parts)
    if len(parts) == 1:
        return parts[0].band.source.title
    return f"{len(parts)} sources, each of its own day: {days[0]:%B %Y} to {days[-1]:%B %Y}"


def _strip(part: BandPart) -> PayStrip:
    title, _, day = part.band.source.title.partition(", ")
    note = f"{part.band.occupation}, {part.band.place}, {part.weight:.0%} of the market's part"
    return PayStrip(
        f"{title}, {day[-4:]}" if day else title,
        {end: pay for end, pay in part.percentiles.items() if end in _ENDS} or part.percentiles,
        part.band.lower_bounds,
        note,
    )


def _band_table(parts: list[BandPart], currency: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Source": [part.band.source.title for part in parts],
            "Of": [f"{part.band.occupation}, {part.band.place}" for part in parts],
            **{f"P{end}": [_amount(part, end, currency) for part in parts] for end in _ENDS},
            "Points to": [_points_to(part, currency) for part in parts],
            "Weight": [f"{part.weight:.0%}" for part in parts],
            "Day": [part.band.as_of for part in parts],
        }
    )


def _points_to(part: BandPart, currency: str) -> str:
    return pay_text(math.exp(part.log_mean), currency)


def _undated(part: BandPart) -> str:
    """Return the source without its day: its figures are carried on from there."""
    return part.band.source.title.partition(", ")[0]


def _amount(part: BandPart, end: int, currency: str) -> str | None:
    if end not in part.percentiles:
        return None
    bound = "at or above " if end in part.band.lower_bounds else ""
    return f"{bound}{whole_money(part.percentiles[end], currency)}"


def _tenths(percent: float) -> str:
    tenths = min(max(round(percent / 10), 1), 9)
    return "one in ten" if tenths == 1 else f"{tenths} in 10"
