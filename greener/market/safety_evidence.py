"""What the market knows for one safety answer, gathered in a few queries."""

from __future__ import annotations

from datetime import date

import pandas as pd

from greener.answers.employer import CutShare, EmployerRecord, ListedEvent
from greener.answers.estimate import SourceRef
from greener.answers.safety import ALL_INDUSTRIES, SafetyEvidence
from greener.answers.trend import IndustryTrend
from greener.journal.records import Job
from greener.market.companies import CompanyMatch, find_company
from greener.market.hazard_parameters import published_hazard
from greener.market.industries import label_of, sectors
from greener.market.jolts import TOTAL_NONFARM, industry_trends
from greener.market.pay_evidence import occupation_of
from greener.market.store import Snapshot
from greener.market.wages import ALL_OCCUPATIONS

_SOURCES = ("layoff_events", "jolts", "oews")
_RELATIONS = {"same": "", "name": "also known as {name}", "part": "part of {name}"}


def safety_evidence(snapshot: Snapshot, job: Job, as_of: date) -> SafetyEvidence:
    """Return what the published market holds on this employer and industry by ``as_of``."""
    match = find_company(snapshot, job.employer)
    newest = snapshot.query("SELECT max(as_of_date) AS as_of_date FROM company_history")
    published = published_hazard(snapshot)
    return SafetyEvidence(
        employer=_employer(snapshot, match) if match else None,
        list_as_of=_date(newest["as_of_date"].iloc[0]),
        fit=published.fit if published else None,
        fit_until=published.until if published else None,
        cut_shares=_cut_shares(snapshot),
        trends=_trends(snapshot, as_of),
        sources=_sources(snapshot),
        titled=_titled(snapshot, job),
    )


def _titled(snapshot: Snapshot, job: Job) -> str | None:
    if job.occupation is not None:
        return None
    soc_code, _ = occupation_of(snapshot, job)
    return None if soc_code == ALL_OCCUPATIONS else soc_code


def _employer(snapshot: Snapshot, match: CompanyMatch) -> EmployerRecord:
    rows = snapshot.query(
        """SELECT stage, industry_listed, naics_sector, country, funds_raised_usd_millions
           FROM company_history WHERE company_key = ?""",
        [match.key],
    )
    row = rows.to_dict("records")[0]
    return EmployerRecord(
        key=match.key,
        name=match.name,
        events=_events(snapshot, match.key),
        stage=_text(row["stage"]),
        industry_listed=_text(row["industry_listed"]),
        naics_sector=_text(row["naics_sector"]),
        country=_text(row["country"]),
        funds_raised_usd_millions=_number(row["funds_raised_usd_millions"]),
        note=_RELATIONS[match.relation].format(name=match.name),
    )


def _events(snapshot: Snapshot, key: str) -> tuple[ListedEvent, ...]:
    rows = snapshot.query(
        """SELECT unnest(event_months) AS month, unnest(event_shares) AS share,
                  unnest(event_counts) AS people
           FROM company_history WHERE company_key = ?""",
        [key],
    )
    return tuple(
        ListedEvent(
            row["month"].date(),
            _number(row["share"]),
            None if pd.isna(row["people"]) else int(row["people"]),
        )
        for row in rows.to_dict("records")
    )


def _trends(snapshot: Snapshot, as_of: date) -> dict[str, IndustryTrend]:
    """Return the trend of every sector that JOLTS measures, so that "what if" needs no query."""
    codes = {sector: code for sector in sectors() if (code := label_of("jolts", sector))}
    codes[ALL_INDUSTRIES] = TOTAL_NONFARM
    found = industry_trends(snapshot, sorted(set(codes.values())), as_of)
    return {sector: found[code] for sector, code in codes.items() if code in found}


def _cut_shares(snapshot: Snapshot) -> dict[str, CutShare]:
    rows = snapshot.query("SELECT stage, share_median, events_with_share FROM layoff_cut_share")
    return {
        row["stage"]: CutShare(row["share_median"], row["events_with_share"])
        for row in rows.to_dict("records")
    }


def _sources(snapshot: Snapshot) -> tuple[SourceRef, ...]:
    rows = snapshot.query(
        """SELECT source, title, licence, newest_date
           FROM source_info JOIN source_load USING (source)
           WHERE list_contains($names, source) AND last_good_at IS NOT NULL
           ORDER BY position""",
        {"names": list(_SOURCES)},
    )
    return tuple(
        SourceRef(row["source"], row["title"], _date(row["newest_date"]), row["licence"])
        for row in rows.to_dict("records")
    )


def _date(value: object) -> date | None:
    return None if value is None or value is pd.NaT else pd.Timestamp(str(value)).date()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: float | None) -> float | None:
    return None if pd.isna(value) else float(value)
