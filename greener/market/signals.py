"""Signs that an employer, an industry or a place lays off more, or less, than it is used to.

Each is a count or a rate against its own past, with its day. The safety answer uses the employer's
listed layoffs and the industry's trend; the others stand beside it and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import pandas as pd

from greener.answers.trend import STALE_MONTHS, IndustryTrend, months_between
from greener.journal.records import Job
from greener.market.companies import company_key, find_company
from greener.market.demand import ALL_SECTORS, claims, postings, postings_sector
from greener.market.industries import label_of, sectors
from greener.market.jolts import TOTAL_NONFARM, industry_trend, state_trend
from greener.market.notices import employer_notices, notices_by_state
from greener.market.store import Snapshot
from greener.market.us_states import State, find_state

AS_USUAL = 0.10
"""A change of less than a tenth is no sign [judgement]: rates move by that from month to month."""


class Leaning(StrEnum):
    """Which way a sign points; an old one points nowhere."""

    WORSE = "worse than usual"
    BETTER = "better than usual"
    NEITHER = "as usual"
    OLD = "too old to tell"


@dataclass(frozen=True)
class Signal:
    """One sign.

    Attributes:
        about: What it is about.
        finding: What it says, with its counts.
        leaning: Which way it points.
        as_of: Newest day it speaks for.
        source: Name of the source as on the command line.
        is_counted: Whether the safety answer uses it.
    """

    about: str
    finding: str
    leaning: Leaning
    as_of: date
    source: str
    is_counted: bool = False


def signals(snapshot: Snapshot, job: Job, as_of: date) -> tuple[Signal, ...]:
    """Return every sign that the published market holds for this job; none where nothing is known.

    Args:
        snapshot: The market generation to draw on.
        job: The job asked about.
        as_of: The day the answer speaks for.
    """
    state = find_state(job.region) if job.country == "US" and job.region else None
    found = [*_listed(snapshot, job), *_peers(snapshot, job), *_postings(snapshot, job)]
    if job.country == "US":
        found += _notices(snapshot, job, state)
        found += _rates(snapshot, job, state, as_of)
        found += _claims(snapshot)
    return tuple(_dated(each, as_of) for each in found)


def names_of(snapshot: Snapshot, employer: str) -> tuple[str, ...]:
    """Return the company keys that an employer's layoffs and notices may stand under."""
    match = find_company(snapshot, employer)
    return tuple(dict.fromkeys([company_key(employer), *([match.key] if match else [])]))


def leaning(ratio: float) -> Leaning:
    """Return which way a count or rate points that is ``ratio`` times its own normal."""
    if abs(ratio - 1) < AS_USUAL:
        return Leaning.NEITHER
    return Leaning.WORSE if ratio > 1 else Leaning.BETTER


def _dated(signal: Signal, as_of: date) -> Signal:
    """Return the sign, said to be old where it speaks of a time long past."""
    if months_between(signal.as_of, as_of) <= STALE_MONTHS:
        return signal
    uses_it = signal.is_counted and signal.source != "jolts"
    return replace(signal, leaning=Leaning.OLD, is_counted=uses_it)


def _listed(snapshot: Snapshot, job: Job) -> Iterator[Signal]:
    match = find_company(snapshot, job.employer)
    rows = snapshot.query(
        """SELECT company_name, events, events_last_12m, last_event_month, as_of_date
           FROM company_history WHERE company_key = ?""",
        [match.key if match else ""],
    )
    for row in rows.to_dict("records"):
        yield Signal(
            "Your employer on the layoff list",
            f"{row['company_name']}: {_times(row['events_last_12m'])} in twelve months, "
            f"{_times(row['events'])} in all, last in {row['last_event_month']:%B %Y}",
            Leaning.WORSE if row["events_last_12m"] else Leaning.NEITHER,
            row["as_of_date"].date(),
            "layoff_events",
            is_counted=True,
        )


