"""The leverage sheet: what to ask for, what to quote for it, and what one can fall back on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scipy.stats import norm

from greener.answers.asked import AskedAndCame, asked_finding
from greener.answers.candidates import Candidate
from greener.answers.evidence import Constant, Evidence
from greener.answers.landing import Landing
from greener.answers.own_pay import OwnPay
from greener.answers.remote import RemotePremium, remote_amount, remote_sentence
from greener.answers.safety import SafetyAnswer
from greener.answers.sentences import named_text, one_in, pay_text
from greener.answers.worth import WorthAnswer
from greener.journal.records import Job, PayComponent, PayKind, PayPeriod

ASK_SHARE = Constant(
    0.75,
    Evidence.JUDGEMENT,
    "ask for what one next offer in four exceeds: high enough to leave room, low enough to be real",
)
_QUOTED = (50, 75, 90)
_TOP = _QUOTED[-1]
_LIVE_SHOWN = 6
"""Live processes named one by one: the sheet is one page."""
_OFFER_KINDS = (PayKind.WRITTEN, PayKind.VERBAL)
_NAMED = {
    PayKind.POSTED: "posted",
    PayKind.QUOTE: "quoted",
    PayKind.VERBAL: "offered verbally",
    PayKind.WRITTEN: "offered in writing",
}


@dataclass(frozen=True)
class Section:
    """One part of the sheet.

    Attributes:
        title: Its heading.
        lines: What it says, plain text.
    """

    title: str
    lines: tuple[str, ...]


def leverage_sheet(
    job: Job,
    safety: SafetyAnswer,
    worth: WorthAnswer,
    landing: Landing,
    known: Sequence[Candidate] = (),
    *,
    asked: Sequence[AskedAndCame] = (),
    remote: Sequence[RemotePremium] = (),
) -> tuple[Section, ...]:
    """Return the sheet's sections; those with nothing to say are left out.

    Args:
        job: The present job.
        safety: How safe it is.
        worth: What it is worth.
        landing: What would follow if it were lost.
        known: Live processes and amounts once named.
        asked: What the person asked for against what came.
        remote: The premium of remote work, one a source.
    """
    sections = (
        Section("What to ask for, and why", (*_ask(job, worth), *_asked(asked))),
        Section("What to quote", (*_market(job, worth), *_offers(job, worth))),
        Section("What you can fall back on", _alternatives(job, known)),
        Section("What remote work goes with", _remote(job, remote)),
        Section("How long you can wait", _patience(safety, landing)),
    )
    return tuple(section for section in sections if section.lines)


def ask_amount(worth: WorthAnswer) -> float | None:
    """Return the yearly base to ask for; None where nothing is known of pay."""
    if worth.belief is None:
        return None
    return worth.belief.next_offer_at(float(norm.ppf(ASK_SHARE.value)))


def best_offer(worth: WorthAnswer) -> OwnPay | None:
    """Return the highest written or verbal offer of base pay; the written one of equals."""
    offers = [
        own
        for own in worth.own
        if own.pay_annual is not None
        and own.observation.kind in _OFFER_KINDS
        and own.observation.component is PayComponent.BASE
    ]
    return max(
        offers,
        key=lambda own: (own.pay_annual or 0.0, own.observation.kind is PayKind.WRITTEN),
        default=None,
    )


def _ask(job: Job, worth: WorthAnswer) -> tuple[str, ...]:
    amount = ask_amount(worth)
    estimate = worth.worth
    if amount is None or estimate.value is None or estimate.low is None or estimate.high is None:
        return ()
    currency = job.currency
    lines = [
        f"Ask for {pay_text(amount, currency)} a year{_against_present(job, amount)}: one next "
        "offer in four is higher.",
        *_cautions(worth, amount, currency),
        f"Your worth is about {pay_text(estimate.value, currency)}, likely between "
        f"{pay_text(estimate.low, currency)} and {pay_text(estimate.high, currency)}; "
        f"{_figures(estimate.n)} in it.",
    ]
    return tuple(lines)


def _against_present(job: Job, amount: float) -> str:
    if job.pay_annual is None:
        return ""
    percent = round(100 * (amount / float(job.pay_annual) - 1))
    present = f"your present {pay_text(float(job.pay_annual), job.currency)}"
    if percent == 0:
        return f", as much as {present}"
    return f", {abs(percent)}% {'above' if percent > 0 else 'below'} {present}"


def _cautions(worth: WorthAnswer, amount: float, currency: str) -> list[str]:
    """Say where the ask rests on the market alone, and where it is above what a source quotes."""
    lines = []
    if worth.worth.n == 0:
        lines.append("No figure named to you stands behind it yet: a ceiling, not a target.")
    beyond = [
        f"{part.band.source.title} ({pay_text(part.percentiles[_TOP], currency)})"
        for part in (worth.prior.parts if worth.prior else ())
        if _TOP not in part.band.lower_bounds and part.percentiles.get(_TOP, amount) < amount
    ]
    if beyond:
        lines.append(
            f"It is above the P{_TOP} of {' and of '.join(beyond)}: fewer than one in ten of those "
            "people earn as much."
        )
    return lines


def _market(job: Job, worth: WorthAnswer) -> tuple[str, ...]:
    return tuple(
        f"{part.band.source.title}: {part.band.occupation} in {part.band.place}, "
        + ", ".join(
            f"P{end} {'at or above ' if end in part.band.lower_bounds else ''}"
            f"{pay_text(part.percentiles[end], job.currency)}"
            for end in _QUOTED
            if end in part.percentiles
        )
        + "."
        for part in (worth.prior.parts if worth.prior else ())
    )


def _offers(job: Job, worth: WorthAnswer) -> tuple[str, ...]:
    best = best_offer(worth)
    if best is None or best.pay_annual is None:
        return ()
    seen = best.observation
    return (
        f"Your best offer: {_as_named(best, job.currency)} "
        f"({seen.kind.value}, {_day(seen.observed_on)}). The amount is yours to quote; whose it "
        "was need not be said.",
    )


def _asked(pairs: Sequence[AskedAndCame]) -> tuple[str, ...]:
    return (f"{asked_finding(pairs)}.",) if pairs else ()


def _alternatives(job: Job, known: Sequence[Candidate]) -> tuple[str, ...]:
    live = [each for each in known if each.stage is not None]
    if not live:
        return ("No live process: your alternative is the job you have.",)
    live.sort(key=_firmness, reverse=True)
    lines = []
    for place, each in enumerate(live[:_LIVE_SHOWN]):
        assert each.stage is not None, "a live process stands somewhere"
        is_best = place == 0 and len(live) > 1 and _is_offer(each)
        best = "Best alternative: " if is_best else ""
        text = f"{best}{each.company}, {each.stage.replace('_', ' ')}"
        if each.figure and each.base_annual:
            kind = each.figure.observation.kind
            text += f", {_NAMED[kind]} {_as_named(each.figure, job.currency)}"
        lines.append(f"{text}; last heard {_day(each.newest)}.")
    if len(live) > _LIVE_SHOWN:
        lines.append(f"And {len(live) - _LIVE_SHOWN} more live processes.")
    return tuple(lines)


def _as_named(own: OwnPay, currency: str) -> str:
    """Return a figure as it was named, and what it comes to a year where that is another."""
    seen = own.observation
    text = named_text(seen)
    if own.pay_annual is None or (seen.currency, seen.period) == (currency, PayPeriod.YEAR):
        return text
    lasting = "a year" if seen.period is PayPeriod.YEAR else "if it lasts all year"
    return f"{text}, {pay_text(own.pay_annual, currency)} {lasting}"


def _is_offer(live: Candidate) -> bool:
    return live.figure is not None and live.figure.observation.kind in _OFFER_KINDS


def _firmness(live: Candidate) -> tuple[int, float]:
    """Return the order of live processes: by how sure their figure is, then by its amount."""
    if live.figure is None:
        return -1, 0.0
    kind, _ = live.figure.observation.sureness
    return kind, live.base_annual or 0.0


def _remote(job: Job, premiums: Sequence[RemotePremium]) -> tuple[str, ...]:
    lines = []
    for premium in premiums:
        lines.append(
            f"{remote_sentence(premium)} ({premium.source.title}, to {max(premium.by_year)}, "
            f"n = {premium.n:,}): it goes with remote work, which need not cause it."
        )
        amount = remote_amount(premium, job)
        if amount:
            lines.append(amount)
    return tuple(lines)


def _patience(safety: SafetyAnswer, landing: Landing) -> tuple[str, ...]:
    lines = []
    if safety.estimate.value is not None:
        lines.append(
            f"Losing the present job within a year: about {one_in(safety.estimate.value)}; the "
            f"average US worker {one_in(safety.average_worker)}."
        )
    last = landing.savings_last.value
    if landing.savings_weeks is not None and last is not None:
        lines.append(
            f"Savings cover {landing.savings_weeks:.0f} weeks; they last until an offer in "
            f"{100 * last:.0f} of 100 such spells."
        )
    lines.append("You have a job: there is no deadline but the one you accept.")
    return tuple(lines)


def _figures(n: int) -> str:
    if n == 0:
        return "no figure named to you counts yet"
    return "one figure named to you counts" if n == 1 else f"{n} figures named to you count"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