def _notices(snapshot: Snapshot, job: Job, state: State | None) -> Iterator[Signal]:
    filed = employer_notices(snapshot, names_of(snapshot, job.employer))
    if not filed.empty:
        here = state is not None and any(state.postal in states for states in filed["states"])
        recent = int(filed["notices_last_12m"].sum())
        yield Signal(
            "Your employer's WARN notices",
            f"{recent or 'none'} in twelve months, {int(filed['notices'].sum())} in all"
            + (f", some of them in {state.name}" if state and here else ""),
            Leaning.WORSE if recent else Leaning.NEITHER,
            filed["as_of_date"].max().date(),
            "warn_notices",
        )
    if state is None:
        return
    rows = notices_by_state(snapshot)
    for row in rows[rows["state"] == state.postal].to_dict("records"):
        if row["notices_before"]:
            yield Signal(
                f"WARN notices in {state.name}",
                f"{row['notices']:,} in twelve months, {row['notices_before']:,} in the twelve "
                "before",
                leaning(row["notices"] / row["notices_before"]),
                row["as_of_date"].date(),
                "warn_notices",
            )


def _peers(snapshot: Snapshot, job: Job) -> Iterator[Signal]:
    """Yield how many listed companies of the same industry and stage were listed lately."""
    rows = snapshot.query(
        """SELECT count(*) AS companies, count(*) FILTER (events_last_12m > 0) AS lately,
                  count(*) FILTER (events_last_24m > events_last_12m) AS before,
                  max(as_of_date) AS as_of_date
           FROM company_history
           WHERE naics_sector = $sector AND ($stage IS NULL OR stage = $stage)
             AND NOT has_shut_down""",
        {"sector": job.industry, "stage": job.employer_stage},
    )
    row = rows.to_dict("records")[0]
    if row["before"]:
        where = sectors().get(job.industry or "", "")
        stage = f", {job.employer_stage}" if job.employer_stage else ""
        yield Signal(
            "Listed companies like your employer",
            f"{where}{stage}: {row['lately']} of {row['companies']} laid off in twelve months, "
            f"{row['before']} in the twelve before",
            leaning(row["lately"] / row["before"]),
            row["as_of_date"].date(),
            "layoff_events",
        )


def _rates(snapshot: Snapshot, job: Job, state: State | None, as_of: date) -> Iterator[Signal]:
    code = label_of("jolts", job.industry) if job.industry else None
    industry = industry_trend(snapshot, code or TOTAL_NONFARM, as_of)
    if industry:
        yield _rate("Layoff rate of your industry", industry, is_counted=True)
    place = state_trend(snapshot, state, as_of) if state else None
    if place:
        yield _rate("Layoff rate of your state", place, is_counted=False)


def _rate(about: str, trend: IndustryTrend, *, is_counted: bool) -> Signal:
    finding = (
        f"{trend.label}: {trend.recent_rate_monthly_pct:.2f}% a month over a year, "
        f"{trend.normal_rate_monthly_pct:.2f}% over ten"
    )
    return Signal(about, finding, leaning(trend.ratio), trend.as_of, "jolts", is_counted=is_counted)


def _postings(snapshot: Snapshot, job: Job) -> Iterator[Signal]:
    own = postings_sector(job.occupation) if job.occupation else None
    for sector in dict.fromkeys((own, ALL_SECTORS)):
        if sector is None:
            continue
        rows = postings(snapshot, (job.country,), sector, "total").set_index("month")
        change = _year_on_year(rows["index_adjusted"])
        if change is not None:
            kind = "all work" if sector == ALL_SECTORS else sector
            yield Signal(
                f"Postings for {kind}",
                f"{100 * abs(change):.0f}% {'more' if change > 0 else 'fewer'} than a year before",
                leaning(1 / (1 + change)),
                rows.index.max().date(),
                "indeed_postings",
            )


def _claims(snapshot: Snapshot) -> Iterator[Signal]:
    weeks = claims(snapshot).set_index("week_ending")["mean_4_weeks"].dropna()
    if len(weeks) <= 52:
        return
    now, before = weeks.iloc[-1], weeks.iloc[-53]
    yield Signal(
        "New claims for unemployment insurance",
        f"{now:,.0f} a week, {before:,.0f} a year before",
        leaning(now / before),
        weeks.index[-1].date(),
        "claims",
    )


def _year_on_year(monthly: pd.Series) -> float | None:
    """Return the change of the newest month against the same one a year before."""
    if monthly.empty:
        return None
    before = monthly.get(monthly.index.max() - pd.DateOffset(years=1))
    return None if before is None else float(monthly.iloc[-1] / before - 1)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times" if number else "not"
